"""How many: «03-04 số/tháng», «ít nhất 05 tin, bài», «10.000 tờ rơi», «50%»."""

from dataclasses import replace

from lantoa.domain.every import Every
from lantoa.domain.timing.cursor import Cursor, rule
from lantoa.domain.timing.facts import Bound, Count, Fact
from lantoa.domain.timing.numbers import number_range
from lantoa.domain.timing.periods import at_unnamed_rate, rate
from lantoa.domain.timing.units import at_counted_thing, at_unit, measure, unit_list

_LEAST = ("it nhat la", "it nhat", "toi thieu la", "toi thieu", "khong duoi", "khong it hon", "dat tren", "> =", "≥")
_MOST = ("toi da la", "toi da", "khong qua", "khong vuot qua", "nhieu nhat", "chi duoc", "< =", "≤")
_ABOUT = ("khoang", "tren duoi", "gan", "du kien", "dung")
_LEAST_BEFORE_NUMBER = ("tren", "hon")
_MOST_BEFORE_NUMBER = ("duoi",)
_QUOTES = {"“": "”", '"': '"', "«": "»"}
_BEFORE_NUMBER = {"ngay": Every.DAY, "tuan": Every.WEEK, "nam": Every.YEAR}
_LONGEST_UNIT = 4
_LONGEST_TAIL = 6


@rule
def bound(cur: Cursor) -> Bound | None:
    """Words that make a number a least or a most."""
    if cur.phrase(*_ABOUT):
        return Bound.EXACT
    if cur.phrase(*_LEAST):
        return Bound.LEAST
    return Bound.MOST if cur.phrase(*_MOST) else None


@rule
def _bound_at_number(cur: Cursor) -> Bound | None:
    """The same, and shorter words that bound only when a number follows at once («trên 30 tin»)."""
    found = bound(cur)
    if found is not None:
        cur.phrase("phai co", "co", "la")
        return found
    if cur.phrase(*_LEAST_BEFORE_NUMBER):
        return Bound.LEAST
    return Bound.MOST if cur.phrase(*_MOST_BEFORE_NUMBER) else None


@rule
def count(cur: Cursor) -> list[Fact] | None:
    """A number with what it counts, and its rate if it has one."""
    bracketed = cur.key(-1) == "("
    if cur.key(-1) in ("/", "-") and cur.peek(-2) is not None:
        return None
    summed = cur.phrase("tong so", "tong cong", "tong") is not None
    own = _bound_at_number(cur)
    if cur.at_phrase("mot so"):
        return None
    numbers = number_range(cur)
    if numbers is None:
        return None
    low, high = numbers
    if cur.take("%"):
        own = Bound.LEAST if cur.phrase("tro len") else own
        return [Count(low, high, "%", rate(cur), own, bracketed)]
    found = _known_unit(cur) or _measured(cur) or _unknown_unit(cur) or _bare_rate(cur)
    if found is None:
        return None
    if found.per is None and at_unnamed_rate(cur):
        return None
    own = Bound.LEAST if cur.phrase("tro len") else found.bound or own
    return [replace(found, low=low, high=high, bound=own, bracketed=bracketed, summed=summed)]


@rule
def count_of_period(cur: Cursor) -> list[Fact] | None:
    """«tuần 2 kỳ», «năm 04 số»: a period right before a number; a month or quarter there would be a numbered one."""
    every = _BEFORE_NUMBER.get(cur.key())
    cur.pos += 1
    numbers = number_range(cur) if every else None
    if numbers is None or not at_unit(cur):
        return None
    unit = unit_list(cur)
    return [Count(*numbers, unit, every)]


@rule
def _known_unit(cur: Cursor) -> Count | None:
    unit = unit_list(cur)
    if unit is None:
        return None
    upward = Bound.LEAST if cur.phrase("tro len") else None
    spoken = cur.key() != "/"
    per = rate(cur)
    if per is None and at_counted_thing(cur):
        return None
    return Count(0, 0, unit, per or _rate_behind_words(cur), upward, spread=spoken and per is not None)


def _rate_behind_words(cur: Cursor) -> Every | None:
    """«02 lớp tập huấn/năm»: a few words may stand between the unit and its rate."""
    here = cur.pos
    for _ in range(_LONGEST_TAIL):
        token = cur.peek()
        if token is None or not (token.is_word or token.key == "-"):
            break
        cur.pos += 1
        if cur.key() == "/":
            per = rate(cur)
            if per is not None:
                return per
            break
    cur.pos = here
    return None


@rule
def _measured(cur: Cursor) -> Count | None:
    """Time and money count only against a period: «01 ngày trong 01 tuần», but not «60 phút»."""
    unit = measure(cur)
    per = rate(cur) if unit else None
    return Count(0, 0, unit, per) if per else None


@rule
def _unknown_unit(cur: Cursor) -> Count | None:
    """Any words, if a rate stands right behind them, or if they are quoted."""
    closing = _QUOTES.get(cur.key())
    if closing is not None:
        return _quoted_unit(cur, closing)
    words: list[str] = []
    while len(words) < _LONGEST_UNIT:
        token = cur.peek()
        if token is None or not token.is_word:
            return None
        words.append(token.text)
        cur.pos += 1
        if cur.key() == "/":
            per = rate(cur)
            return Count(0, 0, " ".join(words), per) if per else None
    return None


@rule
def _quoted_unit(cur: Cursor, closing: str) -> Count | None:
    cur.pos += 1
    unit = ""
    behind = 0
    while not cur.take(closing):
        token = cur.peek()
        if token is None:
            return None
        unit += (" " if unit and token.start > behind else "") + token.text
        behind = token.end
        cur.pos += 1
    return Count(0, 0, unit, rate(cur)) if unit else None


@rule
def _bare_rate(cur: Cursor) -> Count | None:
    """«04/tháng»."""
    per = rate(cur) if cur.key() == "/" else None
    return Count(0, 0, None, per) if per else None
