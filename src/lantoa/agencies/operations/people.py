"""People: their accounts, their passwords, the roles they hold."""

import secrets
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from lantoa.adapters import clock
from lantoa.agencies.access import is_among_people, may_administer, may_manage, require
from lantoa.agencies.kinds import ROLE_LABELS, Role
from lantoa.agencies.models import Agency, HeldRole, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.open_sessions import close_all
from lantoa.agencies.operations.stale import refuse_stale
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import differences, record
from lantoa.persistence.refusal import Refused

# The machine's operator is named on the machine, not on a screen.
GIVEN_ROLES = tuple(role for role in Role if role is not Role.OPERATOR)

_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"  # no letter or figure that is read as another when dictated


_WEAK = {
    "password_too_short": "Mật khẩu quá ngắn: cần ít nhất 10 ký tự.",
    "password_too_common": "Mật khẩu này nhiều người dùng, dễ đoán.",
}


@dataclass(frozen=True, kw_only=True)
class HeldTerms:
    """A role as it is given: which, under which post, from a day up to, not including, another."""

    role: str
    starts_on: date
    ends_on: date | None = None
    post: str = ""

    def columns(self) -> dict[str, Any]:
        """The same as columns of HeldRole."""
        return asdict(self)

    def in_words(self) -> dict[str, Any]:
        """The same for the trail, which speaks to people."""
        return self.columns() | {"role": ROLE_LABELS[Role(self.role)]}


def new_temporary_password() -> str:
    """A password to hand over once, by voice or on paper: three groups of five, 74 bits of chance."""
    return "-".join("".join(secrets.choice(_CLEAR) for _ in range(5)) for _ in range(3))


def checked_password(password: str, user: User, field: str = "password") -> str:
    """A password that may be kept. Raises Refused (at the form's field) for one that is short or often used."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        said = " ".join(_WEAK.get(one.code or "", "Mật khẩu này dễ đoán.") for one in error.error_list)
        raise Refused(said, field=field) from error
    return password


@transaction.atomic
def change_password(*, actor: User, old: str, new: str) -> User:
    """Change one's own password; sessions elsewhere end. Raises Refused (old one wrong, new one weak)."""
    user = User.objects.select_for_update().get(pk=actor.pk)
    if not user.check_password(old):
        raise Refused("Mật khẩu đang dùng chưa đúng.", field="old")
    if old == new:
        raise Refused("Mật khẩu mới phải khác mật khẩu đang dùng.", field="new")
    checked_password(new, user, field="new")
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    agency = reach_of(user, clock.today()).main_agency
    record(operation="change_password", actor=actor, obj=user, agency=agency)
    return user


@transaction.atomic
def add_person(
    *, actor: User, token: str, agency: Agency, username: str, name: str, email: str, role: HeldTerms
) -> tuple[User, str]:
    """Make an account with its first role at an agency the person administers.

    in: the form's token (it becomes the public id, so that a retry makes no second account), the sign-in name, the
    full name, the address, the first role. out: the new user and the temporary password, which is kept nowhere.
    Raises Forbidden, Refused.
    """
    require(may_administer(reach_of(actor, clock.today()), agency.pk))
    made = User.objects.filter(public_id=token).first()
    if made is not None:
        require(made.username == username and made.must_change_password)
        return made, set_temporary_password(actor=actor, user=made)
    if User.objects.filter(username=username).exists():
        raise Refused("Đã có người dùng tên đăng nhập này. Hãy chọn tên khác.", field="username")
    _refuse_role(role)
    password = new_temporary_password()
    user = User.objects.create_user(
        username, password, name=name, email=email, public_id=token, must_change_password=True
    )
    HeldRole.objects.create(user=user, agency=agency, **role.columns())
    after = {"username": username, "name": name, "email": email} | role.in_words()
    record_person("add_person", actor, user, agency, differences({}, after))
    return user, password


@transaction.atomic
def edit_person(*, actor: User, user: User, version: int, name: str, email: str) -> User:
    """Correct a person's name and address. Raises Forbidden, Refused (stale form)."""
    row = managed(actor, user)
    refuse_stale(row.version, version)
    before = {"name": row.name, "email": row.email}
    row.rename(name)
    row.email = email
    row.version += 1
    row.save(update_fields=["name", "folded", "sort_key", "email", "version"])
    record_person("edit_person", actor, row, None, differences(before, {"name": name, "email": email}))
    return row


@transaction.atomic
def give_role(*, actor: User, user: User, agency: Agency, role: HeldTerms) -> HeldRole:
    """Give a person a role at an agency the actor administers. Raises Forbidden, Refused (held then already)."""
    reach = reach_of(actor, clock.today())
    require(may_administer(reach, agency.pk) and is_among_people(reach, user))
    User.objects.select_for_update().get(pk=user.pk)
    _refuse_role(role)
    same = HeldRole.objects.filter(user=user, agency=agency, role=role.role)
    same = same.filter(Q(ends_on=None) | Q(ends_on__gt=role.starts_on))
    if role.ends_on:
        same = same.filter(starts_on__lt=role.ends_on)
    if same.exists():
        raise Refused("Người này đã giữ vai trò đó ở cơ quan này trong thời gian đó.", field="role")
    held = HeldRole.objects.create(user=user, agency=agency, **role.columns())
    record_person("give_role", actor, user, agency, differences({}, role.in_words()))
    return held


@transaction.atomic
def end_role(*, actor: User, held: HeldRole, ends_on: date) -> None:
    """End a role: `ends_on` is the first day it is not held. A role that has not begun by then is taken back whole.

    Whoever holds no role any more is signed out everywhere; a role that ends later ends by its date.

    Raises Forbidden, Refused (one's own role as administrator, a role that ended before).
    """
    row = HeldRole.objects.select_for_update().select_related("user", "agency").get(pk=held.pk)
    today = clock.today()
    require(may_administer(reach_of(actor, today), row.agency_id))
    if row.user_id == actor.pk and row.role == Role.ADMINISTRATOR:
        raise Refused("Không thể tự kết thúc vai trò quản trị của mình. Hãy nhờ người quản trị khác.", field="last_day")
    if row.ends_on and row.ends_on <= ends_on:
        raise Refused("Vai trò này đã kết thúc trước ngày đó.", field="last_day")
    before = {"role": ROLE_LABELS[Role(row.role)], "starts_on": row.starts_on, "ends_on": row.ends_on}
    if ends_on <= row.starts_on:
        if row.starts_on < today:
            raise Refused("Ngày cuối phải từ ngày bắt đầu giữ vai trò trở đi.", field="last_day")
        row.delete()
        after = {}
    else:
        row.ends_on = ends_on
        row.save(update_fields=["ends_on"])
        after = before | {"ends_on": ends_on}
    if not HeldRole.objects.filter(true_on(today), user=row.user_id).exists():
        close_all(row.user)
    record_person("end_role", actor, row.user, row.agency, differences(before, after))


@transaction.atomic
def set_temporary_password(*, actor: User, user: User) -> str:
    """Replace a password by a temporary one, which must be changed at the next sign-in; every open session ends.

    out: the temporary password, to be shown once. Raises Forbidden, Refused (one's own account).
    """
    row = managed(actor, user)
    if row.pk == actor.pk:
        raise Refused("Đây là tài khoản của chính mình: hãy đổi mật khẩu ở trang Tài khoản.")
    password = new_temporary_password()
    row.set_password(password)
    row.must_change_password = True
    row.save(update_fields=["password", "must_change_password"])
    close_all(row)
    record_person("set_temporary_password", actor, row, None, {})
    return password


@transaction.atomic
def set_active(*, actor: User, user: User, active: bool) -> User:
    """Let a person sign in, or stop it; what the person did stays. Raises Forbidden, Refused (one's own account)."""
    row = managed(actor, user)
    if row.pk == actor.pk:
        raise Refused("Không thể tự ngừng tài khoản của mình. Hãy nhờ người quản trị khác.")
    before = {"is_active": row.is_active}
    row.is_active = active
    row.save(update_fields=["is_active"])
    if not active:
        close_all(row)
    record_person("set_active", actor, row, None, differences(before, {"is_active": active}))
    return row


def managed(actor: User, user: User) -> User:
    """The user's row, locked; raises Forbidden unless all its roles are in the actor's hands."""
    row = User.objects.select_for_update().get(pk=user.pk)
    require(may_manage(reach_of(actor, clock.today()), row))
    return row


def _refuse_role(role: HeldTerms) -> None:
    if role.role not in GIVEN_ROLES:
        raise Refused("Chưa chọn vai trò.", field="role")
    if role.ends_on and role.ends_on <= role.starts_on:
        raise Refused("Ngày cuối phải từ ngày bắt đầu giữ vai trò trở đi.", field="last_day")


def record_person(operation: str, actor: User, user: User, agency: Agency | None, changes: dict[str, Any]) -> None:
    """The trail of a person is kept at the agency concerned, or where the person works first."""
    at = agency
    if at is None:
        first = HeldRole.objects.filter(user=user).select_related("agency").order_by("-starts_on", "-pk").first()
        at = first.agency if first else None
    record(operation=operation, actor=actor, obj=user, agency=at, role=Role.ADMINISTRATOR, changes=changes)
