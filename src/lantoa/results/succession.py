"""What was done stays with who did it, for good; what it counts for follows the work to the heir."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from lantoa.agencies.models import User
from lantoa.agencies.succession import Heirs, Passed
from lantoa.assignments.models import Duty
from lantoa.domain.lifecycle import DutyState
from lantoa.results.counting import recount
from lantoa.results.models import Credit, Result

BATCH = 1000


class DoneForRunningWork:
    """Credits of duties and assignments that pass to an heir; registered after those of `assignments`."""

    label = "Kết quả đã ghi"
    fate = "giữ nguyên ở đơn vị đã làm; phần đã tính cho kỳ đang chạy được tính tiếp cho đơn vị kế thừa"
    needs_heir = False

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many results each body owns. One query."""
        rows = Result.objects.filter(agency_id__in=agency_ids, withdrawn_at=None).order_by()
        return dict(rows.values_list("agency_id").annotate(Count("pk")))

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """Count again for the heir what was counted for a duty or an assignment that passed to it."""
        rows = list(_credits(heirs, decision).select_related("duty", "assignment").order_by("pk"))
        duties = _heirs_duties(rows, heirs)
        moved, doubled, touched_duties, touched = [], [], set(), set()
        seen = _there(duties, rows)
        lines: dict[tuple[int, int], int] = {}
        for row in rows:
            work = row.assignment.passed_to_id
            duty = None if row.duty is None else duties.get(_key(row.duty, heirs))
            if work is None or (row.duty is not None and duty is None):
                continue
            mark = (row.result_id, duty, None if duty else work)
            touched_duties |= {row.duty_id, duty} - {None}
            touched |= {row.assignment_id, work}
            if mark in seen:  # a result that two predecessors both counted is counted once for their heir
                doubled.append(row.pk)
                continue
            seen.add(mark)
            old = row.assignment.agency_id
            lines[old, heirs[old][0]] = lines.get((old, heirs[old][0]), 0) + 1
            row.duty_id, row.assignment_id = duty, work
            moved.append(row)
        Credit.objects.filter(pk__in=doubled).delete()
        Credit.objects.bulk_update(moved, ["duty", "assignment"], batch_size=BATCH)
        recount(touched_duties, touched)
        return [
            Passed(
                predecessor=old,
                heir=heir,
                title=f"{count} lần tính kết quả cho việc đang làm",
                note="kết quả vẫn của đơn vị đã làm; tính tiếp cho việc của đơn vị kế thừa",
            )
            for (old, heir), count in lines.items()
        ]


def _credits(heirs: Heirs, decision: str) -> QuerySet[Credit]:
    """Credits at what the reorganisation closed: without a duty, or for one of the duties that passed."""
    closed = Q(duty=None) | Q(
        duty__state=DutyState.CLOSED, duty__closed_by=decision[:200], duty__agency_id__in=list(heirs)
    )
    return Credit.objects.filter(
        closed,
        assignment__agency_id__in=list(heirs),
        assignment__state=DutyState.CLOSED,
        assignment__closed_by=decision[:200],
    )


def _key(duty: Duty, heirs: Heirs) -> tuple[int, int, date, date]:
    return (duty.obligation_id, heirs[duty.agency_id][0], duty.starts_on, duty.due_on)


def _heirs_duties(rows: Sequence[Credit], heirs: Heirs) -> dict[tuple[int, int, date, date], int]:
    """The open duties of the heirs that took the place of those of the credits."""
    keys = {_key(row.duty, heirs) for row in rows if row.duty is not None}
    there = Duty.objects.filter(
        state=DutyState.OPEN, agency_id__in={key[1] for key in keys}, obligation_id__in={key[0] for key in keys}
    )
    columns = ("obligation_id", "agency_id", "starts_on", "due_on", "pk")
    return {tuple(key): pk for *key, pk in there.values_list(*columns)}


def _there(
    duties: Mapping[tuple[int, int, date, date], int], rows: Sequence[Credit]
) -> set[tuple[int, int | None, int | None]]:
    """What counts for the heirs' duties and assignments already."""
    work = {row.assignment.passed_to_id for row in rows}
    given = Credit.objects.filter(Q(duty_id__in=set(duties.values())) | Q(duty=None, assignment_id__in=work))
    return {
        (result, duty, None if duty else assignment)
        for result, duty, assignment in given.values_list("result_id", "duty_id", "assignment_id")
    }
