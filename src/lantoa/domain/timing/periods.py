"""Periods as rhythms: the names of periods, «hằng tháng», «mỗi quý», «6 tháng một lần», lists of them."""

from dataclasses import replace

from lantoa.domain.every import Every
from lantoa.domain.timing.cursor import Cursor, rule
from lantoa.domain.timing.facts import Count, Fact, Mark, Rhythm
from lantoa.domain.timing.numbers import any_number, ordinal
from lantoa.domain.timing.windows import first_months

_NAMES = {"ngay": Every.DAY, "tuan": Every.WEEK, "thang": Every.MONTH, "quy": Every.QUARTER, "nam": Every.YEAR}
_MULTIPLES = {
    (1, "ngay"): Every.DAY, (7, "ngay"): Every.WEEK, (1, "tuan"): Every.WEEK, (1, "thang"): Every.MONTH,
    (3, "thang"): Every.QUARTER, (6, "thang"): Every.HALF_YEAR, (12, "thang"): Every.YEAR, (1, "quy"): Every.QUARTER,
    (2, "quy"): Every.HALF_YEAR, (4, "quy"): Every.YEAR, (1, "nam"): Every.YEAR,
}  # fmt: skip
_LONGEST_DOER = 6
_EACH = ("dinh ky hang", "dinh ky moi", "dinh ky theo", "dinh ki hang", "theo tung", "tung", "hang", "moi mot", "moi")
_REGULATIONS = ("dinh", "hoach", "trinh", "che", "pham", "mo", "uoc", "tac", "khach")
# Words that make another word of a period's name: tháng tới, năm học, quý khách, ngày công.
_NOT_BEHIND = {
    "thang": ("nay", "toi", "truoc", "cuoi", "dau", "hanh"),
    "quy": ("nay", "sau", "truoc", "dau", "cuoi"),
    "nam": ("hoc", "nay", "sau", "truoc", "toi", "qua", "ke"),
    "ngay": ("cong", "ky", "nghi", "phap", "hoi", "nay", "sau", "truoc"),
    "tuan": ("nay", "sau", "truoc", "toi", "ke", "le"),
}


def each(cur: Cursor) -> bool:
    """Step over «hằng», «mỗi», «định kỳ hằng» …"""
    return cur.phrase(*_EACH) is not None


@rule
def period_name(cur: Cursor, *, marked: bool = False) -> Every | None:
    """«tháng», «6 tháng», «nửa năm», «01 quý»: a period taken as a kind.

    Without a mark such as «mỗi» before it, a name with a number behind («tháng 6») is one period and no kind.
    """
    if cur.phrase("nua nam"):
        return Every.HALF_YEAR
    count = any_number(cur) if cur.key(1) in _NAMES else None
    name = cur.key()
    if name not in _NAMES:
        return None
    cur.pos += 1
    if name == "quy" and cur.key() in _REGULATIONS:
        return None
    if not marked and count is None and (_is_numbered(cur) or _is_other_word(cur, name)):
        return None
    return _MULTIPLES.get((count or 1, name))


def _is_other_word(cur: Cursor, name: str) -> bool:
    """Whether the next word makes another word of the name; «năm trước» does, «báo cáo năm trước ngày …» does not."""
    if cur.key() == "truoc" and (cur.key(1) == "ngay" or cur.key(1).isdecimal()):
        return False
    return cur.key() in _NOT_BEHIND[name]


def _is_numbered(cur: Cursor) -> bool:
    """Whether a number follows that names one period, as in «tháng 6», «quý II», «năm 2026»."""
    here = cur.pos
    token = cur.peek()
    named = bool(token and token.number is not None) or ordinal(cur) is not None
    cur.pos = here
    return named


@rule
def rhythm(cur: Cursor) -> list[Fact] | None:
    """«hằng tháng», «Định kỳ hàng quý, 6 tháng và năm», «quý, 6 tháng, năm», «6 tháng một lần»."""
    return _on_working_day(cur) or _once_in(cur) or _marked_list(cur) or _bare_list(cur)


@rule
def _on_working_day(cur: Cursor) -> list[Fact] | None:
    """«ngày làm việc đầu tiên của tháng»: a day that no due rule names, and how often it comes."""
    cur.take("vao")
    if not cur.phrase("ngay lam viec dau tien", "ngay lam viec cuoi cung", "ngay lam viec dau", "ngay lam viec cuoi"):
        return None
    cur.take("cua", "trong")
    marked = each(cur)
    every = period_name(cur, marked=marked)
    return None if every is None else [Rhythm(every)]


@rule
def _once_in(cur: Cursor) -> list[Fact] | None:
    """«6 tháng một lần», «3 tháng/lần», «một năm hai lần»."""
    marked = cur.phrase("dinh ky hang", "dinh ky moi", "hang", "moi", "cu") is not None
    cur.phrase("dinh ky")
    every = period_name(cur, marked=marked)
    if every is None:
        return [Mark.UNREAD] if _unnamed_rhythm(cur) else None
    if cur.phrase("/ lan"):
        return [Count(1, 1, "lần", every)]
    cur.take("/")
    times = any_number(cur)
    if times is None or not cur.take("lan"):
        return None
    return [Count(times, times, "lần", every)]


@rule
def _unnamed_rhythm(cur: Cursor) -> bool | None:
    """«2 năm một lần», «2 tháng 1 lần»: a rhythm that Plan JSON has no word for."""
    if any_number(cur) is None or not cur.take(*_NAMES):
        return None
    if cur.phrase("/ lan"):
        return True
    cur.take("/")
    return True if any_number(cur) is not None and cur.take("lan") else None


@rule
def _marked_list(cur: Cursor) -> list[Fact] | None:
    """A list whose first period is marked by hằng, mỗi or định kỳ; those behind it need no mark."""
    if cur.key() == "mot":
        return _one_period(cur)
    if cur.phrase("tat ca cac", "cac") and cur.key() in ("thang", "quy", "tuan"):
        every = period_name(cur)
        return [Rhythm(every)] if every else None
    marked = cur.phrase(*_EACH) is not None
    if not marked and (not cur.phrase("dinh ky theo", "dinh ky :", "dinh ky", "dinh ki", "theo") or _is_plan_word(cur)):
        return None
    marked = cur.phrase(*_EACH) is not None or marked
    every = period_name(cur, marked=marked)
    if every is None:
        return None
    return [Rhythm(every), *_more(cur)]


@rule
def _one_period(cur: Cursor) -> list[Fact] | None:
    """«một tuần ba buổi»: with a number behind it, one period stands for each."""
    every = period_name(cur)
    behind = cur.pos
    if every is None or any_number(cur) is None:
        return None
    cur.pos = behind
    return [Rhythm(every)]


def _is_plan_word(cur: Cursor) -> bool:
    """«theo quy định» is no quarter: the accent must say so where the next word leaves a doubt."""
    token = cur.peek()
    return bool(token and token.key == "quy" and token.lower != "quý")


@rule
def _bare_list(cur: Cursor) -> list[Fact] | None:
    """Two or more periods without any mark, or one behind «báo cáo»: «quý, 6 tháng, năm», «báo cáo quý»."""
    reported = cur.key(-1) == "cao" and cur.key(-2) == "bao"
    first = _bare_item(cur)
    if first is None:
        return None
    more = _more(cur)
    return first + more if more or (reported and isinstance(first[0], Rhythm)) else None


def _more(cur: Cursor) -> list[Fact]:
    facts: list[Fact] = []
    while (item := _next_item(cur)) is not None:
        facts += item
    return facts


@rule
def _next_item(cur: Cursor) -> list[Fact] | None:
    """The next period of a list behind «,», «và», «/» or «hoặc»."""
    if not cur.take(",", "va", "/", "hoac", "&", "-"):
        return None
    cur.take("va")
    if not cur.phrase(*_EACH):
        return _bare_item(cur)
    every = period_name(cur, marked=True)
    return [Rhythm(every)] if every else None


@rule
def _bare_item(cur: Cursor) -> list[Fact] | None:
    """A period without a mark; «9 tháng», which no rhythm names, is the window it reports on."""
    if cur.key() == "ngay":
        return None
    if cur.phrase("9 thang", "09 thang"):
        return [replace(first_months(9, cur.year), reported=True)]
    every = period_name(cur)
    return None if every is None or cur.at_phrase("dau", "cuoi") else [Rhythm(every)]


def at_unnamed_rate(cur: Cursor) -> bool:
    """Whether a rate stands here that Plan JSON has no word for: «/2 tuần»."""
    number = cur.peek(1)
    return cur.key() == "/" and bool(number and number.number is not None) and cur.key(2) in _NAMES


@rule
def rate(cur: Cursor) -> Every | None:
    """What stands behind a counted unit: «/tháng», «/1 tháng», «/đơn vị/quý», «mỗi tháng», «trong 01 tuần»."""
    if cur.take("/"):
        return period_name(cur, marked=True) or _rate_of_each(cur)
    if cur.phrase(*_EACH, "trong moi"):
        return period_name(cur, marked=True)
    if cur.phrase("trong", "tren", "mot"):
        return period_name(cur)
    return None


@rule
def _rate_of_each(cur: Cursor) -> Every | None:
    """«/đơn vị/quý», «/xã, phường/tháng»: whose the rate is stands between."""
    for _ in range(_LONGEST_DOER):
        if cur.take("/"):
            return period_name(cur, marked=True)
        token = cur.peek()
        if token is None or not (token.is_word or token.key == ",") or token.key in ("hang", "moi", "dinh"):
            return None
        cur.pos += 1
    return None
