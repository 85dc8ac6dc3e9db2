"""Series of reporting periods: which periods one receiver is reported to in a year.

A series is data; which one applies is said by the regime («chế độ báo cáo»), not by this module.
"""

from dataclasses import dataclass
from datetime import date

from lantoa.domain.period import Calendar, Period, PeriodKind, period_of

_KIND_BY_LENGTH = {1: PeriodKind.MONTH, 3: PeriodKind.QUARTER, 6: PeriodKind.HALF_YEAR, 12: PeriodKind.YEAR}


@dataclass(frozen=True)
class SeriesEntry:
    """This will hold one report of a series: the months it covers, 1 to 12, both included, and its own name if any.

    Without a name it is called as its period is («Quý I/2026»). Raises ValueError for months out of order.
    """

    first_month: int
    last_month: int
    name: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.first_month <= self.last_month <= 12:
            raise ValueError(f"No stretch of a year: months {self.first_month} to {self.last_month}")


@dataclass(frozen=True)
class Series:
    """This will hold a named series of reports in a year; its entries may overlap, as six months and a quarter do."""

    code: str
    entries: tuple[SeriesEntry, ...]


@dataclass(frozen=True)
class ReportingPeriod:
    """This will hold one report's period and its name in Vietnamese («6 tháng đầu năm 2026»)."""

    label: str
    period: Period


def _every(months: int) -> tuple[SeriesEntry, ...]:
    return tuple(SeriesEntry(first, first + months - 1) for first in range(1, 13, months))


MONTHLY = Series("month", _every(1))
QUARTERLY = Series("quarter", _every(3))
HALF_YEARLY = Series("half-year", _every(6))
YEARLY = Series("year", _every(12))
# «Quý, 6 tháng, năm» as the Ministry of Home Affairs takes reports on administrative reform: quarter I, six months,
# quarter III, year; the six months and the year stand for quarters II and IV (its letter 581/BNV-CCHC).
REFORM = Series("reform", (SeriesEntry(1, 3), SeriesEntry(1, 6), SeriesEntry(7, 9), SeriesEntry(1, 12)))
# The same with nine months in the place of quarter III, as some provinces' regimes have it.
REFORM_NINE_MONTHS = Series(
    "reform-9-months",
    (SeriesEntry(1, 3), SeriesEntry(1, 6), SeriesEntry(1, 9, "9 tháng đầu năm"), SeriesEntry(1, 12)),
)
SERIES = {series.code: series for series in (MONTHLY, QUARTERLY, HALF_YEARLY, YEARLY, REFORM, REFORM_NINE_MONTHS)}


def reporting_series(year: int, series: Series | str, calendar: Calendar) -> list[ReportingPeriod]:
    """This will give the reporting periods of one year in the series' order; a string names a series of SERIES.

    On the decree calendar the year's months run from the 15th to the 14th (Decree 09/2019/NĐ-CP, Article 12).
    Raises KeyError for an unknown name.
    """
    chosen = SERIES[series] if isinstance(series, str) else series
    return [_reporting_period(year, entry, calendar) for entry in chosen.entries]


def _reporting_period(year: int, entry: SeriesEntry, calendar: Calendar) -> ReportingPeriod:
    start = _month(year, entry.first_month, calendar).start
    end = _month(year, entry.last_month, calendar).end
    kind = _KIND_BY_LENGTH.get(entry.last_month - entry.first_month + 1, PeriodKind.WINDOW)
    period = Period(start, end, kind, calendar)
    if not period.is_whole:  # such as February to April: of a quarter's length, but no quarter
        period = Period(start, end, PeriodKind.WINDOW, calendar)
    return ReportingPeriod(f"{entry.name} {year}" if entry.name else period.label(), period)


def _month(year: int, month: int, calendar: Calendar) -> Period:
    """The month of that name: its first days lie in the calendar month it is named after on both calendars."""
    return period_of(date(year, month, 1), PeriodKind.MONTH, calendar)
