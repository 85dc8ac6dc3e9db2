"""The one place that counts: what is credited becomes «đã làm», the day a duty was met, a channel's last date."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from lantoa.assignments.models import Assignment, Duty
from lantoa.domain.verdict import when_met
from lantoa.results.models import Credit


def recount(duty_ids: Iterable[int] = (), assignment_ids: Iterable[int] = ()) -> None:
    """Set `done` and `met_on` of duties, `last_result_on` and `result_count` of assignments, from their live credits.

    in: the ids whose credits changed. Call it inside the operation's transaction: the rows are locked in the order of
    their ids, so two operations on the same duties wait for each other instead of losing a count.
    """
    _duties(sorted(set(duty_ids)))
    _assignments(sorted(set(assignment_ids)))


def _duties(ids: list[int]) -> None:
    if not ids:
        return
    duties = list(Duty.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    counted: dict[int, list[tuple[date, int]]] = defaultdict(list)
    live = Credit.objects.filter(duty_id__in=ids, counts=True).values_list("duty_id", "counted_on", "quantity")
    for duty_id, day, quantity in live:
        counted[duty_id].append((day, quantity))
    changed = []
    for duty in duties:
        done = sum(quantity for _, quantity in counted[duty.pk])
        met_on = when_met(duty.minimum, counted[duty.pk])
        if (duty.done, duty.met_on) != (done, met_on):
            duty.done, duty.met_on = done, met_on
            changed.append(duty)
    Duty.objects.bulk_update(changed, ["done", "met_on"])


def _assignments(ids: list[int]) -> None:
    if not ids:
        return
    rows = list(Assignment.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    days: dict[int, dict[int, date]] = defaultdict(dict)
    live = Credit.objects.filter(assignment_id__in=ids, counts=True).values_list(
        "assignment_id", "result_id", "counted_on"
    )
    for assignment_id, result_id, day in live:
        days[assignment_id][result_id] = day
    for row in rows:
        row.last_result_on = max(days[row.pk].values(), default=None)
        row.result_count = len(days[row.pk])
    Assignment.objects.bulk_update(rows, ["last_result_on", "result_count"])
