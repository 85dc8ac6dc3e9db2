"""Bodies that merge, split, are renamed, move or end, as one dated operation; and what followed from it, for good."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lantoa.agencies.models.bodies import Agency, InTime
from lantoa.domain.lifecycle import ReorganisationState
from lantoa.persistence.identifiers import PublicIdField

REORGANISATION_STATE_LABELS = {
    ReorganisationState.DRAFT: "đang chuẩn bị",
    ReorganisationState.APPLIED: "đã thực hiện",
}


class Reorganisation(models.Model):
    """One decision that reorganises bodies «tổ chức lại»: prepared as a draft, applied whole, never undone.

    `agency` is the body under which it happens and whose administrator prepares it. `steps` is the list of steps as
    `lantoa.agencies.steps` reads them; after it was applied it stays as what was decided.
    """

    public_id = PublicIdField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reorganisations")
    title = models.CharField("nội dung", max_length=300)
    number = models.CharField("số, ký hiệu", max_length=60)
    decided_on = models.DateField("ngày ban hành")
    issuer = models.CharField("cơ quan ban hành", max_length=300)
    takes_effect_on = models.DateField("có hiệu lực từ ngày")
    steps = models.JSONField("các bước", default=list)
    state = models.CharField(
        "tình trạng", max_length=8, choices=REORGANISATION_STATE_LABELS, default=ReorganisationState.DRAFT
    )
    # A mistake in an applied one is not undone: another decision puts it right and names it here.
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField("thực hiện lúc", null=True)

    class Meta:
        ordering = ["-takes_effect_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(ReorganisationState)), name="reorganisation_state_known"),
            models.CheckConstraint(
                condition=Q(state=ReorganisationState.DRAFT, applied_at=None)
                | Q(state=ReorganisationState.APPLIED, applied_at__isnull=False),
                name="reorganisation_applied_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def decision(self) -> str:
        """The decision in words: "Nghị quyết số 12/NQ-HĐND ngày 16/06/2025"; the kind stands in the number itself."""
        return f"{self.number} ngày {self.decided_on:%d/%m/%Y} của {self.issuer}"


class Succession(models.Model):
    """That a body follows another «kế thừa». Rows are only ever added.

    `is_heir`: the predecessor ended that day and this successor takes its open work; one a predecessor. `is_whole`:
    the predecessor went into this successor alone, so that its past sums may be added to it.
    """

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="successions")
    predecessor = models.ForeignKey(Agency, models.PROTECT, related_name="succeeded_by")
    successor = models.ForeignKey(Agency, models.PROTECT, related_name="succeeds")
    on = models.DateField("từ ngày")
    is_heir = models.BooleanField("nhận việc đang làm")
    is_whole = models.BooleanField("nhận toàn bộ")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "predecessor", "successor"], name="succession_once_a_decision"
            ),
            models.UniqueConstraint(fields=["predecessor"], condition=Q(is_heir=True), name="succession_one_heir"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_to_another"),
            models.CheckConstraint(condition=Q(is_whole=False) | Q(is_heir=True), name="succession_whole_is_heir"),
        ]
        indexes = [models.Index(fields=["successor", "on"])]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class FormerName(InTime):
    """What a body was called up to a day; a renamed body stays the same body «tên trước đây»."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="former_names")
    name = models.CharField("tên", max_length=300)
    short_name = models.CharField("tên gọn", max_length=120)
    folded = models.CharField(max_length=300, db_index=True)
    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, null=True, related_name="renamings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "ends_on"], name="former_name_once_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=False, ends_on__gt=F("starts_on")), name="former_name_ended"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HandedOver(models.Model):
    """A line of the record of hand-over «biên bản bàn giao»: what passed from which body to which."""

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="handed_over")
    predecessor = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    heir = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    label = models.CharField("loại", max_length=120)
    title = models.CharField("nội dung", max_length=500)
    note = models.CharField("cách bàn giao", max_length=300, blank=True)
    # Named by columns: this app stands below those whose things pass.
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=22, blank=True)

    class Meta:
        indexes = [models.Index(fields=["reorganisation", "predecessor"])]

    def __str__(self) -> str:
        return self.title
