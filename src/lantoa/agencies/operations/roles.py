"""Roles that ended with their body: offered again at its heir, to all at once or to one."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, Reorganisation, Succession, User
from lantoa.agencies.reach import reach_of
from lantoa.agencies.reorganisations import roles_ended
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import ReorganisationState
from lantoa.persistence.refusal import Refused


@transaction.atomic
def take_over_roles(*, actor: User, row: Reorganisation, held_ids: Collection[int] | None = None) -> int:
    """Give people at the heirs the roles they held at the bodies that ended, from the day of effect on.

    in: an applied reorganisation; the ids of the ended roles to give again (None: all of them). out: how many were
    given; those held at the heir already are left alone. Raises Forbidden unless the person administers the
    reorganisation's body, Refused for one that was not applied.
    """
    if row.state != ReorganisationState.APPLIED:
        raise Refused("Hãy thực hiện việc tổ chức lại trước, rồi giao vai trò ở đơn vị kế thừa.")
    person = reach_of(actor, clock.today())
    require(row.agency_id in person.administered or row.applied_by_id == actor.pk)
    rows = list(roles_ended(row).order_by("pk"))
    if held_ids is not None:
        rows = [held for held in rows if held.pk in held_ids]
    made = _roles_at_heirs(row, rows)
    HeldRole.objects.bulk_create(made, batch_size=1000)
    record(
        operation="take_over_roles",
        actor=actor,
        obj=row,
        agency=row.agency,
        role=Role.ADMINISTRATOR,
        changes={"roles": [0, len(made)]},
    )
    return len(made)


def _roles_at_heirs(row: Reorganisation, ended: list[HeldRole]) -> list[HeldRole]:
    """The same roles at the heirs, unsaved; each once, those held there already left out."""
    successions = Succession.objects.filter(reorganisation=row, is_heir=True)
    heir = dict(successions.values_list("predecessor_id", "successor_id"))
    there = HeldRole.objects.filter(agency_id__in=set(heir.values()), user_id__in={held.user_id for held in ended})
    there = there.filter(Q(ends_on=None) | Q(ends_on__gt=row.takes_effect_on))
    seen = set(there.values_list("user_id", "agency_id", "role"))
    made = []
    for held in ended:
        mark = (held.user_id, heir[held.agency_id], held.role)
        if mark not in seen:
            seen.add(mark)
            agency, post = heir[held.agency_id], held.post
            made.append(
                HeldRole(
                    user_id=held.user_id, agency_id=agency, role=held.role, post=post, starts_on=row.takes_effect_on
                )
            )
    return made
