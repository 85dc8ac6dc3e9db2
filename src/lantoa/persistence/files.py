"""What a row says of a file that lies in the store."""

from django.apps import apps
from django.db import models


class StoredFile(models.Model):
    """A file's description; its bytes lie in the file store under their hash."""

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("dung lượng (byte)")
    media_type = models.CharField(max_length=120)
    suffix = models.CharField(max_length=10)
    file_name = models.CharField("tên tệp", max_length=200)

    class Meta:
        abstract = True


def is_named(sha256: str) -> bool:
    """Whether any row of any table says that these bytes are its file, so that they must stay in the store."""
    tables = [model for model in apps.get_models() if issubclass(model, StoredFile)]
    return any(model.objects.filter(sha256=sha256).exists() for model in tables)
