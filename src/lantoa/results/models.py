"""What was done, its evidence, what it counts for; statements on standing duties; items declared finished."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lantoa.agencies.models import Agency
from lantoa.assignments.models import Assignment, Duty
from lantoa.catalogue.models import Channel, ResultKind
from lantoa.domain.lifecycle import CompletionState, VerificationState
from lantoa.persistence.files import StoredFile
from lantoa.persistence.identifiers import PublicIdField
from lantoa.plans.models import Item, PlanText

VERIFICATION_LABELS = {
    VerificationState.UNVERIFIED: "chưa xác nhận",
    VerificationState.VERIFIED: "đã xác nhận",
    VerificationState.REJECTED: "không xác nhận",
}
COMPLETION_LABELS = {
    CompletionState.DECLARED: "đã khai hoàn thành",
    CompletionState.ACCEPTED: "hoàn thành",
    CompletionState.RETURNED: "trả lại",
}
EVIDENCE_KINDS = {"link": "đường dẫn", "photo": "ảnh", "audio": "ghi âm", "document": "tệp văn bản"}
FETCH_STATES = {"queued": "đang mở trang", "read": "đã đọc", "failed": "không mở được"}


class Result(models.Model):
    """One thing done «kết quả», with exactly one owner. `happened_on` is the day it counts (posted, aired, held)."""

    public_id = PublicIdField()
    token = models.CharField("mã chống ghi trùng", max_length=64, unique=True)
    kind = models.ForeignKey(ResultKind, models.PROTECT, related_name="+")
    title = models.CharField("nội dung", max_length=500)
    folded = models.CharField(max_length=500, editable=False)
    happened_on = models.DateField("ngày thực hiện")
    sent_on = models.DateField("ngày gửi", null=True, blank=True)
    quantity = models.PositiveIntegerField("số lượng", default=1)
    reach = models.PositiveIntegerField("số người, lượt tiếp cận", null=True, blank=True)
    channel = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="results")
    theme = models.ForeignKey(PlanText, models.SET_NULL, null=True, blank=True, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="results")
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="cơ quan", related_name="results")
    note = models.TextField("ghi chú", blank=True)
    is_relay = models.BooleanField("tiếp sóng", default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    verification = models.CharField(max_length=12, choices=VERIFICATION_LABELS, default=VerificationState.UNVERIFIED)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    verification_note = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField("bỏ lúc", null=True)
    withdrawn_reason = models.CharField("lý do bỏ", max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="result_quantity_at_least_one"),
            models.CheckConstraint(condition=Q(verification__in=list(VerificationState)), name="result_state_known"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="withdrawal_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "happened_on"]),
            models.Index(fields=["agency", "-id"]),
            models.Index(fields=["-happened_on", "-id"]),
            models.Index(fields=["item", "happened_on"]),
        ]

    def __str__(self) -> str:
        return self.title


class Evidence(StoredFile):
    """The proof of a result «minh chứng»: a link with what stood there, a photograph, a recording, a file."""

    public_id = PublicIdField()
    result = models.ForeignKey(Result, models.CASCADE, related_name="evidence")
    kind = models.CharField("loại", max_length=10, choices=EVIDENCE_KINDS)
    url = models.URLField("đường dẫn", max_length=1000, blank=True)
    url_key = models.CharField(max_length=1000, blank=True, db_index=True)
    fetched_title = models.CharField("tiêu đề đọc được", max_length=500, blank=True)
    fetched_text = models.TextField("chữ trên trang lúc ghi", blank=True)
    fetched_at = models.DateTimeField(null=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    seconds = models.PositiveIntegerField("thời lượng (giây)", null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(EVIDENCE_KINDS)), name="evidence_kind_known"),
            models.CheckConstraint(
                condition=(Q(kind="link") & ~Q(url="")) | (~Q(kind="link") & ~Q(sha256="")),
                name="evidence_is_link_or_file",
            ),
        ]

    def __str__(self) -> str:
        return self.url or self.file_name


class Credit(models.Model):
    """A result counted for a duty, or for an assignment without counted duties «được tính cho»."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="credits")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="credits")
    duty = models.ForeignKey(Duty, models.PROTECT, null=True, related_name="credits")
    quantity = models.PositiveIntegerField(default=1)
    # A copy of the result's day and life, so that counting a duty reads one table.
    counted_on = models.DateField()
    counts = models.BooleanField("được tính", default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["result", "duty"], condition=Q(duty__isnull=False), name="credit_once_a_duty"
            ),
            models.UniqueConstraint(
                fields=["result", "assignment"], condition=Q(duty__isnull=True), name="credit_once_an_assignment"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="credit_at_least_one"),
        ]
        indexes = [models.Index(fields=["duty", "counted_on"]), models.Index(fields=["assignment", "counted_on"])]

    def __str__(self) -> str:
        return f"{self.result} → {self.duty or self.assignment}"


class LinkFetch(models.Model):
    """A page the queue was asked to open for a form: saved first, opened by a worker, shown when it came in time."""

    public_id = PublicIdField()
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    url = models.URLField(max_length=1000)
    url_key = models.CharField(max_length=1000)
    state = models.CharField(max_length=8, choices=FETCH_STATES, default="queued")
    title = models.CharField(max_length=500, blank=True)
    published_on = models.DateField(null=True)
    text = models.TextField(blank=True)
    failure = models.CharField(max_length=500, blank=True)
    result = models.ForeignKey(Result, models.CASCADE, null=True, related_name="fetches")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=list(FETCH_STATES)), name="fetch_state_known")]

    def __str__(self) -> str:
        return self.url


class Statement(models.Model):
    """What a body says it did on a standing duty in a reporting period «nêu kết quả», accepted by the coordinator."""

    public_id = PublicIdField()
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="statements")
    starts_on = models.DateField()
    last_on = models.DateField()
    text = models.TextField("đã làm gì")
    evidence = models.ManyToManyField(Result, related_name="statements", blank=True)
    state = models.CharField(max_length=10, choices=COMPLETION_LABELS, default=CompletionState.DECLARED)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "starts_on", "last_on"], name="statement_once_a_period"),
            models.CheckConstraint(condition=Q(last_on__gte=F("starts_on")), name="statement_period_in_order"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Completion(models.Model):
    """An item declared finished by a lead, accepted by the coordinator «hoàn thành»."""

    public_id = PublicIdField()
    item = models.ForeignKey(Item, models.PROTECT, related_name="completions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="completions")
    state = models.CharField(max_length=10, choices=COMPLETION_LABELS, default=CompletionState.DECLARED)
    note = models.TextField("nêu rõ", blank=True)
    finished_on = models.DateField("ngày hoàn thành")
    evidence = models.ManyToManyField(Result, related_name="completions", blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "agency"], name="completion_once_a_body")]

    def __str__(self) -> str:
        return f"{self.item}: {self.agency}"
