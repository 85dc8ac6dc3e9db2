"""Signing in and out, and one's own account."""

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.agencies import oidc, open_sessions, queries, second_factor
from lantoa.agencies.access import any_person, public, reach
from lantoa.agencies.forms.account import ChangePasswordForm
from lantoa.agencies.operations import identities, people, sessions
from lantoa.persistence.refusal import Refused
from lantoa.web.forms import whole_number


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; harmless for one who is signed out already."""
    open_sessions.leave(request)
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@any_person
@require_http_methods(["GET", "HEAD"])
def account(request: HttpRequest) -> HttpResponse:
    """The person's own name and roles."""
    if request.user.must_change_password:
        return redirect("agencies:change_password")
    rights = reach(request)
    identity = SocialAccount.objects.filter(user=request.user).first()
    context = {
        "account": request.user,
        "roles": queries.roles_of(request.user, rights.on),
        "sessions": open_sessions.open_sessions(request.user, request.session.session_key),
        "protected": second_factor.has_second_factor(request.user),
        "advised": second_factor.is_advised(rights),
        "provider": next(iter(oidc.configured()), None),
        "identity": identity,
    }
    return render(request, "agencies/account.html", context)


@any_person
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one of one's own sessions on another device."""
    sessions.end_own_session(actor=request.user, session=whole_number(request.POST.get("phien")))
    messages.success(request, "Đã kết thúc phiên trên thiết bị đó.")
    return redirect("agencies:account")


@any_person
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all of one's own sessions but this one."""
    user = sessions.end_other_sessions(actor=request.user, present=request.session.session_key)
    open_sessions.stay_alone(request, user)
    messages.success(request, "Đã kết thúc mọi phiên khác. Chỉ còn phiên này.")
    return redirect("agencies:account")


@any_person
@require_POST
def unbind(request: HttpRequest) -> HttpResponse:
    """Undo the tie to one's identity at the provider."""
    identities.unbind_own_identity(actor=request.user)
    messages.success(request, "Đã bỏ gắn tài khoản.")
    return redirect("agencies:account")


@any_person
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; a temporary one must be changed before anything else."""
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = people.change_password(
                actor=request.user, old=form.cleaned_data["old"], new=form.cleaned_data["new"]
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            open_sessions.stay_alone(request, user)
            messages.success(request, "Đã đổi mật khẩu. Các thiết bị khác phải đăng nhập lại.")
            return redirect("agencies:account")
    status = 422 if form.errors else 200
    forced = request.user.must_change_password
    return render(request, "agencies/change_password.html", {"form": form, "forced": forced}, status=status)
