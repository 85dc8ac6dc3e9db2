"""Plans that follow plans: which lower plan follows which one above, and what became there of each of its rows."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lantoa.domain.cascade import CascadeKind, Decision, PairState, Stance
from lantoa.persistence.identifiers import PublicIdField
from lantoa.plans.models.items import Item
from lantoa.plans.models.plan import Plan

CASCADE_KIND_LABELS = {CascadeKind.DERIVED: "lập từ kế hoạch cấp trên", CascadeKind.MATCHED: "đối chiếu từ văn bản"}
DECISION_LABELS = {
    Decision.OPEN: "chưa xem",
    Decision.TAKEN: "đã đưa vào kế hoạch",
    Decision.DECLINED: "không thực hiện",
}
PAIR_STATE_LABELS = {
    PairState.PROPOSED: "máy đề xuất",
    PairState.CONFIRMED: "đã xác nhận",
    PairState.REJECTED: "không phải",
}
STANCE_LABELS = {
    Stance.ADOPTED: "như cấp trên",
    Stance.SHARPENED: "cao hơn",
    Stance.WEAKER: "yếu hơn",
    Stance.PARAGRAPH: "chỉ có đoạn ở phần IV",
    Stance.DROPPED: "không có",
    Stance.OPEN: "chưa xem",
}


class Cascade(models.Model):
    """A lower body's plan that carries out a plan above it «kế hoạch cấp dưới thực hiện kế hoạch cấp trên»."""

    public_id = PublicIdField()
    lower = models.ForeignKey(Plan, models.CASCADE, related_name="follows", verbose_name="kế hoạch cấp dưới")
    upper = models.ForeignKey(Plan, models.PROTECT, related_name="followed_by", verbose_name="kế hoạch cấp trên")
    kind = models.CharField("cách lập", max_length=10, choices=CASCADE_KIND_LABELS)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lower", "upper"], name="cascade_once"),
            models.CheckConstraint(condition=~Q(lower=F("upper")), name="cascade_joins_two_plans"),
            models.CheckConstraint(condition=Q(kind__in=list(CascadeKind)), name="cascade_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.lower} ← {self.upper}"


class Adoption(models.Model):
    """What became of one row of the upper plan in the lower one «tiếp thu một mục của cấp trên».

    `stance` and `sentence` are worked out from the rows of both plans whenever either changes; nobody types them.
    """

    public_id = PublicIdField()
    cascade = models.ForeignKey(Cascade, models.CASCADE, related_name="adoptions")
    upper_item = models.ForeignKey(Item, models.CASCADE, related_name="adoptions", verbose_name="mục của cấp trên")
    required = models.BooleanField("được giao chủ trì", default=False)
    decision = models.CharField("quyết định", max_length=10, choices=DECISION_LABELS, default=Decision.OPEN)
    reason = models.TextField("lý do", blank=True)
    stance = models.CharField("so với cấp trên", max_length=10, choices=STANCE_LABELS, default=Stance.OPEN)
    sentence = models.TextField("khác biệt", blank=True)
    # Whether a person has looked at every pair the product proposed.
    confirmed = models.BooleanField("đã xác nhận", default=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cascade", "upper_item"], name="adoption_once"),
            models.CheckConstraint(condition=Q(decision__in=list(Decision)), name="adoption_decision_known"),
            models.CheckConstraint(condition=Q(stance__in=list(Stance)), name="adoption_stance_known"),
            models.CheckConstraint(
                condition=~Q(decision=Decision.DECLINED) | ~Q(reason=""), name="adoption_declined_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["upper_item", "stance"])]

    def __str__(self) -> str:
        return f"{self.upper_item}: {self.get_stance_display()}"


class AdoptionPair(models.Model):
    """A row of the lower plan that answers a row of the upper one; one may answer several, and be one of several."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="pairs")
    lower_item = models.ForeignKey(Item, models.CASCADE, related_name="answers", verbose_name="mục của cấp dưới")
    state = models.CharField("tình trạng", max_length=10, choices=PAIR_STATE_LABELS, default=PairState.PROPOSED)
    confidence = models.FloatField("độ chắc", null=True, blank=True)
    why = models.JSONField("vì sao", default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adoption", "lower_item"], name="adoption_pair_once"),
            models.CheckConstraint(condition=Q(state__in=list(PairState)), name="adoption_pair_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.adoption_id} ← {self.lower_item}"
