"""How a person wants to be told."""

from datetime import time

from django.db import transaction

from lantoa.agencies.models import User
from lantoa.audit.operations import differences, record
from lantoa.notices.models import MailState, MailWish, Notice, OutgoingMail, Preferences
from lantoa.persistence.refusal import Refused

FIELDS = ("mail", "digest_hour", "quiet_from", "quiet_to", "working_days_only")
MOST_QUIET = 20 * 60  # minutes: hours of silence that leave hardly a moment to write in are a slip


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


@transaction.atomic
def save_preferences(
    *, actor: User, mail: MailWish, digest_hour: int, quiet_from: time, quiet_to: time, working_days_only: bool
) -> Preferences:
    """Save how a person wants to be told. Raises Refused where the quiet hours leave no time to write in.

    Mail that already waits keeps the moment it was given, unless the person wants none any more: then it is dropped.
    """
    if (_minutes(quiet_to) - _minutes(quiet_from)) % (24 * 60) > MOST_QUIET:
        raise Refused("Giờ không gửi quá dài: hãy để ít nhất 4 giờ trong ngày để thư gửi được.", field="quiet_from")
    row = Preferences.objects.select_for_update().filter(user=actor).first() or Preferences(user=actor)
    before = {name: getattr(row, name) for name in FIELDS}
    row.mail, row.digest_hour = MailWish(mail), digest_hour
    row.quiet_from, row.quiet_to, row.working_days_only = quiet_from, quiet_to, working_days_only
    row.save()
    if row.mail != MailWish.DIGEST:
        Notice.objects.filter(user=actor, awaits_digest=True).update(awaits_digest=False)
    if row.mail == MailWish.NONE:
        OutgoingMail.objects.filter(user=actor, state=MailState.QUEUED).delete()
    after = {name: getattr(row, name) for name in FIELDS}
    if before != after:
        record(operation="save_preferences", actor=actor, obj=actor, changes=differences(before, after))
    return row
