"""Days as web pages write them: for machines (ISO 8601, RFC 2822) and for Vietnamese readers."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from lantoa.vietnamese import nfc

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_FIRST_YEAR, _LAST_YEAR = 1997, 2100  # the country joined the Internet in 1997
_NUMBERS = r"(?P<d{n}>\d{{1,2}})\s?[/.-]\s?(?P<m{n}>\d{{1,2}})\s?[/.-]\s?(?P<y{n}>\d{{4}})"
_DAY = re.compile(
    rf"(?<![\d/.-]){_NUMBERS.format(n=1)}(?![\d/-])"
    r"|ngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})\s*(?:,|năm)\s*(?:năm\s*)?(?P<y2>\d{4})(?!\d)",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s+nhật|t[2-7]|cn)\s*[,.-]?\s*(?:ngày\s+)?$"
_BEFORE = re.compile(
    rf"{_WEEKDAY}|(?:ngày đăng|đăng ngày|cập nhật|xuất bản|\d{{1,2}}\s?[:h]\s?\d{{2}})[^0-9]{{0,12}}$", re.I
)
_CLOCK_AFTER = re.compile(r"^[\s,|–-]{0,4}(?:lúc\s*)?\d{1,2}\s?(?::|h|giờ)\s?\d{2}", re.IGNORECASE)


def machine_day(text: str) -> date | None:
    """Read a day written for machines or readers; a moment with an offset is the day it was in Viet Nam."""
    text = text.strip()[:100]
    moment = _iso(text) or _mail(text)
    if moment is None:
        return written_day(text)
    day = moment.astimezone(_VIETNAM).date() if moment.tzinfo else moment.date()
    return _plausible(day)


def written_day(text: str) -> date | None:
    """Give the first day in the text written as 16/11/2026, 16-11-2026, 16.11.2026 or "ngày 16 tháng 11 năm 2026"."""
    return next((day for found in _DAY.finditer(nfc(text)) if (day := _day(found))), None)


def stamped_day(text: str) -> date | None:
    """Give the first day in the text that is written as a page writes when it was put up.

    That is with its weekday, with an hour beside it, or after words such as "ngày đăng"; a day inside a sentence of the
    article is not one.
    """
    text = nfc(text)
    for found in _DAY.finditer(text):
        before, after = text[max(0, found.start() - 40) : found.start()], text[found.end() : found.end() + 20]
        if (_BEFORE.search(before) or _CLOCK_AFTER.search(after)) and (day := _day(found)):
            return day
    return None


def _day(found: re.Match[str]) -> date | None:
    which = "1" if found["d1"] else "2"
    day, month, year = (int(found[part + which]) for part in "dmy")
    if month > 12 >= day:  # some portals keep the American order of their software
        day, month = month, day
    try:
        return _plausible(date(year, month, day))
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    found = re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", text)
    try:
        return datetime.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    if not re.match(r"[A-Za-z]{3},\s*\d", text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None


def _plausible(day: date) -> date | None:
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None
