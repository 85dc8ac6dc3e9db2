"""Reminders: those the product sends by itself, and those a coordinator sends «đôn đốc», with what bodies answered."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lantoa.agencies.models import Agency
from lantoa.assignments.models.duties import Duty
from lantoa.domain.reminding import Escalation, Stages, Urgency
from lantoa.persistence.identifiers import PublicIdField
from lantoa.plans.models import Plan

URGENCY_LABELS = {Urgency.OVERDUE: "quá hạn", Urgency.SOON: "sắp đến hạn", Urgency.SHORT: "còn thiếu"}
ESCALATION_LABELS = {Escalation.HEAD: "lãnh đạo cơ quan", Escalation.COORDINATOR: "đầu mối theo dõi kế hoạch"}
DUTIES, PLAN_BELOW = "duties", "plan-below"
TOPIC_LABELS = {DUTIES: "thực hiện nhiệm vụ", PLAN_BELOW: "ban hành kế hoạch"}


class ReminderStages(models.Model):
    """When duties are told of by themselves «các mốc nhắc»: of one plan, or of every plan that sets none of its own."""

    plan = models.OneToOneField(Plan, models.CASCADE, null=True, related_name="reminder_stages")
    for_all = models.BooleanField("cho mọi kế hoạch", default=False)
    before = models.JSONField("trước hạn (ngày)", default=list)
    after = models.JSONField("sau hạn (ngày)", default=list)
    head_after = models.PositiveSmallIntegerField("báo lãnh đạo khi quá hạn (ngày)", null=True)
    coordinator_after = models.PositiveSmallIntegerField("báo đầu mối khi quá hạn (ngày)", null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(for_all=True, plan=None) | Q(for_all=False, plan__isnull=False), name="stages_of_one_or_all"
            ),
            models.UniqueConstraint(fields=["for_all"], condition=Q(for_all=True), name="stages_for_all_once"),
        ]

    def __str__(self) -> str:
        return f"Các mốc nhắc: {self.plan or 'mọi kế hoạch'}"

    @property
    def stages(self) -> Stages:
        """The stages as the domain takes them."""
        return Stages(
            before=tuple(self.before),
            after=tuple(self.after),
            head_after=self.head_after,
            coordinator_after=self.coordinator_after,
        )


class DutyReminded(models.Model):
    """That a body was told of a duty at a stage «đã nhắc»: once for each date the duty has had."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="reminded")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    stage = models.CharField("mốc", max_length=12)
    due_on = models.DateField("hạn lúc nhắc")
    on = models.DateField("ngày nhắc")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty", "agency", "stage", "due_on"], name="duty_reminded_once_a_stage")
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.stage} {self.on:%d/%m/%Y}"


class Reminder(models.Model):
    """One reminder that a coordinator sent to one or more bodies «đôn đốc»; `code` makes its short address."""

    public_id = PublicIdField()
    code = models.CharField("mã liên kết ngắn", max_length=12, unique=True)
    token = models.CharField("mã chống ghi trùng", max_length=64, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="cơ quan đôn đốc", related_name="reminders_sent")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="reminders")
    topic = models.CharField("về việc", max_length=12, choices=TOPIC_LABELS, default=DUTIES)
    words = models.TextField("nội dung", blank=True)
    answer_by = models.DateField("đề nghị xong trước ngày", null=True)
    on = models.DateField("ngày gửi")
    sent_at = models.DateTimeField("gửi lúc")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(topic__in=list(TOPIC_LABELS)), name="reminder_topic_known"),
            models.CheckConstraint(
                condition=Q(answer_by=None) | Q(answer_by__gte=F("on")), name="reminder_answer_not_before"
            ),
        ]
        indexes = [models.Index(fields=["agency", "-sent_at", "-id"], name="reminder_newest")]

    def __str__(self) -> str:
        return f"Đôn đốc ngày {self.on:%d/%m/%Y}"


class ReminderLine(models.Model):
    """One body a reminder went to: what it owed on that day, and what it answered."""

    reminder = models.ForeignKey(Reminder, models.PROTECT, related_name="lines")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reminders")
    overdue = models.PositiveIntegerField("quá hạn", default=0)
    soon = models.PositiveIntegerField("sắp đến hạn", default=0)
    short = models.PositiveIntegerField("còn thiếu", default=0)
    note = models.TextField("còn thiếu trong kế hoạch", blank=True)
    told = models.PositiveIntegerField("số người nhận thông báo", default=0)
    answer = models.TextField("trả lời", blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reminder", "agency"], name="reminder_line_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="reminder_answered_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "-id"], name="reminder_line_newest"),
            models.Index(fields=["agency"], condition=Q(answered_at=None), name="reminder_line_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.reminder}"


class ReminderDuty(models.Model):
    """One duty that a body was reminded of, as it stood on that day."""

    line = models.ForeignKey(ReminderLine, models.PROTECT, related_name="duties")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+")
    urgency = models.CharField("tình trạng lúc gửi", max_length=8, choices=URGENCY_LABELS)
    due_on = models.DateField("hạn")
    done = models.PositiveIntegerField("đã làm")
    minimum = models.PositiveIntegerField("ít nhất")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "duty"], name="reminder_duty_once"),
            models.CheckConstraint(condition=Q(urgency__in=list(Urgency)), name="reminder_urgency_known"),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.urgency}"
