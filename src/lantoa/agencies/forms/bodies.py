"""What is typed about a body."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms

from lantoa.agencies import queries
from lantoa.agencies.kinds import AGENCY_KIND_LABELS, LEVEL_LABELS
from lantoa.agencies.models import Agency, LinkKind
from lantoa.web.forms import BaseForm, CharField, DateField, TextField, TokenField

LINK_LABELS = {LinkKind.UNDER: "Là cơ quan trực thuộc", LinkKind.OFFICE: "Là phòng, bộ phận trong cơ quan đó"}


def agency_typed(text: str, among: Collection[int], on: date) -> Agency:
    """The one agency a typed name means. Raises ValidationError naming those it might mean."""
    found = queries.meant_by(text, among, on)
    if len(found) == 1:
        return found[0]
    if not found:
        raise forms.ValidationError("Không thấy cơ quan nào tên như vậy trong phạm vi quản trị.")
    names = "; ".join(str(row) for row in found)
    raise forms.ValidationError(f"Tên này có thể là: {names}. Hãy gõ đủ tên của một cơ quan.")


class AgencyForm(BaseForm):
    """What a body is called and what it is."""

    name = CharField(label="Tên đầy đủ", max_length=300)
    short_name = CharField(label="Tên gọn", max_length=120, required=False, help_text="Ví dụ: Xã An Phúc, Sở Nội vụ.")
    kind = forms.ChoiceField(label="Loại", choices=[("", "Chọn loại"), *AGENCY_KIND_LABELS.items()])
    level = forms.ChoiceField(label="Cấp", choices=[("", "Chọn cấp"), *LEVEL_LABELS.items()])
    symbol = CharField(label="Ký hiệu trong số văn bản", max_length=40, required=False, help_text="Ví dụ: UBND, SNV.")
    code = CharField(label="Mã định danh", max_length=40, required=False)
    other_names = TextField(
        label="Tên khác, mỗi dòng một tên",
        rows=3,
        required=False,
        help_text="Tên viết tắt, tên cũ, cổng hoặc trang thông tin do cơ quan quản lý: văn bản gọi sao ghi vậy.",
    )

    def clean_other_names(self) -> list[str]:
        """One name a line."""
        names = [line for line in self.cleaned_data["other_names"].split("\n") if line]
        if any(len(name) > 300 for name in names):
            raise forms.ValidationError("Có tên dài quá 300 ký tự.")
        return names


class EditAgencyForm(AgencyForm):
    """The same, of a body that is there; the version says from which state the form was made."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class AddAgencyForm(AgencyForm):
    """A new body under another."""

    link = forms.ChoiceField(label="Quan hệ với cơ quan cấp trên", choices=LINK_LABELS.items(), initial=LinkKind.UNDER)
    starts_on = DateField(label="Có hiệu lực từ ngày")
    token = TokenField()

    def clean_link(self) -> LinkKind:
        return LinkKind(self.cleaned_data["link"])


class MoveAgencyForm(BaseForm):
    """Under which body, and from which day on."""

    parent = CharField(label="Cơ quan cấp trên mới", max_length=300, help_text="Gõ tên, có dấu hoặc không dấu.")
    link = forms.ChoiceField(label="Quan hệ với cơ quan cấp trên", choices=LINK_LABELS.items(), initial=LinkKind.UNDER)
    starts_on = DateField(label="Từ ngày")

    def __init__(self, *args: Any, among: Collection[int], on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.among, self.on = among, on

    def clean_parent(self) -> Agency:
        return agency_typed(self.cleaned_data["parent"], self.among, self.on)

    def clean_link(self) -> LinkKind:
        return LinkKind(self.cleaned_data["link"])
