"""From the one who writes to the one who answers: submit, take back, return with a reason, approve."""

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, User
from lantoa.agencies.queries import people_at
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import PlanState
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, telling
from lantoa.plans.models import Plan, PlanMove
from lantoa.plans.operations.moving import locked, move, refuse_other_version


def wrote(plan: Plan, person: User) -> bool:
    """Whether a person wrote any of a plan."""
    return plan.created_by_id == person.pk or plan.writers.filter(pk=person.pk).exists()


def others_who_approve(plan: Plan) -> bool:
    """Whether the issuing body has a head who wrote nothing of the plan."""
    heads = people_at([plan.issuer_id], [Role.HEAD], clock.today())
    return heads.exclude(pk=plan.created_by_id).exclude(pk__in=plan.writers.values("pk")).exists()


@transaction.atomic
def submit_plan(*, actor: User, plan: Plan, version: int, note: str = "") -> Plan:
    """Send a draft to the heads of the body that issues it; from then on nobody changes it until it is returned.

    in: the draft and its version on the page. Raises Forbidden; Refused where it was changed since, holds no item, or
    where nobody could approve it.
    """
    row = locked(plan.pk)
    require(access.may_write(reach_of(actor, clock.today()), row))
    if not PlanState(row.state).may_be_edited:
        raise Refused(f"Dự thảo đang ở tình trạng “{row.get_state_display()}” nên không trình được.")
    refuse_other_version(row, version)
    if not row.items.exists():
        raise Refused("Dự thảo chưa có mục nào để trình.")
    heads = people_at([row.issuer_id], [Role.HEAD], clock.today())
    if not heads.exists():
        raise Refused(f"{row.issuer.name} chưa có ai giữ vai trò lãnh đạo trên phần mềm để duyệt.")
    row.writers.add(actor)
    made = move(row, PlanState.SUBMITTED, actor=actor, reason=note)
    row.save(update_fields=["state", "version"])
    record(
        operation="submit_plan", actor=actor, obj=row, agency=row.drafter, changes={"state": [made.before, row.state]}
    )
    telling.submitted(row, made, heads)
    return row


@transaction.atomic
def recall_plan(*, actor: User, plan: Plan) -> Plan:
    """Take a submitted draft back to go on writing, before it is decided. Raises Forbidden, Refused."""
    row = locked(plan.pk)
    require(access.may_write(reach_of(actor, clock.today()), row))
    if row.state != PlanState.SUBMITTED:
        raise Refused("Dự thảo không còn chờ duyệt nên không rút lại được.")
    made = move(row, PlanState.DRAFT, actor=actor)
    row.save(update_fields=["state", "version"])
    record(
        operation="recall_plan", actor=actor, obj=row, agency=row.drafter, changes={"state": [made.before, row.state]}
    )
    return row


@transaction.atomic
def return_plan(*, actor: User, plan: Plan, version: int, reason: str) -> Plan:
    """Send a draft back to its writers with a reason: a head who decides on it, a clerk who finds a fault of form.

    Raises Forbidden; Refused without a reason, or when it is another version than the one that was read.
    """
    row = locked(plan.pk)
    require(access.may_return(reach_of(actor, clock.today()), row))
    if row.state not in (PlanState.SUBMITTED, PlanState.APPROVED):
        raise Refused(f"Dự thảo đang ở tình trạng “{row.get_state_display()}” nên không trả lại được.")
    refuse_other_version(row, version)
    if not reason.strip():
        raise Refused("Hãy ghi lý do trả lại để người soạn biết sửa gì.", field="reason")
    made = move(row, PlanState.RETURNED, actor=actor, reason=reason)
    row.save(update_fields=["state", "version"])
    record(
        operation="return_plan", actor=actor, obj=row, agency=row.issuer, changes={"state": [made.before, row.state]}
    )
    telling.returned(row, made)
    return row


@transaction.atomic
def approve_plan(*, actor: User, plan: Plan, version: int, note: str = "") -> Plan:
    """Approve a submitted draft, as a head of the body that issues it.

    Nobody approves what they wrote (design, "Second pair of eyes"). Where the body has no other head the approval is
    let through, marked as forced, and listed; it needs a reason. Raises Forbidden, Refused.
    """
    row = locked(plan.pk)
    require(access.decides(reach_of(actor, clock.today()), row))
    if row.state != PlanState.SUBMITTED:
        raise Refused(f"Dự thảo đang ở tình trạng “{row.get_state_display()}”, không chờ duyệt.")
    refuse_other_version(row, version)
    forced = wrote(row, actor)
    if forced and others_who_approve(row):
        raise Refused("Bạn đã tham gia soạn dự thảo này nên không tự duyệt được. Hãy để lãnh đạo khác duyệt.")
    if forced and not note.strip():
        raise Refused("Bạn tự duyệt dự thảo mình soạn. Hãy ghi vì sao không có người khác duyệt.", field="reason")
    made = move(row, PlanState.APPROVED, actor=actor, reason=note, forced=forced)
    _saved(row, made, "approve_plan", row.issuer)
    telling.approved(row, made)
    return row


def _saved(row: Plan, made: PlanMove, operation: str, agency: Agency) -> None:
    row.save(update_fields=["state", "version"])
    changes = {"state": [made.before, made.after], "forced": [False, made.forced]}
    record(operation=operation, actor=made.by, obj=row, agency=agency, changes=changes)
