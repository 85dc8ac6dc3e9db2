"""A timing that was written in words is read back as it was, and no text upsets the grammar."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.domain.due import NEXT_MONTH, DueRule
from lantoa.domain.timing import Every, Timing, explain, parse_timing, write

LENGTHS = [Every.DAY, Every.WEEK, Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR]
ENDING_IN_A_MONTH = {Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR}
UNITS = ["tin, bài", "tin, bài viết, phóng sự", "số", "buổi", "lớp", "tờ", "hội nghị", "gian hàng", "câu lạc bộ", "%"]
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))

WORDS = """
    hằng mỗi định kỳ quý tháng năm tuần ngày 6 03-04 05 tin, bài số/tháng (04 số/tháng) ít nhất tối đa không quá từ đến
    hết trước chậm nhất ngày 25 của tháng cuối quý đầu sau I II-IV 2026 15/3 31/12/2026 trong thường xuyên theo lịch
    khi có cả ; . , - / [ ] ( ) % “ ” thứ Sáu hàng 16h 0h00’ tiếp theo kỳ báo cáo một hai 29/02 29/2/2025 s6/thang
"""


@st.composite
def windows(draw):
    start = draw(DAYS)
    last = start + timedelta(days=draw(st.integers(0, 800)))
    return draw(st.sampled_from([(start, last), (start, last), (None, last), (start, None)]))


@st.composite
def dues(draw, every, start, last):
    """A due rule that can belong to the rhythm and the window."""
    strict = draw(st.booleans())
    kinds = ["none", "dates"]
    if every in ENDING_IN_A_MONTH:
        kinds += ["day", "next"]
    if every is Every.WEEK:
        kinds += ["weekday"]
    kind = draw(st.sampled_from(kinds))
    if kind == "none":
        return None
    if kind == "weekday":
        return DueRule(weekday=draw(st.integers(1, 7)), strict=strict)
    if kind in ("day", "next"):
        return DueRule(day=draw(st.integers(1, 31)), of=NEXT_MONTH if kind == "next" else None, strict=strict)
    earliest, latest = start or last, last or start
    many = 1 if every in (Every.ONCE, Every.YEAR) else 3
    inside = st.dates(earliest, latest)
    return DueRule(dates=tuple(sorted(draw(st.sets(inside, min_size=1, max_size=many)))), strict=strict)


@st.composite
def counts(draw):
    low, high = sorted((draw(st.integers(1, 20_000)), draw(st.integers(1, 20_000))))
    return draw(st.sampled_from([(low, high), (low, low), (low, None), (None, high)]))


@st.composite
def timings(draw):
    start, last = draw(windows())
    every = draw(st.sampled_from([*LENGTHS, Every.ONCE, Every.STANDING, Every.PENDING]))
    if every is Every.PENDING:
        return Timing(every=every)
    if every is Every.STANDING:
        return Timing(every=every, start=start, last=last)
    low, high, unit, total = None, None, None, None
    if draw(st.booleans()):
        low, high = draw(counts())
        unit = draw(st.sampled_from(UNITS))
        if every in LENGTHS and unit != "%":
            total = draw(st.none() | st.integers(1, 100_000))
    due = draw(dues(every, start, last))
    return Timing(every=every, min=low, max=high, unit=unit, total=total, start=start, last=last, due=due)


@settings(max_examples=400)
@given(timings(), st.integers(2020, 2035))
def test_a_written_timing_reads_back_the_same_in_any_plan(timing, year):
    assert parse_timing(write(timing), year).timings == (timing,)


@given(timings())
def test_every_timing_is_explained_in_one_sentence(timing):
    sentence = explain(timing)
    assert not sentence[0].islower()
    assert not sentence.endswith(".")
    assert "None" not in sentence


@given(st.text(max_size=200), st.integers(2000, 2050))
def test_any_text_can_be_asked_about(text, year):
    reading = parse_timing(text, year)
    assert isinstance(reading.timings, tuple)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=25), st.sampled_from([" ", ""]))
def test_any_soup_of_the_words_of_plans_can_be_asked_about(words, between):
    reading = parse_timing(between.join(words), 2026)
    for timing in reading.timings:
        assert timing.start is None or timing.last is None or timing.start <= timing.last
        assert timing.min is None or timing.max is None or timing.min <= timing.max
        assert explain(timing)
