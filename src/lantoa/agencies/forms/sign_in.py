"""What is typed at the door: the name and the password, the code of the second step."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.http import HttpRequest, HttpResponse

from lantoa.web.forms import OFFICE_RENDERER, BaseForm, CharField, say_plainly


class SignInForm(BaseForm):
    """The name as people write it (with capitals, with spaces around) and the password, which is taken as it is."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "username webauthn"}
        ),
    )
    password = forms.CharField(
        label="Mật khẩu",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request = request
        if not self.is_bound:  # after a mistake the summary of errors takes the focus
            self.fields["username"].widget.attrs["autofocus"] = True

    def clean_username(self) -> str:
        """The name as it is kept."""
        return str(self.cleaned_data["username"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        """Look at the password. Raises ValidationError for a wrong one (one sentence for all), or too many."""
        values = super().clean() or self.cleaned_data
        if not self.errors:
            adapter = get_adapter(self.request)
            user = adapter.authenticate(self.request, username=values["username"], password=values["password"])
            if user is None:
                raise adapter.validation_error("username_password_mismatch")
            self.user = user
        return values

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Go on to the second step, or in."""
        login = Login(user=self.user, redirect_url=redirect_url)
        return perform_password_login(request, {"username": self.cleaned_data["username"]}, login)


class _OfficeForm(forms.Form):
    """One of allauth's forms, drawn by our partials and labelled in our words."""

    default_renderer = OFFICE_RENDERER
    use_required_attribute = False
    labels: dict[str, str] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
            say_plainly(field)


CODE = "Mã 6 số đang hiện trong ứng dụng, hoặc một mã dự phòng"


class _CodeForm(_OfficeForm):
    """A form with one code."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": "20", "autofocus": True}


class SecondStepForm(_CodeForm, AuthenticateForm):
    """The code of the second step."""

    labels = {"code": CODE}


class ConfirmCodeForm(_CodeForm, ReauthenticateByCodeForm):
    """The code again, before something of the account is changed."""

    labels = {"code": CODE}


class ConfirmPasswordForm(_OfficeForm, ReauthenticateForm):
    """The password again, before something of the account is changed."""

    labels = {"password": "Mật khẩu đang dùng"}


class ActivateForm(_CodeForm, ActivateTOTPForm):
    """The first code of a new code generator."""

    labels = {"code": "Mã 6 số ứng dụng đang hiện"}


class DeactivateForm(_OfficeForm, DeactivateTOTPForm):
    """Nothing to type."""


class AddPasskeyForm(_OfficeForm, AddWebAuthnForm):
    """A name for the passkey; the rest comes from the device."""

    labels = {"name": "Tên để nhận ra khóa này"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"] = CharField(label=self.labels["name"], max_length=60, required=False)
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.initial["passwordless"] = True
