"""A person's secret calendar address, and how often it may be asked."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F

from lantoa.adapters import clock
from lantoa.agencies.models import User
from lantoa.audit.operations import record
from lantoa.notices.models import CalendarAddress

_SECRET_BYTES = 32
WINDOW, MOST_ASKED = timedelta(hours=1), 60  # a calendar asks a few times a day; sixty times an hour is no calendar


def hashed(secret: str) -> str:
    """How a secret is kept: the address itself stands in no table."""
    return sha256(secret.encode()).hexdigest()


@transaction.atomic
def renew_calendar(*, actor: User) -> str:
    """Give a person a new secret address; the one before it ends at once. out: the secret, shown this once."""
    secret, now = secrets.token_urlsafe(_SECRET_BYTES), clock.now()
    fresh = {"secret_hash": hashed(secret), "created_at": now, "ended_at": None, "etag": "", "modified_at": None}
    CalendarAddress.objects.update_or_create(user=actor, defaults=fresh)
    record(operation="renew_calendar", actor=actor, obj=actor)
    return secret


@transaction.atomic
def end_calendar(*, actor: User) -> bool:
    """End a person's calendar address. out: whether there was one. Safe to repeat."""
    ended = CalendarAddress.objects.filter(user=actor, ended_at=None).update(ended_at=clock.now())
    if ended:
        record(operation="end_calendar", actor=actor, obj=actor)
    return bool(ended)


@transaction.atomic
def count_asked(*, address: CalendarAddress) -> bool:
    """Count one reading of a calendar. out: whether it may be answered: at most MOST_ASKED within WINDOW."""
    now = clock.now()
    mine = CalendarAddress.objects.filter(pk=address.pk)
    if address.window_at is None or not now - WINDOW < address.window_at <= now:
        mine.update(window_at=now, asked=1)
        return True
    return bool(mine.filter(asked__lt=MOST_ASKED).update(asked=F("asked") + 1))
