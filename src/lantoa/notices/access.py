"""Whose notices a person sees: its own and nobody else's."""

from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import User
from lantoa.notices.models import Notice

KEEPING = (Role.OPERATOR, Role.ADMINISTRATOR)
# Who sees on its own page of notices that the work of a day was left out: others wait for reminders that do not come.
ALARMED = (*KEEPING, Role.COORDINATOR, Role.HEAD)


def own_notice(user: User, public_id: str) -> Notice:
    """A notice of the person's own; Forbidden for any other, and for one that does not exist."""
    row = Notice.objects.filter(user=user, public_id=public_id).first()
    if row is None:
        raise Forbidden
    return row
