"""Work that a body gave to one of its offices or people «giao việc trong cơ quan»; the duty stays the body's."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.agencies.models import Agency
from lantoa.assignments.models.duties import Assignment, Duty
from lantoa.domain.delegation import DelegationState, Inner
from lantoa.persistence.identifiers import PublicIdField

DELEGATION_STATE_LABELS = {
    DelegationState.GIVEN: "đang giao",
    DelegationState.PASSED_BACK: "đã trả lại",
    DelegationState.TAKEN_BACK: "đã thôi giao",
}


class Delegation(models.Model):
    """One duty, or an assignment for all its coming periods, given to one office or one person with an inner date."""

    public_id = PublicIdField()
    token = models.CharField("mã chống ghi trùng", max_length=64, unique=True)
    duty = models.ForeignKey(Duty, models.CASCADE, null=True, related_name="delegations")
    assignment = models.ForeignKey(Assignment, models.CASCADE, null=True, related_name="delegations")
    body = models.ForeignKey(Agency, models.PROTECT, verbose_name="cơ quan giao", related_name="+")
    office = models.ForeignKey(Agency, models.PROTECT, null=True, verbose_name="phòng", related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="người", related_name="+"
    )
    inner_on = models.DateField("hạn trong cơ quan", null=True)
    days_before = models.PositiveSmallIntegerField("trước hạn (ngày)", null=True)
    note = models.TextField("dặn thêm", blank=True)
    starts_on = models.DateField("giao từ ngày")
    state = models.CharField(
        "tình trạng", max_length=12, choices=DELEGATION_STATE_LABELS, default=DelegationState.GIVEN
    )
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField("giao lúc")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField("lý do trả lại, thôi giao", max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(DelegationState)), name="delegation_state_known"),
            models.CheckConstraint(
                condition=Q(duty__isnull=False, assignment__isnull=True, inner_on__isnull=False, days_before=None)
                | Q(duty__isnull=True, assignment__isnull=False, inner_on=None, days_before__isnull=False),
                name="delegation_of_duty_or_assignment",
            ),
            models.CheckConstraint(
                condition=Q(office__isnull=False, person__isnull=True) | Q(office__isnull=True, person__isnull=False),
                name="delegation_to_office_or_person",
            ),
            models.CheckConstraint(
                condition=Q(state=DelegationState.GIVEN, ended_at=None)
                | (~Q(state=DelegationState.GIVEN) & Q(ended_at__isnull=False)),
                name="delegation_ended_has_its_hour",
            ),
            models.CheckConstraint(
                condition=~Q(state=DelegationState.PASSED_BACK) | ~Q(reason=""), name="passed_back_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["duty", "body"], condition=Q(state=DelegationState.GIVEN), name="duty_given_once_a_body"
            ),
            models.UniqueConstraint(
                fields=["assignment", "body"], condition=Q(state=DelegationState.GIVEN), name="assignment_given_once"
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state"], name="delegation_office_state"),
            models.Index(fields=["person", "state"], name="delegation_person_state"),
            models.Index(fields=["body", "state"], name="delegation_body_state"),
        ]

    def __str__(self) -> str:
        return f"{self.to_name}: {self.duty or self.assignment}"

    @property
    def to_name(self) -> str:
        """Whom it was given to, as a list names them."""
        return self.office.short_name if self.office else str(self.person)

    @property
    def inner(self) -> Inner:
        """The inner date as the domain reckons it."""
        return Inner(day=self.inner_on, days_before=self.days_before or 0)
