"""The door of every view: who may come in, and the guarded fetches. Forbidden and absent look the same from outside."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from lantoa.adapters import clock
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, AgencyGroup, HeldRole, Invitation, Place, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.reach import Reach, reach_of
from lantoa.agencies.second_factor import is_due

View = Callable[..., HttpResponse]

# What a role needs to see the agency's work at all; the operator sees no content.
WORKING = tuple(role for role in Role if role not in (Role.OPERATOR, Role.ADMINISTRATOR))
ADMINISTERING = (Role.ADMINISTRATOR,)
SEEING_TREE = (*WORKING, Role.ADMINISTRATOR)
READING_TRAIL = (Role.ADMINISTRATOR, Role.COORDINATOR)
KEEPING_GROUPS = (Role.COORDINATOR,)
RECORDING = (Role.OFFICER, Role.EDITOR, Role.COORDINATOR, Role.HEAD)


class Forbidden(Http404):
    """The person may not: shown exactly as if the thing did not exist."""


def public(view: View) -> View:
    """Mark a view as open to everybody, by name."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def any_person(view: View) -> View:
    """Guard a view: whoever is signed in, with a role or without, also with a temporary password (own account)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.access = "person"  # type: ignore[attr-defined]
    return guarded


def signed_in(*roles: Role) -> Callable[[View], View]:
    """Guard a view: the person is signed in and holds one of the roles (any working role when none is named).

    Whoever signed in with a temporary password is led to change it first; whose role demands a second factor, to set
    one up.
    """
    wanted = roles or WORKING

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.user.must_change_password:
                return redirect("agencies:change_password")
            rights = reach(request)
            if not rights.has(*wanted):
                raise Forbidden
            if is_due(request, rights):
                return redirect("mfa_index")
            return view(request, *args, **kwargs)

        guarded.access = wanted  # type: ignore[attr-defined]
        return guarded

    return guard


def reach(request: HttpRequest) -> Reach:
    """The reach of the person behind a request, today."""
    return reach_of(request.user, clock.today())  # type: ignore[arg-type]


def require(allowed: object) -> None:
    """Raise Forbidden unless allowed."""
    if not allowed:
        raise Forbidden


def agency_seen(person: Reach, public_id: str) -> Agency:
    """An agency whose work the person may read. Raises Forbidden for any other, and for one that does not exist."""
    agency = Agency.objects.filter(public_id=public_id).first()
    if agency is None or agency.pk not in person.seen:
        raise Forbidden
    return agency


def may_record_for(person: Reach, agency_id: int) -> bool:
    """Whether the person may record results for an agency."""
    return agency_id in person.agencies_as(*RECORDING)


def may_coordinate(person: Reach, agency_id: int) -> bool:
    """Whether the person acts as coordinator at an agency."""
    return agency_id in person.agencies_as(Role.COORDINATOR)


def may_keep_groups(person: Reach, agency_id: int) -> bool:
    """Whether the person makes and changes the groups of bodies that an agency's plans name."""
    return agency_id in person.agencies_as(*KEEPING_GROUPS)


def group_kept(person: Reach, public_id: str) -> AgencyGroup:
    """A group the person may change. Raises Forbidden for any other, and for one that does not exist."""
    group = AgencyGroup.objects.select_related("owner", "under").filter(public_id=public_id).first()
    if group is None or not may_keep_groups(person, group.owner_id):
        raise Forbidden
    return group


def administered(person: Reach) -> frozenset[int]:
    """Ids of the agencies the person administers: those with the role, and all below them."""
    return person.administered


def may_administer(person: Reach, agency_id: int) -> bool:
    """Whether the person administers an agency."""
    return agency_id in administered(person)


def agency_administered(person: Reach, public_id: str) -> Agency:
    """An agency the person administers. Raises Forbidden for any other, and for one that does not exist."""
    agency = Agency.objects.filter(public_id=public_id).first()
    if agency is None or not may_administer(person, agency.pk):
        raise Forbidden
    return agency


def any_agency(public_id: str) -> Agency:
    """An agency by its place in the tree, which everybody who works here may read. Raises Forbidden when absent."""
    agency = Agency.objects.filter(public_id=public_id).first()
    if agency is None:
        raise Forbidden
    return agency


def any_place(public_id: str) -> Place:
    """A place, which everybody who works here may read. Raises Forbidden when absent."""
    place = Place.objects.select_related("parent__parent__parent").filter(public_id=public_id).first()
    if place is None:
        raise Forbidden
    return place


def may_administer_place(person: Reach, place: Place) -> bool:
    """Whether the person administers a body that sits in the place, or in one above it."""
    above, at = [place.pk], place.parent
    while at is not None and len(above) < 6:
        above.append(at.pk)
        at = at.parent
    sitting = set(Agency.objects.filter(true_on(person.on), place__in=above).values_list("pk", flat=True))
    return not sitting.isdisjoint(person.administered)


def people_administered(person: Reach) -> QuerySet[User]:
    """The people who hold, held or will hold a role at an agency the person administers."""
    held = HeldRole.objects.filter(user=OuterRef("pk"), agency_id__in=person.subtree_rows(Role.ADMINISTRATOR))
    return User.objects.filter(Exists(held))  # asked of the rows of one page, not of all people first


def person_administered(person: Reach, public_id: str) -> User:
    """One of the people of the person's agencies. Raises Forbidden for any other, and for one that does not exist."""
    user = User.objects.filter(public_id=public_id).first()
    if user is None or not is_among_people(person, user):
        raise Forbidden
    return user


def invitations_administered(person: Reach) -> QuerySet[Invitation]:
    """The invitations to agencies that the person administers."""
    return Invitation.objects.filter(agency_id__in=administered(person))


def invitation_administered(person: Reach, public_id: str) -> Invitation:
    """One of those. Raises Forbidden for any other, and for one that does not exist."""
    row = Invitation.objects.filter(public_id=public_id).first()
    if row is None or not may_administer(person, row.agency_id):
        raise Forbidden
    return row


def is_among_people(person: Reach, user: User) -> bool:
    """Whether a user is one of the people of the person's agencies (see people_administered)."""
    held_at = set(HeldRole.objects.filter(user=user).values_list("agency_id", flat=True))
    return not held_at.isdisjoint(administered(person))


def may_manage(person: Reach, user: User) -> bool:
    """Whether the person may change a user's name, password or entry at all.

    Every role that has not ended must be in the person's hands: else a commune's administrator could take over a
    provincial account through a second role it holds in the commune.
    """
    open_roles = HeldRole.objects.filter(user=user).filter(Q(ends_on=None) | Q(ends_on__gt=person.on))
    roles = open_roles if open_roles.exists() else HeldRole.objects.filter(user=user)
    held_at = set(roles.values_list("agency_id", flat=True))
    return bool(held_at) and held_at <= administered(person)
