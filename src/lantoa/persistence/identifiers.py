"""Identifiers that stand in addresses: they cannot be guessed, and one does not lead to the next."""

import secrets

from django.db import models

_BYTES = 12


def new_public_id() -> str:
    """A fresh identifier: 16 characters that are safe in an address, 96 bits of chance."""
    return secrets.token_urlsafe(_BYTES)


class PublicIdField(models.CharField):
    """The identifier a row shows to the world; the integer key stays inside."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.update(max_length=22, unique=True, editable=False, default=new_public_id)
        super().__init__(*args, **kwargs)

    def deconstruct(self):  # type: ignore[no-untyped-def]
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "unique", "editable", "default"):
            kwargs.pop(key, None)
        return name, path, args, kwargs
