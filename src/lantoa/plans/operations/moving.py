"""One step of a plan from state to state: allowed by the domain, kept for good in its process."""

from lantoa.adapters import clock
from lantoa.agencies.models import User
from lantoa.domain.lifecycle import PLAN_MOVES, PlanState, may_move
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import PLAN_STATE_LABELS, Plan, PlanMove


def move(plan: Plan, after: PlanState, *, actor: User, reason: str = "", forced: bool = False) -> PlanMove:
    """Put a locked plan in another state and write the step down; the plan's other columns are the caller's to save.

    Called inside an operation, which checked the right. Raises Refused for a step that the state does not allow.
    """
    before = PlanState(plan.state)
    if not may_move(PLAN_MOVES, before, after):
        raise Refused(f"Kế hoạch đang ở tình trạng “{PLAN_STATE_LABELS[before]}” nên không làm được việc này.")
    plan.state = after
    plan.version += 1
    return PlanMove.objects.create(
        plan=plan, before=before, after=after, at=clock.now(), by=actor, reason=reason.strip(), forced=forced
    )


def locked(plan_id: int) -> Plan:
    """The plan as it stands now, locked until the transaction ends, with its three bodies. in: its integer key."""
    rows = Plan.objects.select_for_update(of=("self",))
    return rows.select_related("issuer", "drafter", "coordinator", "origin", "replaces", "changed_by").get(pk=plan_id)


def refuse_other_version(plan: Plan, version: int) -> None:
    """Raise Refused when a plan is not what the page showed on which a person decided."""
    if plan.version != version:
        raise Refused("Dự thảo vừa được người khác sửa. Hãy xem lại rồi mới quyết định.")
