"""Editing the head of a plan: its document, and the three bodies that stand behind it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from lantoa.agencies.models import Agency
from lantoa.persistence.refusal import Refused
from lantoa.plans.forms.base import Json, JsonForm, LinesField, or_none
from lantoa.plans.models import ROLL_LABELS, Plan
from lantoa.plans.operations.creating import header_columns
from lantoa.plans.queries import Bodies
from lantoa.web.forms import BaseForm, CharField, DateField, WholeNumberField


class DocumentForm(JsonForm):
    """«document» of Plan JSON: number, date, subject, signer; references stay as they were read."""

    type = CharField(label="Loại văn bản", max_length=60)
    number = CharField(label="Số, ký hiệu", required=False, max_length=60)
    place = CharField(label="Địa danh", required=False, max_length=120)
    issued_on = DateField(label="Ngày ban hành", required=False)
    subject = CharField(label="Trích yếu", max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    year = WholeNumberField(label="Kế hoạch của năm", min_value=2000, max_value=2099)
    issuer = CharField(label="Cơ quan ban hành (theo văn bản)", required=False, max_length=300)
    signer_capacity = CharField(label="Thể thức đề ký", required=False, max_length=120, help_text="TM., KT., TL., TUQ.")
    signer_title = CharField(label="Chức vụ người ký", required=False, max_length=120)
    signer_name = CharField(label="Người ký", required=False, max_length=120)
    recipients = LinesField(label="Nơi nhận", required=False, rows=4, help_text="Mỗi nơi một dòng.")

    def shown(self, data: Json) -> Json:
        signer = data.get("signer") or {}
        return dict(data) | {f"signer_{key}": signer.get(key) for key in ("capacity", "title", "name")}

    def clean(self) -> Json:
        data = super().clean()
        if not self.errors:
            try:
                header_columns(self.as_json())
            except Refused as refused:
                self.refuse(refused)
        return data

    def as_json(self) -> Json:
        """The document of Plan JSON that the form became."""
        data = self.cleaned_data
        signer = {key: or_none(data[f"signer_{key}"]) for key in ("capacity", "title", "name")}
        plain = ("type", "number", "place", "subject", "year", "issuer", "recipients")
        values = {key: or_none(data[key]) for key in plain if key in data}
        if "recipients" in values:
            values["recipients"] = data["recipients"]
        issued_on = data["issued_on"]
        values["issued_on"] = issued_on.isoformat() if issued_on else None
        return self.json | values | {"signer": signer if any(signer.values()) else None}


def body_field(label: str, rows: list[Agency]) -> forms.TypedChoiceField:
    """A choice among agencies that were already read; gives the Agency."""
    known = {row.public_id: row for row in rows}
    return forms.TypedChoiceField(
        label=label,
        choices=[("", "Chọn cơ quan"), *((row.public_id, row.name) for row in rows)],
        coerce=known.__getitem__,
        empty_value=None,
        error_messages={
            "required": "Chưa chọn.",
            "invalid_choice": "Cơ quan này không chọn được. Hãy chọn trong danh sách.",
        },
    )


def _add_bodies(form: BaseForm, offered: Bodies) -> None:
    form.fields["issuer"] = body_field("Cơ quan ban hành", offered.issuers)
    form.fields["drafter"] = body_field("Cơ quan soạn thảo, trình", offered.drafters)
    form.fields["coordinator"] = body_field("Cơ quan đầu mối theo dõi", offered.coordinators)


class BodiesForm(BaseForm):
    """The three bodies of a plan about to be drafted."""

    def __init__(self, *args: Any, offered: Bodies, **options: Any) -> None:
        super().__init__(*args, **options)
        _add_bodies(self, offered)


def _plan_field(rows: list[Plan]) -> forms.TypedChoiceField:
    known = {row.public_id: row for row in rows}
    return forms.TypedChoiceField(
        label="Thay thế kế hoạch đang có hiệu lực",
        required=False,
        choices=[("", "Không thay thế"), *((row.public_id, str(row)[:160]) for row in rows)],
        coerce=known.__getitem__,
        empty_value=None,
    )


class HeaderForm(DocumentForm):
    """The header of a draft: its document, its bodies, and what happens to a due date on a day off."""

    roll = forms.ChoiceField(label="Hạn rơi vào ngày nghỉ", choices=list(ROLL_LABELS.items()))

    def __init__(self, *args: Any, offered: Bodies, replaceable: Iterable[Plan] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["recipients"]
        _add_bodies(self, offered)
        self.fields["replaces"] = _plan_field(list(replaceable))

    def as_json(self) -> Json:
        """The document of Plan JSON that the form became, without what stands behind it."""
        data = super().as_json() | {"issuer": self.json.get("issuer")}
        return {key: value for key, value in data.items() if key != "replaces"}
