"""What people type on the screens of reports."""

from typing import Any

from django import forms

from lantoa.domain.due import NEXT_MONTH, DueRule
from lantoa.domain.extension import WhichDate
from lantoa.domain.period import Calendar
from lantoa.reports.models import CALENDAR_LABELS, SERIES_LABELS, WHICH_DATE_LABELS, Regime, Report
from lantoa.reports.narrative import SECTIONS
from lantoa.web.forms import BaseForm, CharField, DateField, TextField, TokenField, WholeNumberField

_LONGEST = 20_000


class NarrativeForm(BaseForm):
    """The words of every section, with the version the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for section in SECTIONS:
            words = (self.initial.get(section.key) or "") if self.initial else ""
            rows = min(14, max(4, words.count("\n") + len(words) // 90 + 2))
            self.fields[section.key] = TextField(
                label=f"{section.key}. {section.heading}",
                help_text=section.help,
                required=False,
                rows=rows,
                max_length=_LONGEST,
            )

    def sections(self) -> dict[str, str]:
        """The words that were typed, by section."""
        return {section.key: self.cleaned_data[section.key] for section in SECTIONS}


def narrative_form(report: Report) -> NarrativeForm:
    """The form of a report as it is stored."""
    return NarrativeForm(initial={**report.narrative, "version": report.version})


class NumberForm(BaseForm):
    """Number, date and signer, from the office's own document system; `seen` tells what stood there before."""

    seen = forms.CharField(widget=forms.HiddenInput)
    number = CharField(
        label="Số, ký hiệu",
        required=False,
        max_length=60,
        help_text="Lấy từ hệ thống văn bản của cơ quan, ví dụ 45/BC-UBND.",
    )
    signed_on = DateField(label="Ngày ký", required=False)
    signer_capacity = CharField(
        label="Thể thức đề ký", required=False, max_length=120, help_text="Ví dụ TM. ỦY BAN NHÂN DÂN hoặc KT. GIÁM ĐỐC."
    )
    signer_title = CharField(label="Chức vụ", required=False, max_length=120, help_text="Ví dụ CHỦ TỊCH, PHÓ GIÁM ĐỐC.")
    signer_name = CharField(label="Họ tên người ký", required=False, max_length=120)


class DecisionForm(BaseForm):
    """What the receiver says when it returns a report."""

    note = TextField(label="Lý do trả lại", rows=3, required=False, max_length=2000)


class BindingForm(BaseForm):
    """To which regime a report obligation goes, or into which other report."""

    regime = forms.ModelChoiceField(
        Regime.objects.none(), label="Chế độ báo cáo", required=False, empty_label="(không, lồng ghép vào báo cáo khác)"
    )
    into = CharField(
        label="Lồng ghép vào",
        required=False,
        max_length=300,
        help_text="Tên báo cáo được lồng ghép vào, ví dụ Báo cáo cải cách hành chính định kỳ.",
    )

    def __init__(self, *args: Any, regimes: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["regime"].queryset = regimes


class RegimeForm(BaseForm):
    """A new regime for what a plan asks to be reported."""

    token = TokenField()
    name = CharField(label="Tên báo cáo", max_length=300)
    period_kind = forms.ChoiceField(label="Kỳ báo cáo", choices=SERIES_LABELS)
    calendar = forms.ChoiceField(label="Thời gian chốt số liệu", choices=CALENDAR_LABELS)
    due_day = WholeNumberField(label="Hạn gửi: ngày", min_value=1, max_value=31)
    due_month = forms.ChoiceField(
        label="Của tháng", choices={"last": "tháng cuối kỳ", NEXT_MONTH: "tháng sau khi hết kỳ"}
    )
    starts_on = DateField(label="Áp dụng từ ngày")
    which_date_counts = forms.ChoiceField(
        label="Đúng hạn tính theo", choices=WHICH_DATE_LABELS, required=False, initial=WhichDate.EXTENDED
    )

    def due(self) -> DueRule:
        """The due day as a rule."""
        of = NEXT_MONTH if self.cleaned_data["due_month"] == NEXT_MONTH else None
        return DueRule(day=self.cleaned_data["due_day"], of=of)

    def chosen_calendar(self) -> Calendar:
        """The calendar as the domain names it."""
        return Calendar(self.cleaned_data["calendar"])

    def chosen_date(self) -> WhichDate:
        """Which of a duty's dates counts, as the domain names it; the extended one where nothing was said."""
        return WhichDate(self.cleaned_data["which_date_counts"] or WhichDate.EXTENDED)


class WhichDateForm(BaseForm):
    """Which of a duty's two dates counts in a regime's reports."""

    which = forms.ChoiceField(label="Đúng hạn tính theo", choices=WHICH_DATE_LABELS)
