"""Work given inside a body has an inner date; whether it is done follows from the duty."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.delegation import DELEGATION_MOVES, DelegationState, Inner, InnerStanding, inner_standing

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(due=DAYS, days=st.integers(0, 180))
def test_days_before_the_date_are_counted_from_each_duty_s_own_date(due, days):
    assert Inner(days_before=days).on(due) == due - timedelta(days=days)


def test_a_day_of_its_own_does_not_move_with_the_duty_s_date():
    inner = Inner(day=date(2026, 10, 20))
    assert inner.on(date(2026, 10, 31)) == inner.on(date(2026, 11, 30)) == date(2026, 10, 20)


@given(inner=DAYS, today=DAYS, met=st.booleans())
def test_the_inner_date_itself_is_still_in_time_and_what_is_done_is_never_late(inner, today, met):
    standing = inner_standing(met=met, inner=inner, today=today)
    assert (standing is InnerStanding.DONE) == met
    assert (standing is InnerStanding.INNER_LATE) == (not met and today > inner)


def test_what_came_back_is_given_again_as_another_row():
    assert DELEGATION_MOVES[DelegationState.PASSED_BACK] == DELEGATION_MOVES[DelegationState.TAKEN_BACK] == frozenset()
