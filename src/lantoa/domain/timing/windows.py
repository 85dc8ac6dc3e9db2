"""Windows of time: months, quarters, parts of a year, years."""

import calendar
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from lantoa.domain.timing.cursor import Cursor, rule
from lantoa.domain.timing.dates import year_behind, year_number
from lantoa.domain.timing.facts import Window
from lantoa.domain.timing.numbers import any_number, ordinal, word_number

_WITHIN_YEAR = ("trong suot nam", "trong ca nam", "trong nam", "ca nam", "toan nam", "trong cac nam")
_PART = ("dau", "giua", "cuoi", "nua dau", "nua cuoi", "trong")


def months_window(year: int, first: int, last: int) -> Window:
    """From the first day of one month to the last of another in the same year."""
    return Window(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), named=True)


def first_months(count: int, year: int) -> Window:
    """The first months of a year: «9 tháng»."""
    return months_window(year, 1, count)


def year_window(year: int, last: int | None = None, *, whole_year: bool = False) -> Window:
    """One year, or the years up to another."""
    return Window(date(year, 1, 1), date(last or year, 12, 31), whole_year)


@rule
def windows(cur: Cursor) -> list[Window] | None:
    """The windows that stand here; a list of months under one head is one window if nothing is missing in it."""
    return _parts_of_year(cur) or _months(cur) or _quarters(cur) or _years(cur)


@rule
def _months(cur: Cursor) -> list[Window] | None:
    """«Tháng 5/2025», «tháng 1,2,3», «tháng 5-7/2022», «06/2025», «(10 và 11/2019)»."""
    cur.phrase(*_PART)
    if cur.take("thang"):
        numbers = _numbers_listed(cur, _month_number, "thang")
        if numbers is None:
            return None
        return _runs(year_behind(cur) or _year_ahead(cur) or cur.year, numbers, per=1)
    cur.take("(")
    numbers = _numbers_listed(cur, _month_number, "thang")
    if numbers is None or not cur.take("/"):
        return None
    year = year_number(cur)
    return None if year is None else _runs(year, numbers, per=1)


def _month_number(cur: Cursor) -> int | None:
    return _month_in_digits(cur) or _month_in_words(cur)


@rule
def _month_in_words(cur: Cursor) -> int | None:
    """«tháng Mười», «tháng mười hai»; «một» and «năm» mean other things too («tháng một lần», «tháng, năm»)."""
    token = cur.peek()
    if token is None or token.lower in ("một", "mot", "năm") or cur.key(-1) != "thang":
        return None
    month = word_number(cur)
    at_end = cur.key() in ("", "nam", "/", ",", ";", ".", ")", "-", "den", "va")
    return month if month is not None and month <= 12 and at_end else None


def _month_in_digits(cur: Cursor) -> int | None:
    token = cur.peek()
    if token is None or token.number is None or not 1 <= token.number <= 12 or len(token.text) > 2:
        return None
    return cur.number()


@rule
def _quarters(cur: Cursor) -> list[Window] | None:
    """«Quý II/2025», «Quý I, II/2019», «Quý I-III/2024», «quý I và quý III/2026»."""
    cur.phrase(*_PART)
    if not cur.take("quy"):
        return None
    numbers = _numbers_listed(cur, ordinal, "quy")
    if numbers is None:
        return None
    return _runs(year_behind(cur) or _year_ahead(cur) or cur.year, numbers, per=3)


@rule
def _numbers_listed(cur: Cursor, number: Callable[[Cursor], int | None], head: str) -> list[int] | None:
    """«1,2,3», «5-7», «10 và 11», «I, II»: the numbers that stand under one head."""
    first = number(cur)
    if first is None:
        return None
    numbers = [first]
    while (more := _next_number(cur, number, numbers[-1])) is not None:
        numbers += more
    return numbers


@rule
def _next_number(cur: Cursor, number: Callable[[Cursor], int | None], before: int) -> list[int] | None:
    joiner = cur.key()
    if not cur.take(",", "va", "-", "den", "&", ";", "+", "hoac"):
        return None
    cur.take("va")
    found = number(cur)
    if found is None or found <= before or _begins_something_else(cur):
        return None
    return list(range(before + 1, found + 1)) if joiner in ("-", "den") else [found]


def _begins_something_else(cur: Cursor) -> bool:
    """«tháng 3, 5 tin»: the number behind the comma may belong to what follows, a unit or a day."""
    token = cur.peek()
    if token is None or not token.is_word:
        return cur.key() == "/" and _day_not_month(cur)
    return token.key not in ("nam", "va", "quy", "thang", "den", "cua", "hang")


def _day_not_month(cur: Cursor) -> bool:
    token = cur.peek(1)
    return bool(token and token.number is not None and token.number <= 31)


def _runs(year: int, numbers: list[int], *, per: int) -> list[Window]:
    """Windows of numbers that follow each other, each number a span of so many months."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [months_window(year, (run[0] - 1) * per + 1, run[-1] * per) for run in runs]


def _year_ahead(cur: Cursor) -> int | None:
    """The year of a sibling: «quý I và quý III/2026», «từ tháng 3 đến tháng 11/2024»."""
    here = cur.pos
    year = None
    if cur.take("va", ","):
        head = cur.key()
        if cur.take("quy", "thang") and (ordinal(cur) if head == "quy" else _month_number(cur)) is not None:
            year = year_behind(cur) or _year_ahead(cur)
    cur.pos = here
    return year


@rule
def _parts_of_year(cur: Cursor) -> list[Window] | None:
    """«6 tháng đầu năm 2026», «9 tháng», «nửa cuối năm», «3 tháng cuối năm», «2 quý đầu năm»."""
    if cur.phrase("nua dau nam", "nua cuoi nam") is not None:
        first = cur.key(-2) == "dau"
        year = _bare_year(cur)
        return [months_window(year, 1, 6) if first else months_window(year, 7, 12)]
    count = any_number(cur)
    if count in (1, 2, 3) and cur.take("quy"):
        count, alone = 3 * count, False
    elif count is not None and 1 <= count <= 12 and cur.take("thang"):
        alone = True
    else:
        return None
    if cur.phrase("cuoi nam"):
        return [months_window(_bare_year(cur), 13 - count, 12)]
    if cur.phrase("dau nam", "dau cua nam"):
        return [first_months(count, _bare_year(cur))]
    # Alone, «9 tháng» and «6 tháng» are the months since the year began; «2 tháng» is a length of time.
    if not alone or count not in (6, 9):
        return None
    since = first_months(count, year_behind(cur) or cur.year)
    return [replace(since, reported=True)]


def _bare_year(cur: Cursor) -> int:
    return year_number(cur) or year_behind(cur) or cur.year


@rule
def _years(cur: Cursor) -> list[Window] | None:
    """«2026», «năm 2026», «giai đoạn 2021 - 2030», «trong năm», «cả năm»."""
    if cur.phrase("ngay tu dau nam", "tu dau nam", "quanh nam", "suot nam"):
        return [year_window(_bare_year(cur), whole_year=True)]
    within = cur.phrase(*_WITHIN_YEAR) is not None
    if not within and cur.phrase("cac nam", "giai doan", "dau nam", "giua nam", "cuoi nam", "nam") is None:
        return _bare_years(cur)
    found = _bare_years(cur)
    if found is None and cur.key(-1) == "nam" and (within or cur.key(-2) in ("dau", "giua", "cuoi")):
        cur.take("nay")
        return [year_window(cur.year, whole_year=within)]
    if found and within and len(found) == 1:
        return [Window(found[0].start, found[0].last, whole_year=True)]
    return found


@rule
def _bare_years(cur: Cursor) -> list[Window] | None:
    first = year_number(cur)
    if first is None or cur.key() in ("/", "%"):
        return None
    if (last := _span_end(cur)) is not None and last >= first:
        return [year_window(first, last)]
    return [year_window(first)]


@rule
def _span_end(cur: Cursor) -> int | None:
    if not cur.take("-", "den"):
        return None
    cur.take("nam")
    return year_number(cur)
