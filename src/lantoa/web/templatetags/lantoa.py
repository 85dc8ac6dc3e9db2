"""Filters and tags of every template (a builtin library: no {% load %} needed in pages)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput
from django.http import QueryDict
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lantoa.web import wording

register = template.Library()
MOST_MARKS = 12  # more squares than this are no longer counted at a glance


def _or_nothing(value: Any, text: Any) -> str:
    return "" if value is None or value == "" else text(value)


@register.filter
def ngay(day: date | datetime | None) -> str:
    """05/01/2026; nothing for no day."""
    return _or_nothing(day, wording.day_text)


@register.filter
def ngay_ngan(day: date | datetime | None) -> str:
    """05/01."""
    return _or_nothing(day, wording.day_text_short)


@register.filter
def ngay_thu(day: date | datetime | None) -> str:
    """Thứ Hai, 05/01/2026."""
    return _or_nothing(day, wording.weekday_text)


@register.filter
def ngay_cuoi(end: date | None) -> str:
    """The last day of a half-open period, from its end."""
    return _or_nothing(end, wording.last_day_text)


@register.filter
def luc(moment: datetime | None) -> str:
    """14:05 ngày 05/01/2026."""
    return _or_nothing(moment, wording.moment_text)


@register.filter
def so(number: int | float | Decimal | None) -> str:
    """1.234."""
    return _or_nothing(number, wording.number_text)


@register.filter
def phan_tram(percent: int | float | Decimal | None) -> str:
    """91,4% from a percentage of 0 to 100; "–" for None."""
    return wording.percent_text(None if percent == "" else percent)


@register.filter
def phan_tram_cua(done: int, total: int) -> str:
    """{{ done|phan_tram_cua:total }}: the share of two counts; "–" when there is nothing to count."""
    return wording.percent_text(wording.share_percent(done, total))


@register.filter
def size_vi(count: int | None) -> str:
    """1,5 MB from bytes."""
    return _or_nothing(count, wording.size_text)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of the sprite, hidden from screen readers: the words beside it say what it means."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("lantoa/icons.svg"),
        name,
    )


@register.simple_tag
def marks(done: int, minimum: int | None = None, maximum: int | None = None) -> SafeString:
    """Squares: filled for done, empty for left, dashed for allowed but not owed; with the same said in words.

    Quotas of more than MOST_MARKS are drawn as a bar.
    """
    owed = minimum or 0
    allowed = max(maximum or 0, owed)
    said = wording.quota_text(done, minimum, maximum)
    total = max(done, allowed)
    if total == 0:
        return mark_safe("")
    if total > MOST_MARKS:
        percent = 100 if not owed else min(Decimal(100), Decimal(done) * 100 / owed)
        return bar(percent, label=said, short=True)
    kinds = ["on" if place < done else "left" if place < owed else "max" for place in range(total)]
    squares = format_html_join("", '<i class="{}"></i>', ((kind,) for kind in kinds))
    return format_html('<span class="marks" role="img" aria-label="{}">{}</span>', said, squares)


@register.simple_tag
def quota(done: int, minimum: int | None = None, maximum: int | None = None) -> str:
    """The words of {% marks %}: "3 trong ít nhất 5"."""
    return wording.quota_text(done, minimum, maximum)


@register.simple_tag
def bar(
    percent: int | float | Decimal | None,
    label: str = "",
    late: bool = False,  # noqa: FBT001, FBT002  template tags are called by keyword
    short: bool = False,  # noqa: FBT001, FBT002
) -> SafeString:
    """A progress bar of 0 to 100, capped there; `label` is what it measures; nothing for None."""
    if percent is None:
        return mark_safe("")
    value = max(Decimal(0), min(Decimal(100), Decimal(str(percent))))
    said = wording.percent_text(percent)
    names = "bar" + (" late" if late else "") + (" short" if short else "")
    return format_html(
        '<progress class="{}" max="100" value="{}" aria-label="{}">{}</progress>',
        names,
        f"{value:.1f}",
        f"{label}: {said}" if label else said,
        said,
    )


@register.inclusion_tag("web/field.html")
def field(bound: BoundField, doubt: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002
    """A form's field with its label, help and errors; `doubt` marks a value that a person should look at."""
    return {"field": bound, "doubt": doubt}


@register.filter
def is_check(bound: BoundField) -> bool:
    """A single box to tick, whose label stands behind it."""
    return isinstance(bound.field.widget, CheckboxInput)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The page's query with some parameters changed: {% query thang=9 trang=None %} -> "?q=x&thang=9"."""
    request = context.get("request")
    parameters: QueryDict = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        parameters.pop(name, None)
        if value not in (None, ""):
            parameters[name] = str(value)
    encoded = parameters.urlencode()
    return f"?{encoded}" if encoded else "?"
