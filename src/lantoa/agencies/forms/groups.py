"""What is typed about a group of bodies."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms

from lantoa.agencies.forms.bodies import agency_typed
from lantoa.agencies.groups import Rule
from lantoa.agencies.kinds import AGENCY_KIND_LABELS, LEVEL_LABELS, AgencyKind, Level
from lantoa.agencies.models import Agency
from lantoa.web.forms import BaseForm, CharField, DateField, TokenField


class GroupForm(BaseForm):
    """A group's name and rule; who is put in or left out comes from the ticks beside the form."""

    name = CharField(
        label="Tên nhóm", max_length=300, help_text="Đúng như văn bản hay gọi, ví dụ: Các xã có làng nghề."
    )
    note = CharField(label="Căn cứ, ghi chú", max_length=300, required=False)
    kinds = forms.MultipleChoiceField(
        label="Loại cơ quan",
        choices=AGENCY_KIND_LABELS.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn loại nào: nhóm là danh sách chọn từng cơ quan.",
    )
    levels = forms.MultipleChoiceField(
        label="Cấp", choices=LEVEL_LABELS.items(), required=False, widget=forms.CheckboxSelectMultiple
    )
    under = CharField(
        label="Thuộc cơ quan", max_length=300, required=False, help_text="Gõ tên; để trống là mọi nơi trong hệ thống."
    )
    day = DateField(label="Từ ngày", help_text="Xem và áp dụng từ ngày này; kế hoạch trước đó giữ như đã giao.")
    token = TokenField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, among: Collection[int], on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.among, self.on = among, on

    def clean_under(self) -> Agency | None:
        typed = self.cleaned_data["under"]
        return agency_typed(typed, self.among, self.on) if typed else None

    def rule(self) -> Rule:
        """The rule typed, after validation."""
        under = self.cleaned_data.get("under")
        return Rule(
            kinds=tuple(AgencyKind(kind) for kind in self.cleaned_data.get("kinds", ())),
            levels=tuple(Level(level) for level in self.cleaned_data.get("levels", ())),
            under=under.pk if under is not None else None,
        )
