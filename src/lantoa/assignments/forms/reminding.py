"""The forms of reminders: the coordinator's words and day, a body's answer, the stages."""

import re
from typing import Any

from django import forms

from lantoa.assignments.operations.reminding import LONGEST_ANSWER, LONGEST_WORDS
from lantoa.domain.reminding import MOST_DAYS
from lantoa.web.forms import BaseForm, DateField, TextField, TokenField, WholeNumberField

_DAYS = re.compile(r"[\s,;]+")


class ReminderForm(BaseForm):
    """What is said to all the bodies, and by when it should be done."""

    token = TokenField()
    words = TextField(
        label="Nội dung",
        rows=3,
        required=False,
        max_length=LONGEST_WORDS,
        help_text="Thêm vào danh sách việc; có trong thông báo, công văn và tin nhắn nhóm.",
    )
    answer_by = DateField(label="Đề nghị hoàn thành trước ngày", required=False)


class AnswerForm(BaseForm):
    """What a body says to a reminder."""

    answer = TextField(label="Trả lời", rows=2, required=False, max_length=LONGEST_ANSWER)


class DaysField(forms.CharField):
    """Several numbers of days: "7, 3, 1". Gives a list of whole numbers."""

    def clean(self, value: Any) -> list[int]:
        """The numbers. Raises ValidationError for anything else."""
        text = super().clean(value) or ""
        parts = [part for part in _DAYS.split(text.strip()) if part]
        if any(not part.isascii() or not part.isdecimal() or len(part) > 3 for part in parts):
            raise forms.ValidationError("Hãy gõ các số ngày cách nhau bằng dấu phẩy, ví dụ 7, 3, 1.")
        return [int(part) for part in parts]


class StagesForm(BaseForm):
    """How many days before and after a date; when it goes higher."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    before = DaysField(label="Nhắc trước hạn (ngày)", required=False, help_text="Ví dụ 7, 3, 1. Để trống: không nhắc.")
    after = DaysField(label="Nhắc sau hạn (ngày)", required=False, help_text="Ví dụ 1, 7, 14. Để trống: không nhắc.")
    head_after = WholeNumberField(
        label="Báo lãnh đạo cơ quan khi quá hạn (ngày)",
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text="Để trống là không báo.",
    )
    coordinator_after = WholeNumberField(
        label="Báo đầu mối theo dõi kế hoạch khi quá hạn (ngày)",
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text="Để trống là không báo.",
    )
