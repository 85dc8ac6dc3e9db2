"""Anything in a plan that can be owed: rows of the appendix, paragraphs of part IV, targets, forms."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lantoa.catalogue.models import Channel
from lantoa.domain.every import Every
from lantoa.domain.lifecycle import ItemKind, PartyRole, Share
from lantoa.persistence.identifiers import PublicIdField
from lantoa.plans.models.plan import Plan

ITEM_KIND_LABELS = {
    ItemKind.TASK: "nhiệm vụ",
    ItemKind.RESPONSIBILITY: "trách nhiệm",
    ItemKind.TARGET: "chỉ tiêu",
    ItemKind.FORM: "hình thức",
}
PARTY_ROLE_LABELS = {PartyRole.LEAD: "chủ trì", PartyRole.SUPPORT: "phối hợp", PartyRole.REQUEST: "đề nghị"}
EVERY_LABELS = {
    Every.DAY: "hằng ngày",
    Every.WEEK: "hằng tuần",
    Every.MONTH: "hằng tháng",
    Every.QUARTER: "hằng quý",
    Every.HALF_YEAR: "6 tháng một lần",
    Every.YEAR: "hằng năm",
    Every.ONCE: "một lần",
    Every.STANDING: "thường xuyên",
    Every.PENDING: "chờ văn bản khác",
}
SHARE_LABELS = {Share.EACH: "mỗi cơ quan", Share.TOGETHER: "cùng một sản phẩm"}
PARTY_ROLES = list(PartyRole)


class Item(models.Model):
    """Something in a plan that can be owed «mục»."""

    public_id = PublicIdField()
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    kind = models.CharField("loại", max_length=16, choices=ITEM_KIND_LABELS)
    ref = models.CharField("ký hiệu mục", max_length=40, blank=True)
    group_heading = models.CharField("nhóm", max_length=600, blank=True)
    title = models.TextField("nội dung")
    folded = models.TextField(editable=False)
    timing_words = models.TextField("thời gian thực hiện", blank=True)
    funding_words = models.TextField("kinh phí", blank=True)
    amount_vnd = models.BigIntegerField("số tiền (đồng)", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)
    percent = models.DecimalField("phần trăm", max_digits=5, decimal_places=2, null=True, blank=True)
    position = models.PositiveIntegerField()
    origin = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    # Why a person should look at it again, such as a year moved on without being sure; gone once somebody has.
    doubt = models.CharField("cần xem lại", max_length=300, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    # The amendment that ended it: it is still read, it asks for nothing more.
    revoked_by = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="+", verbose_name="bãi bỏ theo")

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(ItemKind)), name="item_kind_known"),
            models.UniqueConstraint(fields=["plan", "position"], name="item_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title[:80]}".strip()

    @property
    def short_ref(self) -> str:
        """The row's number as people say it: "mục 17" for PL.17."""
        return f"mục {self.ref.removeprefix('PL.')}" if self.ref else "mục"


class Product(models.Model):
    """A product «sản phẩm» an item is to give."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="products")
    text = models.TextField("sản phẩm")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["item", "position"]

    def __str__(self) -> str:
        return self.text


class Party(models.Model):
    """Who the document names beside an item, in its own words; real agencies come at issue."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="parties")
    role = models.CharField("vai trò", max_length=10, choices=PARTY_ROLE_LABELS)
    words = models.CharField("cơ quan (theo văn bản)", max_length=500)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["item", "position"]
        constraints = [models.CheckConstraint(condition=Q(role__in=PARTY_ROLES), name="party_role_known")]

    def __str__(self) -> str:
        return self.words


class Measure(models.Model):
    """A measure of a target: so many percent of what."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="measures")
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    of = models.TextField()

    def __str__(self) -> str:
        return f"{self.percent.normalize():f}% {self.of}"


class Obligation(models.Model):
    """Something that must be done and can be counted, dated or stood by «yêu cầu về số lượng, thời hạn»."""

    public_id = PublicIdField()
    item = models.ForeignKey(Item, models.CASCADE, related_name="obligations")
    position = models.PositiveSmallIntegerField()
    who = models.JSONField("ai làm (theo văn bản)", default=list)
    what = models.TextField("việc")
    unit = models.CharField("đơn vị tính", max_length=80, null=True, blank=True)
    minimum = models.PositiveIntegerField("ít nhất", null=True, blank=True)
    maximum = models.PositiveIntegerField("nhiều nhất", null=True, blank=True)
    every = models.CharField("nhịp", max_length=10, choices=EVERY_LABELS)
    total = models.PositiveIntegerField("tổng cả kỳ", null=True, blank=True)
    share = models.CharField("nhiều cơ quan chủ trì", max_length=10, choices=SHARE_LABELS, default=Share.EACH)
    is_request = models.BooleanField("chỉ đề nghị", default=False)
    is_report = models.BooleanField("là báo cáo", default=False)
    to_agency_words = models.CharField("gửi", max_length=500, blank=True)
    starts_on = models.DateField("từ ngày")
    last_on = models.DateField("đến hết ngày")
    due = models.JSONField("hạn", null=True, blank=True)
    channel_words = models.CharField("nơi đăng, phát (theo văn bản)", max_length=500, blank=True)
    channel = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="+")
    freshness_days = models.PositiveSmallIntegerField("coi là còn mới trong (ngày)", default=31)
    inferred = models.JSONField("phần suy ra", default=list)
    # Proposed by the product, decided by a person: only the one that is repeated makes duties.
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="repeats")
    same_as_decided = models.BooleanField(default=False)
    origin = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    # The amendment that ended it: it is still read, it asks for nothing more.
    revoked_by = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="+", verbose_name="bãi bỏ theo")

    class Meta:
        ordering = ["item", "position"]
        constraints = [
            models.CheckConstraint(condition=Q(every__in=list(Every)), name="obligation_every_known"),
            models.CheckConstraint(condition=Q(share__in=list(Share)), name="obligation_share_known"),
            models.CheckConstraint(condition=Q(last_on__gte=F("starts_on")), name="obligation_window_in_order"),
            models.CheckConstraint(
                condition=Q(maximum=None) | Q(minimum=None) | Q(maximum__gte=F("minimum")),
                name="obligation_quota_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.what
