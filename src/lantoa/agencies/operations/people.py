"""People: their accounts, their passwords, the roles they hold."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from lantoa.agencies.models import User
from lantoa.audit.operations import record
from lantoa.persistence.refusal import Refused

_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"  # no letter or figure that is read as another when dictated


def new_temporary_password() -> str:
    """A password to hand over once, by voice or on paper: three groups of five, 74 bits of chance."""
    return "-".join("".join(secrets.choice(_CLEAR) for _ in range(5)) for _ in range(3))


@transaction.atomic
def change_password(*, actor: User, old: str, new: str) -> User:
    """Change one's own password. Raises Refused when the old one is wrong or the new one is weak or the same."""
    user = User.objects.select_for_update().get(pk=actor.pk)
    if not user.check_password(old):
        raise Refused("Mật khẩu đang dùng chưa đúng.", field="old")
    if old == new:
        raise Refused("Mật khẩu mới phải khác mật khẩu đang dùng.", field="new")
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="new") from error
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record(operation="change_password", actor=actor, obj=user)
    return user
