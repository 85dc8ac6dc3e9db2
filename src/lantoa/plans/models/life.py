"""What happens to a plan: its moves from state to state, its versions, the documents about it, the signed file."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.domain.lifecycle import PlanPaperKind, PlanState
from lantoa.persistence.files import StoredFile
from lantoa.persistence.identifiers import PublicIdField
from lantoa.plans.models.plan import PLAN_STATE_LABELS, Plan

PLAN_PAPER_LABELS = {PlanPaperKind.CORRECTION: "đính chính", PlanPaperKind.WITHDRAWAL: "thu hồi"}


class PlanMove(models.Model):
    """One step of a plan from a state to another «quá trình»: who, when, why. Never changed, never deleted."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="moves")
    before = models.CharField("từ", max_length=12, choices=PLAN_STATE_LABELS)
    after = models.CharField("đến", max_length=12, choices=PLAN_STATE_LABELS)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField("lý do, ghi chú", blank=True)
    # Approved by one of its writers, since the body has nobody else who may (design, "Second pair of eyes").
    forced = models.BooleanField("tự duyệt", default=False)

    class Meta:
        ordering = ["plan", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(before__in=list(PlanState), after__in=list(PlanState)), name="plan_move_states_known"
            ),
            models.CheckConstraint(
                condition=Q(forced=False) | Q(after=PlanState.APPROVED), name="only_approval_forced"
            ),
            models.CheckConstraint(
                condition=~Q(after=PlanState.RETURNED) & Q(forced=False) | ~Q(reason=""), name="plan_move_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["forced"], condition=Q(forced=True), name="plan_moves_forced")]

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}"


class PlanPaper(models.Model):
    """A document about an issued plan: a correction, a withdrawal. An amendment is a plan of its own."""

    public_id = PublicIdField()
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="papers")
    kind = models.CharField("loại", max_length=12, choices=PLAN_PAPER_LABELS)
    number = models.CharField("số, ký hiệu", max_length=60)
    issued_on = models.DateField("ngày ban hành")
    signer_capacity = models.CharField("thể thức đề ký", max_length=120)
    signer_title = models.CharField("chức vụ người ký", max_length=120, blank=True)
    signer_name = models.CharField("người ký", max_length=120)
    text = models.TextField("nội dung")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(PlanPaperKind)), name="plan_paper_kind_known"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(kind=PlanPaperKind.WITHDRAWAL), name="plan_withdrawn_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class PlanVersion(models.Model):
    """A plan's content as it stood from a day on «bản»: Plan JSON with the identity of each row, and what changed."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("bản thứ")
    since = models.DateField("từ ngày")
    content = models.JSONField("nội dung")
    changes = models.JSONField("khác bản trước", default=list)
    amendment = models.OneToOneField(Plan, models.PROTECT, null=True, related_name="version_made")
    paper = models.OneToOneField(PlanPaper, models.PROTECT, null=True, related_name="version_made")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once")]

    def __str__(self) -> str:
        return f"Bản {self.number}"


class SignedFile(StoredFile):
    """The signed paper as a PDF «bản ký»: of a plan, of an amendment, or of a document about a plan."""

    public_id = PublicIdField()
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="signed_files")
    paper = models.ForeignKey(PlanPaper, models.PROTECT, null=True, related_name="signed_files")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "sha256"], condition=Q(paper__isnull=True), name="signed_file_once_a_plan"
            ),
            models.UniqueConstraint(
                fields=["paper", "sha256"], condition=Q(paper__isnull=False), name="signed_file_once_a_paper"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
