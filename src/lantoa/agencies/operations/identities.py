"""Which account at the provider of identities belongs to which person here, and taking away a lost second factor."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies import oidc
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.open_sessions import close_all
from lantoa.agencies.operations.people import managed, record_person
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.persistence.refusal import Refused

LONGEST = 191  # what allauth's column holds


@transaction.atomic
def bind_identity(*, actor: User, user: User, identifier: str) -> SocialAccount:
    """Bind a person to an identifier at the provider, as the provider gives it (`sub`); one person, one identifier.

    Raises Forbidden, Refused (no provider here, an identifier that is bound already).
    """
    row = managed(actor, user)
    uid = identifier.strip()
    if not oidc.configured():
        raise Refused("Máy chủ này chưa nối với hệ thống đăng nhập nào.", field="identifier")
    if not uid or len(uid) > LONGEST:
        raise Refused("Hãy gõ mã người dùng ở hệ thống đăng nhập, không quá 191 ký tự.", field="identifier")
    provider = oidc.configured()[0]["provider_id"]
    if SocialAccount.objects.filter(provider=provider, uid=uid).exclude(user=row).exists():
        raise Refused("Mã này đã gắn với một người dùng khác.", field="identifier")
    SocialAccount.objects.filter(user=row).delete()
    account = SocialAccount.objects.create(user=row, provider=provider, uid=uid)
    record_person("bind_identity", actor, row, None, {"identifier": [None, uid]})
    return account


@transaction.atomic
def unbind_identity(*, actor: User, user: User) -> None:
    """Undo the tie of a person to the provider; sessions end. Raises Forbidden, Refused (no tie)."""
    row = managed(actor, user)
    if not SocialAccount.objects.filter(user=row).delete()[0]:
        raise Refused("Người này chưa gắn tài khoản nào.")
    close_all(row)
    record_person("unbind_identity", actor, row, None, {})


@transaction.atomic
def unbind_own_identity(*, actor: User) -> None:
    """Undo one's own tie to the provider. Raises Forbidden where there is none."""
    gone, _ = SocialAccount.objects.filter(user=actor).delete()
    require(gone)
    agency = reach_of(actor, clock.today()).main_agency
    record(operation="unbind_own_identity", actor=actor, obj=actor, agency=agency)


@transaction.atomic
def reset_second_factor(*, actor: User, user: User) -> None:
    """Take away a person's second factor (telephone lost, codes lost); sessions end. Raises Forbidden, Refused."""
    row = managed(actor, user)
    if row.pk == actor.pk:
        raise Refused("Đây là tài khoản của chính mình: hãy đổi ở trang Đăng nhập hai bước.")
    if not Authenticator.objects.filter(user=row).delete()[0]:
        raise Refused("Người này chưa bật đăng nhập hai bước.")
    close_all(row)
    record_person("reset_second_factor", actor, row, None, {})
