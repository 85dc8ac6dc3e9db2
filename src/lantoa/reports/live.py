"""A report's figures as they stand now, what its templates would write, and how both differ from what was frozen."""

from datetime import date, timedelta
from typing import Any

from lantoa.agencies.models import Agency
from lantoa.domain.extension import WhichDate
from lantoa.domain.period import Period
from lantoa.reports.figures import compute, compute_briefly, owed, scope_of
from lantoa.reports.models import Regime, Report
from lantoa.reports.narrative import Facts
from lantoa.reports.periods import calendar_of, name_of, periods_of

Json = dict[str, Any]
_YEAR = timedelta(days=366)


def figures_now(report: Report, today: date) -> Json:
    """The figures of a report's window as the rows say them on a day."""
    return figures_for(report.regime, report.agency, report.starts_on, report.last_on, today)


def figures_for(regime: Regime, agency: Agency, starts_on: date, last_on: date, today: date) -> Json:
    """The figures of a body for one period of a regime, before any report is begun."""
    rules = {"calendar": calendar_of(regime), "which": WhichDate(regime.which_date_counts)}
    return compute(agency=agency, starts_on=starts_on, last_on=last_on, today=today, **rules)


def changes_in(report: Report, today: date) -> list[str]:
    """What the rows say otherwise on a day than a sent report's frozen figures."""
    rules = {"calendar": calendar_of(report.regime), "which": WhichDate(report.regime.which_date_counts)}
    window = {"starts_on": report.starts_on, "last_on": report.last_on}
    now = compute_briefly(agency=report.agency, **window, today=today, **rules)
    return changed_since(report.figures, now)


def facts_of(report: Report, figures: Json, today: date) -> Facts:
    """What the templates of the narrative speak of. Two queries, for what falls due in the next period."""
    scope = scope_of(
        agency=report.agency,
        starts_on=report.starts_on,
        last_on=report.last_on,
        today=today,
        calendar=calendar_of(report.regime),
        plan_ids=None,
    )
    following, name = next_window(report)
    return Facts(
        agency=report.agency.name,
        period=name_of(report.regime, report.starts_on, report.last_on),
        figures=figures,
        ahead=owed.ahead(scope, following),
        next_period=name,
    )


def next_window(report: Report) -> tuple[Period, str]:
    """The first period of the series that ends after the report's, cut to the days after it, and its name."""
    after = report.last_on + timedelta(days=1)
    for row in periods_of(report.regime, after, after + _YEAR):
        if row.period.end > after:
            return Period(max(row.period.start, after), row.period.end, row.period.kind, row.period.calendar), row.name
    following = Period(after, after + (after - report.starts_on))
    return following, following.label()


def changed_since(frozen: Json, now: Json) -> list[str]:
    """In sentences, what the rows say otherwise today than the frozen figures: for a note, never for the report."""
    found = []
    before, after = _rows(frozen), _rows(now)
    for key in sorted(before.keys() | after.keys(), key=str):
        old, new = before.get(key), after.get(key)
        was, is_now = (row["done"] if row else 0 for row in (old, new))
        if was != is_now:
            row = new or old or {}
            found.append(f"{row['label']}: số chốt {was}, hiện nay {is_now} {row['unit']}")
    for name, words in (("total", "Việc đến hạn"), ("met_all", "Việc đã đủ"), ("overdue", "Việc quá hạn")):
        if frozen["owed"][name] != now["owed"][name]:
            found.append(f"{words}: số chốt {frozen['owed'][name]}, hiện nay {now['owed'][name]}")
    return found


def _rows(figures: Json) -> dict[tuple[str, str | None], Json]:
    return {(row["kind"], row["channel"]): row for row in figures["statistics"] if row["level"] == 1}
