"""Deciding on a row of the plan above: who does it inside, how many, by when, or why not."""

from typing import Any

from django import forms
from django.http import QueryDict

from lantoa.plans.following import UpperRow
from lantoa.plans.shape import obligation_json
from lantoa.plans.timings import phrase_of, read_phrase
from lantoa.web.forms import BaseForm, CharField, TextField

Json = dict[str, Any]
LONGEST_PHRASE = 400


class SubjectForm(BaseForm):
    """The subject of a plan begun from the one above."""

    subject = TextField(label="Trích yếu của kế hoạch", rows=3, max_length=600)


class ReasonForm(BaseForm):
    """Why less is done, or nothing."""

    reason = TextField(label="Lý do", rows=2, max_length=1000)


class AdoptForm(BaseForm):
    """Taking a row over: offices that do it, other doers, one phrase an obligation, a reason where it is less."""

    offices = forms.MultipleChoiceField(
        label="Phòng, đơn vị làm", required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    others = CharField(
        label="Chức danh, người khác làm", required=False, max_length=300, help_text="Ngăn cách bằng dấu chấm phẩy."
    )
    reason = TextField(label="Lý do nếu thấp hơn cấp trên", required=False, rows=2, max_length=1000)

    def __init__(self, data: QueryDict | None, *, row: UpperRow, offices: list[str], year: int) -> None:
        self.row, self.year = row, year
        self.phrases = {f"yeu-cau-{n}": phrase_of(obligation_json(one), year) for n, one in enumerate(row.obligations)}
        initial = {"offices": offices if len(offices) == 1 else []}
        super().__init__(data, initial=initial | self.phrases)
        self.fields["offices"].choices = [(name, name) for name in offices]
        if not offices:
            del self.fields["offices"]
        for name, one in zip(self.phrases, row.obligations, strict=True):
            self.fields[name] = CharField(label=one.what[:120], required=False, max_length=LONGEST_PHRASE)
        self.order_fields([*self.phrases, "offices", "others", "reason"])

    @property
    def leads(self) -> list[str]:
        """Who does it inside, in words; nobody: the body itself."""
        typed = [name.strip() for name in self.cleaned_data.get("others", "").split(";")]
        return [*self.cleaned_data.get("offices", ()), *(name for name in typed if name)]

    def clean(self) -> Json:
        data: Json = super().clean()
        self.changes: dict[int, Json] = {}
        for name, one in zip(self.phrases, self.row.obligations, strict=True):
            phrase = data.get(name, "")
            if not phrase or phrase == self.phrases[name]:
                continue
            reading = read_phrase(phrase, self.year)
            if len(reading.keys) != 1:
                said = "Chưa hiểu" if not reading.keys else "Chỉ ghi một yêu cầu ở đây, không phải nhiều:"
                self.add_error(name, f"{said} “{phrase}”. Ví dụ: ít nhất 06 tin, bài/tháng.")
                continue
            keys = dict(reading.keys[0])
            keys["unit"] = keys.get("unit") or one.unit
            self.changes[one.pk] = keys | {"phrase": phrase}
        return data
