"""The second factor: which roles must have one, how its secrets are kept, what allauth says about it."""

import base64
import hashlib
import re

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import User
from lantoa.agencies.open_sessions import browser_of
from lantoa.agencies.reach import Reach

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Roles whose holders are asked to set one up, wherever it is not demanded: they reach beyond their own work.
ADVISED = (Role.ADMINISTRATOR, Role.COORDINATOR)
_WITHOUT_MEANING = re.compile(r"<\?xml[^>]*\?>\s*")


class MfaAdapter(DefaultMFAAdapter):
    """allauth's adapter of second factors, in the office's words; secrets are kept encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Mã chưa đúng. Mã đổi 30 giây một lần: hãy gõ mã đang hiện; giờ điện thoại phải đúng.",
        "cannot_delete_authenticator": "Không tắt được bước thứ hai.",
        "cannot_generate_recovery_codes": "Hãy bật bước thứ hai trước khi lập mã dự phòng.",
    }

    def _get_site_name(self) -> str:
        return "Lan Tỏa"

    def get_totp_label(self, user: User) -> str:  # type: ignore[override]
        """What the code generator shows beside the code."""
        return user.username

    def generate_authenticator_name(self, user: User, type: str) -> str:  # type: ignore[override]
        """The name proposed for a passkey: the browser and the machine it is made on."""
        return browser_of(context.request.headers.get("user-agent", ""))

    def encrypt(self, text: str) -> str:
        """A secret as it stands in the table: a copy of the database alone opens no account."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret itself; unusable (no code fits) where the server's own secret key was changed since."""
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(hashlib.sha256(settings.SECRET_KEY.encode()).digest()).decode()


def _lock() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = (hashlib.scrypt(key.encode(), salt=b"lantoa second factor", n=2**4, r=8, p=1, dklen=32) for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])


def has_second_factor(user: User) -> bool:
    """Whether the person set up a code generator or a passkey."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def is_due(request: HttpRequest, rights: Reach) -> bool:
    """Whether the person must set up a second factor before working (setting LANTOA_SECOND_FACTOR).

    Whoever came in by the provider of identities has passed what the provider asks.
    """
    wanted = settings.LANTOA_SECOND_FACTOR
    if not wanted or not rights.has(*wanted):
        return False
    used = {record.get("method") for record in get_authentication_records(request, rights.user)}
    return not used & {"mfa", "socialaccount"} and not has_second_factor(rights.user)


def is_advised(rights: Reach) -> bool:
    """Whether the person holds a role that reaches beyond own work."""
    return rights.has(*ADVISED)


def drawn(svg: str) -> SafeString:
    """The picture of a QR code as it stands in a page: our own library drew it, nothing of a user's is in it."""
    return mark_safe(_WITHOUT_MEANING.sub("", svg))  # noqa: S308
