"""Days: «15/3/2026», «ngày 05 tháng 3 năm 2026», «15/9 năm sau», with or without an hour; lists of days."""

import calendar
from dataclasses import dataclass
from datetime import date

from lantoa.domain.timing.cursor import Cursor, rule
from lantoa.domain.timing.units import at_unit

_YEARS = range(1945, 2100)


@dataclass(frozen=True)
class Day:
    """A day as written; its year may be missing."""

    day: int
    month: int
    year: int | None = None

    def on(self, default_year: int) -> date:
        """The date, in the default year where the words give none."""
        return date(self.year or default_year, self.month, self.day)


def year_number(cur: Cursor) -> int | None:
    """Step over a number that can be a year."""
    token = cur.peek()
    if token is None or token.number not in _YEARS or len(token.text) != 4:
        return None
    return cur.number()


@rule
def year_behind(cur: Cursor) -> int | None:
    """The year behind a day, month or quarter: «/2026», «năm 2026», «năm sau», «thuộc kỳ báo cáo»."""
    if cur.take("/", "-", "."):
        return year_number(cur) or _short_year(cur)
    cur.take(",")
    cur.take("cua", "thuoc")
    if cur.phrase("nam truoc lien ke", "nam truoc"):
        _of_report(cur)
        return cur.year - 1
    if cur.phrase("nam sau lien ke", "nam sau", "nam tiep theo", "nam ke tiep", "nam lien ke"):
        return cur.year + 1
    if cur.phrase("nam bao cao", "ky bao cao", "nam nay"):
        return cur.year
    return year_number(cur) if cur.take("nam") else None


def _of_report(cur: Cursor) -> None:
    cur.take("cua")
    cur.phrase("ky bao cao", "nam bao cao")


def _short_year(cur: Cursor) -> int | None:
    """«20/3/24»."""
    token = cur.peek()
    if token is None or token.number is None or len(token.text) != 2:
        return None
    cur.pos += 1
    return 2000 + token.number


@rule
def clock(cur: Cursor) -> bool | None:
    """An hour before a day: «16h», «22 giờ 00 phút», «0h00’», «17:30»; with «vào lúc», «ngày»."""
    cur.phrase("vao luc", "luc")
    if cur.number() is None or not cur.take("h", "gio", "g", ":"):
        return None
    cur.number()
    cur.take("phut", "p", "’", "'", "′")
    return True


@rule
def day_named(cur: Cursor) -> Day | None:
    """One day of a named month."""
    cur.phrase("het ngay", "ngay")
    cur.take("mung", "mong")
    return _slashed(cur) or _worded(cur)


@rule
def _slashed(cur: Cursor) -> Day | None:
    day = cur.number()
    separator = cur.key()
    if day is None or not cur.take("/", "-", "."):
        return None
    month = cur.number()
    if month is None:
        return None
    year = None if cur.key() in ("-", "/", ".") and cur.key() != separator else year_behind(cur)
    if year is None and (separator != "/" or at_unit(cur) or cur.key() in ("/", "%")):
        return None  # «19/12 tin bài» is a share, «3-4 số» a range, «12/05/QĐ» a number of a document
    return _valid(day, month, year)


@rule
def _worded(cur: Cursor) -> Day | None:
    day = cur.number()
    if day is None or not cur.take("thang"):
        return None
    month = cur.number()
    if month is None:
        return None
    year = year_behind(cur)
    if year is None and at_unit(cur):
        return None  # «1 tháng 1 lần»
    return _valid(day, month, year)


def _valid(day: int, month: int, year: int | None) -> Day | None:
    """The day if its month has it; 29 February passes where the year is not given."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if day > calendar.monthrange(year or 2024, month)[1]:
        return None
    return Day(day, month, year)


@rule
def days_named(cur: Cursor) -> tuple[date, ...] | None:
    """One or more days in a list; a day without a year takes that of the next one that has it, else the plan's."""
    several = _day_of_months(cur)
    if several is not None:
        return _dated(several, cur.year)
    cur.phrase("cac ngay")
    first = day_named(cur)
    if first is None:
        return None
    days = [first]
    while (more := _next_day(cur)) is not None:
        days.append(more)
    return _dated(days, cur.year)


@rule
def _day_of_months(cur: Cursor) -> list[Day] | None:
    """«ngày 15 các tháng 3, 6, 9, 12»."""
    cur.take("ngay")
    day = cur.number()
    cur.take("cua")
    if day is None or not cur.phrase("cac thang"):
        return None
    months: list[int] = []
    while (month := cur.number()) is not None:
        months.append(month)
        if not cur.take(",", "va"):
            break
    year = year_behind(cur)
    days = [found for month in months if (found := _valid(day, month, year)) is not None]
    return days if days and len(days) == len(months) else None


@rule
def _next_day(cur: Cursor) -> Day | None:
    if not cur.take(",", "va", ";", "hoac"):
        return None
    cur.take("va")
    return day_named(cur)


def _dated(days: list[Day], default_year: int) -> tuple[date, ...] | None:
    """The days as dates, the missing years filled from behind."""
    dates: list[date] = []
    year = default_year
    for day in reversed(days):
        year = day.year or year
        if day.day > calendar.monthrange(year, day.month)[1]:
            return None
        dates.append(day.on(year))
    return tuple(reversed(dates))
