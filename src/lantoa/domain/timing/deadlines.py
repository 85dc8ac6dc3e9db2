"""By when: «trước ngày 15/6», «chậm nhất ngày 25 hằng tháng», «thứ Sáu hằng tuần», «đến năm 2030»; lone days."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from lantoa.domain.every import Every
from lantoa.domain.timing.cursor import Cursor, rule
from lantoa.domain.timing.dates import clock, days_named
from lantoa.domain.timing.facts import Deadline, Fact, Rhythm, Window
from lantoa.domain.timing.periods import each
from lantoa.domain.timing.spans import place_in_time
from lantoa.domain.timing.weekdays import weekday
from lantoa.domain.timing.windows import windows

_LATEST = (
    "cham nhat", "muon nhat", "tre nhat", "khong muon hon", "khong cham hon", "khong qua ngay", "han cuoi", "han chot",
    "thoi han", "han",
)  # fmt: skip
_AFTER_LEAD = ("la", "vao", "trong", "ngay", "den", ":", "cung")
_NEXT = ("sau", "tiep theo", "ke tiep", "lien ke sau", "lien ke", "lien sau", "toi")
_LAST_DAY = 31


@dataclass(frozen=True)
class _Lead:
    strict: bool = False
    until: bool = False


@rule
def deadline(cur: Cursor) -> list[Fact] | None:
    """A deadline with its lead words, or a day that recurs, or days that are windows of their own."""
    lead = _lead(cur)
    if lead is None:
        led = cur.take("vao") or cur.key(-1) == "(" or (cur.key(-1) == "," and cur.key() == "ngay")
        cur.take("trong")
        return _recurring_days(cur, led=led) or _recurring_weekdays(cur) or _days(cur)
    # «trước 16h ngày 22/7» leaves that day's morning, and «trước cuối tháng 6» all of June: the day itself is the last.
    strict = lead.strict and clock(cur) is None and not cur.at_phrase("cuoi", "het")
    found = _recurring_days(cur, led=True) or _recurring_weekdays(cur, led=True)
    found = found or _dates(cur) or _end_of_window(cur, strict=strict)
    if found is None:
        return None
    return [replace(fact, strict=strict, until=lead.until) for fact in found if isinstance(fact, Deadline)]


@rule
def _lead(cur: Cursor) -> _Lead | None:
    if cur.phrase("truoc khi", "truoc het", "truoc day", "truoc mat"):
        return None
    if cur.phrase("dinh huong den", "dinh huong", "tam nhin den", "tam nhin", "den het", "den", "toi"):
        return _Lead(until=True)
    late = cur.phrase(*_LATEST) is not None
    while late and cur.key() != "ngay" and cur.take(*_AFTER_LEAD):
        pass
    if cur.phrase("truoc hoac trong"):
        return _Lead()
    if cur.take("truoc"):
        return _Lead(strict=True)
    return _Lead() if late else None


@rule
def _dates(cur: Cursor) -> list[Fact] | None:
    """Dates; with «hằng năm» behind them, every year."""
    dates = days_named(cur)
    if dates is None:
        return None
    return [Deadline(dates=tuple(sorted(set(dates))), every=_yearly(cur))]


def _yearly(cur: Cursor) -> Every | None:
    here = cur.pos
    cur.take("cua")
    if each(cur) and cur.take("nam"):
        return Every.YEAR
    cur.pos = here
    return None


@rule
def _days(cur: Cursor) -> list[Fact] | None:
    """Days without a lead: due every year with «hằng năm», else each a window of one day."""
    clock(cur)
    dates = days_named(cur)
    if dates is None:
        return None
    every = _yearly(cur)
    if every is not None:
        return [Deadline(dates=tuple(sorted(set(dates))), every=every)]
    return [Window(day, day) for day in dates]


@rule
def _end_of_window(cur: Cursor, *, strict: bool) -> list[Fact] | None:
    """«trước tháng 12», «chậm nhất quý III/2026», «đến hết năm 2030»: the window's first day, or its last."""
    cur.take("het")
    place = place_in_time(cur)
    if place is None or place.start is None or place.last is None:
        return None
    return [Deadline(dates=(place.start if strict else place.last,), every=_yearly(cur))]


@rule
def _recurring_weekdays(cur: Cursor, *, led: bool = False) -> list[Fact] | None:
    """«thứ Hai, thứ Sáu hằng tuần»; with a lead or «vào» the week may be named elsewhere in the clause."""
    led = led or cur.key(-1) == "vao"
    cur.take("sang", "chieu", "toi")
    cur.phrase("cac ngay", "ngay")
    clock(cur)
    cur.take("ngay")
    days = _listed(cur, weekday)
    if not days:
        return None
    if cur.phrase("cua tuan", "trong tuan") or (each(cur) and cur.take("tuan")):
        return [Deadline(weekday=day, every=Every.WEEK) for day in days]
    if cur.at_phrase("tuan") or not led:
        return None  # «thứ 7 tuần cuối mỗi tháng» is a day that no due rule names
    return [Deadline(weekday=day) for day in days]


def _listed(cur: Cursor, item: Callable[[Cursor], int | None]) -> list[int]:
    """The items of a list behind commas or «và», each perhaps with «ngày» before it."""
    found: list[int] = []
    behind = cur.pos
    while (value := item(cur)) is not None:
        found.append(value)
        behind = cur.pos
        if not cur.take(",", "va", ";"):
            break
        cur.take("va")
        cur.take("ngay")
    cur.pos = behind
    return list(dict.fromkeys(found))


@rule
def _recurring_days(cur: Cursor, *, led: bool = False) -> list[Fact] | None:
    """«ngày 25 hằng tháng», «ngày 05 của tháng sau», «ngày 20 tháng cuối quý»; led, also «ngày 25» by itself."""
    clock(cur)
    named = cur.phrase("cac ngay", "ngay") is not None
    days = [_LAST_DAY] if named and cur.phrase("cuoi cung", "cuoi") else _listed(cur, _day_number)
    if not days or not (named or led):
        return None
    found = _month_of_day(cur)
    if found is not None:
        return [replace(found, day=day) for day in days]
    alone = led and named and cur.key() not in ("/", "-", ".", "thang", "ngay", "gio", "h")
    return [Deadline(day=days[0])] if alone and len(days) == 1 else None


@rule
def _day_number(cur: Cursor) -> int | None:
    cur.take("mung", "mong")
    token = cur.peek()
    return cur.number() if token and token.number in range(1, _LAST_DAY + 1) else None


@rule
def _month_of_day(cur: Cursor) -> Deadline | None:
    """Which month the day belongs to, and so how often it comes round."""
    cur.take("cua", "vao", "trong")
    if each(cur):
        return _each_period(cur)
    if not cur.take("thang"):
        return _whole_period(cur)
    cur.take("cua")
    if cur.phrase(*_NEXT):
        return Deadline(next_month=True, every=_reported_period(cur, Every.MONTH))
    if cur.phrase("cuoi cung", "cuoi"):
        return Deadline(every=_closing_period(cur))
    if cur.phrase("dau tien", "dau"):
        return _opening_month(cur)
    if cur.number() is not None:
        return None
    cur.phrase("bao cao")
    return Deadline(every=Every.MONTH)


@rule
def _each_period(cur: Cursor) -> Deadline | None:
    for word, every in (("thang", Every.MONTH), ("quy", Every.QUARTER)):
        if cur.take(word):
            return Deadline(every=every)
    return None


@rule
def _whole_period(cur: Cursor) -> Deadline | None:
    """«ngày cuối cùng của quý», «ngày 25 cuối quý»."""
    cur.phrase("cuoi cung", "cuoi")
    for word, every in (("quy", Every.QUARTER), ("nam", Every.YEAR)):
        if cur.take(word) and cur.number() is None:
            return Deadline(every=every)
    return None


def _closing_period(cur: Cursor) -> Every | None:
    """The period whose last month was named; None for «kỳ báo cáo», which the words leave open."""
    cur.take("cua", "trong")
    each(cur)
    if cur.phrase("6 thang", "06 thang", "nua nam"):
        return Every.HALF_YEAR
    every = {"quy": Every.QUARTER, "nam": Every.YEAR}.get(cur.key())
    if every is not None:
        cur.pos += 1
        cur.phrase("bao cao")
        return every
    cur.phrase("ky bao cao", "ky")
    return None


def _reported_period(cur: Cursor, otherwise: Every) -> Every | None:
    """The period behind «tháng sau …»: a month unless a quarter, a year or any «kỳ báo cáo» is named."""
    cur.take("cua")
    cur.phrase("lien ke", "khi ket thuc", "ket thuc")
    if cur.phrase("thang bao cao", "bao cao", "thang do"):
        return Every.MONTH
    if cur.phrase("quy bao cao", "quy"):
        return Every.QUARTER
    return None if cur.phrase("ky bao cao", "ky") else otherwise


@rule
def _opening_month(cur: Cursor) -> Deadline | None:
    """«tháng đầu quý sau»: the month behind a quarter; «tháng đầu kỳ sau» behind any period."""
    cur.take("cua")
    word = cur.key()
    if not cur.take("quy", "nam", "ky") or not cur.phrase(*_NEXT):
        return None
    every = {"quy": Every.QUARTER, "nam": Every.YEAR}.get(word)
    return Deadline(next_month=True, every=every)


@rule
def recurring_span(cur: Cursor) -> list[Fact] | None:
    """«từ ngày 05 đến ngày 10 hằng tháng»: the rhythm; a span of days is no deadline."""
    if not cur.take("tu"):
        return None
    cur.take("ngay")
    if _day_number(cur) is None or not cur.take("den"):
        return None
    cur.phrase("het ngay", "ngay", "het")
    if _day_number(cur) is None:
        return None
    found = _month_of_day(cur)
    return [Rhythm(found.every)] if found and found.every else None


@rule
def single_windows(cur: Cursor) -> list[Fact] | None:
    """Windows that stand alone."""
    found = windows(cur)
    return None if found is None else list(found)
