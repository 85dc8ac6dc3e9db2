"""How a plan in force ends: closed with its year, replaced by another, withdrawn (Decree 30/2020/NĐ-CP, Article 18).

What was done is never touched: credits stay with their duties, and a duty that ends is closed with the number of the
document that ended it.
"""

from datetime import date

from django.db import transaction
from django.db.models import Q

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.assignments import access
from lantoa.assignments.models import Assignment, Duty, DutyHolder
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import DutyState, PlanPaperKind, PlanState
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Plan, PlanPaper
from lantoa.plans.operations.amending import amendment_under_way
from lantoa.plans.operations.moving import locked, move
from lantoa.plans.operations.signing import Signature, write_paper


@transaction.atomic
def replace_plan(*, old: Plan, new: Plan, actor: User) -> int:
    """End a plan that another, just issued, replaces: what falls due from that day on is closed with its number.

    What had fallen due before stays as it stood, to be counted and made up for. Called inside the issue of the new
    plan. out: how many duties were closed. Raises Refused for a plan that is not in force, or of another body.
    """
    row = locked(old.pk)
    if row.state != PlanState.ISSUED or row.issuer_id != new.issuer_id or new.issued_on is None:
        raise Refused(f"Kế hoạch số {row.number} không còn hiệu lực nên không thay thế được.", field="replaces")
    if row.issued_on is not None and new.issued_on < row.issued_on:
        raise Refused("Kế hoạch thay thế phải ban hành sau kế hoạch bị thay thế.", field="issued_on")
    _refuse_amended(row)
    closed = close_work(row, from_day=new.issued_on, by=naming(new))
    move(row, PlanState.REPLACED, actor=actor, reason=f"Thay thế bằng {naming(new)}.")
    row.save(update_fields=["state", "version"])
    changes = {"state": [PlanState.ISSUED, PlanState.REPLACED], "replaced_by": [None, new.number]}
    record(
        operation="replace_plan", actor=actor, obj=row, agency=row.drafter, changes=changes | {"closed": [0, closed]}
    )
    return closed


@transaction.atomic
def withdraw_plan(*, actor: User, plan: Plan, signed: Signature, text: str) -> PlanPaper:
    """Write down that a plan was withdrawn «thu hồi»: every open duty of it is closed, the plan stays readable.

    in: number, day and signer of the document that withdraws it, and why. Raises Forbidden, Refused.
    """
    row = locked(plan.pk)
    require(access.may_end(reach_of(actor, clock.today()), row))
    if not text.strip():
        raise Refused("Hãy ghi lý do thu hồi.", field="text")
    _refuse_amended(row)
    paper = write_paper(row, PlanPaperKind.WITHDRAWAL, signed, text.strip(), actor)
    by = f"văn bản thu hồi số {signed.number} ngày {signed.issued_on:%d/%m/%Y}"
    closed = close_work(row, from_day=None, by=by)
    move(row, PlanState.WITHDRAWN, actor=actor, reason=f"Số {signed.number}: {text.strip()}")
    row.save(update_fields=["state", "version"])
    changes = {"state": [PlanState.ISSUED, PlanState.WITHDRAWN], "number": [None, signed.number], "closed": [0, closed]}
    record(operation="withdraw_plan", actor=actor, obj=row, agency=row.drafter, changes=changes)
    return paper


@transaction.atomic
def close_plan(*, actor: User, plan: Plan, note: str = "") -> Plan:
    """End a plan with its year «kết thúc»: nothing is added to it or changed; what is still owed stays owed.

    Raises Forbidden; Refused while something of it falls due later.
    """
    row = locked(plan.pk)
    require(access.may_end(reach_of(actor, clock.today()), row))
    _refuse_amended(row)
    later = Duty.objects.filter(plan=row, state=DutyState.OPEN, due_on__gt=clock.today()).order_by("-due_on").first()
    if later is not None:
        day = f"{later.due_on:%d/%m/%Y}"
        raise Refused(f"Kế hoạch còn việc đến hạn ngày {day}. Hãy kết thúc sau ngày đó, hoặc điều chỉnh kế hoạch.")
    move(row, PlanState.CLOSED, actor=actor, reason=note)
    row.save(update_fields=["state", "version"])
    changes = {"state": [PlanState.ISSUED, PlanState.CLOSED]}
    record(operation="close_plan", actor=actor, obj=row, agency=row.drafter, changes=changes)
    return row


def close_work(plan: Plan, *, from_day: date | None, by: str) -> int:
    """Close a plan's open duties that fall due on a day or later (None: all), and the assignments left without any.

    out: how many duties were closed.
    """
    closing = Q() if from_day is None else Q(due_on__gte=from_day) | Q(extended_to__gte=from_day)
    closed = {"state": DutyState.CLOSED, "closed_by": by[:200]}
    count = Duty.objects.filter(closing, plan=plan, state=DutyState.OPEN).update(**closed)
    with_work = DutyHolder.objects.filter(duty__plan=plan, duty__state=DutyState.OPEN).values("assignment_id")
    Assignment.objects.filter(plan=plan, state=DutyState.OPEN).exclude(pk__in=with_work).update(**closed)
    return count


def naming(plan: Plan) -> str:
    """How a closed duty names the document that closed it: "Kế hoạch số 15/KH-UBND ngày 20/10/2026"."""
    return f"{plan.document_type} số {plan.number} ngày {plan.issued_on:%d/%m/%Y}"


def _refuse_amended(plan: Plan) -> None:
    if amendment_under_way(plan) is not None:
        raise Refused("Kế hoạch đang có dự thảo điều chỉnh. Hãy ban hành hoặc bỏ dự thảo ấy trước.")
