"""What a phrase of a plan asks for: how many, how often, in which window, by when."""

import json
from datetime import date

import pytest

from lantoa.domain.due import NEXT_MONTH, DueRule
from lantoa.domain.timing import Every, Timing, explain, parse_timing, write
from lantoa.domain.timing.batch import read_batch

YEAR = {"start": date(2026, 1, 1), "last": date(2026, 12, 31)}


def read(phrase, year=2026):
    return list(parse_timing(phrase, year).timings)


def quota(every, low, high, unit, **more):
    return Timing(**{"every": every, "min": low, "max": high, "unit": unit} | YEAR | more)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("mỗi quý 02 lần", quota(Every.QUARTER, 2, 2, "lần")),
        ("ít nhất 3 buổi/tuần", quota(Every.WEEK, 3, None, "buổi")),
        ("tối thiểu mỗi năm 01 hội nghị", quota(Every.YEAR, 1, None, "hội nghị")),
        ("không vượt quá 4 bài/tháng", quota(Every.MONTH, None, 4, "bài")),
        ("mỗi tháng từ 02 đến 03 bài", quota(Every.MONTH, 2, 3, "bài")),
        ("10 bài trở lên mỗi quý", quota(Every.QUARTER, 10, None, "bài")),
        ("Một tuần ba buổi", quota(Every.WEEK, 3, 3, "buổi")),
        ("15 số/năm", quota(Every.YEAR, 15, 15, "số")),
        ("48 số (04 số/tháng)", quota(Every.MONTH, 4, 4, "số", total=48)),
        ("04 số/tháng (48 số/năm)", quota(Every.MONTH, 4, 4, "số", total=48)),
        ("tổng số 24 số, mỗi tháng 02 số", quota(Every.MONTH, 2, 2, "số", total=24)),
        ("6 tháng một lần", quota(Every.HALF_YEAR, 1, 1, "lần")),
        ("3 tháng/lần", quota(Every.QUARTER, 1, 1, "lần")),
        ("mười hai số một năm", quota(Every.YEAR, 12, 12, "số")),
        ("02 gian hàng giới thiệu/quý", quota(Every.QUARTER, 2, 2, "gian hàng giới thiệu")),
        ("ít nhất 12 tin, bài trong năm", quota(Every.YEAR, 12, None, "tin, bài")),
        ("5.000 tờ gấp", quota(Every.ONCE, 5000, 5000, "tờ")),
    ],
)
def test_a_number_is_owed_in_every_period(phrase, expected):
    assert read(phrase) == [expected]


@pytest.mark.parametrize(
    ("phrase", "windows"),
    [
        ("trong quý I và quý III/2026", [((1, 1), (3, 31)), ((7, 1), (9, 30))]),
        ("Quý I, II, III, IV", [((1, 1), (12, 31))]),
        ("Quý I, III/2026", [((1, 1), (3, 31)), ((7, 1), (9, 30))]),
        ("từ 15/3 đến 30/4/2026", [((3, 15), (4, 30))]),
        ("ngày 5-7/10/2026", [((10, 5), (10, 7))]),
        ("Từ tháng 3", [((3, 1), (12, 31))]),
        ("Từ Quý II/2026", [((4, 1), (12, 31))]),
        ("quý II đến hết quý III", [((4, 1), (9, 30))]),
        ("3 tháng cuối năm", [((10, 1), (12, 31))]),
        ("ngày 15 các tháng 6, 12", [((6, 15), (6, 15)), ((12, 15), (12, 15))]),
        ("T10/2026", [((10, 1), (10, 31))]),
    ],
)
def test_a_window_is_what_the_words_name(phrase, windows):
    expected = [(date(2026, *start), date(2026, *last)) for start, last in windows]
    assert [(timing.start, timing.last) for timing in read(phrase)] == expected
    assert {timing.every for timing in read(phrase)} == {Every.ONCE}


def test_a_span_over_new_year_begins_in_the_year_before():
    [timing] = read("từ tháng 11 đến tháng 3/2026", 2026)
    assert (timing.start, timing.last) == (date(2025, 11, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("phrase", "every", "due"),
    [
        ("chậm nhất ngày 10 của tháng đầu quý sau", Every.QUARTER, DueRule(day=10, of=NEXT_MONTH)),
        ("trước ngày 05 tháng sau", Every.MONTH, DueRule(day=5, of=NEXT_MONTH, strict=True)),
        ("Hằng quý, chậm nhất ngày 20 của tháng cuối kỳ báo cáo", Every.QUARTER, DueRule(day=20)),
        ("ngày cuối cùng của tháng", Every.MONTH, DueRule(day=31)),
        ("Hàng tháng (ngày 15)", Every.MONTH, DueRule(day=15)),
        ("Hằng tuần, vào thứ Sáu", Every.WEEK, DueRule(weekday=5)),
        ("trước 15/12 hằng năm", Every.YEAR, DueRule(dates=(date(2026, 12, 15),), strict=True)),
        ("quý IV hằng năm", Every.YEAR, DueRule(dates=(date(2026, 12, 31),))),
    ],
)
def test_a_deadline_comes_round_with_its_period(phrase, every, due):
    assert read(phrase) == [Timing(every=every, due=due, **YEAR)]


def test_before_a_date_is_strict_but_before_an_hour_leaves_the_day():
    [before] = read("hoàn thành trước 31/12/2026")
    [at_an_hour] = read("trước 16h ngày 31/12/2026")
    assert before.due == DueRule(dates=(date(2026, 12, 31),), strict=True)
    assert at_an_hour.due == DueRule(dates=(date(2026, 12, 31),))


def test_a_deadline_behind_a_semicolon_dates_the_quota_before_it():
    due = DueRule(day=20, strict=True)
    expected = quota(Every.QUARTER, 1, None, "tin, bài", due=due)
    assert read("Mỗi quý ít nhất 01 tin, bài; trước ngày 20 tháng cuối quý") == [expected]


def test_each_quarter_of_a_rotation_keeps_its_own_deadline():
    timings = read("a. Quý 1: Chậm nhất 20/3/2026; b. Quý 2: Chậm nhất 20/06/2026")
    assert [(timing.start, timing.due.dates[0]) for timing in timings] == [
        (date(2026, 1, 1), date(2026, 3, 20)),
        (date(2026, 4, 1), date(2026, 6, 20)),
    ]


def test_each_report_of_a_series_takes_its_own_deadline():
    phrase = "định kỳ hằng quý (trước ngày 20 tháng cuối quý), 6 tháng (trước ngày 15/6) và hằng năm (trước ngày 05/12)"
    quarter, half, year = read(phrase)
    assert (quarter.every, quarter.due) == (Every.QUARTER, DueRule(day=20, strict=True))
    assert (half.every, half.due) == (Every.HALF_YEAR, DueRule(dates=(date(2026, 6, 15),), strict=True))
    assert (year.every, year.due) == (Every.YEAR, DueRule(dates=(date(2026, 12, 5),), strict=True))


def test_a_busiest_month_stands_beside_the_whole_year():
    all_year, october = read("Cả năm, cao điểm tháng 10")
    assert all_year == Timing(every=Every.STANDING, **YEAR)
    assert october == Timing(every=Every.ONCE, start=date(2026, 10, 1), last=date(2026, 10, 31))


def test_a_rate_in_words_is_shared_by_the_list_before_it():
    assert read("04 tin, 02 bài mỗi tháng") == [quota(Every.MONTH, 4, 4, "tin"), quota(Every.MONTH, 2, 2, "bài")]


@pytest.mark.parametrize(
    ("bent", "sound"),
    [
        ("03-04 s6/thang", "03-04 số/tháng"),
        ("O1 s6/thang", "01 số/tháng"),
        ("S6 luong va tan suit phat song: 48 s6 (04 s6/thang)", "Số lượng và tần suất phát sóng: 48 số (04 số/tháng)"),
        ("Quy I-111/2024", "Quý I-III/2024"),
        ("Quý lll/2024", "Quý III/2024"),
        ("Tir Quy 1/2024", "Từ Quý I/2024"),
        ("Tháng lO/2024", "Tháng 10/2024"),
        ("Thuong xuyén trong nam", "Thường xuyên trong năm"),
        ("Thuongxuyén trong nim 2024", "Thường xuyên trong năm 2024"),
        ("Toi thiéu 01 lan/nam", "Tối thiểu 01 lần/năm"),
        ("01 mục/1tháng", "01 mục/1 tháng"),
        ("MGi quy it nhat 01 tin, bai viét, phong su", "Mỗi quý ít nhất 01 tin, bài viết, phóng sự"),
        ("Cham nhat ngay 25 hang thang", "Chậm nhất ngày 25 hằng tháng"),
    ],
)
def test_what_scanning_bent_reads_like_the_sound_phrase(bent, sound):
    assert read(bent, 2024) == read(sound, 2024) != []


@pytest.mark.parametrize(
    "phrase",
    ["theo lịch Ban Tuyên giáo Tỉnh ủy", "Khi có yêu cầu", "Trong vòng 10 ngày kể từ ngày ban hành", "Đột xuất"],
)
def test_time_that_hangs_on_something_else_is_pending(phrase):
    assert read(phrase) == [Timing(every=Every.PENDING)]


def test_a_stated_rhythm_outweighs_the_schedule_it_refers_to():
    assert [timing.every for timing in read("Hằng tháng theo lịch của Ban Tuyên giáo")] == [Every.MONTH]


@pytest.mark.parametrize(
    "phrase",
    [
        "Quyết định số 1847/QĐ-TTg ngày 27/12/2018 của Thủ tướng Chính phủ",
        "thực hiện một số nhiệm vụ của Điều 5",
        "Theo dõi, tổng hợp",
        "02 năm một lần",
        "2 lần/2 tuần",
        "Tăng 10% so với năm 2025",
        "Sử dụng kinh phí cấp hàng năm",
        "Kinh phí hoạt động thường xuyên",
    ],
)
def test_words_that_set_no_time_give_nothing(phrase):
    assert read(phrase) == []


def test_what_was_not_understood_is_told():
    reading = parse_timing("Tổ chức 02 lớp tập huấn trong quý II/2026", 2026)
    assert reading.understood == "02 lớp trong quý II/2026"
    assert reading.rest == "Tổ chức tập huấn"


def test_an_officer_reads_the_timing_in_a_sentence():
    [timing] = read("ít nhất 05 tin, bài/tháng, chậm nhất ngày 25 hằng tháng")
    sentence = "Ít nhất 5 tin, bài mỗi tháng, từ 01/01/2026 đến hết 31/12/2026; chậm nhất ngày 25 của tháng"
    assert explain(timing) == sentence


def test_an_officer_reads_a_total_and_a_pending_time():
    [timing] = read("48 số (04 số/tháng)")
    assert explain(timing) == "4 số mỗi tháng (tổng số 48), từ 01/01/2026 đến hết 31/12/2026"
    assert explain(Timing(every=Every.PENDING)) == "Chưa định thời gian: phụ thuộc văn bản hoặc sự kiện khác"


def test_a_timing_is_written_as_a_plan_would_say_it():
    timing = quota(Every.MONTH, 3, 4, "số", due=DueRule(day=25))
    assert write(timing) == "3-4 số/tháng, từ 01/01/2026 đến 31/12/2026, chậm nhất ngày 25 của tháng cuối kỳ báo cáo"


def test_a_batch_answers_line_by_line():
    lines = ['{"phrase": "48 số (04 số/tháng)", "year": 2024}\n', "\n", '{"phrase": "theo lịch", "year": 2024}\n']
    counted, pending = map(json.loads, read_batch(lines))
    assert counted["phrase"] == "48 số (04 số/tháng)"
    assert counted["expect"] == [
        {"min": 4, "max": 4, "unit": "số", "every": "month", "from": "2024-01-01", "to": "2024-12-31", "due": None}
        | {"total": 48}
    ]
    assert pending == {"phrase": "theo lịch", "expect": []}


@pytest.mark.parametrize("line", ["{", "[]", '{"phrase": "hằng tháng"}', '{"phrase": 3, "year": 2026}'])
def test_a_batch_names_the_line_it_cannot_read(line):
    with pytest.raises(ValueError, match="dòng 2"):
        list(read_batch(['{"phrase": "hằng tháng", "year": 2026}', line]))
