"""A table of bodies that was uploaded, between its preview and its import."""

from django.conf import settings
from django.db import models

from lantoa.agencies.models.bodies import Agency
from lantoa.persistence.identifiers import PublicIdField


class ImportedTable(models.Model):
    """The rows of an uploaded table, as text «bảng nhập cơ quan». They are emptied once imported."""

    public_id = PublicIdField()
    agency = models.ForeignKey(Agency, models.CASCADE, verbose_name="nhập dưới cơ quan", related_name="+")
    file_name = models.CharField("tên tệp", max_length=200)
    rows = models.JSONField("các dòng", default=list)
    starts_on = models.DateField("có hiệu lực từ")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    imported_at = models.DateTimeField("nhập lúc", null=True)

    def __str__(self) -> str:
        return self.file_name
