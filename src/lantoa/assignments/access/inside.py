"""Who may give work inside a body, ask for and grant extensions, raise and settle difficulties; guarded fetches."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from lantoa.agencies.access import RECORDING, WORKING, Forbidden, require
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, AgencyLink, LinkKind, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.queries import people_at
from lantoa.agencies.reach import Reach
from lantoa.assignments.duties import is_counted
from lantoa.assignments.models import (
    Assignment,
    Delegation,
    Difficulty,
    DifficultyFile,
    Duty,
    DutyHolder,
    Extension,
)
from lantoa.domain.delegation import DelegationState
from lantoa.domain.difficulty import WAITING, DifficultyState, ladder
from lantoa.domain.extension import ExtensionState
from lantoa.domain.lifecycle import COUNTING, DutyState, PlanState
from lantoa.plans import access as plans_access
from lantoa.plans.models import Item, Plan

GIVING = (Role.HEAD, Role.COORDINATOR, Role.OFFICER)
DECIDING = (Role.HEAD, Role.COORDINATOR)
HANDLING = (Role.OFFICER, Role.COORDINATOR, Role.HEAD)
IN_FORCE = COUNTING


def held_at(person: Reach, *roles: Role) -> frozenset[int]:
    """Ids of the agencies at which the person holds one of the roles itself; the body of its office is not meant."""
    return frozenset(row.agency_id for row in person.held if row.role in roles)


def giving_bodies(person: Reach) -> frozenset[int]:
    """Ids of the bodies inside which the person gives work: its head, its coordinator, an officer of the body itself.

    Who works in an office gets work from its body and gives none on.
    """
    return frozenset(pk for pk in held_at(person, *GIVING) if pk not in person.bodies)


def offices_of(body_id: int, person: Reach) -> QuerySet[Agency]:
    """The offices inside a body today."""
    links = AgencyLink.objects.filter(true_on(person.on), parent_id=body_id, kind=LinkKind.OFFICE)
    return Agency.objects.filter(pk__in=links.values("child_id")).order_by("sort_key", "pk")


def people_of(body_id: int, offices: Iterable[Agency], person: Reach) -> QuerySet[User]:
    """The people who do a body's work: at the body itself and in its offices."""
    return people_at([body_id, *(row.pk for row in offices)], RECORDING, person.on)


def duty_to_give(person: Reach, public_id: str) -> tuple[Duty, Agency]:
    """A counted duty, and the one of its holders inside which the person may give it on. Raises Forbidden."""
    holder = (
        DutyHolder.objects.filter(duty__public_id=public_id, agency_id__in=giving_bodies(person))
        .select_related("duty__obligation", "duty__item", "duty__plan", "agency")
        .order_by("agency__sort_key", "pk")
        .first()
    )
    if holder is None or not is_counted(holder.duty):
        raise Forbidden
    return holder.duty, holder.agency


def assignment_to_give(person: Reach, public_id: str) -> Assignment:
    """An assignment of a body inside which the person may give work. Raises Forbidden."""
    rows = Assignment.objects.filter(public_id=public_id, agency_id__in=giving_bodies(person), state=DutyState.OPEN)
    row = rows.filter(plan__state__in=IN_FORCE).select_related("obligation", "item", "plan", "agency").first()
    if row is None:
        raise Forbidden
    return row


def delegations_seen(person: Reach) -> QuerySet[Delegation]:
    """What was given inside the person's own bodies: everybody who works there sees who has what."""
    return Delegation.objects.filter(body_id__in=person.agencies_as(*WORKING))


def delegation_seen(person: Reach, public_id: str) -> Delegation:
    """One of them. Raises Forbidden."""
    parts = ("body", "office", "person", "given_by", "ended_by", "duty__item", "duty__plan", "duty__obligation")
    more = ("assignment__item", "assignment__plan", "assignment__obligation")
    row = delegations_seen(person).filter(public_id=public_id).select_related(*parts, *more).first()
    if row is None:
        raise Forbidden
    return row


def is_given_to(person: Reach, row: Delegation) -> bool:
    """Whether work lies with the person: by name, or with the office where the person works."""
    return row.person_id == person.user.pk or row.office_id in held_at(person, *RECORDING)


def may_pass_back(person: Reach, row: Delegation) -> bool:
    """Whether the person may give work back: who has it."""
    return row.state == DelegationState.GIVEN and is_given_to(person, row)


def may_take_back(person: Reach, row: Delegation) -> bool:
    """Whether the person may take work back: who gives work inside the body."""
    return row.state == DelegationState.GIVEN and row.body_id in giving_bodies(person)


def askers(person: Reach, duty: Duty) -> list[Agency]:
    """The holders of a duty for which the person may ask for an extension."""
    rows = DutyHolder.objects.filter(duty=duty, agency_id__in=person.agencies_as(*RECORDING)).select_related("agency")
    return [row.agency for row in rows.order_by("agency__sort_key", "pk")]


def duty_to_extend(person: Reach, public_id: str) -> tuple[Duty, list[Agency]]:
    """A counted duty of a plan in force and its holders for which the person may ask. Raises Forbidden."""
    rows = Duty.objects.filter(public_id=public_id, plan__state=PlanState.ISSUED)
    duty = rows.select_related("obligation", "item", "plan").first()
    agencies = askers(person, duty) if duty is not None and is_counted(duty) else []
    if duty is None or not agencies:
        raise Forbidden
    return duty, agencies


def deciding_plans(person: Reach) -> Q:
    """The condition on plans for which the person answers requests: at the issuer or at the coordinator."""
    seats = person.agencies_as(*DECIDING)
    return Q(plan__issuer_id__in=seats) | Q(plan__coordinator_id__in=seats)


def extensions_to_decide(person: Reach) -> QuerySet[Extension]:
    """Requests that wait for the person's answer; its own requests wait for somebody else's."""
    seats = person.agencies_as(*DECIDING)
    plans = Q(duty__plan__issuer_id__in=seats) | Q(duty__plan__coordinator_id__in=seats)
    return Extension.objects.filter(plans, state=ExtensionState.ASKED).exclude(asked_by=person.user)


def extensions_seen(person: Reach) -> QuerySet[Extension]:
    """Requests of the person's own bodies and of those who hold a duty with them, and of the plans it answers for."""
    seats = person.agencies_as(*DECIDING, Role.OBSERVER)
    held = DutyHolder.objects.filter(agency_id__in=person.own).values("duty_id")
    plans = Q(duty__plan__issuer_id__in=seats) | Q(duty__plan__coordinator_id__in=seats)
    return Extension.objects.filter(plans | Q(agency_id__in=person.own) | Q(duty_id__in=held))


def extension_seen(person: Reach, public_id: str) -> Extension:
    """One request. Raises Forbidden."""
    parts = ("duty__obligation", "duty__item", "duty__plan", "agency", "asked_by", "decided_by")
    row = extensions_seen(person).filter(public_id=public_id).select_related(*parts).first()
    if row is None:
        raise Forbidden
    return row


def may_decide_extension(person: Reach, row: Extension) -> bool:
    """Whether the person may answer: at the plan's issuer or coordinator, and never who asked."""
    seats = person.agencies_as(*DECIDING)
    here = bool({row.duty.plan.issuer_id, row.duty.plan.coordinator_id} & seats)
    return row.state == ExtensionState.ASKED and here and row.asked_by_id != person.user.pk


def may_withdraw_extension(person: Reach, row: Extension) -> bool:
    """Whether the person may take a request back: who may ask for the same body."""
    return row.state == ExtensionState.ASKED and row.agency_id in person.agencies_as(*RECORDING)


def may_raise_on(person: Reach, item: Item) -> bool:
    """Whether one of the person's bodies works on an item. One query."""
    mine = person.agencies_as(*RECORDING)
    rows = Assignment.objects.filter(item=item, agency_id__in=mine, state=DutyState.OPEN)
    return bool(mine) and rows.exists()


def raising_agencies(person: Reach, *, plan: Plan, item: Item | None = None, duty: Duty | None = None) -> list[Agency]:
    """The person's bodies that work on a plan, an item or a duty, in whatever part: they may raise a difficulty."""
    mine = person.agencies_as(*RECORDING)
    rows = Assignment.objects.filter(plan=plan, agency_id__in=mine, state=DutyState.OPEN)
    rows = rows.filter(item=item) if item is not None else rows
    ids = set(rows.values_list("agency_id", flat=True))
    if duty is not None:
        ids |= set(duty.holder_rows.filter(agency_id__in=mine).values_list("agency_id", flat=True))
    return list(Agency.objects.filter(pk__in=ids).order_by("sort_key", "pk")) if ids else []


def about(
    person: Reach, *, plan_id: str = "", item_id: str = "", duty_id: str = ""
) -> tuple[Plan, Item | None, Duty | None, list[Agency]]:
    """What a difficulty is raised on (a duty, an item or a whole plan) and for which bodies. Raises Forbidden."""
    duty = item = None
    if duty_id:
        duty = Duty.objects.filter(public_id=duty_id).select_related("item", "plan", "obligation").first()
        require(duty)
        plan, item = duty.plan, duty.item
    elif item_id:
        item = Item.objects.filter(public_id=item_id).select_related("plan").first()
        require(item)
        plan = item.plan
    else:
        plan = plans_access.plan_seen(person, plan_id)
    require(plan.state in IN_FORCE)
    agencies = raising_agencies(person, plan=plan, item=item, duty=duty)
    require(agencies)
    return plan, item, duty, agencies


def handled(person: Reach) -> Q:
    """The condition on difficulties that wait where the person works, also in an office of the person's own body."""
    mine = person.agencies_as(*HANDLING)
    return Q(waits_at_id__in=mine) | Q(waits_at_id=F("arose_at_id"), agency_id__in=mine)


def waiting_for(person: Reach) -> QuerySet[Difficulty]:
    """Difficulties on which the person, or somebody beside it, has to act."""
    return Difficulty.objects.filter(handled(person), state__in=list(WAITING))


def own_difficulties(person: Reach) -> QuerySet[Difficulty]:
    """Difficulties of the person's own bodies, and those it raised."""
    return Difficulty.objects.filter(Q(agency_id__in=person.own) | Q(raised_by=person.user))


def shared_difficulties(person: Reach) -> QuerySet[Difficulty]:
    """Answered ones that are open to all who work on the same item, or on the same plan where no item was named."""
    mine = Assignment.objects.filter(agency_id__in=person.own)
    same = Q(item_id__in=mine.values("item_id")) | Q(item=None, plan_id__in=mine.values("plan_id"))
    return Difficulty.objects.filter(same, state=DifficultyState.ANSWERED, shared=True)


def difficulties_seen(person: Reach) -> QuerySet[Difficulty]:
    """The difficulties the person may read: of bodies it sees, those that came up to it, those shared with it."""
    came = Q(moves__to_agency_id__in=person.own)
    ids = Difficulty.objects.filter(came).values("pk")
    shared = shared_difficulties(person).values("pk")
    near = Q(agency_id__in=person.seen) | Q(raised_by=person.user) | Q(pk__in=ids) | Q(pk__in=shared)
    return Difficulty.objects.filter(near)


def difficulty_seen(person: Reach, public_id: str) -> Difficulty:
    """One difficulty. Raises Forbidden."""
    parts = ("plan", "item", "duty__obligation", "agency", "arose_at", "waits_at", "raised_by")
    row = difficulties_seen(person).filter(public_id=public_id).select_related(*parts).first()
    if row is None:
        raise Forbidden
    return row


def file_seen(person: Reach, public_id: str) -> DifficultyFile:
    """A file of a difficulty the person may read. Raises Forbidden."""
    row = DifficultyFile.objects.filter(public_id=public_id).select_related("difficulty").first()
    require(row)
    difficulty_seen(person, row.difficulty.public_id)
    return row


def rungs_of(row: Difficulty) -> tuple[int, ...]:
    """Ids of the bodies a difficulty may climb: where it arose, its body, the plan's coordinator, the plan's issuer."""
    return ladder((row.arose_at_id, row.agency_id, row.plan.coordinator_id, row.plan.issuer_id))


def may_handle(person: Reach, row: Difficulty) -> bool:
    """Whether the person works where a difficulty waits."""
    mine = person.agencies_as(*HANDLING)
    inside = row.waits_at_id == row.arose_at_id and row.agency_id in mine
    return row.state in WAITING and (row.waits_at_id in mine or inside)


def may_decide(person: Reach, row: Difficulty, written_by: Iterable[int]) -> bool:
    """Whether the person may decide: head where it waits, and neither who raised nor who proposed it (`written_by`)."""
    heads = row.waits_at_id in held_at(person, Role.HEAD)
    return heads and row.state in WAITING - {DifficultyState.DECIDED} and person.user.pk not in set(written_by)


def may_withdraw(person: Reach, row: Difficulty) -> bool:
    """Whether the person may take a difficulty back: who raised it, or works for the same body."""
    open_still = row.state in WAITING - {DifficultyState.DECIDED}
    return open_still and (row.raised_by_id == person.user.pk or row.agency_id in person.agencies_as(*HANDLING))
