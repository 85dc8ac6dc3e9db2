"""The figures of a report, all from recorded rows, in two families that never mix: what was done, what was owed."""

from datetime import date
from typing import Any

from lantoa.agencies.models import Agency
from lantoa.assignments.duties import is_counted
from lantoa.assignments.models import Duty
from lantoa.catalogue.models import ResultKind
from lantoa.domain.extension import WhichDate
from lantoa.domain.lifecycle import AssignmentKind
from lantoa.domain.period import Calendar
from lantoa.reports.figures import owed
from lantoa.reports.figures.difficulties import difficulties
from lantoa.reports.figures.done import done_figures
from lantoa.reports.figures.scope import Scope, scope_of
from lantoa.reports.figures.statistics import percent_json, statistics
from lantoa.reports.figures.tasks import Work, helped, standing, tasks, work_of

__all__ = ["compute", "compute_briefly", "scope_of"]

Json = dict[str, Any]
FORM = 1  # of the stored figures: raised when their keys change, so that old reports are still read


def compute(
    *,
    agency: Agency,
    starts_on: date,
    last_on: date,
    today: date,
    calendar: Calendar = Calendar.PLAIN,
    plan_ids: frozenset[int] | None = None,
    which: WhichDate = WhichDate.EXTENDED,
) -> Json:
    """Everything a body's report says in figures, ready for JSON. The number of queries does not grow with rows.

    in: the body (its own offices included), the window with both days included, the day of asking, the calendar whose
    year «lũy kế» runs in, the plans that owe (None: all in force), which of a duty's dates decides whether it is in
    time. Results count whatever plan they were for.
    out: statistics (rows; plan, percent None where there is none), unplaced (plan that no row takes), done, owed,
    tasks, overdue, earlier, not_yet_due, standing, support, requests, documents, difficulties, plans; ids are public.
    A duty that several bodies hold together counts once, at their lowest common body; here it is listed and marked.
    """
    window = {"starts_on": starts_on, "last_on": last_on, "today": today, "calendar": calendar}
    scope = scope_of(agency=agency, **window, plan_ids=plan_ids, which=which)
    done, duties = done_figures(scope), owed.duties_of(scope)
    counted = owed.counted_in(scope, duties)
    rows, unplaced = statistics(ResultKind.objects.order_by("position", "pk"), done, counted)
    work = work_of(scope, duties)
    helping = {"support": helped(work, AssignmentKind.SUPPORT), "requests": helped(work, AssignmentKind.REQUEST)}
    return {
        **_frame(scope, last_on),
        "statistics": rows,
        "unplaced": unplaced,
        "done": {"results": done.results, "unverified": done.unverified, "rejected": done.rejected},
        "owed": _owed(scope, counted, duties),
        "tasks": tasks(scope, work, duties),
        **owed.lists(scope, duties),
        "standing": standing(scope, work),
        **helping,
        "documents": done.documents,
        "difficulties": difficulties(scope),
        "plans": _plans(work),
    }


def _owed(scope: Scope, counted: list[Duty], duties: list[Duty]) -> Json:
    """What was owed in the window, in sums and shares, by the date that counts; and in time by each of the two."""
    tally = owed.tally_of(counted, scope.today, scope.which)
    return {
        **owed.tally_json(tally),
        "percent_met": percent_json(tally.met_all, tally.total),
        "percent_on_time": percent_json(tally.met, tally.fallen_due),
        "shared": sum(1 for duty in duties if _is_shared(scope, duty)),
        "which_date": scope.which,
        "dates": owed.both_dates(counted, scope.today),
    }


def _frame(scope: Scope, last_on: date) -> Json:
    """Whose figures these are, of which window, as of which day."""
    return {
        "form": FORM,
        "agency": scope.agency.public_id,
        "starts_on": scope.window.start.isoformat(),
        "last_on": last_on.isoformat(),
        "year_starts_on": scope.year.start.isoformat(),
        "as_of": scope.today.isoformat(),
    }


def compute_briefly(
    *,
    agency: Agency,
    starts_on: date,
    last_on: date,
    today: date,
    calendar: Calendar = Calendar.PLAIN,
    which: WhichDate = WhichDate.EXTENDED,
) -> Json:
    """Only `statistics` and `owed` of `compute`, the same figures at a third of the price: for comparing."""
    window = {"starts_on": starts_on, "last_on": last_on, "today": today, "calendar": calendar}
    scope = scope_of(agency=agency, **window, plan_ids=None, which=which)
    counted = owed.counted_in(scope, owed.duties_of(scope))
    kinds = ResultKind.objects.order_by("position", "pk")
    rows, _ = statistics(kinds, done_figures(scope, with_proof=False), counted)
    return {"statistics": rows, "owed": owed.tally_json(owed.tally_of(counted, today, which))}


def _is_shared(scope: Scope, duty: Any) -> bool:
    inside = scope.window.contains(duty.due_on)
    return is_counted(duty) and inside and duty.agency_id not in scope.agency_ids


def _plans(work: Work) -> list[Json]:
    """The plans under which the body has work, in the order they were issued."""
    found = {row.plan_id: row.plan for row in work.assignments}
    return [
        {
            "id": plan.public_id,
            "number": plan.number or "",
            "type": plan.document_type,
            "subject": plan.subject,
            "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
            "issuer": plan.issuer.name,
        }
        for plan in sorted(found.values(), key=lambda plan: (plan.issued_on or date.max, plan.pk))
    ]
