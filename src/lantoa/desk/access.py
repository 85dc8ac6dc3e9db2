"""Who sees what on the desk. A watcher sees what its agency is named to watch, not what hangs below it alone."""

from django.db.models import F, Q, QuerySet

from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach
from lantoa.assignments.duties import held_by
from lantoa.assignments.models import Duty
from lantoa.domain.lifecycle import COUNTING
from lantoa.plans import access as plans_access
from lantoa.plans.models import Item, Plan

WATCHING = (Role.COORDINATOR, Role.HEAD, Role.OBSERVER, Role.FINANCE)
IN_FORCE = COUNTING


def plans_watched(reach: Reach) -> Q:
    """The condition on plans that the person's agencies coordinate, drafted or issued, or whose issuer it watches."""
    seats = reach.agencies_as(*WATCHING)
    issuers = reach.subtree_rows(Role.HEAD, Role.OBSERVER)
    return Q(coordinator__in=seats) | Q(drafter__in=seats) | Q(issuer__in=seats) | Q(issuer__in=issuers)


def duties_seen(reach: Reach) -> QuerySet[Duty]:
    """Duties the person may look into: of its own agencies, of those below it, and of the plans it watches."""
    below = reach.subtree_as(*WATCHING)
    watched = Plan.objects.filter(plans_watched(reach)).values("pk")
    return Duty.objects.filter(Q(agency__in=reach.own | below) | held_by(reach.own) | Q(plan__in=watched))


def plan_seen(reach: Reach, public_id: str) -> Plan:
    """A plan in force the person may open; Forbidden otherwise."""
    plan = plans_access.plan_seen(reach, public_id)
    if plan.state not in IN_FORCE:
        raise Forbidden
    return plan


def item_seen(reach: Reach, public_id: str) -> Item:
    """An item of a plan the person may open; Forbidden otherwise."""
    item = Item.objects.annotate(plan_key=F("plan__public_id")).filter(public_id=public_id).first()
    if item is None:
        raise Forbidden
    item.plan = plan_seen(reach, item.plan_key)
    return item


def watches_plan(reach: Reach, plan: Plan) -> bool:
    """Whether the person watches the plan: then the figures of all its agencies are open to it."""
    return Plan.objects.filter(plans_watched(reach), pk=plan.pk).exists()


def agency_in_progress(reach: Reach, public_id: str) -> Agency:
    """An agency whose duties the person may look into; Forbidden otherwise."""
    agency = Agency.objects.filter(public_id=public_id).first()
    if agency is None or (agency.pk not in reach.own and not duties_seen(reach).filter(agency=agency).exists()):
        raise Forbidden
    return agency
