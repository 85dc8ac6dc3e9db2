"""Signing in and out, and one's own account."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.agencies import queries
from lantoa.agencies.access import any_person, public, reach
from lantoa.agencies.forms.account import ChangePasswordForm, SignInForm
from lantoa.agencies.operations import people
from lantoa.persistence.refusal import Refused


class SignIn(LoginView):
    """Asks for the name and the password; locked out for a while after too many wrong ones (django-axes)."""

    template_name = "agencies/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        """The person's own first screen; whoever holds no role today has only the account."""
        if not reach(self.request).held:
            return resolve_url("agencies:account")
        return super().get_default_redirect_url()

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        demo = getattr(settings, "LANTOA_DEMO_ACCOUNTS", ()) if settings.LANTOA_DEMO else ()
        return super().get_context_data(**more) | {"demo_accounts": demo}


sign_in = public(SignIn.as_view())


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; harmless for one who is signed out already."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@any_person
@require_http_methods(["GET", "HEAD"])
def account(request: HttpRequest) -> HttpResponse:
    """The person's own name and roles."""
    if request.user.must_change_password:
        return redirect("agencies:change_password")
    roles = queries.roles_of(request.user, reach(request).on)
    return render(request, "agencies/account.html", {"account": request.user, "roles": roles})


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
            update_session_auth_hash(request, user)
            messages.success(request, "Đã đổi mật khẩu.")
            return redirect("agencies:account")
    status = 422 if form.errors else 200
    forced = request.user.must_change_password
    return render(request, "agencies/change_password.html", {"form": form, "forced": forced}, status=status)
