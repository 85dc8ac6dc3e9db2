"""The upload of a table of bodies, and the planting of a province's units."""

from typing import Any

from django import forms

from lantoa.adapters.sheets import MOST_ROWS
from lantoa.agencies import units
from lantoa.web.forms import BaseForm, DateField, TokenField
from lantoa.web.wording import number_text


class TableForm(BaseForm):
    """A table of bodies to bring in."""

    file = forms.FileField(
        label="Bảng cơ quan",
        help_text=f"Excel (.xlsx, .xls), LibreOffice (.ods) hoặc CSV UTF-8; nhiều nhất {number_text(MOST_ROWS)} dòng.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        error_messages={"empty": "Tệp rỗng, không có dòng nào.", "required": "Chưa chọn tệp."},
    )
    starts_on = DateField(
        label="Cơ quan mới có hiệu lực từ ngày", help_text="Dùng cho dòng không ghi cột “Từ ngày”.", earliest_year=1945
    )
    token = TokenField()


class PlantForm(BaseForm):
    """Which province of the national list."""

    province = forms.ChoiceField(label="Tỉnh, thành phố")
    with_former = forms.BooleanField(
        label="Lập cả địa bàn tỉnh, huyện, xã đến 30/6/2025 và nơi kế thừa",
        required=False,
        help_text="Nhờ đó phần mềm hiểu kế hoạch cũ gọi tên huyện, xã đã sắp xếp.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["province"]
        choice.choices = [("", "Chọn tỉnh, thành phố"), *((unit.id, unit.name) for unit in units.provinces())]  # type: ignore[attr-defined]

    def clean_province(self) -> units.Unit:
        """The province itself."""
        return units.present()[self.cleaned_data["province"]]
