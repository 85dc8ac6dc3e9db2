"""Who may decide what a plan's words mean, and who may issue it."""

from lantoa.agencies.access import require
from lantoa.agencies.kinds import Role
from lantoa.agencies.reach import Reach
from lantoa.domain.lifecycle import PlanState
from lantoa.plans import access as plans_access
from lantoa.plans.models import Plan

ISSUING = (Role.COORDINATOR, Role.CLERK)
PREPARING = (*ISSUING, Role.OFFICER)


def may_issue(person: Reach, plan: Plan) -> bool:
    """Whether the person may put a draft in force: a coordinator or clerk where it is drafted or followed, or a clerk
    of the body that issues it. One that was submitted waits for its approval, one that was returned for its writers."""
    if plan.state not in (PlanState.DRAFT, PlanState.APPROVED):
        return False
    seats = person.agencies_as(*ISSUING)
    return bool({plan.drafter_id, plan.coordinator_id} & seats) or plan.issuer_id in person.agencies_as(Role.CLERK)


def may_prepare(person: Reach, plan: Plan) -> bool:
    """Whether the person may decide what the words of a draft mean: who may issue it, and who may edit it."""
    return may_issue(person, plan) or plans_access.may_edit(person, plan)


def draft_to_prepare(person: Reach, public_id: str) -> Plan:
    """A draft the person may prepare for issue. Raises Forbidden for any other plan."""
    plan = plans_access.plan_seen(person, public_id)
    require(may_prepare(person, plan))
    return plan


def may_end(person: Reach, plan: Plan) -> bool:
    """Whether the person may close or withdraw a plan in force: who may issue one where it is drafted or followed, or
    a clerk of the body that issued it."""
    seats = person.agencies_as(*ISSUING)
    at_home = bool({plan.drafter_id, plan.coordinator_id} & seats)
    return plan.state == PlanState.ISSUED and (at_home or plan.issuer_id in person.agencies_as(Role.CLERK))
