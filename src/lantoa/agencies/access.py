"""The door of every view: who may come in, and the guarded fetches. Forbidden and absent look the same from outside."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from lantoa.adapters import clock
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach, reach_of

View = Callable[..., HttpResponse]

# What a role needs to see the agency's work at all; the operator sees no content.
WORKING = tuple(role for role in Role if role not in (Role.OPERATOR, Role.ADMINISTRATOR))
RECORDING = (Role.OFFICER, Role.EDITOR, Role.COORDINATOR, Role.HEAD)


class Forbidden(Http404):
    """The person may not: shown exactly as if the thing did not exist."""


def public(view: View) -> View:
    """Mark a view as open to everybody, by name."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def signed_in(*roles: Role) -> Callable[[View], View]:
    """Guard a view: the person is signed in and holds one of the roles (any working role when none is named)."""
    wanted = roles or WORKING

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not reach(request).has(*wanted):
                raise Forbidden
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
