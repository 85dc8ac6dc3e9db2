"""Groups of bodies when bodies end: whoever follows takes the place in the group, the rule and the keeping of it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from lantoa.agencies.models import AgencyGroup, GroupMember, User
from lantoa.agencies.succession import Heirs, Passed
from lantoa.persistence.names import name_columns


class Groups:
    """The groups that a body keeps, and those it was put into or left out of by hand."""

    label = "Nhóm cơ quan"
    fate = "đơn vị kế thừa vào nhóm thay"

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many groups name each body on the day. Three queries."""
        wanted = list(agency_ids)
        members = self._members(wanted, on).values_list("agency_id", flat=True)
        used = AgencyGroup.objects.filter(Q(retired_on=None) | Q(retired_on__gt=on))
        owned = used.filter(owner__in=wanted).values_list("owner_id", flat=True)
        under = used.filter(under__in=wanted).values_list("under_id", flat=True)
        return Counter([*members, *owned, *under])

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """Members: all successors stand in the group from the day on. Keeping and subtree: the heir of open work."""
        passed = self._pass_members(heirs, on)
        for column, words in (("owner_id", "tiếp tục giữ nhóm"), ("under_id", "phạm vi của nhóm")):
            for group in AgencyGroup.objects.filter(**{f"{column}__in": list(heirs)}).order_by("pk"):
                old = getattr(group, column)
                if not heirs[old]:
                    continue
                first = heirs[old][0]
                name = {} if column != "owner_id" else self._name_at(group, first)
                AgencyGroup.objects.filter(pk=group.pk).update(**{column: first}, version=F("version") + 1, **name)
                passed.append(_line(group, old, first, words))
        return passed

    def _pass_members(self, heirs: Heirs, on: date) -> list[Passed]:
        passed: list[Passed] = []
        for row in self._members(heirs, on).select_related("group").order_by("pk"):
            later = row.ends_on
            if row.starts_on >= on:
                row.delete()
            else:
                GroupMember.objects.filter(pk=row.pk).update(ends_on=on)
            for heir in heirs[row.agency_id]:
                if not self._members([heir], on).filter(group=row.group).exists():
                    GroupMember.objects.create(
                        group=row.group, agency_id=heir, included=row.included, starts_on=on, ends_on=later
                    )
                words = "vào nhóm thay" if row.included else "ở ngoài nhóm thay"
                passed.append(_line(row.group, row.agency_id, heir, words))
        return passed

    @staticmethod
    def _name_at(group: AgencyGroup, owner: int) -> dict[str, Any]:
        """A name in use at the new owner takes the former owner's beside it: two groups of one name cannot be told."""
        taken = AgencyGroup.objects.filter(owner=owner, retired_on=None, folded=group.folded)
        if not taken.exists():
            return {}
        name = f"{group.name} ({group.owner.short_name})"[:300]
        return name_columns(name)

    @staticmethod
    def _members(agency_ids: Collection[int], on: date) -> QuerySet[GroupMember]:
        """The choices by hand about some bodies that reach beyond the day."""
        return GroupMember.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), agency__in=list(agency_ids))


def _line(group: AgencyGroup, predecessor: int, heir: int, note: str) -> Passed:
    return Passed(
        predecessor=predecessor,
        heir=heir,
        title=group.name,
        object_type=group._meta.label_lower,
        object_id=group.public_id,
        note=note,
    )
