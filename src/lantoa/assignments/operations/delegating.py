"""Giving work inside a body «giao việc trong cơ quan», handing it back, taking it back. The duty stays the body's."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from lantoa.adapters import clock
from lantoa.agencies.access import RECORDING, require
from lantoa.agencies.models import Agency, User
from lantoa.agencies.queries import people_at
from lantoa.agencies.reach import Reach, reach_of
from lantoa.assignments.access import inside as access
from lantoa.assignments.duties import effective_due, is_counted
from lantoa.assignments.models import Assignment, Delegation, Duty
from lantoa.audit.operations import record
from lantoa.domain.delegation import DELEGATION_MOVES, DelegationState
from lantoa.domain.lifecycle import AssignmentKind, DutyState, may_move
from lantoa.notices.operations import notify
from lantoa.persistence.refusal import Refused
from lantoa.vietnamese import nfc
from lantoa.web.wording import day_text

MOST_DAYS = 180
MOVED_ON = "giao lại cho nơi khác"


@transaction.atomic
def give_duty(
    *,
    actor: User,
    duty: Duty,
    body: Agency,
    token: str,
    inner_on: date,
    office: Agency | None = None,
    person: User | None = None,
    note: str = "",
) -> Delegation:
    """Give one duty of a body to one of its offices or one of its people, with an inner date. The duty does not change.

    Who had it before has it no longer; the same token gives once. Raises Forbidden; Refused for a duty that is met or
    no longer counted, for an inner date that has passed or lies behind the duty's own, for somebody of another body.
    """
    giver = reach_of(actor, clock.today())
    row = Duty.objects.select_for_update().get(pk=duty.pk)
    require(body.pk in access.giving_bodies(giver) and row.holder_rows.filter(agency=body).exists())
    if (made := _made_before(token, actor)) is not None:
        return made
    if not is_counted(row) or row.done >= row.minimum:
        raise Refused("Việc này đã đủ hoặc không còn tính, không cần giao nữa.")
    _refuse_bad_day(inner_on, effective_due(row), giver.on)
    _refuse_strangers(giver, body, office, person)
    made = Delegation(duty=row, body=body, inner_on=inner_on, office=office, person=person)
    return _give(giver, made, token, note)


@transaction.atomic
def give_assignment(
    *,
    actor: User,
    assignment: Assignment,
    token: str,
    days_before: int = 0,
    office: Agency | None = None,
    person: User | None = None,
    note: str = "",
) -> Delegation:
    """Give an assignment with all its coming periods; the inner date is so many days before each duty's own.

    Raises Forbidden; Refused for a number of days that cannot be, or for somebody of another body.
    """
    giver = reach_of(actor, clock.today())
    row = Assignment.objects.select_for_update().get(pk=assignment.pk)
    require(row.agency_id in access.giving_bodies(giver) and row.state == DutyState.OPEN)
    if (made := _made_before(token, actor)) is not None:
        return made
    if not 0 <= days_before <= MOST_DAYS:
        raise Refused(f"Số ngày trước hạn từ 0 đến {MOST_DAYS}.", field="days_before")
    _refuse_strangers(giver, row.agency, office, person)
    made = Delegation(assignment=row, body=row.agency, days_before=days_before, office=office, person=person)
    return _give(giver, made, token, note)


@transaction.atomic
def pass_back_work(*, actor: User, delegation: Delegation, reason: str) -> Delegation:
    """Hand work back to the body, with the reason; who gave it is told. Raises Forbidden; Refused without a reason."""
    person = reach_of(actor, clock.today())
    row = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    require(access.is_given_to(person, row))
    reason = " ".join(nfc(reason).split())
    if not reason:
        raise Refused("Cần ghi lý do trả lại.", field="reason")
    _end(row, actor, DelegationState.PASSED_BACK, reason)
    record(
        operation="pass_back_work",
        actor=actor,
        obj=row,
        agency=row.body,
        role=person.role_at(row.body_id, *RECORDING),
        changes={"state": [DelegationState.GIVEN, row.state], "reason": [None, row.reason]},
    )
    notify(
        users=[row.given_by_id],
        kind="giao-viec",
        key=f"tra-lai-viec-{row.public_id}",
        title=f"{row.to_name} trả lại việc được giao",
        text=f"{_what(row)}. Lý do: {row.reason}",
        url=reverse("assignments:delegation", args=[row.public_id]),
        about=_about(row),
    )
    return row


@transaction.atomic
def take_back_work(*, actor: User, delegation: Delegation, reason: str = "") -> Delegation:
    """Take work back from whom it was given to, who is told. Raises Forbidden; Refused when it came back already."""
    person = reach_of(actor, clock.today())
    row = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    require(row.body_id in access.giving_bodies(person))
    _end(row, actor, DelegationState.TAKEN_BACK, " ".join(nfc(reason).split()))
    record(
        operation="take_back_work",
        actor=actor,
        obj=row,
        agency=row.body,
        role=person.role_at(row.body_id, *access.GIVING),
        changes={"state": [DelegationState.GIVEN, row.state], "reason": [None, row.reason]},
    )
    _tell(row, key=f"thoi-giao-{row.public_id}", title="Không còn giao việc này")
    return row


def _made_before(token: str, actor: User) -> Delegation | None:
    row = Delegation.objects.filter(token=token).first()
    require(row is None or row.given_by_id == actor.pk)
    return row


def _refuse_bad_day(inner_on: date, due: date, today: date) -> None:
    if inner_on < today:
        raise Refused(f"Ngày {day_text(inner_on)} đã qua.", field="inner_on")
    if inner_on > max(due, today):
        sentence = f"Hạn trong cơ quan phải trước hoặc đúng hạn của cơ quan, {day_text(due)}."
        raise Refused(sentence, field="inner_on")


def _refuse_strangers(giver: Reach, body: Agency, office: Agency | None, person: User | None) -> None:
    if (office is None) == (person is None):
        raise Refused("Chọn một phòng hoặc một người để giao.", field="to")
    offices = list(access.offices_of(body.pk, giver))
    if office is not None and office not in offices:
        raise Refused(f"{office.short_name} không phải là phòng của {body.short_name}.", field="to")
    if person is not None and not access.people_of(body.pk, offices, giver).filter(pk=person.pk).exists():
        raise Refused(f"{person} không làm việc ở {body.short_name}.", field="to")


def _give(giver: Reach, row: Delegation, token: str, note: str) -> Delegation:
    actor, now = giver.user, clock.now()
    same = Q(duty=row.duty) if row.duty_id else Q(assignment=row.assignment)
    before = Delegation.objects.select_for_update(of=("self",)).filter(same, body=row.body, state=DelegationState.GIVEN)
    was = ""
    for one in before:
        was = one.to_name
        _end(one, actor, DelegationState.TAKEN_BACK, MOVED_ON)
    row.token, row.note = token, nfc(note).strip()
    row.given_by, row.given_at, row.starts_on = actor, now, giver.on
    row.save()
    day = row.inner_on.isoformat() if row.inner_on else f"trước hạn {row.days_before} ngày"
    record(
        operation="give_duty" if row.duty_id else "give_assignment",
        actor=actor,
        obj=row,
        agency=row.body,
        role=giver.role_at(row.body_id, *access.GIVING),
        changes={"to": [was or None, row.to_name], "inner_on": [None, day]},
    )
    _tell(row, key=f"giao-viec-{row.public_id}", title="Được giao việc")
    return row


def _end(row: Delegation, actor: User, state: DelegationState, reason: str) -> None:
    if not may_move(DELEGATION_MOVES, DelegationState(row.state), state):
        raise Refused("Việc này không còn giao ở đây nữa. Hãy tải lại trang.")
    row.state, row.reason = state, reason[:500]
    row.ended_by, row.ended_at = actor, clock.now()
    row.save(update_fields=["state", "reason", "ended_by", "ended_at"])


def _what(row: Delegation) -> str:
    obligation = row.duty.obligation if row.duty else row.assignment.obligation
    item = row.duty.item if row.duty else row.assignment.item
    return str(obligation.what if obligation else item.title)[:300]


def _about(row: Delegation) -> str:
    plan = row.duty.plan if row.duty else row.assignment.plan
    item = row.duty.item if row.duty else row.assignment.item
    return f"{plan.short_name} · {item.short_ref}"


def _when(row: Delegation) -> str:
    if row.inner_on:
        return f"hạn trong cơ quan {day_text(row.inner_on)}"
    if row.assignment.kind != AssignmentKind.OWED or not row.days_before:
        return "các kỳ tới"
    return f"các kỳ tới, xong trước hạn {row.days_before} ngày"


def _tell(row: Delegation, *, key: str, title: str) -> None:
    """Tell the person, or the people of the office, but not whoever gives work to itself."""
    users = [row.person] if row.person else list(people_at([row.office_id], RECORDING, clock.today()))
    last = row.ended_by_id or row.given_by_id
    notify(
        users=[one for one in users if one.pk != last],
        kind="giao-viec",
        key=key,
        title=f"{title}: {_what(row)}"[:200],
        text=". ".join(part for part in (_when(row).capitalize(), row.note) if part),
        url=reverse("assignments:delegation", args=[row.public_id]),
        about=_about(row),
    )
