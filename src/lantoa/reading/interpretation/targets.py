"""Chỉ tiêu: the percentage of a target and the things it measures."""

import re
from typing import Any

_SHARE = re.compile(r"(?P<percent>\d{1,3}(?:[.,]\d{1,2})?)\s*%\s*(?:trở lên\s*)?(?:(?:số|tổng số|các)\s+)?")
_END = re.compile(
    r"[;.:()]|\s(?:được|có|xây dựng|duy trì|đã|đang|phải|thực hiện|tham gia|sử dụng|biết|hiểu|tiếp cận|nắm|đạt|"
    r"bố trí|đăng|tổ chức|"
    r"tuyên truyền|triển khai|hài lòng|bảo đảm|đảm bảo|khi|trong|ban hành|niêm yết|công khai|cập nhật|phát|mở|"
    r"gửi|hoàn thành|đủ)(?![\wÀ-ỹ])"
)


_NOUN_WORDS = 25


def measures_in(text: str) -> list[dict[str, Any]]:
    """Every «100% X» of a target: {"percent": 100, "of": "X"}, X being the noun up to its verb or a comma."""
    found = []
    for match in _SHARE.finditer(text):
        rest = text[match.end() :]
        end = _END.search(rest)
        noun = rest[: end.start()] if end else rest
        if len(noun.split()) > _NOUN_WORDS:
            noun = noun.partition(",")[0]  # no verb in sight: a comma must do
        if noun.strip():
            found.append({"percent": _number(match["percent"]), "of": noun.strip(" .;")})
    return found


def percent_in(text: str) -> int | float | None:
    """The first percentage of a target; None when it has none."""
    match = _SHARE.search(text)
    return _number(match["percent"]) if match else None


def _number(text: str) -> int | float:
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value
