"""The audit trail «nhật ký»: append-only, in plain columns, so that it outlives every object it speaks of."""

from django.db import models


class Entry(models.Model):
    """One thing done by one person. No foreign key: the trail says what was true then."""

    at = models.DateTimeField("lúc", db_index=True)
    operation = models.CharField("việc", max_length=60, db_index=True)
    actor_id = models.BigIntegerField("mã người", null=True)
    actor_name = models.CharField("người", max_length=200)
    actor_role = models.CharField("vai trò", max_length=100, blank=True)
    agency_id = models.BigIntegerField("mã cơ quan", null=True, db_index=True)
    agency_name = models.CharField("cơ quan", max_length=300, blank=True)
    object_type = models.CharField("loại", max_length=60)
    object_id = models.CharField("mã", max_length=40)
    object_name = models.CharField("tên", max_length=500, blank=True)
    changes = models.JSONField("thay đổi", default=dict)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.actor_name}: {self.operation} {self.object_name}"
