"""The family of what is owed: duties by the one agency where they count, due inside the window."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from lantoa.assignments.duties import COUNTED, is_counted, period_label, verdict_of
from lantoa.assignments.models import Duty, DutyHolder
from lantoa.domain.extension import WhichDate, due_by
from lantoa.domain.lifecycle import COUNTING, DutyState
from lantoa.domain.period import Period
from lantoa.domain.tally import OwedTally, sum_owed
from lantoa.reports.figures.scope import Scope

Json = dict[str, Any]
IN_FORCE = COUNTING
SHOWN_AHEAD = 15
# Whole rows of five tables cost more to read than all the counting; these are the columns that figures speak of.
ITEM_COLUMNS = ("item__public_id", "item__ref", "item__title", "item__timing_words", "item__position")
PLAN_COLUMNS = ("plan__public_id", "plan__number")
_COLUMNS = (
    *("public_id", "agency_id", "period_kind", "starts_on", "last_on", "due_on", "extended_to", "minimum", "maximum"),
    *("done", "met_on", "before_issue", "state", "obligation__what", "obligation__unit", "obligation__channel__kind"),
    *ITEM_COLUMNS,
    *PLAN_COLUMNS,
)


def in_scope(scope: Scope) -> Q:
    """Duties that count at the scope's agencies, or that these hold together with others."""
    held = DutyHolder.objects.filter(agency_id__in=scope.agency_ids).values("duty_id")
    plans = Q(plan__state__in=IN_FORCE) if scope.plan_ids is None else Q(plan_id__in=scope.plan_ids)
    return plans & (Q(agency_id__in=scope.agency_ids) | Q(pk__in=held))


def _read(scope: Scope, condition: Q) -> QuerySet[Duty]:
    rows = Duty.objects.filter(in_scope(scope), condition, state=DutyState.OPEN)
    related = rows.select_related("obligation__channel", "item", "plan").only(*_COLUMNS)
    return related.order_by("due_on", "item__position", "pk")


def duties_of(scope: Scope) -> list[Duty]:
    """Every duty the report speaks of, in one query: due inside the window, or due before it and still short.

    Those before the issue come too: what was done for them is shown, though nobody owed it.
    """
    inside = Q(due_on__gte=scope.window.start, due_on__lt=scope.window.end)
    still_short = COUNTED & Q(due_on__lt=scope.window.start, done__lt=F("minimum"))
    return list(_read(scope, inside | still_short))


def counted_in(scope: Scope, duties: Iterable[Duty]) -> list[Duty]:
    """The duties whose figures are the scope's own: owed, due inside, counted at one of its agencies."""
    return [
        duty
        for duty in duties
        if is_counted(duty) and duty.agency_id in scope.agency_ids and scope.window.contains(duty.due_on)
    ]


def tally_of(duties: Iterable[Duty], today: date, which: WhichDate = WhichDate.EXTENDED) -> OwedTally:
    """The duties' verdicts, counted: by the date that counts, with what only an extension puts in time beside it."""
    return sum_owed(_tally_of_one(duty, today, which) for duty in duties)


def _tally_of_one(duty: Duty, today: date, which: WhichDate) -> OwedTally:
    judged = verdict_of(duty, today, which)
    if duty.extended_to is None or which is WhichDate.ORIGINAL:
        return OwedTally.of(judged)
    return OwedTally.of(judged, verdict_of(duty, today, WhichDate.ORIGINAL))


def both_dates(duties: Iterable[Duty], today: date) -> Json:
    """How many were done in time by each of the two dates, and how many had theirs moved; whichever of them counts."""
    rows = list(duties)
    tally = tally_of(rows, today)
    original = tally.by_original()
    return {
        "extended": sum(1 for duty in rows if duty.extended_to is not None),
        "on_time_original": original.met,
        "on_time_extended": tally.met,
        "late_original": original.met_late,
        "late_extended": tally.met_late,
        "overdue_original": original.overdue,
        "overdue_extended": tally.overdue,
    }


def tally_json(tally: OwedTally) -> Json:
    """A tally as plain figures, with its sums; percentages are for whoever shows it."""
    return asdict(tally) | {"total": tally.total, "met_all": tally.met_all, "fallen_due": tally.fallen_due}


def duty_json(scope: Scope, duty: Duty) -> Json:
    """One duty as a line of a list; `shared` ones are counted elsewhere, at the holders' lowest common body."""
    return {
        "id": duty.public_id,
        "item": duty.item.public_id,
        "ref": duty.item.short_ref,
        "plan": duty.plan.short_name,
        "what": what_of(duty),
        "period": period_label(duty),
        "due_on": duty.due_on.isoformat(),
        "extended_to": duty.extended_to.isoformat() if duty.extended_to else None,
        "done": duty.done,
        "minimum": duty.minimum,
        "unit": duty.obligation.unit or "",
        "shared": duty.agency_id not in scope.agency_ids,
    }


def what_of(duty: Duty) -> str:
    """What is to be done, with a capital."""
    what = duty.obligation.what or duty.item.title
    return what[:1].upper() + what[1:]


def lists(scope: Scope, duties: Sequence[Duty]) -> dict[str, list[Json]]:
    """The duties a reader asks about by name: overdue in the window, still short from before it, not yet due."""
    found: dict[str, list[Json]] = {"overdue": [], "earlier": [], "not_yet_due": []}
    for duty in duties:
        if not is_counted(duty) or duty.done >= duty.minimum:
            continue
        day = due_by(scope.which, duty.due_on, duty.extended_to)
        if duty.due_on < scope.window.start and (day == duty.due_on or day < scope.today):
            found["earlier"].append(duty_json(scope, duty))
        elif day < scope.today:
            found["overdue"].append(duty_json(scope, duty))
        else:
            found["not_yet_due"].append(duty_json(scope, duty))
    return found


def ahead(scope: Scope, next_window: Period) -> list[Json]:
    """What falls due in the following period, one line an obligation with how many times, soonest first. One query."""
    inside = Q(due_on__gte=next_window.start, due_on__lt=next_window.end)
    grouped: dict[int, list[Duty]] = defaultdict(list)
    for duty in _read(scope, COUNTED & inside):
        grouped[duty.obligation_id].append(duty)
    return [
        {
            "what": what_of(group[0]),
            "ref": group[0].item.short_ref,
            "unit": group[0].obligation.unit or "",
            "minimum": sum(duty.minimum for duty in group),
            "first_due_on": group[0].due_on.isoformat(),
            "last_due_on": group[-1].due_on.isoformat(),
        }
        for group in list(grouped.values())[:SHOWN_AHEAD]
    ]
