"""An uploaded plan document on its way to a draft plan."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.agencies.models import Agency
from lantoa.domain.lifecycle import IntakeState
from lantoa.persistence.files import StoredFile
from lantoa.persistence.identifiers import PublicIdField
from lantoa.plans.models import Plan

INTAKE_STATE_LABELS = {
    IntakeState.READING: "đang đọc",
    IntakeState.READ: "chờ xem lại",
    IntakeState.FAILED: "không đọc được",
    IntakeState.DRAFTED: "đã thành dự thảo",
}


class Intake(StoredFile):
    """One uploaded document «văn bản nhập»: what was read, what a person corrected, and the draft plan it became."""

    public_id = PublicIdField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="intakes")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    state = models.CharField("tình trạng", max_length=10, choices=INTAKE_STATE_LABELS, default=IntakeState.READING)
    progress = models.PositiveSmallIntegerField("phần trăm đã đọc", default=0)
    progress_words = models.CharField(max_length=200, blank=True)
    failure = models.TextField("lý do không đọc được", blank=True)
    reading = models.JSONField("bản đọc", null=True)
    blocks = models.JSONField("văn bản gốc theo đoạn", default=list)
    anchors = models.JSONField("chỗ trong văn bản gốc", default=dict)
    corrected = models.JSONField("bản đã sửa", null=True)
    confidence = models.JSONField("độ chắc khi đọc", default=dict)
    seen = models.JSONField("chỗ đã xem", default=list)
    # The form's own token: sending the same form twice keeps one document.
    token = models.CharField(max_length=22, unique=True, null=True)
    version = models.PositiveIntegerField(default=1)
    plan = models.OneToOneField(Plan, models.PROTECT, null=True, related_name="intake")

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(state__in=list(IntakeState)), name="intake_state_known")]

    def __str__(self) -> str:
        return self.file_name


class IntakePage(StoredFile):
    """The picture of one page of a document brought in «ảnh trang», in the frame in which its places are told."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField("trang số")
    width = models.PositiveSmallIntegerField("chiều ngang (điểm ảnh)")
    height = models.PositiveSmallIntegerField("chiều dọc (điểm ảnh)")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["intake", "number"], name="one_picture_a_page")]

    def __str__(self) -> str:
        return f"{self.intake_id}, {self.number}"
