"""Named groups of bodies: made, changed from a day on, no longer used."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from lantoa.adapters import clock
from lantoa.agencies import groups
from lantoa.agencies.access import may_keep_groups, require
from lantoa.agencies.groups import Rule
from lantoa.agencies.kinds import AGENCY_KIND_LABELS, LEVEL_LABELS, AgencyKind, Level, Role
from lantoa.agencies.models import Agency, AgencyGroup, GroupMember, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.operations.stale import refuse_stale
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import differences, record
from lantoa.persistence.names import name_columns
from lantoa.persistence.refusal import Refused


@dataclass(frozen=True, kw_only=True)
class GroupTerms:
    """What a group is: its name and note, its rule, the ids put in and left out by hand."""

    name: str
    rule: Rule
    put_in: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()
    note: str = ""


@transaction.atomic
def make_group(*, actor: User, token: str, owner: Agency, terms: GroupTerms) -> AgencyGroup:
    """Make a group for a body's plans. in: the form's token (a retry makes no second group), the body, what it is.

    The choices by hand hold from the beginning of the body on, so that an older plan finds them too.
    Raises Forbidden, Refused for no name, a name in use, nobody in it.
    """
    require(may_keep_groups(reach_of(actor, clock.today()), owner.pk))
    made = AgencyGroup.objects.filter(public_id=token).first()
    if made is not None:
        require(made.owner_id == owner.pk)
        return made
    _refuse_bad(owner, terms, None)
    group = AgencyGroup.objects.create(public_id=token, owner=owner, **_columns(terms))
    _set_members(group, terms, owner.starts_on)
    _record("make_group", actor, group, differences({}, _state(group, clock.today())))
    return group


@transaction.atomic
def change_group(*, actor: User, group: AgencyGroup, version: int, terms: GroupTerms, from_day: date) -> AgencyGroup:
    """Change a group. What is put in or left out by hand changes from a day on: older plans keep what they found.

    Raises Forbidden, Refused (also for a stale form).
    """
    row = AgencyGroup.objects.select_for_update().select_related("owner").get(pk=group.pk)
    require(may_keep_groups(reach_of(actor, clock.today()), row.owner_id))
    refuse_stale(row.version, version)
    _refuse_bad(row.owner, terms, row.pk)
    before = _state(row, from_day)
    for name, value in _columns(terms).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    _set_members(row, terms, from_day)
    _record("change_group", actor, row, differences(before, _state(row, from_day)))
    return row


@transaction.atomic
def retire_group(*, actor: User, group: AgencyGroup, version: int) -> AgencyGroup:
    """Use a group no more from today on. Plans that name it keep what they froze. Raises Forbidden, Refused."""
    row = AgencyGroup.objects.select_for_update().select_related("owner").get(pk=group.pk)
    require(may_keep_groups(reach_of(actor, clock.today()), row.owner_id))
    refuse_stale(row.version, version)
    row.retired_on = clock.today()
    row.version += 1
    row.save(update_fields=["retired_on", "version"])
    _record("retire_group", actor, row, {"retired_on": [None, row.retired_on.isoformat()]})
    return row


def _columns(terms: GroupTerms) -> dict[str, Any]:
    return name_columns(terms.name) | {
        "kinds": [kind.value for kind in terms.rule.kinds],
        "levels": [level.value for level in terms.rule.levels],
        "under_id": terms.rule.under,
        "note": terms.note,
    }


def _refuse_bad(owner: Agency, terms: GroupTerms, own: int | None) -> None:
    if not terms.name:
        raise Refused("Chưa nhập tên nhóm.", field="name")
    if not terms.rule.kinds and not terms.put_in:
        raise Refused("Chọn ít nhất một loại cơ quan, hoặc thêm từng cơ quan vào nhóm.", field="kinds")
    used = AgencyGroup.objects.filter(owner=owner, retired_on=None, folded=name_columns(terms.name)["folded"])
    if used.exclude(pk=own).exists():
        raise Refused("Đã có một nhóm tên này. Hãy chọn tên khác, hoặc sửa nhóm ấy.", field="name")


def _set_members(group: AgencyGroup, terms: GroupTerms, from_day: date) -> None:
    """Make the choices by hand exactly these from a day on; those that no longer hold end that day."""
    wanted = dict.fromkeys(terms.left_out, False) | dict.fromkeys(terms.put_in, True)
    open_rows = GroupMember.objects.filter(Q(ends_on=None) | Q(ends_on__gt=from_day), group=group)
    for row in open_rows.select_for_update():
        if row.starts_on <= from_day and wanted.get(row.agency_id) == row.included:
            del wanted[row.agency_id]
            if row.ends_on is not None:
                GroupMember.objects.filter(pk=row.pk).update(ends_on=None)
        elif row.starts_on >= from_day:
            row.delete()
        else:
            GroupMember.objects.filter(pk=row.pk).update(ends_on=from_day)
    GroupMember.objects.bulk_create(
        GroupMember(group=group, agency_id=pk, included=included, starts_on=from_day) for pk, included in wanted.items()
    )


def _state(group: AgencyGroup, on: date) -> dict[str, Any]:
    """What the trail keeps of a group: its words, and the names of those chosen by hand."""
    rows = GroupMember.objects.filter(true_on(on), group=group).select_related("agency").order_by("agency__sort_key")
    by_hand: Mapping[bool, Collection[str]] = {
        included: [str(row.agency) for row in rows if row.included is included] for included in (True, False)
    }
    return {
        "name": group.name,
        "kinds": "; ".join(AGENCY_KIND_LABELS[AgencyKind(kind)] for kind in group.kinds),
        "levels": "; ".join(LEVEL_LABELS[Level(level)] for level in group.levels),
        "under": str(group.under or ""),
        "note": group.note,
        "put_in": "; ".join(by_hand[True]),
        "left_out": "; ".join(by_hand[False]),
        "members": len(groups.roster_of(group, on)),
    }


def _record(operation: str, actor: User, group: AgencyGroup, changes: dict[str, Any]) -> None:
    record(operation=operation, actor=actor, obj=group, agency=group.owner, role=Role.COORDINATOR, changes=changes)
