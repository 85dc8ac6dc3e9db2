"""Editing an item of Plan JSON: a row of the appendix, a paragraph of part IV, a target, a form; and plain text."""

import re
from typing import Any

from django import forms

from lantoa.domain.lifecycle import ItemKind
from lantoa.plans.forms.base import Json, JsonForm, LinesField, or_none
from lantoa.web.forms import CharField, TextField, WholeNumberField

_MEASURE = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%\s*(.+)")


class ItemForm(JsonForm):
    """What every item has. `as_json()` gives the item again; its obligations are not in the form and stay."""

    ref = CharField(label="Số mục", required=False, max_length=40)

    def as_json(self) -> Json:
        """The item of Plan JSON that the form became."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "expected"}
        return self.json | self.given(values)

    def given(self, values: Json) -> Json:
        """The keys of Plan JSON that the typed values set."""
        return values


class TaskForm(ItemForm):
    """A row of the appendix."""

    title = TextField(label="Nhiệm vụ", rows=3)
    lead = LinesField(label="Chủ trì", required=False, help_text="Mỗi cơ quan một dòng.")
    support = LinesField(label="Phối hợp", required=False, help_text="Mỗi cơ quan một dòng.")
    products = LinesField(label="Sản phẩm", required=False, help_text="Mỗi sản phẩm một dòng.")
    timing = TextField(label="Thời gian thực hiện (nguyên văn)", required=False, rows=2)
    funding = TextField(label="Kinh phí (nguyên văn)", required=False, rows=2)
    amount_vnd = WholeNumberField(label="Số tiền (đồng)", required=False, min_value=0, max_value=10**15)
    note = CharField(label="Ghi chú", required=False, max_length=1000)
    field_order = ["title", "lead", "support", "timing", "products", "funding", "amount_vnd", "note", "ref"]

    def given(self, values: Json) -> Json:
        return values | {key: or_none(values[key]) for key in ("timing", "funding", "note")}


class ResponsibilityForm(ItemForm):
    """A paragraph of «tổ chức thực hiện»."""

    agencies = LinesField(label="Cơ quan", required=False, help_text="Mỗi cơ quan một dòng.")
    text = TextField(label="Nội dung giao", rows=5)
    field_order = ["agencies", "text", "ref"]


class FormForm(ItemForm):
    """A form of communication «hình thức»."""

    text = TextField(label="Hình thức", rows=4)
    field_order = ["text", "ref"]


class TargetForm(ItemForm):
    """A target «chỉ tiêu» with its measures, each typed as "100% điểm Bưu điện - văn hóa xã"."""

    text = TextField(label="Chỉ tiêu", rows=4)
    percent = forms.DecimalField(
        label="Phần trăm", required=False, min_value=0, max_value=100, decimal_places=2, localize=True
    )
    measures = LinesField(
        label="Từng phần", required=False, help_text="Mỗi phần một dòng: 100% điểm Bưu điện văn hóa xã."
    )
    field_order = ["text", "percent", "measures", "ref"]

    def shown(self, data: Json) -> Json:
        lines = [f"{row['percent']}% {row['of']}" for row in data.get("measures") or ()]
        return dict(data) | {"measures": lines}

    def clean_measures(self) -> list[Json]:
        found = []
        for line in self.cleaned_data["measures"]:
            match = _MEASURE.fullmatch(line)
            if match is None:
                raise forms.ValidationError(f"Dòng “{line[:60]}” chưa có tỷ lệ ở đầu. Hãy viết như: 100% số cơ quan.")
            found.append({"percent": plain_number(match[1]), "of": match[2].strip()})
        return found

    def given(self, values: Json) -> Json:
        percent = values["percent"]
        return values | {"percent": None if percent is None else plain_number(str(percent))}


class TextForm(JsonForm):
    """A theme, a paragraph of the body, a legal basis: words only."""

    heading = CharField(label="Tiêu đề", required=False)
    text = TextField(label="Nội dung", rows=6)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "heading" not in self.json:
            del self.fields["heading"]
        else:
            self.fields["text"].required = False

    def as_json(self) -> Json:
        """The row that the form became."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "expected"}
        # No heading stays no heading: null and "" are two values of Plan JSON and only one of them was read.
        return self.json | {name: value for name, value in typed.items() if value or self.json[name]}


_FORMS: dict[str, type[ItemForm]] = {
    ItemKind.TASK: TaskForm,
    ItemKind.RESPONSIBILITY: ResponsibilityForm,
    ItemKind.TARGET: TargetForm,
    ItemKind.FORM: FormForm,
}
_EMPTY: dict[str, Json] = {
    ItemKind.TASK: {"title": "", "products": [], "lead": [], "support": [], "timing": None, "funding": None,
                    "amount_vnd": None, "note": None},
    ItemKind.RESPONSIBILITY: {"agencies": [], "text": ""},
    ItemKind.TARGET: {"text": "", "percent": None, "measures": []},
    ItemKind.FORM: {"text": ""},
}  # fmt: skip


def form_of_item(kind: str, *args: Any, **options: Any) -> ItemForm:
    """The form for an item of a kind; takes what JsonForm takes."""
    return _FORMS[kind](*args, **options)


def new_item(kind: str) -> Json:
    """An empty item of Plan JSON of a kind."""
    return {"ref": "", **_EMPTY[kind], "obligations": []}


def plain_number(text: str) -> int | float:
    """100 for "100", "100.00" and "100,0"; 97.5 for "97,5"."""
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value
