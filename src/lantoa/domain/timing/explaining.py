"""A timing as a sentence that an officer understands."""

from datetime import date

from lantoa.domain.due import NEXT_MONTH, DueRule
from lantoa.domain.every import Every
from lantoa.domain.timing.model import Timing

_EACH = {
    Every.DAY: "mỗi ngày",
    Every.WEEK: "mỗi tuần",
    Every.MONTH: "mỗi tháng",
    Every.QUARTER: "mỗi quý",
    Every.HALF_YEAR: "mỗi 6 tháng",
    Every.YEAR: "mỗi năm",
}
_LAST_MONTH = {
    Every.MONTH: "của tháng",
    Every.QUARTER: "của tháng cuối quý",
    Every.HALF_YEAR: "của tháng cuối kỳ 6 tháng",
    Every.YEAR: "của tháng 12",
}
_NEXT_MONTH = {
    Every.MONTH: "của tháng sau",
    Every.QUARTER: "của tháng đầu quý sau",
    Every.HALF_YEAR: "của tháng đầu kỳ 6 tháng sau",
    Every.YEAR: "của tháng 01 năm sau",
}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def explain(timing: Timing) -> str:
    """This will say a timing in one Vietnamese sentence without a full stop.

    In: any timing. Out: how many of what, how often, in which window; behind a semicolon, by when.
    """
    if timing.every is Every.PENDING:
        return "Chưa định thời gian: phụ thuộc văn bản hoặc sự kiện khác"
    sentence = ", ".join(part for part in (_what(timing), _window(timing.start, timing.last)) if part)
    if timing.due is not None:
        sentence += "; " + _due(timing.due, timing.every)
    return sentence[0].upper() + sentence[1:]


def _what(timing: Timing) -> str:
    often = _EACH.get(timing.every, "")
    if timing.min is None and timing.max is None:
        uncounted = {Every.STANDING: "thường xuyên", Every.ONCE: "thực hiện"}
        return uncounted.get(timing.every, often)
    total = f" (tổng số {_grouped(timing.total)})" if timing.total is not None else ""
    return " ".join(part for part in (_number(timing), timing.unit or "", often) if part) + total


def _number(timing: Timing) -> str:
    low, high = timing.min, timing.max
    if low is None:
        return f"nhiều nhất {_grouped(high)}"
    if high is None:
        return f"ít nhất {_grouped(low)}"
    return _grouped(low) if low == high else f"từ {_grouped(low)} đến {_grouped(high)}"


def _grouped(number: int | None) -> str:
    """A number with its thousands marked the Vietnamese way: 10.000."""
    return f"{number:,}".replace(",", ".")


def _window(start: date | None, last: date | None) -> str:
    if start is not None and start == last:
        return f"ngày {_day(start)}"
    begins = f"từ {_day(start)}" if start else ""
    ends = f"đến hết {_day(last)}" if last else ""
    return " ".join(part for part in (begins, ends) if part)


def _day(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def _due(due: DueRule, every: Every) -> str:
    lead = "trước" if due.strict else "chậm nhất"
    if due.dates:
        return f"{lead} ngày {', '.join(_day(day) for day in due.dates)}"
    if due.weekday is not None:
        return f"{lead} {_WEEKDAYS[due.weekday - 1]} của tuần"
    names, otherwise = (_NEXT_MONTH, "của tháng sau kỳ") if due.of == NEXT_MONTH else (_LAST_MONTH, "của tháng cuối kỳ")
    return f"{lead} ngày {due.day} {names.get(every, otherwise)}"
