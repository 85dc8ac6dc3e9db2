"""Reading reports: what is due from a body, what a receiver got, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from lantoa.agencies.models import Agency
from lantoa.domain.lifecycle import ReportState
from lantoa.domain.period import Period
from lantoa.reports.models import Regime, Report, Reporter
from lantoa.reports.periods import SOON_DAYS, DuePeriod, expected_from, periods_of
from lantoa.web.wording import as_day

WITH_RECEIVER = (ReportState.SUBMITTED, ReportState.ACCEPTED)
LONG = ("figures", "narrative", "drafts")  # columns that no list reads
_LINE = ("starts_on", "ends_on", "regime__starts_on", "regime__ends_on", "agency__name", "agency__sort_key")
_RECENT_YEARS = 2


@dataclass(frozen=True, kw_only=True)
class ReportDue:
    """A report a body has to send: for which period, by when, and how far it is. `url` is where to write it."""

    regime: Regime
    agency: Agency
    period: Period
    name: str
    label: str
    due_on: date
    report: Report | None
    overdue: bool
    url: str


def reports_before(agency_ids: frozenset[int], today: date) -> list[ReportDue]:
    """The reports the agencies have yet to send: the period ended, or its due day is at most SOON_DAYS away.

    Overdue ones stay, however old, back to the day the regime or the reporter began. By due day. Two queries.
    """
    reporters = list(_reporters(agency_id__in=agency_ids).select_related("agency"))
    reports = _by_period(Report.objects.filter(agency_id__in=agency_ids).defer(*LONG))
    found = []
    for reporter in reporters:
        first = max(reporter.starts_on, reporter.regime.starts_on)
        for row in periods_of(reporter.regime, first, today):
            ahead = row.period.end > today and row.due_on > today + timedelta(days=SOON_DAYS)
            report = reports.get((reporter.regime_id, reporter.agency_id, row.period.last_day))
            sent = report is not None and report.state in WITH_RECEIVER
            if not ahead and not sent and expected_from(reporter, row.period):
                found.append(_due(reporter, row, report, today))
    return sorted(found, key=lambda due: (due.due_on, due.agency.sort_key, due.regime.pk))


def _reporters(**conditions: object) -> QuerySet[Reporter]:
    return Reporter.objects.filter(**conditions).select_related("regime__receiver")


def _by_period(reports: Iterable[Report]) -> dict[tuple[int, int, date], Report]:
    return {(row.regime_id, row.agency_id, row.last_on): row for row in reports}


def _due(reporter: Reporter, row: DuePeriod, report: Report | None, today: date) -> ReportDue:
    day = report.due_on if report else row.due_on
    return ReportDue(
        regime=reporter.regime,
        agency=reporter.agency,
        period=row.period,
        name=row.name,
        label=row.label,
        due_on=day,
        report=report,
        overdue=day < today,
        url=reverse("reports:edit", args=[report.public_id]) if report else begin_url(reporter, row.period),
    )


def begin_url(reporter: Reporter, period: Period) -> str:
    """Where the report of a period is begun: a page that shows the figures and asks before a draft is made."""
    ids = [reporter.regime.public_id, reporter.agency.public_id, period.last_day.isoformat()]
    return reverse("reports:begin", args=ids)


@dataclass(frozen=True, kw_only=True)
class Punctuality:
    """How many reports of one period came: received = on_time + late, expected = received + missing."""

    label: str
    due_on: date
    expected: int
    received: int
    on_time: int
    late: int
    missing: int


def punctuality(receiver_ids: frozenset[int], today: date) -> Punctuality | None:
    """The latest period whose due day is over or is today, of the regimes the agencies receive; None without one.

    Regimes with the same latest due day are counted together. What was returned counts as missing until it is sent
    again; on time is judged by the day of the first sending. Three queries.
    """
    regimes = list(Regime.objects.filter(receiver_id__in=receiver_ids).order_by("pk"))
    latest = [(row, regime) for regime in regimes if (row := _latest_due(regime, today)) is not None]
    if not latest:
        return None
    day = max(row.due_on for row, _ in latest)
    chosen = {regime.pk: row for row, regime in latest if row.due_on == day}
    lines = [line for group in _sent(chosen).values() for line in group]
    on_time = sum(1 for line in lines if line.on_time)
    received = sum(1 for line in lines if line.received)
    return Punctuality(
        label=next(iter(chosen.values())).label,
        due_on=day,
        expected=len(lines),
        received=received,
        on_time=on_time,
        late=received - on_time,
        missing=len(lines) - received,
    )


def _latest_due(regime: Regime, today: date) -> DuePeriod | None:
    first = max(regime.starts_on, today - timedelta(days=366 * _RECENT_YEARS))
    in_force = [
        row
        for row in periods_of(regime, first, today)
        if row.due_on <= today
        and regime.starts_on <= row.period.last_day
        and (regime.ends_on is None or row.period.last_day < regime.ends_on)
    ]
    return max(in_force, key=lambda row: (row.due_on, row.period.end), default=None)


@dataclass(frozen=True)
class SentLine:
    """One body that was to report for a period, and its report, if there is one."""

    agency: Agency
    report: Report | None
    due_on: date

    @property
    def received(self) -> bool:
        """Whether the report lies with the receiver."""
        return self.report is not None and self.report.state in WITH_RECEIVER

    @property
    def on_time(self) -> bool:
        """Whether it came in time, by its first sending."""
        return self.received and as_day(self.report.first_submitted_at or self.report.submitted_at) <= self.due_on


def _sent(chosen: dict[int, DuePeriod]) -> dict[int, list[SentLine]]:
    """For each regime and one of its periods, who was to report and what came, in Vietnamese order. Two queries."""
    ends = {row.period.last_day for row in chosen.values()}
    reports = _by_period(Report.objects.filter(regime_id__in=chosen, last_on__in=ends).defer(*LONG))
    lines: dict[int, list[SentLine]] = defaultdict(list)
    reporters = Reporter.objects.filter(regime_id__in=chosen).select_related("regime", "agency").only(*_LINE)
    for reporter in reporters.order_by("agency__sort_key", "pk"):
        row = chosen[reporter.regime_id]
        if expected_from(reporter, row.period):
            report = reports.get((reporter.regime_id, reporter.agency_id, row.period.last_day))
            lines[reporter.regime_id].append(SentLine(reporter.agency, report, report.due_on if report else row.due_on))
    return lines


def received(regime: Regime, row: DuePeriod) -> list[SentLine]:
    """Who was to report under a regime for a period, and what came. Two queries."""
    return _sent({regime.pk: row}).get(regime.pk, [])


def own_reports(agency_ids: frozenset[int]) -> QuerySet[Report]:
    """The reports of the agencies without their long columns, for lists paged by ("-last_on", "-id")."""
    rows = Report.objects.filter(agency_id__in=agency_ids)
    return rows.select_related("regime__receiver", "agency").defer(*LONG)


def watched_reporters(agency_ids: frozenset[int], on: date) -> set[int]:
    """Ids of the bodies that report, on a day, under the regimes that the agencies receive. One query."""
    true = Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gt=on))
    regime = Q(regime__starts_on__lte=on) & (Q(regime__ends_on=None) | Q(regime__ends_on__gt=on))
    rows = Reporter.objects.filter(true, regime, regime__receiver_id__in=agency_ids)
    return set(rows.values_list("agency_id", flat=True))
