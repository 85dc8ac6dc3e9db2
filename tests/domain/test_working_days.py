"""Days off, make-up days, and due dates that move off them only when a plan says so."""

from datetime import date

import pytest

from lantoa.domain.working_days import NoWorkingDayError, Roll, WorkingDays, apply_roll

# 2026: Tết from 16 to 20 February; Monday 31 August off before National Day, made up on Saturday 22 August.
OFFICE_2026 = WorkingDays(
    days_off=frozenset(
        [*(date(2026, 2, day) for day in range(16, 21)), date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2)]
    ),
    make_up=frozenset({date(2026, 8, 22)}),
)


def test_weekends_and_holidays_are_off_and_make_up_saturdays_are_worked() -> None:
    assert OFFICE_2026.is_working(date(2026, 2, 13))
    assert not OFFICE_2026.is_working(date(2026, 2, 14))
    assert not OFFICE_2026.is_working(date(2026, 2, 18))
    assert OFFICE_2026.is_working(date(2026, 8, 22))


def test_a_day_in_both_lists_is_worked() -> None:
    day = date(2026, 8, 22)
    assert WorkingDays(days_off=frozenset({day}), make_up=frozenset({day})).is_working(day)


def test_the_working_days_around_tet_and_national_day() -> None:
    tet, national_day = date(2026, 2, 17), date(2026, 9, 2)
    assert OFFICE_2026.last_working_day_on_or_before(tet) == date(2026, 2, 13)
    assert OFFICE_2026.next_working_day_on_or_after(tet) == date(2026, 2, 23)
    assert OFFICE_2026.last_working_day_on_or_before(national_day) == date(2026, 8, 28)
    assert OFFICE_2026.last_working_day_on_or_before(date(2026, 8, 23)) == date(2026, 8, 22)


@pytest.mark.parametrize(
    ("roll", "expected"),
    [(Roll.NONE, date(2026, 2, 20)), (Roll.NEXT, date(2026, 2, 23)), (Roll.PREVIOUS, date(2026, 2, 13))],
)
def test_a_date_in_tet_moves_only_as_the_plan_says(roll: Roll, expected: date) -> None:
    assert apply_roll(date(2026, 2, 20), roll, OFFICE_2026) == expected


@pytest.mark.parametrize("roll", Roll)
def test_a_date_on_a_working_day_never_moves(roll: Roll) -> None:
    assert apply_roll(date(2026, 2, 25), roll, OFFICE_2026) == date(2026, 2, 25)


def test_rows_that_leave_no_working_day_are_refused() -> None:
    all_off = WorkingDays(days_off=frozenset(date.fromordinal(n) for n in range(739000, 740500)))
    with pytest.raises(NoWorkingDayError):
        all_off.next_working_day_on_or_after(date.fromordinal(739500))
