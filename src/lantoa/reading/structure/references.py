"""Documents that a plan cites by number, each once, and the dates beside them."""

import re
from datetime import date
from typing import TypedDict

from lantoa.vietnamese import fold


class Reference(TypedDict):
    """A cited document: its type, number with symbol, ISO date (null when none is printed)."""

    type: str
    number: str
    date: str | None


_TYPES = (
    "Nghị quyết liên tịch", "Thông tư liên tịch", "Nghị quyết", "Nghị định", "Quyết định", "Kế hoạch", "Chỉ thị",
    "Thông tư", "Công văn", "Công điện", "Chương trình hành động", "Chương trình", "Đề án", "Hướng dẫn", "Kết luận",
    "Thông báo", "Văn bản", "Báo cáo", "Tờ trình", "Quy định", "Quy chế", "Luật", "Pháp lệnh", "Phương án", "Lệnh",
)  # fmt: skip
_NUMBER = r"\d{1,5}[a-zA-Z]?(?:/\d{4})?(?:/|-)[A-ZĐ][A-ZĐa-z]{0,7}\d{0,2}(?:[-/&.][A-ZĐ][A-ZĐa-zđ]*\d{0,3}){0,4}"
_DATE = (
    r"(?:\s*,?\s*(?:ban hành\s+)?ngày\s*(?P<day>\d{1,2})\s*(?:/|-|\.|tháng)\s*(?P<month>\d{1,2})\s*(?:/|-|\.|"
    r"năm)\s*(?P<year>\d{4}))?"
)
_CITED = re.compile(
    rf"(?P<type>{'|'.join(_TYPES)})\s+(?:(?<=Luật )[^;.\d]{{3,90}}?\s(?=số\s))?"
    rf"(?:số\s*:?\s*)?(?P<number>{_NUMBER}){_DATE}",
    re.IGNORECASE,
)
_MORE = re.compile(rf"\s*(?:,|;|và|,\s*số)\s*(?:số\s*)?(?P<number>{_NUMBER}){_DATE}")


def references_in(text: str, own_number: str | None = None) -> list[Reference]:
    """The documents cited in a text in the order of their first mention.

    A document cited twice is given once, with the date of whichever mention has one. `own_number` is left out:
    an appendix names the plan it belongs to.
    """
    found: dict[tuple[str, str], Reference] = {}
    for match in _CITED.finditer(text):
        kind = next(name for name in _TYPES if name.lower() == match["type"].lower())
        _note(found, kind, match, own_number)
        more = _MORE.match(text, match.end())
        while more:
            _note(found, kind, more, own_number)
            more = _MORE.match(text, more.end())
    return list(found.values())


def _note(found: dict[tuple[str, str], Reference], kind: str, match: re.Match[str], own_number: str | None) -> None:
    number = match["number"]
    if number[-1] in "/-" or not re.search("[A-ZĐ]", number) or number == own_number:
        return
    printed = iso_date(match["day"], match["month"], match["year"])
    known = found.setdefault((kind, fold(number)), Reference(type=kind, number=number, date=printed))
    known["date"] = known["date"] or printed


def iso_date(day: str | None, month: str | None, year: str | None) -> str | None:
    """An ISO date out of printed numbers, None when one is missing or there is no such day."""
    if not (day and month and year):
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
