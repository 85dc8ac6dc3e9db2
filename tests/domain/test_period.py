"""Periods: what a month, a quarter and a reporting period are, and what they are called."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.period import (
    Calendar,
    Period,
    PeriodKind,
    period_of,
    periods_in,
    slot_of,
    slots_in,
    thursday_of,
    year_of,
    year_of_week,
)

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
CALENDARS = st.sampled_from(Calendar)
NAMED_KINDS = st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.WINDOW])
MONTH_KINDS = st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR])


@st.composite
def windows(draw: st.DrawFn) -> Period:
    start = draw(DAYS)
    return Period(start, start + timedelta(days=draw(st.integers(1, 800))))


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [
        ("Quý I/2026", date(2025, 12, 15), date(2026, 3, 14)),
        ("Quý II/2026", date(2026, 3, 15), date(2026, 6, 14)),
        ("Quý III/2026", date(2026, 6, 15), date(2026, 9, 14)),
        ("Quý IV/2026", date(2026, 9, 15), date(2026, 12, 14)),
    ],
)
def test_reporting_quarters_run_from_the_15th_to_the_14th(quarter: str, first: date, last: date) -> None:
    for day in (first, last):
        period = period_of(day, PeriodKind.QUARTER, Calendar.DECREE_09)
        assert (period.label(), period.start, period.last_day) == (quarter, first, last)


def test_the_20th_of_december_is_already_next_year_in_reports_but_not_in_plans() -> None:
    day = date(2025, 12, 20)
    assert period_of(day, PeriodKind.YEAR, Calendar.DECREE_09).label() == "Năm 2026"
    assert period_of(day, PeriodKind.QUARTER, Calendar.DECREE_09).label() == "Quý I/2026"
    assert period_of(day, PeriodKind.YEAR).label() == "Năm 2025"


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (PeriodKind.DAY, "Ngày 09/09/2026"),
        (PeriodKind.WEEK, "Tuần 07/09–13/09/2026"),
        (PeriodKind.MONTH, "Tháng 9/2026"),
        (PeriodKind.QUARTER, "Quý III/2026"),
        (PeriodKind.HALF_YEAR, "6 tháng cuối năm 2026"),
        (PeriodKind.YEAR, "Năm 2026"),
    ],
)
def test_periods_are_named_as_offices_name_them(kind: PeriodKind, label: str) -> None:
    assert period_of(date(2026, 9, 9), kind).label() == label


def test_six_months_and_windows_are_named_too() -> None:
    assert period_of(date(2026, 6, 14), PeriodKind.HALF_YEAR, Calendar.DECREE_09).label() == "6 tháng đầu năm 2026"
    assert Period.inclusive(date(2026, 1, 5), date(2026, 2, 20)).label() == "từ 05/01/2026 đến 20/02/2026"


def test_a_duty_kept_by_its_first_and_last_day_is_named_again() -> None:
    kept = Period.inclusive(date(2026, 3, 10), date(2026, 3, 31), PeriodKind.MONTH)
    assert kept.label() == "Tháng 3/2026"


def test_a_week_over_new_year_shows_both_years() -> None:
    assert period_of(date(2026, 1, 1), PeriodKind.WEEK).label() == "Tuần 29/12/2025–04/01/2026"


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 1, 1), 2026), (date(2025, 12, 29), 2026), (date(2023, 1, 1), 2022)]
)
def test_a_week_belongs_to_the_year_of_its_thursday(day: date, year: int) -> None:
    assert year_of_week(day) == year


def test_a_month_cut_by_the_window_keeps_its_name() -> None:
    tiles = periods_in(Period.inclusive(date(2025, 12, 20), date(2026, 1, 20)), PeriodKind.MONTH, Calendar.DECREE_09)
    assert [tile.label() for tile in tiles] == ["Tháng 1/2026", "Tháng 2/2026"]
    assert [(tile.start, tile.last_day) for tile in tiles] == [
        (date(2025, 12, 20), date(2026, 1, 14)),
        (date(2026, 1, 15), date(2026, 1, 20)),
    ]
    assert not any(tile.is_whole for tile in tiles)


def test_2026_has_fifty_three_weeks() -> None:
    assert len(periods_in(year_of(2026), PeriodKind.WEEK)) == 53


def test_february_has_two_slots_that_meet_at_the_15th() -> None:
    assert slots_in(period_of(date(2026, 2, 1), PeriodKind.MONTH)) == [
        Period(date(2026, 2, 1), date(2026, 2, 15)),
        Period(date(2026, 2, 15), date(2026, 3, 1)),
    ]


def test_clipping_keeps_what_two_periods_share() -> None:
    march = period_of(date(2026, 3, 1), PeriodKind.MONTH)
    plan = Period.inclusive(date(2026, 3, 10), date(2026, 12, 31))
    shared = march.clip(plan)
    assert shared is not None
    assert (shared.start, shared.last_day, shared.kind) == (date(2026, 3, 10), date(2026, 3, 31), PeriodKind.MONTH)
    assert march.clip(Period(date(2026, 4, 1), date(2026, 5, 1))) is None


def test_an_empty_period_is_refused() -> None:
    with pytest.raises(ValueError, match="must hold a day"):
        Period(date(2026, 3, 1), date(2026, 3, 1))


def test_no_day_determines_a_window() -> None:
    with pytest.raises(ValueError, match="window"):
        period_of(date(2026, 3, 1), PeriodKind.WINDOW)


@given(window=windows(), kind=st.sampled_from(PeriodKind), calendar=CALENDARS)
def test_periods_tile_every_window_without_gap_or_overlap(window: Period, kind: PeriodKind, calendar: Calendar) -> None:
    tiles = periods_in(window, kind, calendar)
    assert tiles[0].start == window.start
    assert tiles[-1].end == window.end
    assert all(tile.end == following.start for tile, following in pairwise(tiles))


@given(window=windows(), kind=NAMED_KINDS, calendar=CALENDARS)
def test_a_tile_is_the_part_of_a_whole_period_that_lies_in_the_window(
    window: Period, kind: PeriodKind, calendar: Calendar
) -> None:
    for tile in periods_in(window, kind, calendar):
        assert tile == period_of(tile.start, kind, calendar).clip(window)


@pytest.mark.parametrize("start", [date(1, 1, 1), date(9998, 11, 20)])
def test_windows_at_the_ends_of_the_calendar_are_tiled_too(start: date) -> None:
    window = Period(start, start + timedelta(days=80))
    months = periods_in(window, PeriodKind.MONTH)
    assert (months[0].start, months[-1].end, len(months)) == (window.start, window.end, 3 if start.year == 1 else 4)


@given(day=DAYS, kind=NAMED_KINDS, calendar=CALENDARS)
def test_a_day_lies_in_the_one_period_that_all_its_days_share(day: date, kind: PeriodKind, calendar: Calendar) -> None:
    period = period_of(day, kind, calendar)
    assert period.contains(day)
    assert period.is_whole
    assert period_of(period.start, kind, calendar) == period == period_of(period.last_day, kind, calendar)


@given(year=st.integers(2000, 2060), kind=MONTH_KINDS, calendar=CALENDARS)
def test_months_quarters_and_halves_divide_the_year_of_either_calendar(
    year: int, kind: PeriodKind, calendar: Calendar
) -> None:
    tiles = periods_in(year_of(year, calendar), kind, calendar)
    expected = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF_YEAR: 2, PeriodKind.YEAR: 1}
    assert len(tiles) == expected[kind]
    assert all(tile.is_whole for tile in tiles)
    assert sum(tile.days for tile in tiles) == year_of(year, calendar).days
    assert len({tile.label() for tile in tiles}) == len(tiles)


@given(day=DAYS, kind=MONTH_KINDS, calendar=CALENDARS)
def test_every_month_of_either_calendar_is_a_sum_of_whole_slots(
    day: date, kind: PeriodKind, calendar: Calendar
) -> None:
    period = period_of(day, kind, calendar)
    slots = slots_in(period)
    assert all(slot == slot_of(slot.start) for slot in slots)
    assert sum(slot.days for slot in slots) == period.days


@given(window=windows())
def test_slots_tile_every_window(window: Period) -> None:
    slots = slots_in(window)
    assert (slots[0].start, slots[-1].end) == (window.start, window.end)
    assert all(slot.end == following.start for slot, following in pairwise(slots))


@given(day=DAYS)
def test_weeks_run_from_monday_to_sunday(day: date) -> None:
    week = period_of(day, PeriodKind.WEEK)
    assert (week.start.isoweekday(), week.last_day.isoweekday(), week.days) == (1, 7, 7)
    assert thursday_of(day).isoweekday() == 4
    assert week.contains(thursday_of(day))
