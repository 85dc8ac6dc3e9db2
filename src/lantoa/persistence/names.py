"""A name with the columns that find it and sort it, the same on both engines."""

from typing import Any

from django.db import models

from lantoa.vietnamese import fold, sort_key


class Named(models.Model):
    """A row with a name, found with or without accents and listed in Vietnamese order."""

    name = models.CharField("tên", max_length=300)
    folded = models.CharField(max_length=300, editable=False, db_index=True)
    sort_key = models.CharField(max_length=600, editable=False, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


def name_columns(name: str) -> dict[str, Any]:
    """The three columns of a name, for create() and update(). in: the name; out: name, folded, sort_key."""
    return {"name": name, "folded": fold(name)[:300], "sort_key": sort_key(name)[:600]}
