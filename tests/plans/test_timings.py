"""A typed phrase sets the keys of an obligation, and an obligation says itself in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.every import Every
from lantoa.domain.working_days import WorkingDays
from lantoa.plans.forms.obligations import new_obligation
from lantoa.plans.previews import previews_of
from lantoa.plans.sentences import explain_obligation
from lantoa.plans.timings import phrase_of, read_phrase

TIMING_KEYS = ("every", "min", "max", "total", "from", "to", "due")


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("3-4 tin, bài/tháng", {"min": 3, "max": 4, "every": "month", "unit": "tin, bài", "inferred": []}),
        ("15 số/năm", {"min": 15, "max": 15, "every": "year", "inferred": []}),
        ("hằng quý", {"min": 1, "max": 1, "every": "quarter", "inferred": ["min", "max"]}),
        ("thường xuyên", {"min": None, "max": None, "every": "standing", "inferred": []}),
        ("trong Quý III", {"from": "2026-07-01", "to": "2026-09-30"}),
    ],
)
def test_a_phrase_sets_the_keys_that_its_words_say(phrase, wanted):
    reading = read_phrase(phrase, 2026)
    assert reading.rest == ""
    assert wanted.items() <= reading.keys[0].items()
    assert reading.sentence


def test_the_words_that_were_not_understood_are_given_back():
    reading = read_phrase("3 tin, bài/tháng màu xanh lam", 2026)
    assert "màu xanh lam" in reading.rest


@given(
    every=st.sampled_from([Every.WEEK, Every.MONTH, Every.QUARTER, Every.YEAR]),
    low=st.integers(1, 40),
    more=st.integers(0, 20) | st.none(),
    day=st.integers(1, 28) | st.none(),
)
def test_the_phrase_offered_for_an_obligation_reads_back_to_it(every, low, more, day):
    due = {"day": day} if day and every in (Every.MONTH, Every.QUARTER) else None
    data = new_obligation(2026) | {"every": every.value, "min": low, "max": None if more is None else low + more}
    data |= {"unit": "tin, bài", "due": due}
    reading = read_phrase(phrase_of(data, 2026), 2026)
    assert reading.rest == ""
    assert {key: reading.keys[0][key] for key in TIMING_KEYS} == {key: data[key] for key in TIMING_KEYS}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"every": "month", "min": 3, "max": 4, "unit": "tin, bài", "due": {"day": 25}},
            "Mỗi tháng 3 đến 4 tin, bài, hạn ngày 25 của tháng; trong năm 2026.",
        ),
        ({"every": "standing"}, "Thường xuyên, không đếm số lượng; trong năm 2026."),
        (
            {"every": "quarter", "min": 1, "max": None, "unit": "bài",
             "due": {"dates": ["2026-03-20"], "strict": True}},
            "Mỗi quý ít nhất 1 bài, trước ngày 20/03/2026; trong năm 2026.",
        ),
        (
            {"every": "month", "min": 1, "max": 1, "report": True, "to_agency": "Sở Nội vụ", "unit": "báo cáo",
             "due": {"day": 5, "of": "next-month"}},
            "Mỗi tháng 1 báo cáo, hạn ngày 05 của tháng sau; trong năm 2026; là báo cáo gửi Sở Nội vụ.",
        ),
        (
            {"every": "once", "min": 1, "max": None, "unit": "cuộc thi", "from": "2026-07-01", "to": "2026-09-30"},
            "Một lần trong kỳ: ít nhất 1 cuộc thi; từ 01/07 đến 30/09/2026.",
        ),
        (
            {"every": "month", "min": 4, "max": 4, "total": 48, "unit": "số", "who": ["A", "B"], "share": "together"},
            "Mỗi tháng 4 số, cả kỳ 48 số; trong năm 2026; các cơ quan cùng làm một sản phẩm.",
        ),
    ],
)  # fmt: skip
def test_an_obligation_says_in_one_sentence_what_it_asks(change, said):
    assert explain_obligation(new_obligation(2026) | change) == said


def test_a_window_over_two_years_says_both():
    data = new_obligation(2026) | {"from": date(2025, 12, 15).isoformat(), "to": "2026-12-14"}
    assert "từ 15/12/2025 đến 14/12/2026" in explain_obligation(data)


OFFICE = WorkingDays()


def test_a_phrase_shows_its_periods_with_their_dates():
    [preview] = previews_of(read_phrase("3-4 tin, bài/tháng, trước ngày 25", 2026), OFFICE)
    assert (preview.count, preview.days) == (12, "24/01, 24/02, 24/03 … 24/12/2026")
    january = preview.rows[0]
    assert (january.period, january.amount, january.due_on) == ("Tháng 1/2026", "3–4 tin, bài", date(2026, 1, 24))
    assert january.working_day_before == date(2026, 1, 23)
    assert preview.rows[1].working_day_before is None
    assert preview.alike


def test_a_total_that_makes_periods_unlike_shows_what_each_asks():
    [preview] = previews_of(read_phrase("40 số (03-04 số/tháng)", 2026), OFFICE)
    assert not preview.alike
    assert {row.amount for row in preview.rows} == {"3–4 số", "4 số"}


def test_what_is_not_counted_shows_why_it_has_no_dates():
    standing, pending = previews_of(read_phrase("thường xuyên; theo lịch Ban Tuyên giáo", 2026), OFFICE)
    assert (standing.rows, pending.rows) == ((), ())
    assert "Không đếm" in standing.note
    assert "Chưa tính hạn" in pending.note


def test_a_day_of_a_long_list_is_counted_and_not_shown():
    [preview] = previews_of(read_phrase("hằng ngày", 2026), OFFICE)
    assert (len(preview.rows), preview.hidden) == (60, 305)


def test_a_window_that_ended_before_the_plans_year_still_has_a_beginning():
    [keys] = read_phrase("kể từ thời điểm phát động đến ngày 15/10/2022", 2026).keys
    assert (keys["from"], keys["to"]) == ("2022-01-01", "2022-10-15")


@given(st.text(alphabet=st.sampled_from("0123456789 /-,;.()tháng quý năm từ đến hằng trước ngày ít nhất"), max_size=60))
def test_whatever_is_typed_can_be_previewed(text):
    for preview in previews_of(read_phrase(text, 2026), OFFICE):
        assert preview.sentence
        assert preview.count >= len(preview.rows)
