"""Who may see a plan, who may edit a draft, and the guarded fetches of plans and their parts."""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from lantoa.agencies.access import WORKING, Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.reach import Reach
from lantoa.agencies.tree import paths_to_root
from lantoa.domain.lifecycle import EDITABLE, UNISSUED, PlanState
from lantoa.plans.models import Item, Obligation, Plan, PlanText

DRAFTING = (Role.OFFICER, Role.COORDINATOR)
LISTING = (Role.HEAD, Role.COORDINATOR, Role.OBSERVER)  # who reads the approvals given to one's own drafts

# Given ids of agencies, the ids of the issued plans in which they have work; assignments registers itself here.
AssignedSource = Callable[[frozenset[int]], Iterable[int]]
_sources: list[AssignedSource] = []


def register_assigned_source(source: AssignedSource) -> None:
    """Add a source: given ids of agencies it gives ids of the plans (a list or a subquery) that give them work."""
    if source not in _sources:
        _sources.append(source)


def _at_plan(agency_ids: frozenset[int]) -> Q:
    return Q(issuer_id__in=agency_ids) | Q(drafter_id__in=agency_ids) | Q(coordinator_id__in=agency_ids)


def visible(person: Reach) -> QuerySet[Plan]:
    """The plans a person may see: all of the own bodies', and issued ones of those under watch or with work in them."""
    own = person.agencies_as(*WORKING)
    below = person.subtree_as(Role.COORDINATOR, Role.HEAD, Role.OBSERVER)
    reached = own | below
    issued = _at_plan(reached)
    for source in _sources:
        issued |= Q(pk__in=source(reached))
    at_own = person.agencies_as(*(role for role in WORKING if role is not Role.OBSERVER))
    return Plan.objects.filter(_at_plan(at_own) | (issued & ~Q(state__in=UNISSUED)))


_WITH = ("issuer", "drafter", "coordinator", "origin", "replaces", "created_by", "changed_by")


def plan_seen(person: Reach, public_id: str) -> Plan:
    """A plan the person may read. Raises Forbidden for any other, and for one that does not exist."""
    plan = visible(person).filter(public_id=public_id).select_related(*_WITH).first()
    if plan is None:
        raise Forbidden
    return plan


def may_draft_for(person: Reach, agency_id: int) -> bool:
    """Whether the person may start and edit drafts that an agency submits."""
    return agency_id in person.agencies_as(*DRAFTING)


def may_edit(person: Reach, plan: Plan) -> bool:
    """Whether the person may change the plan now: a draft only, not while it is submitted or approved."""
    return plan.state in EDITABLE and may_write(person, plan)


def may_write(person: Reach, plan: Plan) -> bool:
    """Whether the person is one of those who write the plan: at its drafter, or as coordinator where it is followed."""
    return may_draft_for(person, plan.drafter_id) or plan.coordinator_id in person.agencies_as(Role.COORDINATOR)


def decides(person: Reach, plan: Plan) -> bool:
    """Whether the person is one who approves what the plan's issuer issues: a head of that body."""
    return plan.issuer_id in person.agencies_as(Role.HEAD)


def may_return(person: Reach, plan: Plan) -> bool:
    """Whether the person may send a draft back: the head who decides, and for its form the clerk before the issue."""
    clerk = plan.state == PlanState.APPROVED and plan.issuer_id in person.agencies_as(Role.CLERK)
    return decides(person, plan) or clerk


def may_file(person: Reach, plan: Plan) -> bool:
    """Whether the person may add the signed file, or write down a document about the plan: writers and clerks."""
    clerk = {plan.issuer_id, plan.drafter_id, plan.coordinator_id} & person.agencies_as(Role.CLERK)
    return bool(clerk) or may_write(person, plan)


def draft_to_edit(person: Reach, public_id: str) -> Plan:
    """A draft the person may change. Raises Forbidden for any other plan."""
    plan = plan_seen(person, public_id)
    if not may_edit(person, plan):
        raise Forbidden
    return plan


def item_to_edit(person: Reach, plan_id: str, item_id: str) -> Item:
    """An item of a draft the person may change, with its parts. Raises Forbidden."""
    plan = draft_to_edit(person, plan_id)
    parts = ("parties", "products", "measures", "obligations__channel")
    item = plan.items.filter(public_id=item_id).prefetch_related(*parts).first()
    if item is None:
        raise Forbidden
    item.plan = plan
    return item


def obligation_to_edit(person: Reach, plan_id: str, obligation_id: str) -> Obligation:
    """An obligation of a draft the person may change. Raises Forbidden."""
    plan = draft_to_edit(person, plan_id)
    rows = Obligation.objects.filter(item__plan=plan, public_id=obligation_id)
    row = rows.select_related("item", "channel", "same_as__item").first()
    if row is None:
        raise Forbidden
    row.item.plan = plan
    return row


def text_to_edit(person: Reach, plan_id: str, text_id: str) -> PlanText:
    """A paragraph of a draft the person may change. Raises Forbidden."""
    plan = draft_to_edit(person, plan_id)
    row = plan.texts.filter(public_id=text_id).select_related("changed_by").first()
    if row is None:
        raise Forbidden
    row.plan = plan
    return row


def may_name(person: Reach, *, issuer_id: int, drafter_id: int, coordinator_id: int) -> bool:
    """Whether the person may start a plan of these bodies; the issuer is the drafter or stands above it."""
    starts = may_draft_for(person, drafter_id) or coordinator_id in person.agencies_as(Role.COORDINATOR)
    return starts and issuer_id in paths_to_root([drafter_id], person.on)[drafter_id]
