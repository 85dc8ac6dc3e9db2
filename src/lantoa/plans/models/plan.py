"""A plan as a document: who issued it, its number and date, and the text that is no item."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.adapters import clock
from lantoa.agencies.models import Agency
from lantoa.domain.lifecycle import UNISSUED, PlanOrigin, PlanState
from lantoa.persistence.expressions import YearOf
from lantoa.persistence.identifiers import PublicIdField

PLAN_STATE_LABELS = {
    PlanState.DRAFT: "dự thảo",
    PlanState.SUBMITTED: "đang trình duyệt",
    PlanState.RETURNED: "bị trả lại",
    PlanState.APPROVED: "đã duyệt, chờ ban hành",
    PlanState.DROPPED: "đã bỏ",
    PlanState.ISSUED: "đã ban hành",
    PlanState.MERGED: "đã ban hành, đã điều chỉnh kế hoạch gốc",
    PlanState.CLOSED: "đã kết thúc",
    PlanState.REPLACED: "đã được thay thế",
    PlanState.WITHDRAWN: "đã thu hồi",
}

PLAN_ORIGIN_LABELS = {
    PlanOrigin.AMENDMENT: "điều chỉnh",
    PlanOrigin.NEXT_YEAR: "kế hoạch năm sau",
    PlanOrigin.DERIVATION: "cụ thể hóa kế hoạch cấp trên",
}

ROLL_LABELS = {"none": "giữ nguyên ngày", "next": "lùi đến ngày làm việc sau", "previous": "về ngày làm việc trước"}

TEXT_PARTS = {
    "basis": "Căn cứ",
    "purpose": "Mục đích",
    "requirement": "Yêu cầu",
    "audience": "Đối tượng, phạm vi",
    "theme": "Nội dung tuyên truyền",
    "money": "Kinh phí",
    "organisation": "Tổ chức thực hiện",
    "closing": "Phần kết",
    "other": "Phần khác",
    "recipient": "Nơi nhận",
    "reference": "Văn bản viện dẫn",
}


class Plan(models.Model):
    """A yearly plan «kế hoạch». It is issued only with number, date and signer; from then on its items owe."""

    public_id = PublicIdField()
    document_type = models.CharField("loại văn bản", max_length=60, default="Kế hoạch")
    subject = models.CharField("trích yếu", max_length=600)
    folded = models.CharField(max_length=600, editable=False, db_index=True)
    year = models.PositiveSmallIntegerField("năm")
    number = models.CharField("số, ký hiệu", max_length=60, null=True, blank=True)
    place_name = models.CharField("địa danh", max_length=120, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.ForeignKey(Agency, models.PROTECT, verbose_name="cơ quan ban hành", related_name="plans_issued")
    drafter = models.ForeignKey(Agency, models.PROTECT, verbose_name="cơ quan soạn thảo", related_name="plans_drafted")
    coordinator = models.ForeignKey(
        Agency, models.PROTECT, verbose_name="cơ quan đầu mối theo dõi", related_name="plans_coordinated"
    )
    signer_capacity = models.CharField("thể thức đề ký", max_length=120, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=120, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    state = models.CharField("tình trạng", max_length=12, choices=PLAN_STATE_LABELS, default=PlanState.DRAFT)
    roll = models.CharField("hạn rơi vào ngày nghỉ", max_length=10, choices=ROLL_LABELS, default="none")
    origin = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="lập từ kế hoạch", related_name="copies"
    )
    origin_kind = models.CharField("cách lập", max_length=12, choices=PLAN_ORIGIN_LABELS, blank=True)
    lower_plans_due_on = models.DateField("hạn cấp dưới ban hành kế hoạch", null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="thay thế kế hoạch", related_name="replaced_by"
    )
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    # Who wrote any of it: none of them approves it.
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name="người soạn")
    # Who changed the header last, and when: told to whoever comes with an older one.
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    put_in_force_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    put_in_force_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(PlanState)), name="plan_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=list(UNISSUED))
                | (Q(number__isnull=False) & Q(issued_on__isnull=False) & ~Q(signer_name="") & ~Q(signer_capacity="")),
                name="plan_issued_has_number_date_signer",
            ),
            models.CheckConstraint(
                condition=Q(origin__isnull=True, origin_kind="")
                | Q(origin__isnull=False, origin_kind__in=list(PlanOrigin)),
                name="plan_origin_has_kind",
            ),
            # A number runs through the year in which it is given, whatever year the plan is for (Decree 30/2020).
            models.UniqueConstraint(
                "issuer",
                YearOf("issued_on"),
                "number",
                condition=~Q(state__in=list(UNISSUED)),
                name="plan_number_once_a_body_and_year_of_issue",
            ),
            models.UniqueConstraint(
                fields=["origin"],
                condition=Q(
                    origin_kind=PlanOrigin.AMENDMENT, state__in=[s for s in UNISSUED if s != PlanState.DROPPED]
                ),
                name="plan_amended_by_one_draft_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_type} {self.number or '(chưa có số)'} {self.subject}"

    @property
    def short_name(self) -> str:
        """How a card names the plan: "KH 08"."""
        return f"KH {self.number.split('/')[0]}" if self.number else "KH dự thảo"


class PlanText(models.Model):
    """A paragraph of the plan that is no item: kept so that a plan that came in comes out whole."""

    public_id = PublicIdField()
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="texts")
    part = models.CharField("phần", max_length=20, choices=TEXT_PARTS)
    ref = models.CharField("ký hiệu mục", max_length=40, blank=True)
    heading = models.TextField("tiêu đề", blank=True)
    text = models.TextField("nội dung", blank=True)
    position = models.PositiveIntegerField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["plan", "position"]
        constraints = [models.CheckConstraint(condition=Q(part__in=list(TEXT_PARTS)), name="plan_text_part_known")]

    def __str__(self) -> str:
        return f"{self.ref} {self.heading or self.text[:60]}".strip()
