"""What bodies owe when they end, and how it passes: ADR "Việc đang làm khi đơn vị kết thúc" says why so.

A period that ended before the day stays where it was owed, and the heir holds it too, so that it can still be done and
is not lost from sight. Every other period is closed at the predecessor and owed by the heir **once an obligation**,
however many predecessors it had; what they had done is counted for it (`lantoa.results.succession`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from lantoa.agencies.models import User
from lantoa.agencies.succession import Heirs, Passed
from lantoa.assignments.models import Assignment, Duty, DutyHolder
from lantoa.domain.lifecycle import COUNTING, AssignmentKind, DutyState

IN_FORCE = COUNTING
BATCH, MANY = 1000, 10_000
_STILL = Q(state=DutyState.OPEN, plan__state__in=IN_FORCE)


def _held(agency_ids: Collection[int]) -> QuerySet[DutyHolder]:
    open_ones = Q(duty__state=DutyState.OPEN, duty__plan__state__in=IN_FORCE)
    return DutyHolder.objects.filter(open_ones, agency_id__in=list(agency_ids))


def close(rows: QuerySet[Any], ids: Sequence[int], decision: str) -> None:
    """Close rows (assignments, duties) by a decision; nothing is deleted."""
    for start in range(0, len(ids), MANY):
        some = rows.filter(pk__in=ids[start : start + MANY])
        some.update(state=DutyState.CLOSED, closed_by=decision[:200])


def _to_do(on: date) -> Q:
    """Held duties whose period runs on the day or later, or ended before it and is owed and not met."""
    owed = Q(duty__before_issue=False, duty__minimum__gt=0, duty__done__lt=F("duty__minimum"))
    return Q(duty__last_on__gte=on) | owed


def _passing(agency_ids: Collection[int], on: date) -> QuerySet[Assignment]:
    """The open assignments that go on after the day: their window does, or something of theirs is still to be done."""
    to_do = _held(agency_ids).filter(_to_do(on)).order_by().values("assignment_id")
    going_on = Q(obligation__last_on__gte=on) | Q(obligation=None, plan__year__gte=on.year) | Q(pk__in=to_do)
    return Assignment.objects.filter(_STILL, going_on, agency_id__in=agency_ids)


class GivenWork:
    """Assignments of every kind: owed, support, request. A request stays a request."""

    label = "Nhiệm vụ được giao, phối hợp, đề nghị"
    fate = "chuyển cho đơn vị kế thừa; mỗi nhiệm vụ chỉ giao một lần dù nhiều đơn vị cùng giữ"

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many open assignments of each body go on after the day. One query."""
        rows = _passing(agency_ids, on).order_by()
        return dict(rows.values_list("agency_id").annotate(Count("pk")))

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """Close them at the predecessors, and give each heir its own, made anew where it had none."""
        related = ("item", "obligation", "plan")
        rows = list(_passing(heirs, on).select_related(*related).select_for_update(of=("self",)).order_by("pk"))
        target = self._at_heirs(rows, heirs, on)
        for row in rows:
            row.passed_to = target[_mark(row, heirs[row.agency_id][0])]
        Assignment.objects.bulk_update(rows, ["passed_to"], batch_size=BATCH)
        close(Assignment.objects.all(), [row.pk for row in rows], decision)
        return [
            Passed(
                predecessor=row.agency_id,
                heir=heirs[row.agency_id][0],
                title=f"{row.item.short_ref}, {row.plan.short_name}: {row.obligation or row.item.title}",
                object_type="assignments.assignment",
                object_id=row.public_id,
                note=_KIND_WORDS[AssignmentKind(row.kind)],
            )
            for row in rows
        ]

    def _at_heirs(self, rows: Iterable[Assignment], heirs: Heirs, on: date) -> dict[tuple[int | None, ...], Assignment]:
        rows = list(rows)
        there = Assignment.objects.filter(
            agency_id__in={heirs[row.agency_id][0] for row in rows}, item_id__in={row.item_id for row in rows}
        )
        found = {_mark(row, row.agency_id): row for row in there.order_by("state", "pk")}
        new: dict[tuple[int | None, ...], Assignment] = {}
        for row in rows:
            heir = heirs[row.agency_id][0]
            mark = _mark(row, heir)
            if mark not in found and mark not in new:
                new[mark] = Assignment(
                    plan_id=row.plan_id,
                    item_id=row.item_id,
                    obligation_id=row.obligation_id,
                    agency_id=heir,
                    kind=row.kind,
                    words=row.words,
                    post=row.post,
                    since=on,
                )
        wanted = {_mark(row, heirs[row.agency_id][0]) for row in rows}
        again = [row for mark, row in found.items() if row.state != DutyState.OPEN and mark in wanted]
        for row in again:
            row.state, row.closed_by, row.since = DutyState.OPEN, "", on
        Assignment.objects.bulk_update(again, ["state", "closed_by", "since"])
        Assignment.objects.bulk_create(new.values(), batch_size=BATCH)
        return found | new


_KIND_WORDS = {
    AssignmentKind.OWED: "chủ trì",
    AssignmentKind.SUPPORT: "phối hợp",
    AssignmentKind.REQUEST: "đề nghị",
}


def _mark(row: Assignment, agency_id: int) -> tuple[int | None, ...]:
    """What makes an assignment one and the same at a body."""
    return (row.item_id, row.obligation_id, agency_id, list(AssignmentKind).index(AssignmentKind(row.kind)))


class OpenDuties:
    """The duties of periods: after `GivenWork`, which made the heirs' assignments."""

    label = "Việc phải làm trong kỳ chưa xong"
    fate = "kỳ đã qua: giữ ở đơn vị cũ, đơn vị kế thừa làm tiếp; kỳ còn lại: đơn vị kế thừa làm một lần"

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many duties each body holds that are still short, or whose period runs on the day or later. One query."""
        rows = _held(agency_ids).filter(_to_do(on)).order_by()
        return dict(rows.values_list("agency_id").annotate(Count("pk")))

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """Let the heir hold what is past and short, and owe what is to come, once an obligation and period."""
        ids = sorted(set(_held(heirs).order_by().values_list("duty_id", flat=True)))
        duties = Duty.objects.filter(pk__in=ids).select_for_update().order_by("pk")
        holders: dict[int, list[DutyHolder]] = defaultdict(list)
        for row in DutyHolder.objects.filter(duty_id__in=ids).select_related("assignment").order_by("pk"):
            holders[row.duty_id].append(row)
        passing = _Passing(heirs, on, decision, holders)
        for duty in duties:
            passing.one(duty)
        return passing.save()


class _Passing:
    """Duty by duty; what is to be saved is gathered and saved at the end, in a fixed number of writes."""

    def __init__(self, heirs: Heirs, on: date, decision: str, holders: Mapping[int, list[DutyHolder]]) -> None:
        self.heirs, self.on, self.decision, self.holders = heirs, on, decision, holders
        self.closed: list[Duty] = []
        self.recounted: list[Duty] = []
        self.held_on: list[DutyHolder] = []
        self.changed: list[DutyHolder] = []
        self.gone: list[int] = []
        self.owed: dict[tuple[int, int, date, date], list[Duty]] = defaultdict(list)
        self.kept: dict[tuple[int, int], int] = defaultdict(int)

    def one(self, duty: Duty) -> None:
        rows = self.holders[duty.pk]
        mine = [row for row in rows if row.agency_id in self.heirs]
        if duty.last_on < self.on:
            if not duty.before_issue and duty.minimum > 0 and duty.done < duty.minimum:
                self._hold_on(duty, rows, mine)
        elif len([row for row in rows if row.since is None]) > 1:
            self._share(duty, rows, mine)
        else:
            heir = self.heirs[mine[0].agency_id][0]
            self.owed[duty.obligation_id, heir, duty.starts_on, duty.due_on].append(duty)
            self.closed.append(duty)

    def _hold_on(self, duty: Duty, rows: list[DutyHolder], mine: list[DutyHolder]) -> None:
        """What is past and short goes on counting where it was owed; the heir holds it beside its predecessor."""
        there = {row.agency_id for row in rows}
        for row in mine:
            heir = self.heirs[row.agency_id][0]
            self.kept[row.agency_id, heir] += 1
            if heir not in there and row.assignment.passed_to_id is not None:
                there.add(heir)
                at_heir = DutyHolder(
                    duty=duty, agency_id=heir, assignment_id=row.assignment.passed_to_id, since=self.on
                )
                self.held_on.append(at_heir)

    def _share(self, duty: Duty, rows: list[DutyHolder], mine: list[DutyHolder]) -> None:
        """One product of several bodies stays one duty: the heir takes its predecessor's place among the holders."""
        there = {row.agency_id for row in rows if row not in mine}
        for row in mine:
            heir = self.heirs[row.agency_id][0]
            if heir in there or row.assignment.passed_to_id is None:
                self.gone.append(row.pk)
                continue
            there.add(heir)
            row.agency_id, row.assignment_id = heir, row.assignment.passed_to_id
            self.changed.append(row)
        if len(there) == 1:
            duty.agency_id = next(iter(there))
            self.recounted.append(duty)
        elif duty.agency_id in self.heirs:
            duty.agency_id = self.heirs[duty.agency_id][0]
            self.recounted.append(duty)

    def save(self) -> list[Passed]:
        close(Duty.objects.all(), [duty.pk for duty in self.closed], self.decision)
        Duty.objects.bulk_update(self.recounted, ["agency"], batch_size=BATCH)
        DutyHolder.objects.filter(pk__in=self.gone).delete()
        DutyHolder.objects.bulk_update(self.changed, ["agency", "assignment"], batch_size=BATCH)
        DutyHolder.objects.bulk_create(self.held_on, batch_size=BATCH)
        self._owe()
        return self._lines()

    def _owe(self) -> None:
        """Make the heirs' duties that are not there yet, each with the terms of its predecessors'."""
        heirs = {heir for _, heir, _, _ in self.owed}
        obligations = {obligation for obligation, _, _, _ in self.owed}
        there = {
            (row.obligation_id, row.agency_id, row.starts_on, row.due_on): row
            for row in Duty.objects.filter(agency_id__in=heirs, obligation_id__in=obligations)
        }
        reopened = [there[key] for key in self.owed if key in there and there[key].state != DutyState.OPEN]
        for duty in reopened:
            duty.state, duty.closed_by = DutyState.OPEN, ""
        Duty.objects.bulk_update(reopened, ["state", "closed_by"], batch_size=BATCH)
        made = Duty.objects.bulk_create(
            (self._duty(key, duties) for key, duties in self.owed.items() if key not in there), batch_size=BATCH
        )
        work = self._work(heirs, obligations)
        DutyHolder.objects.bulk_create(
            (
                DutyHolder(duty=duty, agency_id=duty.agency_id, assignment_id=work[duty.obligation_id, duty.agency_id])
                for duty in made
            ),
            batch_size=BATCH,
        )

    def _work(self, heirs: Collection[int], obligations: Collection[int]) -> dict[tuple[int, int], int]:
        rows = Assignment.objects.filter(
            agency_id__in=heirs, obligation_id__in=obligations, kind=AssignmentKind.OWED, state=DutyState.OPEN
        )
        return {(obligation, agency): pk for obligation, agency, pk in rows.values_list("obligation", "agency", "pk")}

    def _duty(self, key: tuple[int, int, date, date], duties: Sequence[Duty]) -> Duty:
        obligation, heir, starts_on, due_on = key
        first = duties[0]
        most = [duty.maximum for duty in duties]
        return Duty(
            plan_id=first.plan_id,
            item_id=first.item_id,
            obligation_id=obligation,
            agency_id=heir,
            period_kind=first.period_kind,
            starts_on=starts_on,
            last_on=first.last_on,
            due_on=due_on,
            extended_to=max((duty.extended_to for duty in duties if duty.extended_to), default=None),
            minimum=max(duty.minimum for duty in duties),
            maximum=None if None in most else max(number for number in most if number is not None),
            before_issue=all(duty.before_issue for duty in duties),
        )

    def _lines(self) -> list[Passed]:
        said: dict[tuple[int, int], int] = defaultdict(int)
        for (_, heir, _, _), duties in self.owed.items():
            for duty in duties:
                said[duty.agency_id, heir] += 1
        lines = [
            Passed(
                predecessor=old,
                heir=heir,
                title=f"{count} việc của các kỳ đang chạy và sắp tới",
                note="đóng ở đơn vị cũ; đơn vị kế thừa làm một lần cho mỗi yêu cầu",
            )
            for (old, heir), count in said.items()
        ]
        return lines + [
            Passed(
                predecessor=old,
                heir=heir,
                title=f"{count} việc của các kỳ đã qua chưa đủ",
                note="vẫn tính ở đơn vị cũ; đơn vị kế thừa làm tiếp",
            )
            for (old, heir), count in self.kept.items()
        ]
