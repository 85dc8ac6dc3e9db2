"""The door: the password, the second step, a passkey; and the same again before an account is changed."""

import json
from typing import Any

from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from lantoa.agencies import oidc
from lantoa.agencies.access import any_person, public
from lantoa.agencies.forms.sign_in import ConfirmCodeForm, ConfirmPasswordForm, SecondStepForm, SignInForm


class SignIn(LoginView):
    """Asks for the name and the password; offers a passkey and the provider of identities, where there is one."""

    template_name = "agencies/sign_in.html"

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def form_invalid(self, form: Any) -> HttpResponse:
        slow = form.has_error("__all__", "slow")
        return self.render_to_response(self.get_context_data(form=form), status=429 if slow else 422)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        demo = getattr(settings, "LANTOA_DEMO_ACCOUNTS", ()) if settings.LANTOA_DEMO else ()
        return super().get_context_data(**more) | {"demo_accounts": demo, "providers": oidc.configured()}


class SecondStep(AuthenticateView):
    """Asks for the code or the passkey after a right password."""

    template_name = "agencies/second_step.html"

    def get_form_class(self) -> type[SecondStepForm]:
        return SecondStepForm

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        found = super().get_context_data(**more)
        return found | {"options": as_text(found["js_data"]["request_options"])}


class _Confirm:
    """What the three ways to confirm share."""

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)  # type: ignore[attr-defined]


class ConfirmPassword(_Confirm, ReauthenticateView):
    """Asks for the password again."""

    template_name = "agencies/confirm_password.html"

    def get_form_class(self) -> type[ConfirmPasswordForm]:
        return ConfirmPasswordForm


class ConfirmCode(_Confirm, ReauthenticateByCodeView):
    """Asks for a code again."""

    template_name = "agencies/confirm_code.html"

    def get_form_class(self) -> type[ConfirmCodeForm]:
        return ConfirmCodeForm


class ConfirmPasskey(_Confirm, ReauthenticateWebAuthnView):
    """Asks for a passkey again."""

    template_name = "agencies/confirm_passkey.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        found = super().get_context_data(**more)
        return found | {"options": as_text(found["js_data"]["request_options"])}


def as_text(options: Any) -> str:
    """What the browser is asked of a passkey, as it stands in an attribute of the page."""
    return json.dumps(options, default=dict)


sign_in = public(SignIn.as_view())
second_step = public(SecondStep.as_view())
passkey = public(never_cache(LoginWebAuthnView.as_view()))
confirm_password = any_person(never_cache(ConfirmPassword.as_view()))
confirm_code = any_person(never_cache(ConfirmCode.as_view()))
confirm_passkey = any_person(never_cache(ConfirmPasskey.as_view()))
