"""The forms of work given inside a body, of extensions and of difficulties."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from lantoa.agencies.models import Agency, User
from lantoa.web.forms import BaseForm, CharField, DateField, TextField, TokenField, WholeNumberField

OFFICE, PERSON = "phong", "nguoi"


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with: what was sent, also when that is nothing; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


class GiveForm(BaseForm):
    """To whom work is given and what is added; the date is in the two forms below."""

    token = TokenField()
    to = forms.ChoiceField(label="Giao cho")
    note = TextField(label="Dặn thêm", required=False, rows=2, max_length=1000)

    def __init__(self, *args: Any, offices: Iterable[Agency], people: Iterable[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offices = {row.public_id: row for row in offices}
        self.people = {row.public_id: row for row in people}
        rooms = [(f"{OFFICE}:{key}", row.short_name) for key, row in self.offices.items()]
        names = [(f"{PERSON}:{key}", row.name) for key, row in self.people.items()]
        groups = [("Phòng, bộ phận", rooms), ("Người", names)]
        self.fields["to"].choices = [("", "(chọn)"), *(group for group in groups if group[1])]

    def receiver(self) -> dict[str, Agency | User | None]:
        """Whom was chosen, as the operations take it."""
        kind, _, key = self.cleaned_data["to"].partition(":")
        if kind == OFFICE:
            return {"office": self.offices[key], "person": None}
        return {"office": None, "person": self.people[key]}


class GiveDutyForm(GiveForm):
    """One duty, by a day."""

    inner_on = DateField(label="Hạn trong cơ quan")
    field_order = ("token", "to", "inner_on", "note")


class GiveAssignmentForm(GiveForm):
    """An assignment with its coming periods, so many days before each date."""

    days_before = WholeNumberField(label="Xong trước hạn (ngày)", min_value=0, max_value=180)
    field_order = ("token", "to", "days_before", "note")


class ReasonForm(BaseForm):
    """Why work is handed back or taken back."""

    reason = CharField(label="Lý do", max_length=500, required=False)


class AskForm(BaseForm):
    """A request to move a date."""

    token = TokenField()
    agency = forms.ModelChoiceField(Agency.objects.none(), label="Cơ quan", empty_label=None, to_field_name="public_id")
    wanted_on = DateField(label="Đề nghị gia hạn đến ngày")
    reason = TextField(label="Lý do", rows=4, max_length=2000)

    def __init__(self, *args: Any, agencies: list[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self.fields["agency"], agencies)


class AnswerExtensionForm(BaseForm):
    """The answer to a request: a day and words."""

    granted_to = DateField(label="Gia hạn đến ngày", required=False)
    note = TextField(label="Ý kiến, lý do", required=False, rows=3, max_length=2000)


class ManyFiles(forms.ClearableFileInput):
    """A box that takes several files at once."""

    allow_multiple_selected = True


class RaiseForm(BaseForm):
    """What hinders the work."""

    token = TokenField()
    agency = forms.ModelChoiceField(Agency.objects.none(), label="Cơ quan", empty_label=None, to_field_name="public_id")
    text = TextField(label="Khó khăn, vướng mắc", rows=4, max_length=4000)
    wish = TextField(label="Đề xuất cách giải quyết", required=False, rows=3, max_length=4000)
    file = forms.Field(
        label="Ảnh hoặc tệp (nếu có)", required=False, widget=ManyFiles(attrs={"multiple": True, "data-preview": "anh"})
    )

    def __init__(self, *args: Any, agencies: list[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self.fields["agency"], agencies)


class StepForm(BaseForm):
    """One step of a difficulty: words, and what the step needs besides."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = TextField(label="Nội dung", required=False, rows=3, max_length=4000)
    to = forms.ChoiceField(label="Chuyển đến", required=False)
    shared = forms.BooleanField(label="Cho các cơ quan cùng làm mục này xem lời giải", required=False)

    def __init__(self, *args: Any, above: Iterable[Agency] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.above = {row.public_id: row for row in above}
        self.fields["to"].choices = [(key, row.name) for key, row in self.above.items()]


def _offer(field: Any, agencies: list[Agency]) -> None:
    field.queryset = Agency.objects.filter(pk__in=[row.pk for row in agencies]).order_by("sort_key")
    if len(agencies) == 1:
        field.widget = forms.HiddenInput()
        field.initial = agencies[0].public_id
