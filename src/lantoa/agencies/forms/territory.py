"""What is typed about a place."""

from typing import Any

from django import forms

from lantoa.agencies.models import Place
from lantoa.agencies.models.bodies import PLACE_KINDS
from lantoa.agencies.operations.territory import INSIDE
from lantoa.web.forms import BaseForm, CharField, DateField, TokenField


class AddPlaceForm(BaseForm):
    """A place in another."""

    kind = forms.ChoiceField(label="Loại")
    name = CharField(label="Tên", max_length=300, help_text="Ví dụ: Thôn Đông Hòa, Cụm loa chợ Gát.")
    code = CharField(label="Mã", max_length=20, required=False, help_text="Mã của cơ quan thống kê, nếu có.")
    starts_on = DateField(label="Từ ngày", earliest_year=1945)
    token = TokenField()

    def __init__(self, *args: Any, parent: Place, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind, PLACE_KINDS[kind]) for kind in INSIDE.get(parent.kind, ())]  # type: ignore[attr-defined]


class EditPlaceForm(BaseForm):
    """A place's name and code, and when it ended."""

    name = CharField(label="Tên", max_length=300)
    code = CharField(label="Mã", max_length=20, required=False)
    ends_on = DateField(
        label="Hết hiệu lực từ ngày", required=False, help_text="Chỉ với thôn, cụm loa.", earliest_year=1945
    )
