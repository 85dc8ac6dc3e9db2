"""Stretches of days: the periods in which things are owed, done and reported.

Inside, every period is half-open, [start, end); only labels and `last_day` are inclusive. Two calendars stand
side by side: plain months, and the months of Decree 09/2019/NĐ-CP Article 12, which run from the 15th to the
14th so that the year runs from 15 December to 14 December. Both are sums of half-month slots cut at the 15th.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise

ONE_DAY = timedelta(days=1)
_SLOT_CUT = 15
_THURSDAY_OFFSET = timedelta(days=3)


class PeriodKind(StrEnum):
    """This will name the length of a period («kỳ»); WINDOW is any other stretch of days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    WINDOW = "window"


class Calendar(StrEnum):
    """This will name where months are cut: at the 1st, or at the 15th (Decree 09/2019/NĐ-CP, Article 12)."""

    PLAIN = "plain"
    DECREE_09 = "decree-09"


_MONTHS_LONG = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}
_WEEK = timedelta(days=7)
# Years whose whole table of periods, and the days around it, are dates that Python knows.
_TABLED = range(2, 9998)
_ROMAN = ("I", "II", "III", "IV")
_HALVES = ("6 tháng đầu năm", "6 tháng cuối năm")


@dataclass(frozen=True, order=True)
class Period:
    """This will hold the days from `start` up to but without `end`; it holds at least one day.

    `calendar` says which calendar a named kind follows, so that a period cut short still knows its name.
    Raises ValueError if `end` is not after `start`.
    """

    start: date
    end: date
    kind: PeriodKind = PeriodKind.WINDOW
    calendar: Calendar = Calendar.PLAIN

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"A period must hold a day: {self.start} … {self.end}")

    @classmethod
    def inclusive(cls, first: date, last: date, kind: PeriodKind = PeriodKind.WINDOW) -> "Period":
        """This will turn «từ … đến hết …» as people write it and tables keep it, both days included, into a period."""
        return cls(first, last + ONE_DAY, kind)

    @cached_property
    def last_day(self) -> date:
        """The last day inside the period, as it is shown to people."""
        return self.end - ONE_DAY

    @property
    def days(self) -> int:
        """How many days the period holds."""
        return (self.end - self.start).days

    @property
    def is_whole(self) -> bool:
        """Whether a named period is uncut; a window always is."""
        return self.kind is PeriodKind.WINDOW or self == period_of(self.start, self.kind, self.calendar)

    def contains(self, day: date) -> bool:
        """Whether the day lies inside, both the first and the last day included."""
        return self.start <= day < self.end

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return self.start < other.end and other.start < self.end

    def clip(self, other: "Period") -> "Period | None":
        """This will give the part of this period that lies in `other`, or None if they share no day; the kind stays."""
        if not self.overlaps(other):
            return None
        return Period(max(self.start, other.start), min(self.end, other.end), self.kind, self.calendar)

    def label(self) -> str:
        """This will name the period in Vietnamese («Quý III/2026», «Tuần 05/01–11/01/2026», …).

        On both calendars a named period takes its name from its last month: the quarter from 15/12/2025 to
        14/3/2026 is «Quý I/2026». A period cut short keeps the name of the whole one.
        """
        if self.kind is PeriodKind.WINDOW:
            return f"từ {self.start:%d/%m/%Y} đến {self.last_day:%d/%m/%Y}"
        if self.kind is PeriodKind.DAY:
            return f"Ngày {self.start:%d/%m/%Y}"
        if self.kind is PeriodKind.WEEK:
            same_year = self.start.year == self.last_day.year
            first = f"{self.start:%d/%m}" if same_year else f"{self.start:%d/%m/%Y}"
            return f"Tuần {first}–{self.last_day:%d/%m/%Y}"
        return _month_based_label(self)


def _month_based_label(period: Period) -> str:
    named_by = period_of(period.start, period.kind, period.calendar).last_day
    if period.kind is PeriodKind.MONTH:
        return f"Tháng {named_by.month}/{named_by.year}"
    if period.kind is PeriodKind.QUARTER:
        return f"Quý {_ROMAN[(named_by.month - 1) // 3]}/{named_by.year}"
    if period.kind is PeriodKind.HALF_YEAR:
        return f"{_HALVES[(named_by.month - 1) // 6]} {named_by.year}"
    return f"Năm {named_by.year}"


def period_of(day: date, kind: PeriodKind, calendar: Calendar = Calendar.PLAIN) -> Period:
    """This will give the whole period of that kind in which the day falls.

    Days and weeks (Monday to Sunday) are the same on both calendars. Raises ValueError for WINDOW, which no
    day determines.
    """
    if kind is PeriodKind.WINDOW:
        raise ValueError("A window is given, not found: no day determines it")
    if kind is PeriodKind.DAY:
        return Period(day, day + ONE_DAY, kind, calendar)
    if kind is PeriodKind.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + _WEEK, kind, calendar)
    length = _MONTHS_LONG[kind]
    first = _month_number(day, calendar) // length * length
    return Period(_month_start(first, calendar), _month_start(first + length, calendar), kind, calendar)


def _month_number(day: date, calendar: Calendar) -> int:
    """Months counted from January of year 0; a decree month that starts in December is the next January."""
    number = day.year * 12 + day.month - 1
    return number + 1 if calendar is Calendar.DECREE_09 and day.day >= _SLOT_CUT else number


def _month_start(number: int, calendar: Calendar) -> date:
    if calendar is Calendar.DECREE_09:
        return date((number - 1) // 12, (number - 1) % 12 + 1, _SLOT_CUT)
    return date(number // 12, number % 12 + 1, 1)


def periods_in(window: Period, kind: PeriodKind, calendar: Calendar = Calendar.PLAIN) -> list[Period]:
    """This will tile the window with periods of one kind, in order, the first and the last cut at its ends.

    WINDOW gives the window itself.
    """
    if kind is PeriodKind.WINDOW:
        return [window]
    if window.start.year not in _TABLED or window.end.year not in _TABLED:
        return _tiled_one_by_one(window, kind, calendar)
    tiles = _tiles_around(window, kind, calendar)
    if tiles[0].start < window.start:
        tiles[0] = Period(window.start, min(tiles[0].end, window.end), kind, calendar)
    if tiles[-1].end > window.end:
        tiles[-1] = Period(tiles[-1].start, window.end, kind, calendar)
    return tiles


def _tiled_one_by_one(window: Period, kind: PeriodKind, calendar: Calendar) -> list[Period]:
    tiles = []
    day = window.start
    while day < window.end:
        whole = period_of(day, kind, calendar)
        tiles.append(Period(day, min(whole.end, window.end), kind, calendar))
        day = whole.end
    return tiles


def _tiles_around(window: Period, kind: PeriodKind, calendar: Calendar) -> list[Period]:
    """The whole periods that share a day with the window, in order."""
    year = window.start.year
    table = _year_table(kind, calendar, year)
    if table[-1].end <= window.start:  # the Decree's year begins in December, the last week ends before New Year's Eve
        year += 1
        table = _year_table(kind, calendar, year)
    elif table[0].start > window.start:  # the days before the year's first Monday
        year -= 1
        table = _year_table(kind, calendar, year)
    tiles = list(table[bisect_right(table, window.start, key=_start) - 1 :])
    while tiles[-1].end < window.end:
        year += 1
        tiles += _year_table(kind, calendar, year)
    if tiles[-1].start >= window.end:
        del tiles[bisect_right(tiles, window.last_day, key=_start) :]
    return tiles


def _start(period: Period) -> date:
    return period.start


@lru_cache(maxsize=256)
def _year_table(kind: PeriodKind, calendar: Calendar, year: int) -> tuple[Period, ...]:
    """All periods of a kind that a year holds, weeks by their Monday: every obligation of a plan asks for the same."""
    january, next_january = _month_start(year * 12, calendar), _month_start(year * 12 + 12, calendar)
    if kind in _MONTHS_LONG:
        cuts = [_month_start(year * 12 + month, calendar) for month in range(0, 13, _MONTHS_LONG[kind])]
    elif kind is PeriodKind.DAY:
        cuts = [january + ONE_DAY * number for number in range((next_january - january).days + 1)]
    else:
        monday = january + timedelta(days=-january.weekday() % 7)
        cuts = [monday + _WEEK * number for number in range(53)]
        cuts += [cuts[-1] + _WEEK] if cuts[-1] < next_january else []
    return tuple(Period(*pair, kind, calendar) for pair in pairwise(cuts))


def year_of(year: int, calendar: Calendar = Calendar.PLAIN) -> Period:
    """This will give the whole year: 01/01 to 31/12, or 15/12 of the year before to 14/12 (Decree 09/2019/NĐ-CP)."""
    return period_of(date(year, 6, 1), PeriodKind.YEAR, calendar)


def year_of_week(day: date) -> int:
    """This will give the year a day's week belongs to: the year of that week's Thursday."""
    return thursday_of(day).year


def thursday_of(day: date) -> date:
    """This will give the Thursday of the day's week."""
    return day - timedelta(days=day.weekday()) + _THURSDAY_OFFSET


def slot_of(day: date) -> Period:
    """This will give the half-month slot of the day: [1, 15) or [15, end of the month)."""
    month = period_of(day, PeriodKind.MONTH)
    cut = month.start.replace(day=_SLOT_CUT)
    return Period(month.start, cut) if day < cut else Period(cut, month.end)


def slots_in(window: Period) -> list[Period]:
    """This will tile the window with half-month slots, in order, the first and the last cut at its ends."""
    slots = []
    day = window.start
    while day < window.end:
        slot = slot_of(day)
        slots.append(Period(day, min(slot.end, window.end)))
        day = slot.end
    return slots
