"""Mail: whether it goes out here at all, what it says, and its place in the queue."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django_q.tasks import async_task

from lantoa.agencies.models import User
from lantoa.notices.days_off import working_days
from lantoa.notices.models import MailWish, Notice, OutgoingMail, Preferences
from lantoa.notices.wishes import may_go_at

SENDING = "lantoa.notices.tasks.send_mails"


class MailMode(StrEnum):
    """What an installation does with mail: sends it, only keeps it (the demonstration), or makes none."""

    SEND = "send"
    KEEP = "keep"
    OFF = "off"


def mode() -> MailMode:
    """What this installation does with mail (setting LANTOA_MAIL)."""
    return MailMode(settings.LANTOA_MAIL)


def may_reach(person: User, wishes: Preferences) -> bool:
    """Whether a mail may be made for a person: mail is on, there is an address, and the person wants some."""
    return mode() != MailMode.OFF and bool(person.email) and wishes.mail != MailWish.NONE


def absolute(url: str) -> str:
    """An address inside the product as it stands in a mail; unchanged while nobody named the site's own address."""
    return urljoin(settings.LANTOA_ADDRESS, url) if settings.LANTOA_ADDRESS else url


def of_notice(notice: Notice) -> OutgoingMail:
    """The mail of one notice, unsaved."""
    parts = [notice.title, notice.text, absolute(notice.url) if notice.url else "", _foot()]
    return OutgoingMail(
        user=notice.user,
        key=f"notice:{notice.user_id}:{notice.key}",
        to=notice.user.email,
        subject=_one_line(notice.title),
        body="\n\n".join(part for part in parts if part),
    )


def of_digest(person: User, notices: list[Notice], *, key: str) -> OutgoingMail:
    """One mail that tells several notices, the oldest first, unsaved."""
    told = []
    for notice in notices:
        lines = [f"* {notice.title}", notice.text, absolute(notice.url) if notice.url else ""]
        told.append("\n".join(line for line in lines if line))
    count = len(notices)
    subject = notices[0].title if count == 1 else f"{count} thông báo: {notices[0].title}"
    return OutgoingMail(
        user=person, key=key, to=person.email, subject=_one_line(subject), body="\n\n".join([*told, _foot()])
    )


def _one_line(text: str) -> str:
    return f"Lan Tỏa: {' '.join(text.split())}"[:200]


def _foot() -> str:
    change = absolute(reverse("notices:preferences"))
    return f"-- \nThư gửi tự động từ phần mềm Lan Tỏa. Đổi cách nhận, giờ không gửi: {change}"


def queue(mails: Iterable[OutgoingMail], *, wishes: Mapping[int, Preferences], now: datetime) -> int:
    """Put mails in the queue, each for the first moment at which its reader wants mail; a key used before is left out.

    in: mails without times, {user id: wishes}, the present moment; out: how many were handed in. Two queries and the
    calendar's, however many mails.
    """
    rows = list(mails)
    if not rows:
        return 0
    days = working_days()
    for row in rows:
        row.created_at, row.not_before_at = now, may_go_at(now, wishes[row.user_id], days)
    OutgoingMail.objects.bulk_create(rows, ignore_conflicts=True)
    if mode() == MailMode.SEND and any(row.not_before_at <= now for row in rows):
        async_task(SENDING, task_name="Gửi thư")
    return len(rows)
