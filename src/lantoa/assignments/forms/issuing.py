"""The forms of issue: the paper's number, day and signer."""

from django import forms

from lantoa.web.forms import BaseForm, CharField, DateField


class IssueForm(BaseForm):
    """Number, day, signer: what makes a draft a plan in force (Decree 30/2020/NĐ-CP, Article 8)."""

    number = CharField(label="Số, ký hiệu", max_length=60, help_text="Như trên văn bản, ví dụ 08/KH-UBND.")
    issued_on = DateField(label="Ngày ban hành")
    signer_capacity = CharField(
        label="Thể thức đề ký",
        max_length=120,
        help_text="Ví dụ TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, TL. CHỦ TỊCH, TUQ. GIÁM ĐỐC.",
        widget=forms.TextInput(attrs={"list": "the-thuc", "autocomplete": "off"}),
    )
    signer_title = CharField(label="Chức vụ người ký", max_length=120)
    signer_name = CharField(label="Họ tên người ký", max_length=120)


CAPACITIES = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "KT. GIÁM ĐỐC", "TL. CHỦ TỊCH", "TUQ. CHỦ TỊCH", "GIÁM ĐỐC")
