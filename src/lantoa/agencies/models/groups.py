"""Named groups of bodies: a rule by kind, level and subtree, and bodies put in or left out by hand."""

from django.db import models
from django.db.models import F, Q

from lantoa.agencies.models.bodies import Agency, InTime
from lantoa.persistence.identifiers import PublicIdField
from lantoa.persistence.names import Named


class AgencyGroup(Named):
    """A reusable group «nhóm cơ quan» that plans can name: "các xã có làng nghề".

    Who is in it is worked out for a day: bodies of `kinds` at `levels` below `under` (nobody by the rule where no kind
    is given), with the rows of GroupMember put in and left out. `owner` is the body whose plans use it.
    """

    public_id = PublicIdField()
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="groups")
    kinds = models.JSONField("loại cơ quan", default=list, blank=True)
    levels = models.JSONField("cấp", default=list, blank=True)
    under = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField("căn cứ, ghi chú", max_length=300, blank=True)
    retired_on = models.DateField("thôi dùng từ", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "folded"], condition=Q(retired_on=None), name="group_name_once_at_a_body"
            )
        ]


class GroupMember(InTime):
    """A body put into a group by hand, or left out of what its rule gives, with its dates."""

    group = models.ForeignKey(AgencyGroup, models.CASCADE, related_name="members")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    included = models.BooleanField("thuộc nhóm")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "agency", "starts_on"], name="group_member_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="group_member_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {'trong' if self.included else 'ngoài'} {self.group}"
