"""Invitations: a person is asked in by a link, names himself or herself, and holds the roles it carries."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lantoa.agencies.kinds import ROLE_LABELS, Role
from lantoa.agencies.models.bodies import Agency
from lantoa.persistence.identifiers import PublicIdField


class Invitation(models.Model):
    """A link that makes one account «lời mời». Only the hash of its word is kept; it works once, for a week."""

    public_id = PublicIdField()
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    seed = models.CharField(max_length=43, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="invitations")
    name = models.CharField("họ và tên", max_length=200)
    email = models.EmailField("thư điện tử", blank=True)
    post = models.CharField("chức vụ", max_length=120, blank=True)
    starts_on = models.DateField("giữ vai trò từ ngày")
    ends_on = models.DateField(null=True, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    mailed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="invitation_period_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, user=None) | Q(accepted_at__isnull=False, user__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_ends_one_way"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class InvitedRole(models.Model):
    """One role that an invitation carries."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="roles")
    role = models.CharField("vai trò", max_length=20, choices=ROLE_LABELS)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "role"], name="invited_to_a_role_once"),
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="invited_role_known"),
        ]

    def __str__(self) -> str:
        return str(ROLE_LABELS[Role(self.role)])
