"""Whom a body's work concerns: the people at the body, and at the offices inside it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import AgencyLink, HeldRole, LinkKind
from lantoa.agencies.models.bodies import true_on

WORKING_ON_IT = (Role.OFFICER, Role.COORDINATOR)


def people_of(agency_ids: Collection[int], on: date, *roles: Role, offices: bool = True) -> dict[int, set[int]]:
    """{agency id: ids of the people who hold one of the roles there, or at its offices}; bodies without any are left
    out. At most two queries, however many bodies are asked for."""
    bodies = set(agency_ids)
    stands_in = {pk: pk for pk in bodies}
    if offices:
        links = AgencyLink.objects.filter(true_on(on), parent__in=bodies, kind=LinkKind.OFFICE)
        stands_in |= dict(links.values_list("child_id", "parent_id"))
    held = HeldRole.objects.filter(true_on(on), agency__in=stands_in, role__in=roles, user__is_active=True)
    found: dict[int, set[int]] = defaultdict(set)
    for agency, user in held.values_list("agency_id", "user_id"):
        found[stands_in[agency]].add(user)
        if agency in bodies:
            found[agency].add(user)
    return dict(found)


def working_people_of(agency_ids: Collection[int], on: date) -> dict[int, set[int]]:
    """{agency id: ids of those who do its work}; its head where nobody else is there."""
    found = people_of(agency_ids, on, *WORKING_ON_IT)
    left = set(agency_ids) - found.keys()
    return found | people_of(left, on, Role.HEAD) if left else found
