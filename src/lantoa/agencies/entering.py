"""How django-allauth signs people in here: its rules, its sentences, and what it must never do."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.internal.httpkit import clean_client_ip
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse

from lantoa.adapters import clock
from lantoa.agencies import devices, guessing
from lantoa.agencies.activity import mark_seen
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy gõ lại; mật khẩu phân biệt chữ hoa, chữ thường."
TOO_MANY = "Đã thử sai nhiều lần. Hãy chờ 15 phút rồi thử lại."
SENTENCES = {
    "mfa/messages/totp_activated.txt": "Đã bật ứng dụng tạo mã.",
    "mfa/messages/totp_deactivated.txt": "Đã tắt ứng dụng tạo mã.",
    "mfa/messages/recovery_codes_generated.txt": "Đã lập bộ mã dự phòng mới.",
    "mfa/messages/webauthn_added.txt": "Đã thêm khóa đăng nhập.",
    "mfa/messages/webauthn_removed.txt": "Đã bỏ khóa đăng nhập.",
    "socialaccount/messages/account_connected.txt": "Đã gắn tài khoản. Lần sau có thể đăng nhập bằng tài khoản đó.",
    "socialaccount/messages/account_connected_updated.txt": "Tài khoản này đã gắn từ trước.",
    "socialaccount/messages/account_connected_other.txt": "Tài khoản đó đã gắn với một người dùng khác.",
    "socialaccount/messages/account_disconnected.txt": "Đã bỏ gắn tài khoản.",
}


class AccountAdapter(DefaultAccountAdapter):
    """allauth's account adapter, in the office's words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": WRONG,
        "username_password_mismatch": WRONG,
        "incorrect_password": "Mật khẩu chưa đúng.",
        "incorrect_code": "Mã chưa đúng.",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by himself or herself; people are invited or added."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Hold back guesses by our own rule, in place of allauth's, which counts by address."""
        guessing.hold_back(request, credentials["username"])

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address behind our own proxies; what a client wrote into the header itself is never believed."""
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured:  # the header is shorter than our row of proxies: asked past them
            address = clean_client_ip(request.META.get("REMOTE_ADDR", ""))
            if address is None:
                raise PermissionDenied from None
            return address

    def login(self, request: HttpRequest, user: User) -> None:  # type: ignore[override]
        """Open the session, by the one backend that checks on every request whether the account is still in use."""
        user.backend = BACKEND  # type: ignore[attr-defined]
        guessing.know_device(request, user.username)
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **hooks: Any) -> HttpResponse:  # type: ignore[override]
        """After the last step: the device is known from now on, and the session is in the list."""
        response = super().post_login(request, user, **hooks)
        devices.remember(request, response, user.username)
        mark_seen(request)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:  # type: ignore[override]
        """A stopped account is answered like one that is not there."""
        clear_login(request)
        messages.error(request, "Tài khoản này không đăng nhập được. Hãy hỏi người quản trị của cơ quan.")
        return HttpResponseRedirect(reverse("agencies:sign_in"))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The person's own first screen; whoever holds no role today has only the account."""
        if not reach_of(request.user, clock.today()).held:  # type: ignore[arg-type]
            return resolve_url("agencies:account")
        return super().get_login_redirect_url(request)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **options: Any
    ) -> None:
        """Say what happened in our words; what has none is not said."""
        sentence = options.get("message") or SENTENCES.get(message_template or "")
        if sentence:
            messages.add_message(request, level, sentence)

    def send_notification_mail(self, *args: Any, **options: Any) -> None:
        """allauth's own mails are in English; the trail keeps what they would tell."""
