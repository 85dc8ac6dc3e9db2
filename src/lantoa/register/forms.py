"""What a clerk types into the register."""

from typing import Any

from django import forms

from lantoa.register.kinds import DOCUMENT_TYPES
from lantoa.register.models import NumberSeries
from lantoa.register.operations import COLUMNS, LARGEST, Columns
from lantoa.web.forms import BaseForm, CharField, DateField, TextField, TokenField, WholeNumberField


class ColumnsForm(BaseForm):
    """The columns beside a number (Decree 30/2020/NĐ-CP, Annex IV)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    abstract = TextField(label="Trích yếu", rows=2, max_length=600)
    signer = CharField(label="Người ký", required=False, max_length=120)
    recipients = TextField(label="Nơi nhận", rows=2, required=False, max_length=600)
    kept_by = CharField(label="Đơn vị, người nhận bản lưu", required=False, max_length=200)
    copies = WholeNumberField(label="Số lượng bản", required=False, min_value=1, max_value=100_000)
    sent_on = DateField(label="Ngày chuyển", required=False)
    received_by = CharField(label="Ký nhận", required=False, max_length=200)
    note = CharField(label="Ghi chú", required=False, max_length=600)

    def columns(self) -> Columns:
        """What was typed, for the operations."""
        return Columns(**{name: self.cleaned_data[name] for name in COLUMNS})


class TakeForm(ColumnsForm):
    """The next number of a series, for a document."""

    version = None
    token = TokenField()
    series = forms.ModelChoiceField(
        NumberSeries.objects.none(), label="Loạt số", to_field_name="public_id", empty_label="Chọn loạt số"
    )
    unit = CharField(
        label="Đơn vị soạn thảo", required=False, max_length=15, help_text="Chỉ với công văn, viết tắt, ví dụ VP."
    )
    day = DateField(label="Ngày văn bản")
    field_order = ("token", "series", "unit", "day", *COLUMNS)

    def __init__(self, *args: Any, series: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["series"].queryset = series


class SeriesForm(BaseForm):
    """A new series of numbers."""

    document_type = forms.ChoiceField(label="Loại văn bản", choices={name: name for name in DOCUMENT_TYPES})
    symbol = CharField(
        label="Ký hiệu", max_length=40, help_text="Phần sau dấu gạch chéo, ví dụ KH-UBND; công văn chỉ ghi UBND."
    )
    first_number = WholeNumberField(
        label="Số đầu tiên năm nay",
        min_value=1,
        max_value=LARGEST,
        initial=1,
        help_text="Đang dùng sổ giấy thì ghi số tiếp theo của sổ giấy. Sang năm tự bắt đầu lại từ 01.",
    )


class CancelForm(BaseForm):
    """Why a number is cancelled."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = CharField(label="Lý do hủy", max_length=300)
