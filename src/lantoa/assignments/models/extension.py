"""Requests to move a due date «đề nghị gia hạn»: asked for before it, answered by who issued or follows the plan."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lantoa.agencies.models import Agency
from lantoa.assignments.models.duties import Duty
from lantoa.domain.extension import ExtensionState
from lantoa.persistence.identifiers import PublicIdField

EXTENSION_STATE_LABELS = {
    ExtensionState.ASKED: "chờ trả lời",
    ExtensionState.GRANTED: "đã đồng ý",
    ExtensionState.REFUSED: "không đồng ý",
    ExtensionState.WITHDRAWN: "đã rút",
}


class Extension(models.Model):
    """One request to move one duty's date. The duty keeps its own date; what was granted stands in `extended_to`."""

    public_id = PublicIdField()
    token = models.CharField("mã chống ghi trùng", max_length=64, unique=True)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="extensions")
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="cơ quan đề nghị", related_name="+")
    reason = models.TextField("lý do")
    wanted_on = models.DateField("đề nghị đến ngày")
    # The date that was in force when it was asked: what the request is judged by, also after a second extension.
    due_before = models.DateField("hạn lúc đề nghị")
    asked_on = models.DateField("ngày đề nghị")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField("tình trạng", max_length=10, choices=EXTENSION_STATE_LABELS, default=ExtensionState.ASKED)
    granted_to = models.DateField("gia hạn đến", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField("trả lời", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(ExtensionState)), name="extension_state_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
            models.CheckConstraint(condition=Q(asked_on__lte=F("due_before")), name="extension_asked_before_the_date"),
            models.CheckConstraint(
                condition=Q(wanted_on__gt=F("due_before")) & (Q(granted_to=None) | Q(granted_to__gt=F("due_before"))),
                name="extension_moves_later",
            ),
            models.CheckConstraint(
                condition=Q(state=ExtensionState.GRANTED, granted_to__isnull=False)
                | (~Q(state=ExtensionState.GRANTED) & Q(granted_to=None)),
                name="extension_granted_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExtensionState.REFUSED) | ~Q(decision_note=""), name="extension_refused_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ExtensionState.GRANTED, ExtensionState.REFUSED])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="extension_decided_by_another",
            ),
            models.UniqueConstraint(
                fields=["duty"], condition=Q(state=ExtensionState.ASKED), name="extension_asked_once_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_on"], name="extension_state_asked")]

    def __str__(self) -> str:
        return f"{self.duty}: đến {self.wanted_on:%d/%m/%Y}"
