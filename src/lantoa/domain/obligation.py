"""From what a plan says once to what is owed in each period: the expansion of an obligation into duties.

An obligation is expanded once, when its plan is issued or amended; the rules are those of the design's «What is
owed» and «Dates», each told at the function that keeps it.
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise, repeat
from typing import NamedTuple

from lantoa.domain.due import DueRule
from lantoa.domain.duty import DutyTerms, duties_in_row
from lantoa.domain.every import Every
from lantoa.domain.period import ONE_DAY, Period, PeriodKind, periods_in, thursday_of
from lantoa.domain.working_days import Roll, WorkingDays, apply_roll

_KINDS = {Every(kind.value): kind for kind in PeriodKind if kind is not PeriodKind.WINDOW}


@dataclass(frozen=True, kw_only=True)
class ObligationTerms:
    """This will hold one obligation («yêu cầu về số lượng, thời hạn») as figures and dates.

    `minimum` and `maximum` count per period; both None means one («hằng tháng cung cấp …»). `total` is the sum
    over the window given beside a rate («48 số (04 số/tháng)»). `window` is when it holds. `report` marks a
    report to a higher body, which a regime makes due, not the plan.
    """

    every: Every
    minimum: int | None
    maximum: int | None
    total: int | None
    window: Period
    due: DueRule | None = None
    roll: Roll = Roll.NONE
    report: bool = False

    def __post_init__(self) -> None:
        if (self.minimum or 0) < 0 or (self.maximum or 0) < 0 or (self.total or 0) < 0:
            raise ValueError("Numbers owed are not negative")
        if self.minimum is not None and self.maximum is not None and self.maximum < self.minimum:
            raise ValueError(f"At least {self.minimum} and at most {self.maximum} cannot both hold")


class _Quota(NamedTuple):
    """What one period asks: at least, and at most (None: no limit)."""

    minimum: int
    maximum: int | None


def expand(terms: ObligationTerms, *, issued_on: date | None, working_days: WorkingDays) -> list[DutyTerms]:
    """This will give the duties of one holder, in the order of their periods.

    `issued_on` is the day the plan was issued; None (a draft being previewed) marks nothing as before the issue.
    The minima add up to `total` where one is given, else to the period's minimum times the number of periods.
    Standing and pending obligations and reports give none: they are not counted (design, «Standing duties»,
    «Reporting series»).
    """
    if terms.report or not terms.every.is_counted:
        return []
    periods = _periods(terms)
    days = _due_days(terms, periods, working_days)
    quota = _quota(terms)
    if terms.total is None:
        return duties_in_row(periods, repeat(quota), days, issued_on)
    quotas = _with_total([quota] * len(periods), terms.total)
    owed = [place for place, of_period in enumerate(quotas) if of_period is not None]
    numbers = [of_period for of_period in quotas if of_period is not None]
    return duties_in_row([periods[n] for n in owed], numbers, [days[n] for n in owed], issued_on)


def _quota(terms: ObligationTerms) -> _Quota:
    if terms.minimum is not None:
        return _Quota(terms.minimum, terms.maximum)
    if terms.maximum is not None:  # «tối đa»: a limit alone owes nothing
        return _Quota(0, terms.maximum)
    return _Quota(1, None)


# --- Periods -------------------------------------------------------------------------------------------------------


def _periods(terms: ObligationTerms) -> list[Period]:
    if terms.every is Every.ONCE:
        return _periods_between_dates(terms.window, terms.due.dates if terms.due else ())
    if terms.every is Every.WEEK:
        return _weeks(terms.window)
    return periods_in(terms.window, _KINDS[terms.every])


def _weeks(window: Period) -> list[Period]:
    """The weeks that belong to the window, those whose Thursday lies in it, as a tiling of it.

    A week belongs to the year of its Thursday, so the two or three days at an end of the window whose week belongs
    elsewhere owe no week of their own and join the week beside them. A window without a Thursday is one week.
    """
    weeks = periods_in(window, PeriodKind.WEEK)
    if len(weeks) > 1 and not window.contains(thursday_of(weeks[0].start)):
        weeks[:2] = [replace(weeks[1], start=weeks[0].start)]
    if len(weeks) > 1 and not window.contains(thursday_of(weeks[-1].start)):
        weeks[-2:] = [replace(weeks[-2], end=weeks[-1].end)]
    return weeks


def _periods_between_dates(window: Period, dates: tuple[date, ...]) -> list[Period]:
    """One period for each date of a once-only obligation: from the day after the date before to the date.

    The first begins with the window and the last ends with it, so that they tile it. A date outside the window,
    «trước 05/01/2027» in a plan of 2026, leaves no days of its own and takes the whole window.
    """
    if len(dates) < 2:
        return [window]
    cuts = [window.start, *(day + ONE_DAY for day in dates[:-1]), window.end]
    cuts = [min(max(cut, window.start), window.end) for cut in cuts]
    return [Period(start, end) if start < end else window for start, end in pairwise(cuts)]


# --- Dates ---------------------------------------------------------------------------------------------------------


def _due_days(terms: ObligationTerms, periods: list[Period], working_days: WorkingDays) -> list[date]:
    """The due date of each period: the due rule's day, moved as `roll` says, else the period's last day, unmoved."""
    if terms.due is None:
        return [period.last_day for period in periods]
    if terms.every is Every.ONCE and terms.due.dates:
        days = [replace(terms.due, dates=(day,)).due_on(terms.window) for day in terms.due.dates]
    else:
        days = _due_in_each(terms.due, periods)
    if terms.roll is Roll.NONE:
        return days
    return [apply_roll(day, terms.roll, working_days) for day in days]


def _due_in_each(rule: DueRule, periods: list[Period]) -> list[date]:
    """The rule's days, but no day before the first day of a period that the window cut: it could not be kept."""
    return [
        period.last_day if day < period.start and not period.is_whole else day
        for day, period in zip(rule.due_in_each(periods), periods, strict=True)
    ]


# --- Totals --------------------------------------------------------------------------------------------------------


def _with_total(quotas: list[_Quota], total: int | None) -> list[_Quota | None]:
    """This will make the minima add up to the total, which stands above the rate beside it.

    Where the rate gives more («52 số (01 số/tuần)» in a year of 53 weeks) the last periods owe less, and those
    left with nothing are dropped (None). Where it gives less («48 số (03-04 số/tháng)») the rest is spread over the
    periods as far as their maxima allow, later ones first; what still remains falls to the last period.
    """
    if total is None:
        return list(quotas)
    missing = total - sum(quota.minimum for quota in quotas)
    return _capped(quotas, -missing) if missing < 0 else _raised(quotas, missing)


def _capped(quotas: list[_Quota], surplus: int) -> list[_Quota | None]:
    capped: list[_Quota | None] = []
    for quota in reversed(quotas):
        less = min(surplus, quota.minimum)
        surplus -= less
        is_left_with_nothing = less > 0 and less == quota.minimum
        capped.append(None if is_left_with_nothing else quota._replace(minimum=quota.minimum - less))
    return capped[::-1]


def _raised(quotas: list[_Quota], missing: int) -> list[_Quota | None]:
    minima = [quota.minimum for quota in quotas]
    while missing:
        open_places = [i for i, q in enumerate(quotas) if q.maximum is None or minima[i] < q.maximum]
        if not open_places:
            break
        share, rest = divmod(missing, len(open_places))
        for rank, i in enumerate(reversed(open_places)):
            limit = quotas[i].maximum
            wanted = share + (1 if rank < rest else 0)
            more = wanted if limit is None else min(wanted, limit - minima[i])
            minima[i] += more
            missing -= more
    minima[-1] += missing
    return [
        _Quota(minimum, None if quota.maximum is None else max(quota.maximum, minimum))
        for minimum, quota in zip(minima, quotas, strict=True)
    ]
