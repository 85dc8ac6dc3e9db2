"""Bodies that can owe and act, the places they sit in, and the links of the tree, each with its dates."""

from datetime import date
from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from lantoa.agencies.kinds import AGENCY_KIND_LABELS, LEVEL_LABELS, AgencyKind, Level
from lantoa.persistence.identifiers import PublicIdField
from lantoa.persistence.names import FoldedField, Named

PLACE_KINDS = {
    "province": "tỉnh, thành phố",
    "district": "quận, huyện, thị xã, thành phố thuộc tỉnh (đến 30/6/2025)",
    "commune": "xã, phường, đặc khu",
    "village": "thôn, tổ dân phố",
    "cluster": "cụm loa",
}


class InTime(models.Model):
    """A row that is true from a day up to, not including, another; `ends_on` None means still true."""

    starts_on = models.DateField("có hiệu lực từ")
    ends_on = models.DateField("hết hiệu lực từ", null=True, blank=True)

    class Meta:
        abstract = True


def true_on(day: date, prefix: str = "") -> Q:
    """The condition that a dated row is true on a day. in: the day, a lookup prefix such as "links__"."""
    return Q(**{f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gt": day})
    )


class Place(Named, InTime):
    """A territory «đơn vị hành chính, thôn, cụm loa».

    `code` is the statistics office's and may change or be given anew; `unit` names the place in the national list that
    comes with the product (`lantoa.agencies.units`), and is empty for a place of one's own (a village, a cluster).
    """

    public_id = PublicIdField()
    kind = models.CharField("loại", max_length=20, choices=PLACE_KINDS)
    code = models.CharField("mã đơn vị hành chính", max_length=20, blank=True)
    unit = models.CharField("mã trong danh mục cả nước", max_length=120, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(PLACE_KINDS)), name="place_kind_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="place_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["unit"], condition=~Q(unit=""), name="place_of_a_unit_once"),
        ]
        indexes = [models.Index(fields=["parent", "sort_key"])]


class Agency(Named, InTime):
    """A body that can owe and act «cơ quan, đơn vị»; an office inside a body is an agency under it."""

    public_id = PublicIdField()
    kind = models.CharField("loại", max_length=20, choices=AGENCY_KIND_LABELS)
    level = models.CharField("cấp", max_length=20, choices=LEVEL_LABELS)
    short_name = models.CharField("tên gọn", max_length=120)
    short_folded = FoldedField(max_length=120, of="short_name")
    symbol = models.CharField("ký hiệu trong số văn bản", max_length=40, blank=True)
    code = models.CharField("mã định danh", max_length=40, blank=True, db_index=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="agencies")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(AgencyKind)), name="agency_kind_known"),
            models.CheckConstraint(condition=Q(level__in=list(Level)), name="agency_level_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="agency_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["kind", "level", "sort_key"])]


class AgencyName(models.Model):
    """Another name by which documents call a body: short, former, or the name of a channel it runs."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names")
    name = models.CharField("tên khác", max_length=300)
    folded = models.CharField(max_length=300, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "folded"], name="agency_name_once")]

    def __str__(self) -> str:
        return self.name


class LinkKind(StrEnum):
    """How a body hangs from another: an office inside it, or a body of its own under its direction."""

    OFFICE = "office"
    UNDER = "under"


class AgencyLink(InTime):
    """A link of the tree «cấp trên trực tiếp». A body has at most one parent on any day; the database refuses more."""

    child = models.ForeignKey(Agency, models.CASCADE, related_name="links_up")
    parent = models.ForeignKey(Agency, models.PROTECT, related_name="links_down")
    kind = models.CharField(max_length=10, choices={LinkKind.OFFICE: "phòng của", LinkKind.UNDER: "trực thuộc"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="link_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="link_not_to_itself"),
        ]
        indexes = [models.Index(fields=["child", "starts_on"]), models.Index(fields=["parent", "starts_on"])]

    def __str__(self) -> str:
        return f"{self.child} thuộc {self.parent}"
