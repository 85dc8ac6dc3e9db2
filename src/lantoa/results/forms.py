"""The forms of results: recording, taking back, confirming, stating, declaring finished."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from lantoa.agencies.models import Agency
from lantoa.catalogue.models import Channel, ResultKind
from lantoa.results.models import Result
from lantoa.web.forms import BaseForm, CharField, DateField, Select, TextField, WholeNumberField


class ManyFiles(forms.FileInput):
    """A file box that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files as they came; what is inside is judged where they are made ready, not here."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        return data or []


class RecordForm(BaseForm):
    """«Ghi kết quả». Everything but the title has a value from the start, so that a person mostly confirms."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=64)
    link = CharField(
        label="Dán đường dẫn, hoặc chụp ảnh",
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://…"}),
    )
    photo = FilesField(
        label="Chụp ảnh",
        required=False,
        widget=ManyFiles(
            attrs={"accept": "image/*", "capture": "environment", "data-preview": "anh-xem-truoc", "class": "only-read"}
        ),
    )
    file = FilesField(
        label="Ảnh, ghi âm, tệp có sẵn",
        required=False,
        widget=ManyFiles(
            attrs={"accept": "image/*,audio/*,.pdf,.docx,.xlsx", "multiple": True, "data-preview": "tep-xem-truoc"}
        ),
        help_text="Ảnh JPEG, PNG; ghi âm MP3, WAV; văn bản PDF, DOCX, XLSX.",
    )
    title = CharField(label="Nội dung đã làm", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    happened_on = DateField(label="Ngày đăng, phát, làm")
    quantity = WholeNumberField(label="Số lượng", min_value=1, max_value=1_000_000)
    kind = forms.ModelChoiceField(
        ResultKind.objects.none(), label="Loại", empty_label=None, to_field_name="code", widget=Select
    )
    channel = forms.ModelChoiceField(
        Channel.objects.none(),
        label="Nơi đăng, phát",
        required=False,
        empty_label="(không có)",
        to_field_name="public_id",
        widget=Select,
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Ghi cho cơ quan", empty_label=None, to_field_name="public_id"
    )
    note = TextField(label="Ghi rõ thêm", required=False, rows=2, max_length=4000)

    def __init__(
        self, *args: Any, kinds: list[ResultKind], channels: list[Channel], agencies: list[Agency], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].queryset = ResultKind.objects.filter(pk__in=[row.pk for row in kinds]).order_by("position")
        self.fields["channel"].queryset = Channel.objects.filter(pk__in=[row.pk for row in channels]).order_by(
            "position"
        )
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=[row.pk for row in agencies]).order_by("sort_key")
        # The rows are at hand: choices cost no further query.
        self.fields["kind"].choices = [(row.code, row.name) for row in kinds]
        self.fields["channel"].choices = [("", "(không có)"), *((row.public_id, row.name) for row in channels)]
        self.fields["agency"].choices = [(row.public_id, row.name) for row in agencies]
        if len(agencies) == 1:
            self.fields["agency"].widget = forms.HiddenInput()


class ReasonForm(BaseForm):
    """Why a result is taken back."""

    reason = CharField(label="Lý do bỏ", max_length=500)


class VerifyForm(BaseForm):
    """The coordinator's word on a result."""

    note = CharField(label="Lý do", max_length=1000, required=False)


class EvidenceField(forms.ModelMultipleChoiceField):
    """Results of one's own agency, led to as evidence."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Result) -> str:
        return f"{obj.happened_on:%d/%m/%Y} · {obj.title}"


class StateForm(BaseForm):
    """What was done on a standing duty in a quarter."""

    quarter = forms.ChoiceField(label="Quý")
    text = TextField(label="Đã làm gì trong quý", rows=5, max_length=4000)
    evidence = EvidenceField(
        Result.objects.none(), label="Dẫn kết quả đã ghi", required=False, to_field_name="public_id"
    )

    def __init__(self, *args: Any, quarters: Iterable[tuple[str, str]], results: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["quarter"].choices = list(quarters)
        self.fields["evidence"].queryset = results


class CompleteForm(BaseForm):
    """An item declared finished."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label="Cơ quan", empty_label=None, to_field_name="public_id")
    finished_on = DateField(label="Ngày hoàn thành")
    note = TextField(label="Nêu rõ", required=False, rows=4, max_length=4000)
    evidence = EvidenceField(
        Result.objects.none(), label="Dẫn kết quả đã ghi", required=False, to_field_name="public_id"
    )

    def __init__(self, *args: Any, agencies: list[Agency], results: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=[row.pk for row in agencies])
        if len(agencies) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
        self.fields["evidence"].queryset = results


class DecideForm(BaseForm):
    """Accept or return."""

    note = TextField(label="Ý kiến", required=False, rows=3, max_length=4000)


class ListForm(BaseForm):
    """What to look for in the list of results."""

    q = CharField(label="Nội dung", required=False, max_length=100)
    kind = forms.ChoiceField(label="Loại", required=False)
    state = forms.ChoiceField(label="Tình trạng", required=False)
    first = DateField(label="Từ ngày", required=False)
    last = DateField(label="Đến ngày", required=False)

    def __init__(self, *args: Any, kinds: Iterable[ResultKind], states: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", "mọi loại"), *((row.code, row.name) for row in kinds)]
        self.fields["state"].choices = [("", "còn tính"), *states.items()]


def day_or_none(form: BaseForm, name: str) -> date | None:
    """A day typed into a bound form, None where it is missing or wrong. Works before the whole form is valid."""
    try:
        found: date | None = form.fields[name].clean(form.data.get(name) or form.initial.get(name))
    except forms.ValidationError:
        return None
    return found
