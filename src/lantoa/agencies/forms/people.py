"""What is typed about a person and the roles held."""

import re
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from lantoa.agencies.forms.bodies import agency_typed
from lantoa.agencies.kinds import ROLE_LABELS
from lantoa.agencies.models import Agency, User
from lantoa.agencies.operations.invitations import InvitedTerms
from lantoa.agencies.operations.people import GIVEN_ROLES, HeldTerms
from lantoa.vietnamese import fold
from lantoa.web.forms import BaseForm, CharField, DateField, TokenField

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
_EMAIL_ERRORS = {"invalid": "Thư điện tử chưa đúng dạng, ví dụ lan.nt@donvi.gov.vn."}


class UsernameField(CharField):
    """A sign-in name: small letters without accents, figures, dots, dashes."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Tên đăng nhập")
        options.setdefault("help_text", "Chữ thường không dấu, chữ số, dấu chấm, gạch; ví dụ lan.nt.")
        attributes = {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        super().__init__(max_length=60, widget=forms.TextInput(attrs=attributes), **options)

    def clean(self, value: Any) -> str:
        """The name as it is kept. Raises ValidationError for letters that would be mistyped at the door."""
        typed = str(super().clean(value)).lower()
        if not _USERNAME.fullmatch(typed):
            raise forms.ValidationError("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm và gạch.")
        return typed


class RoleFields(BaseForm):
    """Which role, under which post, from which day to which last day."""

    role = forms.ChoiceField(
        label="Vai trò", choices=[("", "Chọn vai trò"), *((r, ROLE_LABELS[r]) for r in GIVEN_ROLES)]
    )
    post = CharField(label="Chức vụ", max_length=120, required=False)
    starts_on = DateField(label="Từ ngày")
    last_day = DateField(label="Đến hết ngày", required=False, help_text="Để trống nếu chưa biết.")

    def terms(self) -> HeldTerms:
        """The role as typed; the screen's last day counts, the period inside ends the day after."""
        values, last = self.cleaned_data, self.cleaned_data["last_day"]
        ends_on = last + timedelta(days=1) if last else None
        return HeldTerms(role=values["role"], post=values["post"], starts_on=values["starts_on"], ends_on=ends_on)


class AddPersonForm(RoleFields):
    """A new account with its first role."""

    name = CharField(label="Họ và tên", max_length=200)
    username = UsernameField()
    email = forms.EmailField(label="Thư điện tử", required=False, error_messages=_EMAIL_ERRORS)
    token = TokenField()


class EditPersonForm(BaseForm):
    """A person's name and address."""

    name = CharField(label="Họ và tên", max_length=200)
    email = forms.EmailField(label="Thư điện tử", required=False, error_messages=_EMAIL_ERRORS)
    version = forms.IntegerField(widget=forms.HiddenInput)


class GiveRoleForm(RoleFields):
    """A further role, at an agency named by hand."""

    agency = CharField(label="Cơ quan", max_length=300, help_text="Gõ tên, có dấu hoặc không dấu.")
    field_order = ("agency", "role", "post", "starts_on", "last_day")

    def __init__(self, *args: Any, among: Collection[int], on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.among, self.on = among, on

    def clean_agency(self) -> Agency:
        return agency_typed(self.cleaned_data["agency"], self.among, self.on)


class EndRoleForm(BaseForm):
    """The last day a role is held."""

    held = forms.IntegerField(widget=forms.HiddenInput)
    last_day = DateField(label="Giữ vai trò đến hết ngày")


class InviteForm(BaseForm):
    """For whom a link is made, and what it carries."""

    name = CharField(label="Họ và tên", max_length=200, help_text="Người được mời sửa lại được.")
    email = forms.EmailField(label="Thư điện tử", required=False, error_messages=_EMAIL_ERRORS)
    roles = forms.MultipleChoiceField(
        label="Vai trò", choices=[(r, ROLE_LABELS[r]) for r in GIVEN_ROLES], widget=forms.CheckboxSelectMultiple
    )
    post = CharField(label="Chức vụ", max_length=120, required=False)
    starts_on = DateField(label="Từ ngày")
    last_day = DateField(label="Đến hết ngày", required=False, help_text="Để trống nếu chưa biết.")
    token = TokenField()

    def terms(self) -> InvitedTerms:
        """What is offered; the screen's last day counts, the period inside ends the day after."""
        values, last = self.cleaned_data, self.cleaned_data["last_day"]
        return InvitedTerms(
            **{key: values[key] for key in ("name", "email", "roles", "post", "starts_on")},
            ends_on=last + timedelta(days=1) if last else None,
        )


class AcceptForm(BaseForm):
    """What a person who was invited says: the name, the sign-in name, the password twice."""

    name = CharField(label="Họ và tên", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    username = UsernameField()
    password = forms.CharField(
        label="Mật khẩu",
        strip=False,
        max_length=1000,
        help_text="Ít nhất 10 ký tự, không phải từ hay dùng.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Gõ lại mật khẩu",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both passwords must be the same."""
        values = super().clean() or self.cleaned_data
        if values.get("password") and values.get("again") and values["password"] != values["again"]:
            self.add_error("again", "Hai lần gõ mật khẩu chưa giống nhau.")
        return values


class HandOverForm(BaseForm):
    """The last day, and who goes on."""

    last_day = DateField(label="Làm việc đến hết ngày")
    successor = CharField(
        label="Người nhận bàn giao",
        max_length=200,
        required=False,
        help_text="Tên đăng nhập, hoặc họ và tên, có dấu hay không dấu.",
    )

    def __init__(self, *args: Any, among: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.among = among

    def clean_successor(self) -> User | None:
        """The one person meant. Raises ValidationError for nobody, or several of one name."""
        typed = self.cleaned_data["successor"]
        if not typed:
            return None
        found = list(self.among.filter(username=typed.lower())[:1])
        found = found or list(self.among.filter(folded=fold(typed)).order_by("sort_key", "pk")[:2])
        if len(found) != 1:
            said = "Có nhiều người cùng tên: hãy gõ tên đăng nhập." if found else "Không thấy ai tên như vậy."
            raise forms.ValidationError(said)
        return found[0]


class BindForm(BaseForm):
    """Who a person is at the provider of identities."""

    identifier = forms.CharField(
        label="Mã người dùng ở hệ thống đăng nhập",
        max_length=191,
        help_text="Chép nguyên văn mã (sub) mà người quản trị hệ thống đăng nhập đưa.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
