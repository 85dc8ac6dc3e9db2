"""A body that was to make its own plan and issued it has done so: the result records itself."""

from django.urls import reverse

from lantoa.adapters import clock
from lantoa.agencies.models import User
from lantoa.assignments.following import plan_duties
from lantoa.audit.operations import record
from lantoa.catalogue.models import ResultKind
from lantoa.domain.lifecycle import DutyState
from lantoa.plans.models import Plan
from lantoa.results.counting import recount
from lantoa.results.models import Credit, Evidence, Result
from lantoa.vietnamese import fold

KIND = "document"


def record_issued_plan(lower: Plan, upper: Plan, actor: User) -> None:
    """Count an issued plan for the duty to make one, with the plan itself as evidence; once (a follow listener).

    in: the issued plan, the plan above that asked for it, the person who issued it. Nothing happens where the plan
    above asked for none, or where something counts for that duty already.
    """
    asked = plan_duties(upper, [lower.issuer_id]).get(lower.issuer_id)
    if asked is None or lower.issued_on is None:
        return
    duty = asked.duty
    if duty is not None and (duty.state != DutyState.OPEN or duty.done >= duty.minimum > 0):
        return
    result, made = Result.objects.get_or_create(
        token=f"plan-{lower.public_id}",
        defaults={
            "kind": ResultKind.objects.get(code=KIND),
            "title": _title(lower),
            "folded": fold(_title(lower))[:500],
            "happened_on": lower.issued_on,
            "item_id": duty.item_id if duty is not None else None,
            "agency_id": lower.issuer_id,
            "note": "Tự ghi khi kế hoạch được ban hành trên hệ thống.",
            "recorded_by": actor,
            "recorded_at": clock.now(),
        },
    )
    if made:
        address = reverse("desk:plan", args=[lower.public_id])
        Evidence.objects.create(result=result, kind="link", url=address, url_key=address, size=0)
        record(operation="record_issued_plan", actor=actor, obj=result, agency=lower.issuer)
    Credit.objects.get_or_create(
        result=result,
        assignment_id=asked.assignment_id,
        duty=duty,
        defaults={"quantity": 1, "counted_on": lower.issued_on, "counts": True},
    )
    recount([duty.pk] if duty is not None else [], [asked.assignment_id])


def _title(plan: Plan) -> str:
    return f"Ban hành {plan.document_type} số {plan.number}: {plan.subject}"[:500]
