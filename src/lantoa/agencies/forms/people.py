"""What is typed about a person and the roles held."""

import re
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django import forms

from lantoa.agencies.forms.bodies import agency_typed
from lantoa.agencies.kinds import ROLE_LABELS
from lantoa.agencies.models import Agency
from lantoa.agencies.operations.people import GIVEN_ROLES, HeldTerms
from lantoa.web.forms import BaseForm, CharField, DateField, TokenField

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
_EMAIL_ERRORS = {"invalid": "Thư điện tử chưa đúng dạng, ví dụ lan.nt@donvi.gov.vn."}


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
    username = CharField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ thường không dấu, chữ số, dấu chấm, gạch; ví dụ lan.nt.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    email = forms.EmailField(label="Thư điện tử", required=False, error_messages=_EMAIL_ERRORS)
    token = TokenField()

    def clean_username(self) -> str:
        """The name as it is kept. Raises ValidationError for letters that would be mistyped at the door."""
        typed = str(self.cleaned_data["username"]).lower()
        if not _USERNAME.fullmatch(typed):
            raise forms.ValidationError("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm và gạch.")
        return typed


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
