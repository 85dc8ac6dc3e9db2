"""What an administrator may do about a person's way in: end sessions, take away a lost factor, bind an identity."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lantoa.agencies import access
from lantoa.agencies.access import reach, signed_in
from lantoa.agencies.forms.people import BindForm
from lantoa.agencies.models import User
from lantoa.agencies.operations import identities, sessions
from lantoa.persistence.refusal import Refused


@signed_in(*access.ADMINISTERING)
@require_POST
def end_sessions(request: HttpRequest, public_id: str) -> HttpResponse:
    """End every session of a person."""
    do = lambda user: sessions.end_sessions(actor=request.user, user=user)  # noqa: E731
    return _done(request, public_id, do, "Đã kết thúc mọi phiên đăng nhập của người này.")


@signed_in(*access.ADMINISTERING)
@require_POST
def reset_second_factor(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take away a person's second factor."""
    do = lambda user: identities.reset_second_factor(actor=request.user, user=user)  # noqa: E731
    return _done(request, public_id, do, "Đã gỡ bước thứ hai. Lần sau người này chỉ cần mật khẩu.")


@signed_in(*access.ADMINISTERING)
@require_POST
def bind_identity(request: HttpRequest, public_id: str) -> HttpResponse:
    """Bind a person to an identifier at the provider; an empty one undoes the tie."""
    form = BindForm(request.POST)
    if not request.POST.get("identifier", "").strip():
        do = lambda user: identities.unbind_identity(actor=request.user, user=user)  # noqa: E731
        return _done(request, public_id, do, "Đã bỏ gắn tài khoản.")
    uid = form.cleaned_data["identifier"] if form.is_valid() else ""
    bind = lambda user: identities.bind_identity(actor=request.user, user=user, identifier=uid)  # noqa: E731
    return _done(request, public_id, bind, "Đã gắn tài khoản ở hệ thống đăng nhập.")


def _done(request: HttpRequest, public_id: str, do: Callable[[User], object], said: str) -> HttpResponse:
    user = access.person_administered(reach(request), public_id)
    try:
        do(user)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
    return redirect("agencies:person", user.public_id)
