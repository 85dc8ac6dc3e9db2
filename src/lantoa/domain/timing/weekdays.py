"""Days of the week."""

from lantoa.domain.timing.cursor import Cursor, rule

_DAYS = {"hai": 1, "2": 1, "ba": 2, "3": 2, "tư": 3, "tu": 3, "4": 3, "năm": 4, "nam": 4, "5": 4}
_DAYS |= {"sáu": 5, "sau": 5, "6": 5, "bảy": 6, "bay": 6, "7": 6}


@rule
def weekday(cur: Cursor) -> int | None:
    """«thứ Sáu», «thứ 7», «chủ nhật»: 1 for Monday to 7."""
    if cur.phrase("chu nhat"):
        return 7
    if not cur.take("thu"):
        return None
    token = cur.peek()
    day = _DAYS.get(token.lower) if token else None
    if day is not None:
        cur.pos += 1
    return day
