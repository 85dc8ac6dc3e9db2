"""That a person has seen notices. Each touches the person's own rows alone, and leaves no trail: nobody else's work
depends on it."""

from lantoa.adapters import clock
from lantoa.agencies.models import User
from lantoa.notices.models import Notice


def mark_read(*, actor: User, notice: Notice) -> None:
    """Note that a person has seen a notice of its own. Another's notice is left as it is."""
    Notice.objects.filter(pk=notice.pk, user=actor, read_at=None).update(read_at=clock.now(), awaits_digest=False)


def mark_all_read(*, actor: User) -> int:
    """Note that a person has seen everything it was told. out: how many notices that were."""
    return Notice.objects.filter(user=actor, read_at=None).update(read_at=clock.now(), awaits_digest=False)
