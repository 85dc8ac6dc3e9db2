"""The periods of a regime: which there are, what they are called, when their reports are due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lantoa.domain.due import DueRule
from lantoa.domain.period import Calendar, Period, year_of
from lantoa.domain.reporting import SERIES, reporting_series
from lantoa.reports.models import Regime, Reporter

SOON_DAYS = 20  # a report is laid before people this long before its due day


@dataclass(frozen=True)
class DuePeriod:
    """One period of a regime: its own name ("Quý III/2026"), the report's name, and its due day."""

    period: Period
    name: str
    due_on: date

    @property
    def label(self) -> str:
        """ "Báo cáo Quý III/2026", "Báo cáo tháng 9/2026"."""
        return f"Báo cáo {in_sentence(self.name)}"


def in_sentence(name: str) -> str:
    """A period's name inside a sentence: only «Quý» keeps its capital, as the Roman number after it asks for."""
    return name if name.startswith("Quý") else name[:1].lower() + name[1:]


def calendar_of(regime: Regime) -> Calendar:
    """The calendar on which the regime cuts its periods."""
    return Calendar(regime.calendar)


def due_on(regime: Regime, period: Period) -> date:
    """The last day for a report of the period; a regime without a rule takes the period's last day."""
    rule = DueRule.from_json(regime.due)
    return rule.due_on(period) if rule else period.last_day


def year_named(day: date, calendar: Calendar) -> int:
    """The reporting year a day falls in: on the decree calendar 20/12/2025 belongs to 2026."""
    return day.year + 1 if day >= year_of(day.year, calendar).end else day.year


def periods_of(regime: Regime, first: date, last: date) -> Iterator[DuePeriod]:
    """The regime's periods that share a day with [first, last], in the order of their ends.

    A regime whose `period_kind` names no series of the domain has none.
    """
    if regime.period_kind not in SERIES:
        return
    calendar = calendar_of(regime)
    for year in range(year_named(first, calendar), year_named(last, calendar) + 1):
        entries = reporting_series(year, regime.period_kind, calendar)
        for entry in sorted(entries, key=lambda entry: (entry.period.end, entry.period.start)):
            if entry.period.start <= last and first < entry.period.end:
                yield DuePeriod(entry.period, entry.label, due_on(regime, entry.period))


def period_ending(regime: Regime, last_on: date) -> DuePeriod | None:
    """The regime's period with that last day: within one series no two end together."""
    return next((row for row in periods_of(regime, last_on, last_on) if row.period.last_day == last_on), None)


def expected_from(reporter: Reporter, period: Period) -> bool:
    """Whether the body reports for the period: regime and reporter are both in force on the period's last day."""
    day = period.last_day
    return all(
        row.starts_on <= day and (row.ends_on is None or day < row.ends_on) for row in (reporter, reporter.regime)
    )


def name_of(regime: Regime, starts_on: date, last_on: date) -> str:
    """The name of a stored report's period; its days where the regime's series has changed since."""
    found = period_ending(regime, last_on)
    if found and found.period.start == starts_on:
        return found.name
    return Period.inclusive(starts_on, last_on).label()
