"""Reading what people are told, and how the mail and the work of each day stand."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from lantoa.agencies.models import User
from lantoa.notices.models import DailyRun, MailState, Notice, OutgoingMail

LATE_AFTER = timedelta(days=1)


def unread_count(user_id: int) -> int:
    """How many notices a person has not seen. One query, answered from an index."""
    return Notice.objects.filter(user_id=user_id, read_at=None).count()


def notices_of(user: User) -> QuerySet[Notice]:
    """All that a person was told; page by ("-created_at", "-id")."""
    return Notice.objects.filter(user=user)


@dataclass(frozen=True, kw_only=True)
class MailFigures:
    """How the mail stands: counts alone, nobody's address or words."""

    queued: int
    overdue: int
    sent: int
    failed: int
    oldest: datetime | None


def mail_figures(now: datetime) -> MailFigures:
    """The counts of the queue. `overdue` waits longer than an hour past its moment. One query."""
    late = Q(state=MailState.QUEUED, not_before_at__lt=now - timedelta(hours=1))
    found = OutgoingMail.objects.aggregate(
        queued=Count("pk", filter=Q(state=MailState.QUEUED)),
        overdue=Count("pk", filter=late),
        sent=Count("pk", filter=Q(state=MailState.SENT)),
        failed=Count("pk", filter=Q(state=MailState.FAILED)),
        oldest=Min("not_before_at", filter=Q(state=MailState.QUEUED)),
    )
    return MailFigures(**found)


def last_day_done(job: str) -> date | None:
    """The last day whose work was finished."""
    days = DailyRun.objects.filter(job=job, finished_at__isnull=False)
    return days.order_by("-day").values_list("day", flat=True).first()
