"""«Đăng nhập hai bước»: one's own code generator, passkeys and recovery codes."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.internal.flows import remove_authenticator
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lantoa.agencies.access import Forbidden, any_person, reach
from lantoa.agencies.forms.sign_in import ActivateForm, AddPasskeyForm, DeactivateForm
from lantoa.agencies.second_factor import drawn, is_advised, is_due
from lantoa.agencies.views.sign_in import as_text
from lantoa.web.forms import whole_number

AGAIN = reauthentication_required(app="allauth.mfa")


@any_person
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is set up, and what may be."""
    rows = list(Authenticator.objects.filter(user=request.user).order_by("created_at", "pk"))
    by_type = {row.type: row for row in rows}
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "generator": by_type.get(Authenticator.Type.TOTP),
        "passkeys": [(row, row.wrap().name) for row in rows if row.type == Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "due": is_due(request, reach(request)),
        "advised": is_advised(reach(request)),
    }
    return render(request, "agencies/factors.html", context)


class _Refusing:
    """A form that was refused is answered with its own status."""

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)  # type: ignore[attr-defined]


class Activate(_Refusing, ActivateTOTPView):
    """Shows the secret as a picture and as letters, and asks for the first code."""

    template_name = "agencies/activate_generator.html"

    def get_form_class(self) -> type[ActivateForm]:
        return ActivateForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        found = super().get_context_data(**more)
        secret = found["form"].secret
        groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return found | {"picture": drawn(found["totp_svg"]), "secret": groups}


class Deactivate(_Refusing, DeactivateTOTPView):
    """Asks once more before the code generator is forgotten."""

    template_name = "agencies/deactivate_generator.html"

    def get_form_class(self) -> type[DeactivateForm]:
        return DeactivateForm


class AddPasskey(_Refusing, AddWebAuthnView):
    """Takes a passkey: always one that asks the person (finger, face, PIN), so that it can stand for both steps."""

    template_name = "agencies/add_passkey.html"

    def get_form_class(self) -> type[AddPasskeyForm]:
        return AddPasskeyForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        found = super().get_context_data(**more)
        return found | more | {"options": as_text(webauthn.begin_registration(self.request.user, True))}  # noqa: FBT003


class RecoveryCodes(ViewRecoveryCodesView):
    """The codes not used yet."""

    template_name = "agencies/recovery_codes.html"


class NewRecoveryCodes(GenerateRecoveryCodesView):
    """Asks once more before the old codes stop working."""

    template_name = "agencies/new_recovery_codes.html"
    success_url = reverse_lazy("mfa_view_recovery_codes")


activate = any_person(never_cache(Activate.as_view()))
deactivate = any_person(never_cache(Deactivate.as_view()))
add_passkey = any_person(never_cache(AddPasskey.as_view()))
recovery_codes = any_person(never_cache(RecoveryCodes.as_view()))
new_recovery_codes = any_person(never_cache(NewRecoveryCodes.as_view()))


@any_person
@require_POST
@AGAIN
def remove_passkey(request: HttpRequest) -> HttpResponse:
    """Forget one of one's own passkeys."""
    mine = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN)
    row = mine.filter(pk=whole_number(request.POST.get("khoa"))).first()
    if row is None:
        raise Forbidden
    remove_authenticator(request, row)
    return redirect("mfa_index")
