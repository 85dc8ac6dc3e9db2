"""Form parts for Vietnamese offices: days as they are typed, tidy text, whole numbers with dots, plain errors."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.vietnamese import nfc
from lantoa.web.wording import day_text

EARLIEST_YEAR, LATEST_YEAR = 2000, 2099
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SPACES = re.compile(r"[^\S\n]+")


def read_day(text: str, *, earliest_year: int = EARLIEST_YEAR, latest_year: int = LATEST_YEAR) -> date:
    """A typed day ("5/1/2026", "05-01-2026", "5.1.26", "2026-01-05"). Raises ValueError with a Vietnamese sentence."""
    text = text.strip()
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        year += 2000 if len(match[3]) == 2 else 0
    else:
        raise ValueError("Chưa đọc được ngày. Hãy gõ ngày/tháng/năm, ví dụ 05/01/2026.")
    if not earliest_year <= year <= latest_year:
        raise ValueError(f"Năm {year} có lẽ gõ nhầm: chỉ nhận từ năm {earliest_year} đến năm {latest_year}.")
    if not 1 <= month <= 12:
        raise ValueError(f"Không có tháng {month}. Hãy gõ ngày/tháng/năm, ví dụ 05/01/2026.")
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    if not 1 <= day <= last:
        raise ValueError(f"Tháng {month}/{year} không có ngày {day}, chỉ có từ ngày 1 đến ngày {last}.")
    return date(year, month, day)


def whole_number(text: str | None) -> int | None:
    """A count or a key that an address or a hidden field carries; None for what no honest page sends.

    At most 18 plain figures: neither other scripts' figures nor what no column holds reaches the database.
    """
    return int(text) if text and len(text) <= 18 and text.isascii() and text.isdecimal() else None


class TokenField(forms.CharField):
    """A form's own token. It becomes an identifier that stands in addresses, so nothing else is taken."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(
            validators=[RegexValidator(r"\A[A-Za-z0-9_-]{16,22}\Z", "Hãy tải lại trang rồi gửi lại.")], **options
        )


class DayInput(forms.TextInput):
    """A text box for a day. Not type="date": that one shows the machine's order of day and month, not Vietnam's."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"inputmode": "numeric", "autocomplete": "off", "placeholder": "ngày/tháng/năm"} | (attrs or {})
        )

    def format_value(self, value: Any) -> str | None:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else super().format_value(value)


class DateField(forms.Field):
    """A day. earliest_year and latest_year bound what is believed; both ends count."""

    widget = DayInput

    def __init__(self, *, earliest_year: int = EARLIEST_YEAR, latest_year: int = LATEST_YEAR, **options: Any) -> None:
        super().__init__(**options)
        self.earliest_year, self.latest_year = earliest_year, latest_year

    def prepare_value(self, value: Any) -> Any:
        """A stored day ("2026-01-05") is shown as people write it; anything else as it was typed."""
        try:
            return day_text(read_day(value)) if isinstance(value, str) and _ISO.fullmatch(value) else value
        except ValueError:
            return value

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            return read_day(str(value), earliest_year=self.earliest_year, latest_year=self.latest_year)
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except forms.ValidationError:
            return True


class CharField(forms.CharField):
    """Text in one normal form, trimmed, with single spaces; line breaks stay only where the widget has lines."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return text
        text = nfc(text).replace("\r\n", "\n").replace("\r", "\n")
        if not isinstance(self.widget, forms.Textarea):
            return " ".join(text.split())
        return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


class TextField(CharField):
    """CharField of several lines."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)


class WholeNumberField(forms.IntegerField):
    """A count as it is typed here: "1.234", "1 234" and "1234" are one number; "1,5" is refused, not rounded."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.setdefault("inputmode", "numeric")

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            text = value.strip()
            if re.fullmatch(r"-?\d{1,3}([. \u00a0]\d{3})+", text):
                text = re.sub(r"[. \u00a0]", "", text)
            if text and not re.fullmatch(r"-?\d+", text):
                raise forms.ValidationError("Hãy nhập một số nguyên, ví dụ 12.", code="invalid")
            value = text
        return super().to_python(value)


class Select(forms.Select):
    """A list to choose from, drawn in Python: two templates for each of a hundred options would cost a page."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        groups = self.optgroups(name, self.format_value(value), attrs)
        body = format_html_join("", "{}", ((self._group(title, options),) for title, options, _ in groups))
        return format_html('<select name="{}"{}>{}</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), body)

    def _group(self, title: str | None, options: list[dict[str, Any]]) -> SafeString:
        rows = ((row["value"], flatatt(row["attrs"]), row["label"]) for row in options)
        body = format_html_join("", '<option value="{}"{}>{}</option>', rows)
        return body if title is None else format_html('<optgroup label="{}">{}</optgroup>', title, body)


class OfficeRenderer(DjangoTemplates):
    """Draws forms with our templates, whatever the project's own renderer is."""

    form_template_name = "web/form.html"
    field_template_name = "web/field.html"


# One for all forms: each renderer parses the templates of fields and widgets anew.
OFFICE_RENDERER = OfficeRenderer()


class BaseForm(forms.Form):
    """A form drawn by our partials: {{ form }} gives the summary of errors and every field."""

    default_renderer = OFFICE_RENDERER
    use_required_attribute = False  # the browser's own bubbles are in the browser's language, ours are in the office's

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        for field in self.fields.values():
            say_plainly(field)


class BaseModelForm(forms.ModelForm):
    """BaseForm for one row of a table."""

    default_renderer = OFFICE_RENDERER
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        for field in self.fields.values():
            say_plainly(field)


def say_plainly(field: forms.Field) -> None:
    """Replace Django's stock sentence for a missing value, unless the form's author wrote one."""
    stock = forms.Field.default_error_messages["required"]
    if field.error_messages.get("required") != stock:
        return
    if isinstance(field, forms.FileField):
        field.error_messages["required"] = "Chưa chọn tệp."
    elif isinstance(field, forms.BooleanField):
        field.error_messages["required"] = "Cần đánh dấu vào ô này."
    elif isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        field.error_messages["required"] = "Chưa chọn."
    else:
        field.error_messages["required"] = "Chưa nhập."
