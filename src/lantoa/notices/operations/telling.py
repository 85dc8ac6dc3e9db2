"""Telling people something, once: in the product, and by mail as each of them wishes."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.models import User
from lantoa.notices import mail
from lantoa.notices.models import MailWish, Notice, Preferences
from lantoa.notices.wishes import wishes_of

KEY_SIZE = 160


@transaction.atomic
def notify(
    *,
    users: Iterable[User | int],
    kind: str,
    key: str,
    title: str,
    text: str,
    url: str,
    about: str = "",
    on: date | None = None,
    urgent: bool = False,
) -> int:
    """Tell people something; whoever was told the same key before is left out, and so is who no longer signs in.

    in: people or their ids; `kind` groups notices (a short word); `key` says what is told, the same for the same news;
    title, text, the address inside the product, what it is about in a few words; `on`, the day it belongs to (None:
    today); `urgent` goes by mail at once also to who takes one mail a day (never to who takes none, never inside the
    quiet hours). out: how many were told. Raises ValueError for a key longer than 160 characters. Safe to repeat; the
    number of queries does not depend on how many people there are.
    """
    if len(key) > KEY_SIZE:
        raise ValueError(f"a notice's key has at most {KEY_SIZE} characters: {key!r}")
    people = User.objects.filter(is_active=True).in_bulk({row.pk if isinstance(row, User) else row for row in users})
    told = set(Notice.objects.filter(user__in=people, key=key).values_list("user_id", flat=True))
    new = [person for pk, person in people.items() if pk not in told]
    if not new:
        return 0
    said = Notice(kind=kind[:30], key=key, title=title[:200], text=text, url=url[:500], about=about[:200])
    said.created_at = _moment(on)
    wishes = wishes_of(new)
    rows = [_copy(said, person, wishes[person.pk], urgent=urgent) for person in new]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    at_once = [row for row in rows if mail.may_reach(row.user, wishes[row.user_id]) and not row.awaits_digest]
    mail.queue([mail.of_notice(row) for row in at_once], wishes=wishes, now=clock.now())
    return len(rows)


def _moment(on: date | None) -> datetime:
    now = clock.now()
    return now if on is None else datetime.combine(on, now.timetz())


def _copy(said: Notice, person: User, wishes: Preferences, *, urgent: bool) -> Notice:
    waits = wishes.mail == MailWish.DIGEST and not urgent and mail.may_reach(person, wishes)
    words = {name: getattr(said, name) for name in ("kind", "key", "title", "text", "url", "about", "created_at")}
    return Notice(user=person, awaits_digest=waits, **words)
