"""Asking to move a due date «đề nghị gia hạn», and answering. The original date is never changed."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from lantoa.adapters import clock
from lantoa.agencies.access import RECORDING, require
from lantoa.agencies.models import Agency, User
from lantoa.agencies.queries import people_at
from lantoa.agencies.reach import reach_of
from lantoa.assignments.access import inside as access
from lantoa.assignments.duties import effective_due, is_counted
from lantoa.assignments.models import Duty, Extension
from lantoa.audit.operations import record
from lantoa.domain.extension import (
    EXTENSION_MOVES,
    LONGEST_DAYS,
    AskingFault,
    ExtensionState,
    asking_fault,
    wanted_fault,
)
from lantoa.domain.lifecycle import PlanState, may_move
from lantoa.notices.operations import notify
from lantoa.persistence.refusal import Refused
from lantoa.vietnamese import nfc
from lantoa.web.wording import day_text


def _fault_sentence(fault: AskingFault, due: date) -> str:
    return {
        AskingFault.TOO_LATE: f"Hạn {day_text(due)} đã qua. Gia hạn chỉ được đề nghị trước khi hết hạn; "
        "việc đã quá hạn thì làm bù và nêu lý do ở mục khó khăn, vướng mắc.",
        AskingFault.NOT_LATER: f"Ngày gia hạn phải sau hạn đang có, {day_text(due)}.",
        AskingFault.TOO_FAR: f"Gia hạn không quá {LONGEST_DAYS} ngày; dài hơn là điều chỉnh kế hoạch.",
    }[fault]


@transaction.atomic
def ask_extension(*, actor: User, duty: Duty, agency: Agency, token: str, wanted_on: date, reason: str) -> Extension:
    """Ask to move a duty's date to a later day, by any of its holders, before the date has passed.

    The same token asks once. Who issued and who follows the plan is told. Raises Forbidden; Refused without a reason,
    after the date, for a duty that is met, and while another request of the same duty waits.
    """
    person = reach_of(actor, clock.today())
    row = Duty.objects.select_for_update(of=("self",)).select_related("plan").get(pk=duty.pk)
    require(agency in access.askers(person, row) and row.plan.state == PlanState.ISSUED)
    made = Extension.objects.filter(token=token).first()
    if made is not None:
        require(made.asked_by_id == actor.pk)
        return made
    due, reason = effective_due(row), nfc(reason).strip()
    _refuse_unaskable(row, due, wanted_on, reason, person.on)
    made = Extension.objects.create(
        token=token,
        duty=row,
        agency=agency,
        reason=reason,
        wanted_on=wanted_on,
        due_before=due,
        asked_on=person.on,
        asked_by=actor,
        asked_at=clock.now(),
    )
    changes = {"due_on": [due.isoformat(), wanted_on.isoformat()], "reason": [None, reason]}
    role = person.role_at(agency.pk, *RECORDING)
    record(operation="ask_extension", actor=actor, obj=made, agency=agency, role=role, changes=changes)
    seats = {row.plan.issuer_id, row.plan.coordinator_id}
    deciders = [one for one in people_at(seats, access.DECIDING, person.on) if one.pk != actor.pk]
    title = f"{agency.short_name} đề nghị gia hạn đến {day_text(wanted_on)}"
    _tell(made, deciders, key=f"gia-han-xin-{made.public_id}", title=title, text=reason)
    return made


def _refuse_unaskable(duty: Duty, due: date, wanted_on: date, reason: str, today: date) -> None:
    if not is_counted(duty):
        raise Refused("Việc này không còn tính, không cần gia hạn.")
    if duty.done >= duty.minimum:
        raise Refused("Việc này đã đủ, không cần gia hạn.")
    fault = asking_fault(due=due, wanted=wanted_on, today=today)
    if fault is not None:
        field = None if fault is AskingFault.TOO_LATE else "wanted_on"
        raise Refused(_fault_sentence(fault, due), field=field)
    if not reason:
        raise Refused("Cần ghi lý do đề nghị gia hạn.", field="reason")
    waiting = duty.extensions.filter(state=ExtensionState.ASKED).select_related("agency").first()
    if waiting is not None:
        raise Refused(f"{waiting.agency.short_name} đã đề nghị gia hạn việc này, đang chờ trả lời.")


@transaction.atomic
def withdraw_extension(*, actor: User, extension: Extension) -> Extension:
    """Take back a request that nobody has answered. Raises Forbidden; Refused once it is answered."""
    person = reach_of(actor, clock.today())
    row = _locked(extension)
    require(row.agency_id in person.agencies_as(*RECORDING))
    _move(row, ExtensionState.WITHDRAWN)
    row.save(update_fields=["state"])
    role, changes = person.role_at(row.agency_id, *RECORDING), {"state": [ExtensionState.ASKED, row.state]}
    record(operation="withdraw_extension", actor=actor, obj=row, agency=row.agency, role=role, changes=changes)
    return row


@transaction.atomic
def grant_extension(*, actor: User, extension: Extension, granted_to: date, note: str = "") -> Extension:
    """Grant a request, to the wanted day or another one. The duty keeps its own date and gets the new one beside it.

    Periods of quotas do not move. Raises Forbidden (also for who asked); Refused for a day that is no later than the
    present one, and for a duty that was closed or met in time meanwhile.
    """
    row, seat, role = _to_answer(actor, extension)
    duty = Duty.objects.select_for_update(of=("self",)).get(pk=row.duty_id)
    if not is_counted(duty):
        raise Refused("Việc này đã kết thúc hoặc được điều chỉnh, không gia hạn được nữa.")
    due = effective_due(duty)
    fault = wanted_fault(due=due, wanted=granted_to)
    if fault is not None:
        raise Refused(_fault_sentence(fault, due), field="granted_to")
    _move(row, ExtensionState.GRANTED)
    row.granted_to, row.decided_by, row.decided_at = granted_to, actor, clock.now()
    row.decision_note = nfc(note).strip()
    row.save()
    duty.extended_to = granted_to
    duty.save(update_fields=["extended_to"])
    changes = {"state": [ExtensionState.ASKED, row.state], "extended_to": [due.isoformat(), granted_to.isoformat()]}
    record(operation="grant_extension", actor=actor, obj=row, agency=seat, role=role, changes=changes)
    _answer(row, f"Được gia hạn đến {day_text(granted_to)}")
    return row


@transaction.atomic
def refuse_extension(*, actor: User, extension: Extension, note: str) -> Extension:
    """Refuse a request, with the reason. Raises Forbidden (also for who asked); Refused without a reason."""
    row, seat, role = _to_answer(actor, extension)
    note = nfc(note).strip()
    if not note:
        raise Refused("Cần ghi lý do không đồng ý gia hạn.", field="note")
    _move(row, ExtensionState.REFUSED)
    row.decision_note, row.decided_by, row.decided_at = note, actor, clock.now()
    row.save()
    changes = {"state": [ExtensionState.ASKED, row.state], "note": [None, note]}
    record(operation="refuse_extension", actor=actor, obj=row, agency=seat, role=role, changes=changes)
    _answer(row, "Không đồng ý gia hạn")
    return row


def _locked(extension: Extension) -> Extension:
    rows = Extension.objects.select_for_update(of=("self",))
    parts = ("duty__plan__issuer", "duty__plan__coordinator", "duty__item", "duty__obligation", "agency")
    return rows.select_related(*parts).get(pk=extension.pk)


def _move(row: Extension, state: ExtensionState) -> None:
    if not may_move(EXTENSION_MOVES, ExtensionState(row.state), state):
        raise Refused(f"Đề nghị này {row.get_state_display()}. Hãy tải lại trang.")
    row.state = state


def _to_answer(actor: User, extension: Extension) -> tuple[Extension, Agency, str]:
    """The request, locked, the seat from which the person answers and the role used. Raises Forbidden."""
    person = reach_of(actor, clock.today())
    row = _locked(extension)
    seats = person.agencies_as(*access.DECIDING)
    plan = row.duty.plan
    seat = next((one for one in (plan.coordinator, plan.issuer) if one.pk in seats), None)
    require(seat is not None and row.asked_by_id != actor.pk)
    return row, seat, person.role_at(seat.pk, *access.DECIDING)


def _answer(row: Extension, title: str) -> None:
    holders = row.duty.holder_rows.values_list("agency_id", flat=True)
    users = {row.asked_by_id, *people_at(holders, RECORDING, clock.today()).values_list("pk", flat=True)}
    _tell(row, users, key=f"gia-han-dap-{row.public_id}", title=title, text=row.decision_note)


def _tell(row: Extension, users: object, *, key: str, title: str, text: str) -> None:
    duty = row.duty
    notify(
        users=users,
        kind="gia-han",
        key=key,
        title=f"{title}: {duty.obligation.what}"[:200],
        text=text,
        url=reverse("assignments:extension", args=[row.public_id]),
        about=f"{duty.plan.short_name} · {duty.item.short_ref}",
    )
