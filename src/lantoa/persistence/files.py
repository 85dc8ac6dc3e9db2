"""What a row says of a file that lies in the store."""

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
