"""Who keeps a body's register, who reads it, and the guarded fetches."""

from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach
from lantoa.register.models import RegisterEntry

KEEPING = (Role.CLERK,)
READING = (Role.CLERK, Role.COORDINATOR)


def may_keep(person: Reach, agency_id: int) -> bool:
    """Whether the person gives numbers of a body and changes its register: its clerk."""
    return agency_id in person.agencies_as(*KEEPING)


def agencies_read(person: Reach) -> list[Agency]:
    """The bodies whose register the person may read, by name."""
    return list(Agency.objects.filter(pk__in=person.agencies_as(*READING)).order_by("sort_key"))


def agency_read(person: Reach, public_id: str) -> Agency:
    """A body whose register the person may read. Raises Forbidden for any other, and for one that does not exist."""
    agency = Agency.objects.filter(public_id=public_id, pk__in=person.agencies_as(*READING)).first()
    if agency is None:
        raise Forbidden
    return agency


def agency_kept(person: Reach, public_id: str) -> Agency:
    """A body whose register the person keeps. Raises Forbidden."""
    agency = agency_read(person, public_id)
    if not may_keep(person, agency.pk):
        raise Forbidden
    return agency


def entry_read(person: Reach, public_id: str) -> RegisterEntry:
    """An entry of a register the person may read. Raises Forbidden."""
    rows = RegisterEntry.objects.filter(public_id=public_id, register__agency__in=person.agencies_as(*READING))
    entry = rows.select_related("register__agency", "taken_by", "cancelled_by").first()
    if entry is None:
        raise Forbidden
    return entry
