"""Spans from one day, month, quarter or year to another, and spans that come round («từ ngày 01 đầu tháng đến …»)."""

from datetime import date

from lantoa.domain.every import Every
from lantoa.domain.timing.cursor import Cursor, rule
from lantoa.domain.timing.dates import clock, days_named
from lantoa.domain.timing.facts import Fact, Rhythm, Window
from lantoa.domain.timing.numbers import any_number
from lantoa.domain.timing.periods import each
from lantoa.domain.timing.weekdays import weekday
from lantoa.domain.timing.windows import windows, year_window

_BY_MONTHS = {1: Every.MONTH, 3: Every.QUARTER, 6: Every.HALF_YEAR, 12: Every.YEAR}
_NAMED = {"thang": Every.MONTH, "quy": Every.QUARTER, "nam": Every.YEAR}
_FARTHEST = 12  # words between «từ» and «đến» that may describe an event


@rule
def span(cur: Cursor) -> list[Fact] | None:
    """«từ 15/3 đến 30/4/2026», «tháng 3 đến tháng 11/2024», «từ quý I», «từ … đến nay», and spans that come round."""
    cur.phrase("ke", "tinh", "bat dau", "thoi gian")
    return (
        _weekly(cur)
        or _of_each_period(cur)
        or _days_of_a_month(cur)
        or _between(cur)
        or _onwards(cur)
        or _from_event(cur)
    )


@rule
def place_in_time(cur: Cursor) -> Window | None:
    """One day, month, quarter or year as an end of a span."""
    clock(cur)
    days = days_named(cur)
    if days is not None:
        return Window(days[0], days[0]) if len(days) == 1 else None
    found = windows(cur)
    if found is not None:
        return found[0] if len(found) == 1 else None
    if cur.phrase("cuoi nam", "nam") and cur.peek(0) is None:
        return year_window(cur.year)
    return None


@rule
def _days_of_a_month(cur: Cursor) -> list[Fact] | None:
    """«ngày 5-7/10/2026», «từ ngày 5 đến ngày 7 tháng 10»: the month stands only behind the second day."""
    cur.take("tu")
    cur.phrase("cac ngay", "ngay")
    first = cur.number()
    if first is None or not cur.take("-", "den"):
        return None
    cur.take("het")
    last = days_named(cur)
    if last is None or len(last) != 1 or not 1 <= first <= last[0].day:
        return None
    return [Window(last[0].replace(day=first), last[0])]


@rule
def _between(cur: Cursor) -> list[Fact] | None:
    """From one place in time to another; the first takes the year written behind the second."""
    cur.take("tu")
    begins = cur.pos
    first = place_in_time(cur)
    if first is None or first.start is None or not cur.take("den", "-", "toi"):
        return None
    cur.take("het")
    if cur.take("nay"):
        return [Window(first.start, None)]
    last = place_in_time(cur)
    if last is None or last.last is None:
        return None
    start = _start_read_again(cur, begins, last.last) or first.start
    return [Window(start, last.last)] if start <= last.last else None


def _start_read_again(cur: Cursor, begins: int, last: date) -> date | None:
    """The start in the year that the span's end names; a year earlier where it would lie behind the end."""
    named = cur.peek(-1)
    if named is None or named.number != last.year:
        return None
    again = Cursor(cur.tokens[: cur.pos], last.year, begins)
    first = place_in_time(again)
    if first is not None and first.start is not None and first.start > last:
        again = Cursor(cur.tokens[: cur.pos], last.year - 1, begins)
        first = place_in_time(again)
    return first.start if first else None


@rule
def _onwards(cur: Cursor) -> list[Fact] | None:
    """«Từ Quý I/2024»: to the year's end; «từ tháng 5-7/2022» names its end itself."""
    if not cur.take("tu"):
        return None
    begins = cur.pos
    first = place_in_time(cur)
    if first is None or first.start is None:
        return None
    if any(token.key in ("-", ",") for token in cur.tokens[begins : cur.pos]):
        return [first]
    cur.phrase("tro di")
    end_of_year = date(first.start.year, 12, 31)
    return [Window(first.start, max(first.last or end_of_year, end_of_year), first.whole_year)]


@rule
def _from_event(cur: Cursor) -> list[Fact] | None:
    """A start that only an event gives: «kể từ thời điểm phát động Hội thi đến 15/10/2022»."""
    if not cur.take("tu"):
        return None
    for _ in range(_FARTHEST):
        if cur.take("den"):
            cur.take("het")
            last = place_in_time(cur)
            return [Window(None, last.last)] if last else None
        token = cur.peek()
        if token is None or not token.is_word:
            return None
        cur.pos += 1
    return None


@rule
def _weekly(cur: Cursor) -> list[Fact] | None:
    """«từ 10h00 thứ tư hàng tuần và …», «từ thứ Hai đến thứ Sáu hằng tuần»."""
    if not cur.take("tu") or _hour_and_weekday(cur) is None:
        return None
    if cur.take("den"):
        _hour_and_weekday(cur)
    return [Rhythm(Every.WEEK)] if each(cur) and cur.take("tuan") else None


@rule
def _hour_and_weekday(cur: Cursor) -> int | None:
    clock(cur)
    return weekday(cur)


@rule
def _of_each_period(cur: Cursor) -> list[Fact] | None:
    """«từ ngày 01 đầu tháng đến hết ngày cuối cùng của tháng», «… của tháng thứ ba»: a whole period, each time."""
    if not cur.phrase("tu ngay") or cur.number() != 1:
        return None
    for _ in range(_FARTHEST):
        if cur.take("den"):
            break
        token = cur.peek()
        if token is None or not token.is_word:
            return None
        cur.pos += 1
    cur.take("het")
    if not cur.phrase("ngay cuoi cung", "ngay cuoi"):
        return None
    cur.take("cua")
    every = _NAMED.get(cur.key())
    if every is None:
        return None
    cur.pos += 1
    if every is Every.MONTH and cur.take("thu"):
        every = _BY_MONTHS.get(any_number(cur) or 0)
    return None if every is None else [Rhythm(every)]
