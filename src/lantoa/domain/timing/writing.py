"""A timing as a phrase that the grammar reads back as the same timing."""

from datetime import date

from lantoa.domain.due import NEXT_MONTH, DueRule
from lantoa.domain.every import Every
from lantoa.domain.timing.model import Timing
from lantoa.domain.timing.units import is_known_unit

_RATES = {
    Every.DAY: "/ngày",
    Every.WEEK: "/tuần",
    Every.MONTH: "/tháng",
    Every.QUARTER: "/quý",
    Every.HALF_YEAR: "/6 tháng",
    Every.YEAR: "/năm",
}
_RHYTHMS = {
    Every.DAY: "hằng ngày",
    Every.WEEK: "hằng tuần",
    Every.MONTH: "hằng tháng",
    Every.QUARTER: "hằng quý",
    Every.HALF_YEAR: "mỗi 6 tháng",
    Every.YEAR: "hằng năm",
    Every.STANDING: "thường xuyên",
    Every.ONCE: "",
}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def write(timing: Timing) -> str:
    """This will put a timing into words that `parse_timing` reads back as that timing, whatever the plan's year.

    In: a timing whose counts have a unit, whose window has an end, and whose due rule fits its rhythm and window. Out:
    a phrase: «ít nhất 5 tin, bài/tháng, từ 01/01/2026 đến 31/12/2026, chậm nhất ngày 25 của tháng cuối kỳ báo cáo».
    """
    if timing.every is Every.PENDING:
        return "theo kế hoạch"
    due = _due(timing.due) if timing.due is not None else ""
    return ", ".join(part for part in (_what(timing), _window(timing.start, timing.last), due) if part)


def _what(timing: Timing) -> str:
    if timing.min is None and timing.max is None:
        return _RHYTHMS[timing.every]
    counted = f"{_number(timing)} {_unit(timing.unit)}{_RATES.get(timing.every, '')}"
    if timing.total is None:
        return counted
    return f"{timing.total} {_unit(timing.unit)} ({counted})"


def _number(timing: Timing) -> str:
    if timing.min is None:
        return f"tối đa {timing.max}"
    if timing.max is None:
        return f"ít nhất {timing.min}"
    return str(timing.min) if timing.min == timing.max else f"{timing.min}-{timing.max}"


def _unit(unit: str | None) -> str:
    """A unit the grammar would not know by itself stands in quotation marks."""
    if unit is None or unit == "%" or is_known_unit(unit):
        return unit or "lần"
    return f"“{unit}”"


def _window(start: date | None, last: date | None) -> str:
    if start is None and last is None:
        return ""
    begins = _day(start) if start else "ngày ban hành"
    return f"từ {begins} đến {_day(last) if last else 'nay'}"


def _day(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def _due(due: DueRule) -> str:
    lead = "trước" if due.strict else "chậm nhất"
    if due.dates:
        return f"{lead} ngày {', '.join(_day(day) for day in due.dates)}"
    if due.weekday is not None:
        return f"{lead} {_WEEKDAYS[due.weekday - 1]}"
    return f"{lead} ngày {due.day} của tháng {'sau' if due.of == NEXT_MONTH else 'cuối'} kỳ báo cáo"
