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


class FoldedField(models.CharField):
    """Another column folded for searching, filled in whenever a row is saved, alone or in bulk.

    in: `of`, the name of that column. Like auto_now it does not see `update()` and `bulk_update()`: name it there too.
    """

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"editable": False, "default": "", "blank": True} | kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001  as Django calls it
        """The folded text of the other column as it stands now."""
        folded = fold(getattr(model_instance, self.of))[: self.max_length]
        setattr(model_instance, self.attname, folded)
        return folded

    def deconstruct(self):  # type: ignore[no-untyped-def]
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}


def name_columns(name: str) -> dict[str, Any]:
    """The three columns of a name, for create() and update(). in: the name; out: name, folded, sort_key."""
    return {"name": name, "folded": fold(name)[:300], "sort_key": sort_key(name)[:600]}
