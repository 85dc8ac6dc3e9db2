"""One mail a day for who wants it so: it gathers what came since the last one and was not seen in the product."""

from datetime import datetime

from django.db import IntegrityError, transaction

from lantoa.agencies.models import User
from lantoa.domain.working_days import WorkingDays
from lantoa.notices import mail
from lantoa.notices.days_off import working_days
from lantoa.notices.models import Notice, OutgoingMail, Preferences
from lantoa.notices.wishes import may_go_at, wishes_of

AT_ONCE = 2000  # people of one piece of work; the next one goes on
MOST_NOTICES = 50  # what one mail tells; more wait for the next day's


def make_digests(now: datetime) -> int:
    """Make the day's mail for everybody whose hour has come. out: how many were made. Safe to repeat: one a day."""
    waiting = Notice.objects.filter(awaits_digest=True).order_by().values("user_id").distinct()
    people = list(User.objects.filter(pk__in=waiting, is_active=True).order_by("pk"))
    wishes, days = wishes_of(people), working_days()
    due = [person for person in people if _is_time(now, wishes[person.pk], days)]
    had = set(
        OutgoingMail.objects.filter(key__in=[_key(person, now) for person in due]).values_list("user_id", flat=True)
    )
    left = [person for person in due if person.pk not in had]
    return sum(_make(person, wishes[person.pk], now, days) for person in left[:AT_ONCE])


def _key(person: User, now: datetime) -> str:
    return f"digest:{person.pk}:{now:%Y-%m-%d}"


def _is_time(now: datetime, wishes: Preferences, days: WorkingDays) -> bool:
    """Whether the person's hour has come today, and today is a day on which it takes mail."""
    return now.hour >= wishes.digest_hour and may_go_at(now, wishes, days).date() == now.date()


def _make(person: User, wishes: Preferences, now: datetime, days: WorkingDays) -> int:
    """Make one person's mail, and note in the same transaction which notices it tells."""
    try:
        with transaction.atomic():
            rows = Notice.objects.filter(user=person, awaits_digest=True).order_by("created_at", "pk")
            told = list(rows[:MOST_NOTICES])
            if not told or not mail.may_reach(person, wishes):
                rows.update(awaits_digest=False)
                return 0
            made = mail.of_digest(person, told, key=_key(person, now))
            made.created_at, made.not_before_at = now, may_go_at(now, wishes, days)
            made.save()
            Notice.objects.filter(pk__in=[row.pk for row in told]).update(awaits_digest=False)
    except IntegrityError:  # another worker made the day's mail a moment ago
        return 0
    return 1
