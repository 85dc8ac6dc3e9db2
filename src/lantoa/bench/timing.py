"""`lantoa bench timing`: phrases read, and duties expanded in dates of dateutil.rrule, which make the same days.

No two obligations measured are alike (window, due rule, numbers), so nothing is answered from a memory of an earlier
answer; what is kept between them is the calendar itself, as rrule keeps its own tables of months.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

from lantoa.bench.measure import side_by_side
from lantoa.domain.due import NEXT_MONTH, DueRule
from lantoa.domain.every import Every
from lantoa.domain.obligation import ObligationTerms, expand
from lantoa.domain.period import Period, year_of
from lantoa.domain.timing import parse_timing
from lantoa.domain.working_days import WorkingDays

try:
    from dateutil import rrule
except ImportError:  # a development dependency: the product itself has no use for it
    rrule = None

ROUNDS = 9
AGENCIES = 100
NO_DAYS_OFF = WorkingDays()
YEARS = range(2021, 2051)

PHRASES = (
    "Thường xuyên", "Thường xuyên trong năm {year}", "Quý II/{year}", "Tháng 10/{year}", "Từ Quý I/{year}",
    "Quý I-III/{year}", "{n} số ({m:02d} số/tháng)", "{m:02d}-{n:02d} số/tháng", "Ít nhất {n:02d} tin, bài/tháng",
    "Mỗi quý có ít nhất {m:02d} tin, bài viết, phóng sự gửi và được duyệt đăng Chuyên trang CCHC",
    "Chậm nhất ngày {day} hằng tháng", "chậm nhất ngày {day:02d} của tháng sau tháng báo cáo",
    "trước ngày {day} tháng cuối quý", "Hoàn thành trước ngày {day}/11/{year}", "Chậm nhất 17 giờ thứ Sáu hằng tuần",
    "Định kỳ hằng quý, 6 tháng, năm", "Theo lịch của Ban Tuyên giáo Tỉnh ủy", "Tối thiểu {m:02d} lần/năm",
    "từ ngày {day}/3/{year} đến ngày 30/4/{year}", "6 tháng đầu năm {year}", "{n}.000 tờ rơi trong năm {year}",
    "- Tháng 1,2,3: Văn phòng - Tháng 4,5,6: Phòng Thanh tra - Tháng 7,8,9: Phòng Chuyển đổi số",
    "03-04 s6/thang", "Thuong xuyén trong nam {year}", "trước ngày {day}/3, {day}/6, {day}/11",
    "Nghị quyết số 76/NQ-CP ngày {day}/7/2021 của Chính phủ",
)  # fmt: skip

Terms = tuple[ObligationTerms, date]
Recurrence = dict[str, Any]


def _phrases() -> list[tuple[str, int]]:
    """Distinct phrases of the kinds that real plans hold."""
    sizes = product(PHRASES, range(1, 21))
    made = {(p.format(year=2020 + n, n=n + 3, m=n, day=n + 5), 2020 + n) for p, n in sizes}
    return sorted(made)


def _obligation(every: Every, window: Period, due: DueRule | None, low: int) -> Terms:
    terms = ObligationTerms(every=every, minimum=low, maximum=None, total=None, window=window, due=due)
    return terms, window.start + timedelta(days=7)


def _first(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _monthly(year: int, step: int, start: int, kind: int) -> tuple[Terms, Recurrence]:
    """Every 1, 3 or 6 months over a year: by a day, before it, by a day of the next month, by the end."""
    every = {1: Every.MONTH, 3: Every.QUARTER, 6: Every.HALF_YEAR}[step]
    window = Period(_first(year, start), _first(year + 1, start))
    day = 2 + (year + kind * 7) % 26
    rules = (DueRule(day=day), DueRule(day=day, strict=True), DueRule(day=day, of=NEXT_MONTH), None)
    dues = (day, day - 1, day, -1)
    begins = _first(year, start + step - (1 if kind != 2 else 0))
    ends = window.last_day + timedelta(days=28 if kind == 2 else 0)
    recurrence = {"freq": 1, "interval": step, "bymonthday": dues[kind], "dtstart": begins, "until": ends}
    return _obligation(every, window, rules[kind], year + kind), recurrence


def _weekly(year: int, number: int) -> tuple[Terms, Recurrence]:
    start = date(year, 1, 1) + timedelta(days=-date(year, 1, 1).weekday() % 7 + 7 * number)
    window = Period(start, start + timedelta(days=364))
    weekday = (year + number) % 7 + 1
    recurrence = {"freq": 2, "byweekday": weekday - 1, "dtstart": start, "until": window.last_day}
    return _obligation(Every.WEEK, window, DueRule(weekday=weekday), year + number), recurrence


def _yearly(year: int, number: int) -> tuple[Terms, Recurrence]:
    window = Period(date(year, 1, 1), date(year + 5, 1, 1))
    recurrence = {"freq": 0, "dtstart": date(year, 12, 5 + number), "until": window.last_day}
    return _obligation(Every.YEAR, window, DueRule(day=5 + number), number), recurrence


def _daily(year: int) -> tuple[Terms, Recurrence]:
    window = year_of(year)
    return _obligation(Every.DAY, window, None, year), {"freq": 3, "dtstart": window.start, "until": window.last_day}


def _work() -> dict[str, list[tuple[Terms, Recurrence]]]:
    """Obligations by rhythm, about as often as plans hold them: most are monthly, quarterly and weekly."""
    return {
        "month": [_monthly(year, 1, 1 + n, n % 4) for year in YEARS for n in range(12)],
        "quarter": [_monthly(year, 3, 1 + 3 * (n % 4), n // 2) for year in YEARS for n in range(8)],
        "half_year": [_monthly(year, 6, 1 + 6 * (n % 2), n) for year in YEARS for n in range(3)],
        "week": [_weekly(year, n) for year in YEARS for n in range(4)],
        "year": [_yearly(year, n) for year in YEARS for n in range(2)],
        "day": [_daily(year) for year in YEARS],
    }


def _expanded(work: list[tuple[Terms, Recurrence]]) -> list[list[date]]:
    made = [expand(terms, issued_on=issued, working_days=NO_DAYS_OFF) for (terms, issued), _ in work]
    return [[duty.due_on for duty in duties] for duties in made]


def _recurring(work: list[tuple[Terms, Recurrence]]) -> list[list[date]]:
    return [[day.date() for day in _recurrence(**rule)] for _, rule in work]


def _recurrence(*, dtstart: date, until: date, **rule: Any) -> Any:
    at = datetime.min.time()
    return rrule.rrule(dtstart=datetime.combine(dtstart, at), until=datetime.combine(until, at), **rule)


def _expand_all(work: list[tuple[Terms, Recurrence]]) -> Callable[[], None]:
    """Make each obligation from its figures, as from a row of a table, and expand it."""

    def run() -> None:
        for (terms, issued), _ in work:
            own = ObligationTerms(
                every=terms.every, minimum=terms.minimum, maximum=None, total=None, window=terms.window, due=terms.due
            )
            expand(own, issued_on=issued, working_days=NO_DAYS_OFF)

    return run


def _recur_all(work: list[tuple[Terms, Recurrence]]) -> Callable[[], None]:
    """Make each recurrence from its figures and list its dates, with the times of day already given."""
    at = datetime.min.time()
    rules = [
        {k: datetime.combine(v, at) if isinstance(v, date) else v for k, v in recurrence.items()}
        for _, recurrence in work
    ]

    def run() -> None:
        for rule in rules:
            list(rrule.rrule(**rule))

    return run


def _province() -> list[Terms]:
    """The plan of a province: for each of its agencies thirty obligations over one year, each with its own number."""
    kinds = [
        *((Every.MONTH, DueRule(day=20 + n)) for n in range(6)), *((Every.MONTH, None),) * 5,
        *((Every.QUARTER, DueRule(day=20)),) * 5, *((Every.WEEK, DueRule(weekday=5)),) * 2, (Every.WEEK, None),
        *((Every.HALF_YEAR, DueRule(day=10)),) * 2, *((Every.YEAR, None),) * 3, *((Every.ONCE, None),) * 3,
        *((Every.ONCE, DueRule(dates=(date(2026, month, 20),))) for month in (3, 6)), (Every.DAY, None),
    ]  # fmt: skip
    places = enumerate(product(range(AGENCIES), kinds))
    return [_obligation(every, year_of(2026), due, number) for number, (_, (every, due)) in places]


def measure() -> Iterator[str]:
    """Measure and give lines `name: value`. Raises RuntimeError where the yardstick is missing or makes other dates."""
    if rrule is None:
        raise RuntimeError("Thiếu thước đo python-dateutil, chỉ có trong môi trường phát triển: uv sync --group dev")
    phrases = _phrases()
    read = side_by_side({"read": lambda: [parse_timing(phrase, year) for phrase, year in phrases]}, rounds=ROUNDS)
    yield f"phrases_per_second: {len(phrases) / read['read'].median:.0f}"
    by_rhythm = _work()
    everything = [task for tasks in by_rhythm.values() for task in tasks]
    yield from _compared("", everything)
    for rhythm, tasks in by_rhythm.items():
        yield from list(_compared(f"_{rhythm}", tasks))[1:]
    province = _province()
    start = time.perf_counter()
    made = sum(len(expand(terms, issued_on=issued, working_days=NO_DAYS_OFF)) for terms, issued in province)
    yield f"province_plan_seconds: {time.perf_counter() - start:.3f}"
    yield f"province_plan_obligations: {len(province)}"
    yield f"province_plan_duties: {made}"


def _compared(name: str, work: list[tuple[Terms, Recurrence]]) -> Iterator[str]:
    days = _expanded(work)
    if days != _recurring(work):
        raise RuntimeError(f"rrule and the expansion disagree on the dates of {name or 'the whole'}")
    times = side_by_side({"expand": _expand_all(work), "rrule": _recur_all(work)}, rounds=ROUNDS)
    yield f"duties_per_second{name}: {sum(map(len, days)) / times['expand'].median:.0f}"
    yield f"expand_to_rrule_ratio{name}: {times['rrule'].median / times['expand'].median:.2f}"
