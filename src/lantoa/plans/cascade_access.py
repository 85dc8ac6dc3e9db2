"""Who may derive a plan from one above, say which rows answer which, and look at the two side by side."""

from collections.abc import Collection

from django.db.models import QuerySet

from lantoa.agencies.access import Forbidden, require
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach
from lantoa.domain.lifecycle import PlanState
from lantoa.plans import access
from lantoa.plans.concerns import bodies_owing, has_concern
from lantoa.plans.models import Adoption, Cascade, Plan


def followers_of(agency_ids: frozenset[int]) -> QuerySet[Cascade, int]:
    """Ids of the plans that follow a plan which one of these agencies issues or follows up (an assigned source)."""
    at_upper = Cascade.objects.filter(upper__coordinator_id__in=agency_ids) | Cascade.objects.filter(
        upper__issuer_id__in=agency_ids
    )
    return at_upper.order_by().values_list("lower_id", flat=True).distinct()


def upper_for(person: Reach, public_id: str, agency_id: str) -> tuple[Plan, Agency]:
    """An issued plan and one of the person's bodies that may make its own plan from it. Raises Forbidden."""
    upper = access.plan_seen(person, public_id)
    agency = Agency.objects.filter(public_id=agency_id).first()
    require(agency is not None and may_derive(person, upper, agency))
    return upper, agency


def may_derive(person: Reach, upper: Plan, agency: Agency) -> bool:
    """Whether the person may make a body's plan from an issued one that gives the body work."""
    if upper.state != PlanState.ISSUED or agency.pk == upper.issuer_id:
        return False
    return access.may_draft_for(person, agency.pk) and has_concern(upper.pk, agency.pk)


def deriving_bodies(person: Reach, upper: Plan, but: Collection[int] = ()) -> list[Agency]:
    """The person's bodies that an issued plan gives work of their own, from which they may make their plan.

    in: the person, the plan, ids of bodies not to look at. Two queries.
    """
    ids = person.agencies_as(*access.DRAFTING) - {upper.issuer_id} - frozenset(but)
    if upper.state != PlanState.ISSUED or not ids:
        return []
    owing = bodies_owing(upper.pk, ids)
    return list(Agency.objects.filter(pk__in=owing).order_by("sort_key", "pk")) if owing else []


def may_match(person: Reach, cascade: Cascade) -> bool:
    """Whether the person says which rows answer which: writers of the lower plan, the coordinator of the upper one.

    A lower draft is its writers' alone.
    """
    if access.may_write(person, cascade.lower):
        return True
    coordinates = cascade.upper.coordinator_id in person.agencies_as(Role.COORDINATOR)
    return coordinates and not is_draft(cascade.lower)


def is_draft(plan: Plan) -> bool:
    """Whether a plan is still its writers' own: nobody above looks into it."""
    return plan.state not in SHOWN


BOTH = 2
SHOWN = (PlanState.ISSUED, PlanState.CLOSED, PlanState.REPLACED, PlanState.WITHDRAWN)


def cascade_seen(person: Reach, public_id: str) -> Cascade:
    """Two plans side by side for a person who may read both. Raises Forbidden for any other."""
    row = Cascade.objects.select_related("lower__issuer", "lower__coordinator", "lower__drafter", "upper__issuer")
    cascade = row.filter(public_id=public_id).first()
    if cascade is None:
        raise Forbidden
    require(access.visible(person).filter(pk__in=(cascade.lower_id, cascade.upper_id)).distinct().count() == BOTH)
    return cascade


def cascade_to_edit(person: Reach, public_id: str) -> Cascade:
    """Two plans whose rows the person may pair. Raises Forbidden."""
    cascade = cascade_seen(person, public_id)
    require(may_match(person, cascade))
    return cascade


def adoption_to_edit(person: Reach, cascade_id: str, adoption_id: str) -> Adoption:
    """One row of the plan above that the person decides on. Raises Forbidden."""
    cascade = cascade_to_edit(person, cascade_id)
    row = cascade.adoptions.select_related("upper_item").filter(public_id=adoption_id).first()
    if row is None:
        raise Forbidden
    row.cascade = cascade
    return row
