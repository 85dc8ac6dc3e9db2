"""From a sentence of a plan to what is owed in each period."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lantoa.domain.due import DueRule
from lantoa.domain.duty import DutyTerms
from lantoa.domain.every import Every
from lantoa.domain.obligation import ObligationTerms, expand
from lantoa.domain.period import Period, PeriodKind, periods_in, thursday_of, year_of
from lantoa.domain.working_days import Roll, WorkingDays

OFFICE = WorkingDays(days_off=frozenset({date(2026, 1, 1), date(2026, 9, 1), date(2026, 9, 2)}))


def duties(every: Every, minimum: int | None = None, maximum: int | None = None, **other: object) -> list[DutyTerms]:
    """The duties of an obligation over 2026, or over `window`, unless said otherwise."""
    issued_on = other.pop("issued_on", None)
    assert issued_on is None or isinstance(issued_on, date)
    values: dict[str, object] = {"total": None, "window": year_of(2026), **other}
    terms = ObligationTerms(every=every, minimum=minimum, maximum=maximum, **values)  # type: ignore[arg-type]
    return expand(terms, issued_on=issued_on, working_days=OFFICE)


def minima(found: list[DutyTerms]) -> int:
    return sum(duty.minimum for duty in found)


# --- How many ------------------------------------------------------------------------------------------------------


def test_two_articles_a_month_gives_twenty_four_a_year() -> None:
    found = duties(Every.MONTH, 2, None)
    assert len(found) == 12
    assert minima(found) == 24
    assert {duty.maximum for duty in found} == {None}


def test_a_month_without_a_number_asks_for_one() -> None:
    found = duties(Every.MONTH)
    assert [(duty.minimum, duty.maximum) for duty in found] == [(1, None)] * 12


def test_at_most_four_a_month_owes_nothing() -> None:
    found = duties(Every.MONTH, None, 4)
    assert [(duty.minimum, duty.maximum) for duty in found] == [(0, 4)] * 12


def test_forty_eight_issues_at_four_a_month_are_four_every_month() -> None:
    assert [duty.minimum for duty in duties(Every.MONTH, 4, 4, total=48)] == [4] * 12


def test_forty_eight_issues_at_three_or_four_a_month_need_four_every_month() -> None:
    assert [duty.minimum for duty in duties(Every.MONTH, 3, 4, total=48)] == [4] * 12


def test_forty_issues_at_three_or_four_a_month_leave_the_larger_months_to_the_end() -> None:
    assert [duty.minimum for duty in duties(Every.MONTH, 3, 4, total=40)] == [3] * 8 + [4] * 4


def test_a_total_beyond_the_rate_falls_to_the_last_month_and_lifts_its_limit() -> None:
    last = duties(Every.MONTH, 4, 4, total=50)[-1]
    assert (last.minimum, last.maximum) == (6, 6)


def test_fifty_two_a_year_at_one_a_week_stays_fifty_two_in_a_year_of_fifty_three_weeks() -> None:
    assert len(duties(Every.WEEK, 1, 1)) == 53
    capped = duties(Every.WEEK, 1, 1, total=52)
    assert minima(capped) == 52
    assert len(capped) == 52


def test_a_total_that_ends_within_a_month_leaves_the_rest_of_that_month() -> None:
    found = duties(Every.MONTH, 4, 4, total=10)
    assert [duty.minimum for duty in found] == [4, 4, 2]
    assert found[-1].maximum == 4


def test_fifteen_issues_a_year_without_a_rate_are_one_duty_of_fifteen() -> None:
    assert [duty.minimum for duty in duties(Every.ONCE, total=15)] == [15]
    assert [duty.minimum for duty in duties(Every.YEAR, 15, 15)] == [15]


def test_standing_pending_and_report_obligations_make_no_counted_duty() -> None:
    assert duties(Every.STANDING) == []
    assert duties(Every.PENDING) == []
    assert duties(Every.QUARTER, 1, 1, report=True) == []


def test_numbers_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot both hold"):
        duties(Every.MONTH, 4, 3)
    with pytest.raises(ValueError, match="not negative"):
        duties(Every.MONTH, -1, None)


# --- In which periods ----------------------------------------------------------------------------------------------


def test_the_window_cuts_the_first_and_the_last_month() -> None:
    found = duties(Every.MONTH, 2, 2, window=Period.inclusive(date(2026, 3, 10), date(2026, 5, 20)))
    assert [(duty.period.start, duty.period.last_day) for duty in found] == [
        (date(2026, 3, 10), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 30)),
        (date(2026, 5, 1), date(2026, 5, 20)),
    ]
    assert [duty.due_on for duty in found] == [date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 20)]


def test_the_last_days_of_2025_owe_no_week_because_their_thursday_is_in_2026() -> None:
    found = duties(Every.WEEK, 1, None, window=year_of(2025))
    assert len(found) == 52
    assert (found[-1].period.start, found[-1].period.last_day) == (date(2025, 12, 22), date(2025, 12, 31))


def test_a_weekend_alone_is_still_one_week() -> None:
    assert len(duties(Every.WEEK, 1, 1, window=Period.inclusive(date(2026, 8, 22), date(2026, 8, 23)))) == 1


def test_once_is_one_duty_until_the_windows_last_day() -> None:
    (duty,) = duties(Every.ONCE, 1, 1, window=Period.inclusive(date(2026, 7, 1), date(2026, 9, 30)))
    assert duty.due_on == date(2026, 9, 30)


def test_two_dates_are_two_duties() -> None:
    rule = DueRule(dates=(date(2026, 6, 10), date(2026, 12, 10)))
    found = duties(Every.ONCE, 3, 3, due=rule)
    assert [(duty.period.start, duty.due_on, duty.minimum) for duty in found] == [
        (date(2026, 1, 1), date(2026, 6, 10), 3),
        (date(2026, 6, 11), date(2026, 12, 10), 3),
    ]


def test_a_date_after_the_plans_year_leaves_the_duty_within_the_plan() -> None:
    rule = DueRule(dates=(date(2026, 6, 10), date(2027, 1, 5), date(2027, 1, 15)))
    found = duties(Every.ONCE, 1, 1, due=rule)
    assert [duty.due_on for duty in found] == list(rule.dates)
    assert all(duty.period.last_day <= date(2026, 12, 31) for duty in found)


def test_several_dates_are_a_duty_each_and_divide_the_year_between_them() -> None:
    rule = DueRule(dates=(date(2026, 3, 10), date(2026, 6, 10), date(2026, 12, 10)))
    found = duties(Every.ONCE, 1, 1, due=rule)
    assert [duty.due_on for duty in found] == list(rule.dates)
    assert [duty.period.start for duty in found] == [date(2026, 1, 1), date(2026, 3, 11), date(2026, 6, 11)]
    assert found[-1].period.last_day == date(2026, 12, 31)


# --- By when -------------------------------------------------------------------------------------------------------


def test_by_the_25th_of_each_month() -> None:
    assert [duty.due_on for duty in duties(Every.MONTH, 1, None, due=DueRule(day=25))] == [
        date(2026, month, 25) for month in range(1, 13)
    ]


def test_before_the_20th_of_january_means_by_the_19th() -> None:
    (duty,) = duties(Every.ONCE, 1, 1, due=DueRule(dates=(date(2026, 1, 20),), strict=True))
    assert duty.due_on == date(2026, 1, 19)


def test_a_due_date_on_a_day_off_stays_unless_the_plan_says_that_it_moves() -> None:
    rule = DueRule(dates=(date(2026, 9, 2),))
    dates = {roll: duties(Every.ONCE, 1, 1, due=rule, roll=roll)[0].due_on for roll in Roll}
    assert dates == {
        Roll.NONE: date(2026, 9, 2),
        Roll.NEXT: date(2026, 9, 3),
        Roll.PREVIOUS: date(2026, 8, 31),
    }


@pytest.mark.parametrize("roll", Roll)
def test_the_end_of_a_quota_month_never_moves(roll: Roll) -> None:
    may = duties(Every.MONTH, 2, 2, roll=roll)[4]
    assert may.due_on == date(2026, 5, 31)  # a Sunday


def test_a_schedule_wanted_before_monday_is_due_on_the_sunday_before_its_week() -> None:
    week = duties(Every.WEEK, 1, 1, due=DueRule(weekday=1, strict=True))[18]
    assert (week.period.start, week.due_on) == (date(2026, 5, 4), date(2026, 5, 3))


def test_a_due_day_before_the_first_day_of_a_cut_month_gives_way_to_its_last_day() -> None:
    window = Period.inclusive(date(2026, 3, 20), date(2026, 12, 31))
    first, second = duties(Every.MONTH, 1, 1, window=window, due=DueRule(day=15))[:2]
    assert first.due_on == date(2026, 3, 31)
    assert second.due_on == date(2026, 4, 15)


# --- Before the issue ----------------------------------------------------------------------------------------------


def test_months_that_ended_before_the_issue_are_not_owed_but_may_be_claimed() -> None:
    found = duties(Every.MONTH, 2, 2, issued_on=date(2026, 2, 27))
    assert [duty.before_issue for duty in found] == [True] + [False] * 11
    assert sum(duty.owed for duty in found) == 22
    assert minima(found) == 24


def test_a_date_that_passed_before_the_issue_is_not_owed() -> None:
    (duty,) = duties(Every.ONCE, 1, 1, due=DueRule(dates=(date(2026, 1, 20),)), issued_on=date(2026, 1, 21))
    assert duty.before_issue
    assert not duty.is_owed


def test_what_falls_due_on_the_day_of_the_issue_is_owed() -> None:
    (dated,) = duties(Every.ONCE, 1, 1, due=DueRule(dates=(date(2026, 1, 20),)), issued_on=date(2026, 1, 20))
    january = duties(Every.MONTH, 1, 1, issued_on=date(2026, 1, 31))[0]
    assert dated.is_owed
    assert january.is_owed


def test_a_month_that_ended_before_the_issue_is_not_owed_though_its_date_is_still_to_come() -> None:
    by_the_5th = DueRule(day=5, of="next-month")
    january, february = duties(Every.MONTH, 1, 1, due=by_the_5th, issued_on=date(2026, 2, 1))[:2]
    assert january.due_on == date(2026, 2, 5)
    assert january.before_issue
    assert february.is_owed


def test_a_draft_marks_nothing_as_before_the_issue() -> None:
    assert not any(duty.before_issue for duty in duties(Every.MONTH, 1, 1, issued_on=None))


# --- Always --------------------------------------------------------------------------------------------------------

PERIODIC = st.sampled_from([Every.DAY, Every.WEEK, Every.MONTH, Every.QUARTER, Every.HALF_YEAR, Every.YEAR])


@st.composite
def windows(draw: st.DrawFn) -> Period:
    start = draw(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
    return Period(start, start + timedelta(days=draw(st.integers(1, 500))))


@given(every=PERIODIC, minimum=st.integers(0, 9), window=windows())
def test_the_minima_are_the_rate_times_the_periods(every: Every, minimum: int, window: Period) -> None:
    found = duties(every, minimum, None, window=window)
    if every is Every.WEEK:
        days = (window.start + timedelta(days=n) for n in range(window.days))
        expected = len({thursday_of(day) for day in days if window.contains(thursday_of(day))}) or 1
    else:
        expected = len(periods_in(window, PeriodKind(every.value)))
    assert minima(found) == minimum * expected


@given(
    every=PERIODIC,
    minimum=st.integers(0, 9),
    spread=st.none() | st.integers(0, 5),
    total=st.integers(1, 300),
    window=windows(),
)
def test_the_minima_are_the_total_where_one_is_given(
    every: Every, minimum: int, spread: int | None, total: int, window: Period
) -> None:
    maximum = None if spread is None else minimum + spread
    found = duties(every, minimum, maximum, total=total, window=window)
    assert minima(found) == total
    assert all(duty.maximum is None or duty.minimum <= duty.maximum for duty in found)


@given(every=PERIODIC, minimum=st.integers(0, 5), spread=st.integers(0, 5), window=windows(), part=st.floats(0, 1))
def test_a_total_within_the_rate_is_met_without_breaking_any_periods_limit(
    every: Every, minimum: int, spread: int, window: Period, part: float
) -> None:
    without = duties(every, minimum, minimum + spread, window=window)
    highest = (minimum + spread) * len(without)
    total = minima(without) + int(part * (highest - minima(without)))
    assume(total > 0)
    found = duties(every, minimum, minimum + spread, total=total, window=window)
    assert all(minimum <= duty.minimum <= minimum + spread for duty in found)


@given(every=PERIODIC, window=windows())
def test_duties_tile_the_window(every: Every, window: Period) -> None:
    periods = [duty.period for duty in duties(every, 1, 1, window=window)]
    assert (periods[0].start, periods[-1].end) == (window.start, window.end)
    assert all(one.end == following.start for one, following in pairwise(periods))


@given(every=PERIODIC, window=windows(), day=st.integers(1, 31), issued_on=st.dates(date(2020, 1, 1), date(2037, 1, 1)))
def test_nothing_owed_was_over_before_the_issue(every: Every, window: Period, day: int, issued_on: date) -> None:
    for duty in duties(every, 1, 1, window=window, due=DueRule(day=day), issued_on=issued_on):
        assert duty.is_owed == (duty.period.last_day >= issued_on and duty.due_on >= issued_on)


@given(every=PERIODIC, low=st.integers(0, 9), more=st.none() | st.integers(0, 5), total=st.none() | st.integers(0, 300))
def test_every_duty_is_one_that_could_be_stated_by_itself(
    every: Every, low: int, more: int | None, total: int | None
) -> None:
    for duty in duties(every, low, None if more is None else low + more, total=total, issued_on=date(2026, 3, 1)):
        assert duty == DutyTerms(
            period=duty.period,
            minimum=duty.minimum,
            maximum=duty.maximum,
            due_on=duty.due_on,
            before_issue=duty.before_issue,
        )
