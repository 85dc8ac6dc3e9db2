"""What an issued plan makes each agency owe: assignments, and the duties of their periods."""

from django.db import models
from django.db.models import F, Q

from lantoa.agencies.models import Agency, AgencyGroup
from lantoa.domain.lifecycle import AssignmentKind, DutyState
from lantoa.persistence.identifiers import PublicIdField
from lantoa.plans.models import Item, Obligation, Plan

ASSIGNMENT_KIND_LABELS = {
    AssignmentKind.OWED: "nhiệm vụ được giao",
    AssignmentKind.SUPPORT: "nhiệm vụ phối hợp",
    AssignmentKind.REQUEST: "đề nghị",
}
DUTY_STATE_LABELS = {DutyState.OPEN: "đang tính", DutyState.CLOSED: "đã kết thúc"}


_VERDICT = ("due_on", "extended_to", "starts_on", "minimum", "done", "met_on", "state", "before_issue")


class Resolution(models.Model):
    """What the issuer decided that a plan's words mean: frozen at issue «cơ quan thực hiện».

    `by_hand`: a person chose, and the next plan of the same issuer remembers it; `group` is the group chosen then.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="resolutions")
    words = models.CharField("theo văn bản", max_length=500)
    agencies = models.ManyToManyField(Agency, related_name="+")
    post = models.CharField("chức danh", max_length=200, blank=True)
    set_aside = models.BooleanField("không giao", default=False)
    by_hand = models.BooleanField("do người chọn", default=False)
    group = models.ForeignKey(AgencyGroup, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "words"], name="resolution_words_once")]

    def __str__(self) -> str:
        return self.words


class Assignment(models.Model):
    """One obligation and one real agency «nhiệm vụ được giao». A supporter's may hang from the item alone."""

    public_id = PublicIdField()
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="assignments")
    item = models.ForeignKey(Item, models.CASCADE, related_name="assignments")
    obligation = models.ForeignKey(Obligation, models.CASCADE, null=True, related_name="assignments")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="assignments")
    kind = models.CharField("loại", max_length=10, choices=ASSIGNMENT_KIND_LABELS)
    words = models.CharField("theo văn bản", max_length=500, blank=True)
    post = models.CharField("chức danh", max_length=200, blank=True)
    # Kept up to date by results: when something that counts for a standing duty last appeared.
    last_result_on = models.DateField("kết quả gần nhất", null=True)
    result_count = models.PositiveIntegerField("số kết quả", default=0)
    state = models.CharField(max_length=8, choices=DUTY_STATE_LABELS, default=DutyState.OPEN)
    closed_by = models.CharField("kết thúc theo", max_length=200, blank=True)
    # Taken over from bodies that ended: the first day it is this agency's. Those they came from name it `passed_to`.
    since = models.DateField("nhận từ ngày", null=True)
    passed_to = models.ForeignKey(
        "self", models.PROTECT, null=True, verbose_name="đã bàn giao cho", related_name="passed_from"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "obligation", "agency", "kind"], name="assignment_once"),
            models.CheckConstraint(condition=Q(kind__in=list(AssignmentKind)), name="assignment_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=AssignmentKind.OWED) | Q(obligation__isnull=False), name="owed_has_obligation"
            ),
        ]
        indexes = [models.Index(fields=["agency", "kind"]), models.Index(fields=["plan", "agency"])]

    def __str__(self) -> str:
        return f"{self.agency}: {self.obligation or self.item}"


class Duty(models.Model):
    """One owed assignment in one period «việc phải làm trong kỳ»: how many, by when, how many done.

    `agency` is where the duty counts: its holder, or the lowest common body of several holders. `last_on` is the
    period's last day.
    """

    public_id = PublicIdField()
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="duties")
    item = models.ForeignKey(Item, models.CASCADE, related_name="duties")
    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="duties")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="duties_counted")
    holders = models.ManyToManyField(Agency, through="DutyHolder", related_name="duties")
    period_kind = models.CharField(max_length=10)
    starts_on = models.DateField("từ ngày")
    last_on = models.DateField("đến hết ngày")
    due_on = models.DateField("hạn")  # the original one; an extension never changes it
    extended_to = models.DateField("gia hạn đến", null=True)
    minimum = models.PositiveIntegerField("ít nhất")
    maximum = models.PositiveIntegerField("nhiều nhất", null=True)
    done = models.PositiveIntegerField("đã làm", default=0)
    met_on = models.DateField("đủ ngày", null=True)
    before_issue = models.BooleanField("trước ngày ban hành", default=False)
    state = models.CharField(max_length=8, choices=DUTY_STATE_LABELS, default=DutyState.OPEN)
    closed_by = models.CharField("kết thúc theo", max_length=200, blank=True)

    class Meta:
        constraints = [
            # One that an amendment ended does not stand in the way of one of another rhythm.
            models.UniqueConstraint(
                fields=["obligation", "agency", "starts_on", "due_on"],
                condition=Q(state=DutyState.OPEN),
                name="duty_once",
            ),
            models.CheckConstraint(condition=Q(last_on__gte=F("starts_on")), name="duty_period_in_order"),
            models.CheckConstraint(
                condition=Q(extended_to=None) | Q(extended_to__gt=F("due_on")), name="duty_extended_later"
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True, done__lt=F("minimum"))
                | Q(met_on__isnull=False, done__gte=F("minimum"))
                | Q(minimum=0),
                name="duty_met_when_done",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "due_on"]),
            models.Index(fields=["plan", "agency", "due_on"]),
            models.Index(fields=["item", "agency", "due_on"]),
            # Holds all that a duty's verdict needs: figures above are grouped from it without touching the rows. SQLite
            # wants the columns of the condition in it, too, or it goes to the row for them.
            models.Index(
                fields=["plan", "agency", *_VERDICT],
                condition=Q(state=DutyState.OPEN, before_issue=False, minimum__gt=0),
                name="duty_figures_by_agency",
            ),
            models.Index(
                fields=["plan", "item", "agency", *_VERDICT],
                condition=Q(state=DutyState.OPEN, before_issue=False, minimum__gt=0),
                name="duty_figures_by_item",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.obligation} ({self.starts_on:%d/%m/%Y})"


class DutyHolder(models.Model):
    """Who holds a duty: one agency, or all of those who owe one product together.

    `since`: the day this agency took it over from a body that ended, for a period before that day. The duty goes on
    counting where it counted («nhận bàn giao»).
    """

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="holder_rows")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="holder_rows")
    since = models.DateField("nhận bàn giao từ ngày", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "agency"], name="duty_holder_once")]
        indexes = [models.Index(fields=["agency", "duty"])]

    def __str__(self) -> str:
        return f"{self.agency} · {self.duty_id}"
