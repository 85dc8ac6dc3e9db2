"""Sending what waits in the queue: each mail once, however often the work is begun and however many workers are at it.

A worker takes a mail by one conditional update and holds it for CLAIM; it never sends what it could not take. When the
other server says no for now, the mail waits longer each time, and never goes inside its reader's quiet hours. A worker
that dies between the other server's yes and our note of it leaves the mail claimed; after CLAIM it is sent again, under
the same Message-ID, by which the reader's mail server knows it for the same one.
"""

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q

from lantoa.adapters import clock
from lantoa.notices.days_off import working_days
from lantoa.notices.mail import MailMode, mode
from lantoa.notices.models import MailState, OutgoingMail
from lantoa.notices.wishes import may_go_at, wishes_of

log = logging.getLogger(__name__)
CLAIM = timedelta(minutes=10)
AT_ONCE = 100  # mails of one piece of work: what is left waits for the next minute
# How long a mail waits after each try that failed; after the last one it is given up.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)
KEPT = timedelta(days=30)  # how long a mail's words are kept after it went, or was given up
REFUSED_FOR_GOOD = range(500, 600)


def waiting(now: datetime) -> Q:
    """The condition on mails that may be taken now."""
    free = Q(claim_ends_at=None) | Q(claim_ends_at__lte=now)
    return Q(state=MailState.QUEUED, not_before_at__lte=now) & free


def send_waiting(limit: int = AT_ONCE) -> int:
    """Send what may go now, oldest first, over one connection. out: how many went. Nothing goes unless mail is on."""
    if mode() != MailMode.SEND:
        return 0
    now = clock.now()
    ids = OutgoingMail.objects.filter(waiting(now)).order_by("not_before_at", "pk").values_list("pk", flat=True)[:limit]
    taken = list(ids)
    return _send_each(taken) if taken else 0


def _send_each(ids: Iterable[int]) -> int:
    connection = get_connection()
    sent = 0
    try:
        for pk in ids:
            row = take(pk)
            if row is not None and _send(row, connection):
                sent += 1
    finally:
        connection.close()
    return sent


def take(pk: int) -> OutgoingMail | None:
    """Claim one mail for this worker. out: the mail, or None when another has it, or it is not (any longer) due."""
    now = clock.now()
    mine = OutgoingMail.objects.filter(waiting(now), pk=pk).update(claim_ends_at=now + CLAIM, tries=F("tries") + 1)
    if not mine:
        return None
    row = OutgoingMail.objects.select_related("user").get(pk=pk)
    wishes = wishes_of([row.user])[row.user_id]
    allowed = may_go_at(now, wishes, working_days())
    if allowed > now:  # the reader's hours changed while it waited, or the work began late
        row.tries -= 1
        _let_go(row, after=allowed)
        return None
    return row


def _let_go(row: OutgoingMail, *, after: datetime, fault: str = "") -> None:
    words = {"not_before_at": after, "claim_ends_at": None, "tries": row.tries, "fault": fault[:200]}
    OutgoingMail.objects.filter(pk=row.pk, state=MailState.QUEUED).update(**words)


def _send(row: OutgoingMail, connection: BaseEmailBackend) -> bool:
    try:
        message(row, connection).send()
    except (OSError, SMTPException) as error:
        connection.close()
        _note_failure(row, error)
        return False
    moment = clock.now()
    OutgoingMail.objects.filter(pk=row.pk).update(state=MailState.SENT, sent_at=moment, claim_ends_at=None, fault="")
    return True


def message(row: OutgoingMail, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The mail as it goes over the wire; its Message-ID is the same at every try."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "lantoa"
    mark = hashlib.sha256(f"{settings.SECRET_KEY}:{row.key}".encode()).hexdigest()[:32]
    headers = {"Message-ID": f"<{mark}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject=row.subject, body=row.body, to=[row.to], headers=headers, connection=connection)


def _note_failure(row: OutgoingMail, error: Exception) -> None:
    log.warning("mail %s was not taken (try %s): %s", row.pk, row.tries, type(error).__name__)
    if _for_good(error) or row.tries > len(WAITS):
        OutgoingMail.objects.filter(pk=row.pk).update(state=MailState.FAILED, claim_ends_at=None, fault=_words(error))
        return
    _let_go(row, after=clock.now() + WAITS[row.tries - 1], fault=_words(error))


def _for_good(error: Exception) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(code in REFUSED_FOR_GOOD for code, _ in error.recipients.values())
    return False


def _words(error: Exception) -> str:
    """What went wrong, without the address of anybody."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = sorted({code for code, _ in error.recipients.values()})
        return f"máy chủ thư không nhận địa chỉ này ({', '.join(map(str, codes))})"
    if isinstance(error, SMTPResponseException):
        return f"máy chủ thư trả lời {error.smtp_code}"
    return f"không nối được máy chủ thư ({type(error).__name__})"


def drop_old() -> int:
    """Drop the words of mails that went, or were given up, a while ago. out: how many were dropped."""
    before = clock.now() - KEPT
    old = OutgoingMail.objects.exclude(state=MailState.QUEUED).filter(created_at__lt=before)
    return old.delete()[0]
