"""An obligation said in plain words, so that a person sees at once whether it was understood."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from lantoa.domain.every import Every
from lantoa.domain.lifecycle import Share
from lantoa.web.wording import WEEKDAYS, day_text, day_text_short, number_text

_EACH = {
    Every.DAY: "Mỗi ngày",
    Every.WEEK: "Mỗi tuần",
    Every.MONTH: "Mỗi tháng",
    Every.QUARTER: "Mỗi quý",
    Every.HALF_YEAR: "Mỗi 6 tháng",
    Every.YEAR: "Cả năm",
}
_PERIOD_END = {Every.MONTH: "của tháng", Every.QUARTER: "của tháng cuối quý", Every.HALF_YEAR: "của tháng cuối kỳ"}

INFERRED_LABELS = {
    "min": "số lượng ít nhất",
    "max": "số lượng nhiều nhất",
    "every": "nhịp",
    "unit": "đơn vị tính",
    "from": "ngày bắt đầu",
    "to": "ngày kết thúc",
    "due": "hạn",
    "channel": "nơi đăng, phát",
    "who": "cơ quan thực hiện",
    "total": "tổng cả kỳ",
    "share": "cách giao cho nhiều cơ quan",
    "what": "tên việc",
}


def explain_obligation(data: Mapping[str, Any]) -> str:
    """What an OBLIGATION of Plan JSON asks, in one Vietnamese sentence.

    "Mỗi tháng 3 đến 4 tin, bài, hạn ngày 25 của tháng; từ 01/01 đến 31/12/2026."
    """
    every = Every(data["every"])
    head = _head(every, data)
    parts = [part for part in (head, _total(data), _due(data.get("due"), every)) if part]
    said = ", ".join(parts)
    tail = [_window(data), _where(data), _to(data), _together(data)]
    return "; ".join([said, *(part for part in tail if part)]) + "."


def inferred_words(keys: list[str]) -> str:
    """What the reading added by itself, "số lượng ít nhất, nhịp"; "" for nothing."""
    return ", ".join(INFERRED_LABELS.get(key, key) for key in keys)


def _head(every: Every, data: Mapping[str, Any]) -> str:
    if every == Every.STANDING:
        return "Thường xuyên, không đếm số lượng"
    if every == Every.PENDING:
        return "Chờ văn bản khác nên chưa có hạn"
    amount = _amount(data.get("min"), data.get("max"), data.get("unit") or "lần")
    if every == Every.ONCE:
        return f"Một lần trong kỳ: {amount}" if amount else "Một lần trong kỳ"
    return f"{_EACH[every]} {amount}" if amount else f"{_EACH[every]}, chưa rõ số lượng"


def _amount(minimum: int | None, maximum: int | None, unit: str) -> str:
    if minimum is None and maximum is None:
        return ""
    if maximum is None:
        return f"ít nhất {number_text(minimum or 0)} {unit}"
    if minimum is None:
        return f"nhiều nhất {number_text(maximum)} {unit}"
    if minimum == maximum:
        return f"{number_text(minimum)} {unit}"
    return f"{number_text(minimum)} đến {number_text(maximum)} {unit}"


def _total(data: Mapping[str, Any]) -> str:
    return f"cả kỳ {number_text(data['total'])} {data.get('unit') or 'lần'}" if data.get("total") is not None else ""


def _due(due: Mapping[str, Any] | None, every: Every) -> str:
    if not due:
        return ""
    before = "trước" if due.get("strict") else "hạn"
    if due.get("day") is not None:
        where = "của tháng sau" if due.get("of") else _PERIOD_END.get(every, "của tháng cuối")
        return f"{before} ngày {due['day']:02d} {where}"
    if due.get("weekday") is not None:
        return f"{before} {WEEKDAYS[due['weekday'] - 1].lower()}"
    days = ", ".join(day_text(date.fromisoformat(text)) for text in due.get("dates") or ())
    return f"{before} ngày {days}" if days else ""


def _window(data: Mapping[str, Any]) -> str:
    if not (data.get("from") and data.get("to")):
        return ""
    start, last = date.fromisoformat(data["from"]), date.fromisoformat(data["to"])
    if start.year != last.year:
        return f"từ {day_text(start)} đến {day_text(last)}"
    if (start.month, start.day, last.month, last.day) == (1, 1, 12, 31):
        return f"trong năm {start.year}"
    return f"từ {day_text_short(start)} đến {day_text(last)}"


def _where(data: Mapping[str, Any]) -> str:
    return f"trên {data['channel']}" if data.get("channel") else ""


def _to(data: Mapping[str, Any]) -> str:
    if not data.get("report"):
        return ""
    return f"là báo cáo gửi {data['to_agency']}" if data.get("to_agency") else "là báo cáo"


def _together(data: Mapping[str, Any]) -> str:
    if len(data.get("who") or ()) > 1 and data.get("share") == Share.TOGETHER:
        return "các cơ quan cùng làm một sản phẩm"
    return ""
