"""The register of a body, its series of numbers, and the documents that took one."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from lantoa.agencies.models import Agency
from lantoa.persistence.identifiers import PublicIdField
from lantoa.register.kinds import DOCUMENT_TYPES, written_number


class Register(models.Model):
    """Whether a body keeps its register of documents that go out «sổ văn bản đi» here. No row: it does not."""

    public_id = PublicIdField()
    agency = models.OneToOneField(Agency, models.PROTECT, related_name="register")
    is_kept = models.BooleanField("đang dùng", default=True)

    def __str__(self) -> str:
        return f"Sổ văn bản đi của {self.agency}"


class NumberSeries(models.Model):
    """Numbers that run together through a year «loạt số», from 01 «ký hiệu»."""

    public_id = PublicIdField()
    register = models.ForeignKey(Register, models.PROTECT, related_name="series")
    document_type = models.CharField("loại văn bản", max_length=60, choices={name: name for name in DOCUMENT_TYPES})
    symbol = models.CharField("ký hiệu", max_length=40)
    # A body that comes to the register in the middle of a year goes on from its paper register.
    first_year = models.PositiveSmallIntegerField("dùng từ năm")
    first_number = models.PositiveIntegerField("số đầu tiên trong năm đó", default=1)
    is_open = models.BooleanField("đang cấp số", default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "symbol"], name="series_symbol_once_a_body"),
            models.CheckConstraint(condition=Q(first_number__gte=1), name="series_begins_at_one_or_later"),
        ]

    def __str__(self) -> str:
        return f"{self.document_type} ({self.symbol})"


class RegisterEntry(models.Model):
    """A document that took a number: the columns of the register of Decree 30/2020/NĐ-CP, Annex IV."""

    public_id = PublicIdField()
    register = models.ForeignKey(Register, models.PROTECT, related_name="entries")
    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="entries")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    symbol = models.CharField("ký hiệu", max_length=60)
    day = models.DateField("ngày tháng văn bản")
    document_type = models.CharField("tên loại", max_length=60)
    abstract = models.CharField("trích yếu", max_length=600)
    folded = models.CharField(max_length=1200, editable=False)
    signer = models.CharField("người ký", max_length=120, blank=True)
    recipients = models.CharField("nơi nhận", max_length=600, blank=True)
    kept_by = models.CharField("đơn vị, người nhận bản lưu", max_length=200, blank=True)
    copies = models.PositiveIntegerField("số lượng bản", null=True, blank=True)
    sent_on = models.DateField("ngày chuyển", null=True, blank=True)
    received_by = models.CharField("ký nhận", max_length=200, blank=True)
    note = models.CharField("ghi chú", max_length=600, blank=True)
    # The plan or report that took the number, named by columns: the register stands below both.
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=22, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField("lý do hủy", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="entry_number_once_a_series_and_year"),
            models.UniqueConstraint(
                fields=["register", "year", "number", "symbol"], name="entry_number_and_symbol_once_a_body"
            ),
            models.UniqueConstraint(
                fields=["object_type", "object_id"],
                condition=Q(cancelled_at=None) & ~Q(object_id=""),
                name="entry_one_number_an_object",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | ~Q(cancel_reason=""), name="entry_cancelled_with_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["register", "year", "-day", "-id"], name="register_by_day")]

    def __str__(self) -> str:
        return f"{self.document_type} số {self.written}"

    @property
    def written(self) -> str:
        """Number and symbol as the document bears them."""
        return written_number(self.number, self.symbol)
