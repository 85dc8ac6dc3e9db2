"""Forms of a plan's life: a decision with its words, a document's number and signer, a paragraph, a slip."""

from typing import Any

from django import forms

from lantoa.persistence.refusal import Refused
from lantoa.plans.forms.base import Json, JsonForm
from lantoa.plans.models import TEXT_PARTS
from lantoa.plans.operations.correcting import Slip
from lantoa.plans.operations.signing import Signature, signature
from lantoa.web.forms import BaseForm, CharField, DateField, TextField, WholeNumberField

# Parts of a plan that a person adds paragraphs to by hand; cited documents come with a reading.
ADDED_PARTS = {key: label for key, label in TEXT_PARTS.items() if key != "reference"}


class DecisionForm(BaseForm):
    """Submit, approve, return: which version was read, and words."""

    version = WholeNumberField(widget=forms.HiddenInput, required=False)
    reason = TextField(label="Lý do, ghi chú", required=False, rows=3)


class PaperForm(BaseForm):
    """Number, day and signer of a document about a plan; `signed` once it is valid."""

    number = CharField(label="Số, ký hiệu", max_length=60, help_text="Như trên văn bản, ví dụ 45/UBND-NC.")
    issued_on = DateField(label="Ngày ban hành")
    signer_capacity = CharField(label="Thể thức đề ký", max_length=120, help_text="TM., KT., TL., TUQ.")
    signer_title = CharField(label="Chức vụ người ký", max_length=120)
    signer_name = CharField(label="Họ tên người ký", max_length=120)

    signed: Signature

    def clean(self) -> Json:
        data: Json = super().clean()
        if not self.errors:
            try:
                self.signed = signature(**{name: data[name] for name in PaperForm.base_fields})
            except Refused as refused:
                self.refuse(refused)
        return data

    def refuse(self, refused: Refused) -> None:
        """Show an operation's refusal at its field, or at the top."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.sentence)


class WithdrawalForm(PaperForm):
    """The document that withdraws a plan, and why."""

    text = TextField(label="Lý do thu hồi", rows=3)


class CorrectionForm(PaperForm):
    """The document that corrects a plan: up to three slips, wrong words and right ones."""

    wrong = CharField(label="Chữ sai", max_length=500)
    right = CharField(label="Sửa thành", max_length=500)
    wrong2 = CharField(label="Chữ sai (chỗ thứ hai)", max_length=500, required=False)
    right2 = CharField(label="Sửa thành", max_length=500, required=False)
    wrong3 = CharField(label="Chữ sai (chỗ thứ ba)", max_length=500, required=False)
    right3 = CharField(label="Sửa thành", max_length=500, required=False)
    text = TextField(label="Ghi thêm", required=False, rows=2)

    def slips(self) -> list[Slip]:
        """The slips typed."""
        data = self.cleaned_data
        pairs = [(data[f"wrong{n}"], data[f"right{n}"]) for n in ("", "2", "3")]
        return [Slip(wrong, right) for wrong, right in pairs if wrong or right]


class ParagraphForm(JsonForm):
    """A paragraph of a draft that is no item."""

    heading = CharField(label="Tiêu đề", required=False, max_length=600)
    text = TextField(label="Nội dung", rows=8, required=False)

    def as_json(self) -> Json:
        """The paragraph that the form became."""
        return {name: self.cleaned_data[name] for name in ("heading", "text")}


class NewParagraphForm(ParagraphForm):
    """A paragraph to be added: also to which part."""

    part = forms.ChoiceField(label="Phần", choices=list(ADDED_PARTS.items()))
    field_order = ["part", "heading", "text"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, data_json={"heading": "", "text": ""}, **options)


class SignedFileForm(BaseForm):
    """The signed PDF."""

    file = forms.FileField(label="Bản ký (PDF)", widget=forms.FileInput(attrs={"accept": "application/pdf"}))
