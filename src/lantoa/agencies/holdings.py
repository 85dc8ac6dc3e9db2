"""What bodies hold in this app: the roles of their people. A role ends with its body; the person stays."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Count, Q

from lantoa.agencies.kinds import ROLE_LABELS, Role
from lantoa.agencies.models import HeldRole, User
from lantoa.agencies.succession import Heirs, Passed


class RolesOfPeople:
    """Roles that are held on the day or later."""

    label = "Vai trò của cán bộ"
    fate = "kết thúc cùng đơn vị; giao lại ở đơn vị kế thừa nếu chọn"
    needs_heir = False

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many roles are held at each body on the day or later. One query."""
        rows = HeldRole.objects.filter(_open(on), agency_id__in=agency_ids).order_by()
        return dict(rows.values_list("agency_id").annotate(Count("pk")))

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """End the roles on the day; one that would have begun later is taken back whole."""
        rows = list(HeldRole.objects.filter(_open(on), agency_id__in=heirs).select_related("user").order_by("pk"))
        lines = [
            Passed(
                predecessor=row.agency_id,
                heir=heirs[row.agency_id][0],
                title=f"{row.user}: {ROLE_LABELS[Role(row.role)]}",
                object_type="agencies.user",
                object_id=row.user.public_id,
                note="vai trò kết thúc cùng đơn vị",
            )
            for row in rows
        ]
        end_roles(heirs, on)
        return lines


def end_roles(agency_ids: Collection[int], on: date) -> None:
    """End every role at bodies on a day; one that would have begun later never begins."""
    rows = HeldRole.objects.filter(_open(on), agency_id__in=list(agency_ids))
    rows.filter(starts_on__gte=on).delete()
    rows.filter(starts_on__lt=on).update(ends_on=on)


def _open(on: date) -> Q:
    return Q(ends_on=None) | Q(ends_on__gt=on)
