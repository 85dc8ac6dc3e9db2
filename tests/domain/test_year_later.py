"""Days and words of a plan moved on by a year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.due import DueRule
from lantoa.domain.timing import parse_timing
from lantoa.domain.year_later import (
    a_year_later,
    due_a_year_later,
    text_a_year_later,
    timing_a_year_later,
    timing_words_a_year_later,
)

DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))


@given(DAYS)
def test_a_day_keeps_its_month_and_moves_by_one_year(day):
    moved = a_year_later(day)
    assert (moved.year, moved.month) == (day.year + 1, day.month)
    assert moved.day == day.day or (day.month == 2 and {moved.day, day.day} == {28, 29})


@given(DAYS, DAYS)
def test_the_order_of_days_is_kept(one, other):
    first, last = sorted((one, other))
    assert a_year_later(first) <= a_year_later(last)


def test_the_end_of_february_stays_its_end():
    assert a_year_later(date(2027, 2, 28)) == date(2028, 2, 29)
    assert a_year_later(date(2028, 2, 29)) == date(2029, 2, 28)


def test_only_the_dates_of_a_due_rule_move():
    strict = DueRule(dates=(date(2026, 1, 20), date(2026, 7, 20)), strict=True)
    assert due_a_year_later(strict) == DueRule(dates=(date(2027, 1, 20), date(2027, 7, 20)), strict=True)
    for rule in (DueRule(day=25), DueRule(day=5, of="next-month"), DueRule(weekday=3), None):
        assert due_a_year_later(rule) == rule


@pytest.mark.parametrize(
    ("words", "moved"),
    [
        ("Tháng 10/2026", "Tháng 10/2027"),
        ("Quý III", "Quý III"),
        ("Thường xuyên", "Thường xuyên"),
        ("Trước ngày 20/01/2026", "Trước ngày 20/01/2027"),
        ("Từ 01/7/2026 đến 30/9/2026", "Từ 01/7/2027 đến 30/9/2027"),
        ("Quý I/2026", "Quý I/2027"),
    ],
)
def test_words_of_a_timing_move_where_they_name_a_year(words, moved):
    assert timing_words_a_year_later(words, 2026) == (moved, True)


def test_words_that_cannot_be_read_are_moved_with_doubt():
    words, sure = timing_words_a_year_later("Theo đợt kiểm tra lần hai của năm 2026 hoặc khi có yêu cầu", 2026)
    assert "2027" in words
    assert not sure


@given(
    st.sampled_from(["Tháng {m}/{y}", "Trước ngày {d}/{m}/{y}", "Từ ngày 01/{m}/{y} đến ngày {d}/12/{y}"]),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(2020, 2060),
)
def test_what_is_called_sure_reads_as_the_same_a_year_later(shape, month, day, year):
    words = shape.format(m=month, d=day, y=year)
    moved, sure = timing_words_a_year_later(words, year)
    if sure:
        wanted = tuple(timing_a_year_later(timing) for timing in parse_timing(words, year).timings)
        assert tuple(parse_timing(moved, year + 1).timings) == wanted


@pytest.mark.parametrize(
    ("text", "moved", "sure"),
    [
        ("Tuyên truyền cải cách hành chính năm 2026", "Tuyên truyền cải cách hành chính năm 2027", True),
        ("Hội nghị tổng kết", "Hội nghị tổng kết", True),
        ("Giai đoạn 2021-2026", "Giai đoạn 2021-2026", False),
        ("Theo Kế hoạch số 12/KH-UBND năm 2026", "Theo Kế hoạch số 12/KH-UBND năm 2027", False),
        ("Năm 2026/2027", "Năm 2026/2027", False),
    ],
)
def test_a_sentence_moves_its_year_and_says_whether_to_look_again(text, moved, sure):
    assert text_a_year_later(text, 2026) == (moved, sure)
