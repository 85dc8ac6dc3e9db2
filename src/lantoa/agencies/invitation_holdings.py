"""What this app itself keeps in people's and bodies' names: invitations that wait for an answer."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Count, QuerySet

from lantoa.adapters import clock
from lantoa.agencies.models import Agency, Invitation, User
from lantoa.agencies.succession import Heirs, Passed


def waiting() -> QuerySet[Invitation]:
    """Invitations whose link still opens something."""
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now())


class OwnInvitations:
    """Invitations that an administrator sent: they hold only while who sent them administers the agency."""

    label = "lời mời chưa dùng"

    def held_by(self, user_id: int) -> int:
        """How many wait."""
        return waiting().filter(invited_by_id=user_id).count()

    def pass_on(self, from_user: User, to_user: User, actor: User) -> int:
        """From now on the successor vouches for them."""
        return waiting().filter(invited_by=from_user).update(invited_by=to_user)


class InvitationsOfBodies:
    """Invitations to a body that ends go to the body that takes its work."""

    label = "Lời mời chưa dùng"
    fate = "chuyển sang đơn vị kế thừa"
    needs_heir = False

    def held_by(self, agency_ids: Collection[int], on: date) -> Mapping[int, int]:
        """How many wait, by body."""
        rows = waiting().filter(agency_id__in=list(agency_ids)).values_list("agency_id")
        return dict(rows.annotate(Count("pk")).order_by())

    def pass_on(self, *, heirs: Heirs, on: date, decision: str, actor: User) -> Sequence[Passed]:
        """Each goes to the heir of its body's open work."""
        rows = list(waiting().filter(agency_id__in=list(heirs)).select_related("agency"))
        names = Agency.objects.in_bulk([row.agency_id for row in rows])
        passed = []
        for row in rows:
            before, row.agency_id = row.agency_id, heirs[row.agency_id][0]
            title = f"Lời mời {row.name} ({names[before].short_name})"
            passed.append(
                Passed(
                    predecessor=before,
                    heir=row.agency_id,
                    title=title,
                    object_type="agencies.invitation",
                    object_id=row.public_id,
                )
            )
        Invitation.objects.bulk_update(rows, ["agency"])
        return passed
