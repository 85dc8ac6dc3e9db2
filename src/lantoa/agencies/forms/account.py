"""Signing in, and changing one's own password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from lantoa.web.forms import OFFICE_RENDERER, BaseForm, say_plainly


class SignInForm(AuthenticationForm):
    """The name as people write it (with capitals, with spaces around) and the password, which is taken as it is."""

    default_renderer = OFFICE_RENDERER
    use_required_attribute = False
    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy gõ lại; mật khẩu phân biệt chữ hoa, chữ thường.",
        "inactive": "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy gõ lại; mật khẩu phân biệt chữ hoa, chữ thường.",
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        if self.is_bound:  # after a mistake the summary of errors takes the focus
            self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["password"].label = "Mật khẩu"
        for field in self.fields.values():
            say_plainly(field)

    def clean_username(self) -> str:
        """The name as it is kept."""
        return str(self.cleaned_data["username"]).strip().lower()


class ChangePasswordForm(BaseForm):
    """The present password and the new one twice."""

    old = forms.CharField(
        label="Mật khẩu đang dùng",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="Mật khẩu mới",
        strip=False,
        help_text="Ít nhất 10 ký tự, không phải từ hay dùng.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Gõ lại mật khẩu mới", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Both new ones must be the same."""
        values = super().clean() or self.cleaned_data
        if values.get("new") and values.get("again") and values["new"] != values["again"]:
            self.add_error("again", "Hai lần gõ mật khẩu mới chưa giống nhau.")
        return values
