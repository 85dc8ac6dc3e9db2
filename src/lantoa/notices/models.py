"""What each person is told: notices in the product, the mail that goes out, and how the person wants to be told."""

from datetime import time
from enum import StrEnum

from django.db import models
from django.db.models import Q

from lantoa.agencies.models import User
from lantoa.persistence.identifiers import PublicIdField


class MailWish(StrEnum):
    """How a person wants notices by e-mail «cách nhận thư»."""

    AT_ONCE = "at-once"
    DIGEST = "digest"
    NONE = "none"


class MailState(StrEnum):
    """Where a mail stands: waiting (also between two tries), taken by the other server, or given up."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


MAIL_WISH_LABELS = {
    MailWish.AT_ONCE: "ngay khi có thông báo",
    MailWish.DIGEST: "gộp một thư mỗi ngày",
    MailWish.NONE: "không gửi thư",
}
MAIL_STATE_LABELS = {
    MailState.QUEUED: "chờ gửi",
    MailState.SENT: "đã gửi",
    MailState.FAILED: "không gửi được",
}
DIGEST_HOUR, QUIET_FROM, QUIET_TO = 7, time(21, 0), time(6, 30)


class Preferences(models.Model):
    """How one person wants to be told «nhắc việc của tôi». Who never chose has the defaults, and no row."""

    user = models.OneToOneField(User, models.CASCADE, related_name="notice_preferences")
    mail = models.CharField("thư điện tử", max_length=10, choices=MAIL_WISH_LABELS, default=MailWish.DIGEST)
    digest_hour = models.PositiveSmallIntegerField("giờ gửi thư gộp", default=DIGEST_HOUR)
    quiet_from = models.TimeField("không gửi từ", default=QUIET_FROM)
    quiet_to = models.TimeField("đến", default=QUIET_TO)
    working_days_only = models.BooleanField("không gửi vào ngày nghỉ", default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mail__in=list(MailWish)), name="mail_wish_known"),
            models.CheckConstraint(condition=Q(digest_hour__lte=23), name="digest_hour_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {MAIL_WISH_LABELS[MailWish(self.mail)]}"


class OutgoingMail(models.Model):
    """One mail to one person. The queue sends it, once: `key` says what it is about, and is never used twice.

    `claim_ends_at` keeps a second worker away while one is at it; after that moment the mail is free again.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=220, unique=True)
    to = models.EmailField("gửi tới")
    subject = models.CharField("tiêu đề", max_length=200)
    body = models.TextField("nội dung")
    state = models.CharField("tình trạng", max_length=8, choices=MAIL_STATE_LABELS, default=MailState.QUEUED)
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    created_at = models.DateTimeField("lập lúc")
    not_before_at = models.DateTimeField("gửi sau")
    claim_ends_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField("gửi lúc", null=True)
    fault = models.CharField("lỗi lần trước", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(MailState)), name="mail_state_known"),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | ~Q(state=MailState.SENT) & Q(sent_at__isnull=True),
                name="mail_sent_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["not_before_at"], condition=Q(state=MailState.QUEUED), name="mail_queued"),
            models.Index(fields=["state"]),
        ]

    def __str__(self) -> str:
        return self.subject


class Notice(models.Model):
    """One thing a person is told «thông báo». The same key is never told twice to the same person."""

    public_id = PublicIdField()
    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    kind = models.CharField("loại", max_length=30)
    key = models.CharField(max_length=160)
    title = models.CharField("tiêu đề", max_length=200)
    text = models.TextField("nội dung", blank=True)
    url = models.CharField("xem ở", max_length=500, blank=True)
    about = models.CharField("về", max_length=200, blank=True)
    created_at = models.DateTimeField("lúc")
    read_at = models.DateTimeField("đã xem lúc", null=True)
    # For who takes one mail a day: not yet in any. It turns false in the transaction that makes the day's mail.
    awaits_digest = models.BooleanField("chờ thư gộp", default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["user", "-created_at", "-id"], name="notice_newest"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["user", "created_at"], condition=Q(awaits_digest=True), name="notice_to_digest"),
        ]

    def __str__(self) -> str:
        return self.title


class DailyRun(models.Model):
    """That the work of a day was done «việc hằng ngày»: one row a piece of work and day."""

    job = models.CharField("việc", max_length=40)
    day = models.DateField("ngày")
    begun_at = models.DateTimeField("bắt đầu")
    finished_at = models.DateTimeField("xong", null=True)
    made = models.PositiveIntegerField("đã nhắc", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "day"], name="daily_run_once")]

    def __str__(self) -> str:
        return f"{self.job} {self.day:%d/%m/%Y}"


class CalendarAddress(models.Model):
    """The secret address of one person's calendar «lịch việc»: kept hashed, shown once, renewed or ended at will.

    `etag` and `modified_at` say what it held when it was last read, so that a calendar that asks again is told at once
    that nothing changed; `window_at` and `asked` count how often it is asked.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_address")
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField("lập lúc")
    ended_at = models.DateTimeField("ngừng lúc", null=True)
    etag = models.CharField(max_length=64, blank=True)
    modified_at = models.DateTimeField("đổi lúc", null=True)
    window_at = models.DateTimeField(null=True)
    asked = models.PositiveIntegerField("số lần đọc trong giờ", default=0)

    def __str__(self) -> str:
        return f"Lịch việc của {self.user}"


class CalendarMark(models.Model):
    """What a calendar entry last said «dấu của mục lịch»: each time it says something else its sequence goes up, so
    that every calendar that has it takes the new one."""

    uid = models.CharField(max_length=120, unique=True)
    fingerprint = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField("đổi lúc")

    def __str__(self) -> str:
        return f"{self.uid} ({self.sequence})"
