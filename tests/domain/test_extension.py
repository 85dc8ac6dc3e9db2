"""Two dates of one duty: the original one is never lost, and without an extension nothing is judged otherwise."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.extension import (
    EXTENSION_MOVES,
    LONGEST_DAYS,
    AskingFault,
    ExtensionState,
    WhichDate,
    asking_fault,
    due_by,
    effective_due,
    wanted_fault,
)
from lantoa.domain.tally import OwedTally, sum_owed
from lantoa.domain.verdict import verdict

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
LATER = st.integers(1, 60).map(lambda days: timedelta(days=days))


@st.composite
def duties(draw):
    """A duty: its period's start, its date, the date it was extended to or None, how much was done and since when."""
    start = draw(DAYS)
    due = start + timedelta(days=draw(st.integers(0, 90)))
    extended = due + draw(LATER) if draw(st.booleans()) else None
    met_on = draw(st.none() | DAYS)
    return start, due, extended, met_on


def judged(duty, today, which):
    start, due, extended, met_on = duty
    return verdict(
        minimum=2,
        maximum=None,
        done=0 if met_on is None else 2,
        met_on=met_on,
        due_on=due_by(which, due, extended),
        period_start=start,
        today=today,
    )


@given(duty=duties(), today=DAYS)
def test_without_an_extension_both_dates_judge_alike(duty, today):
    start, due, _, met_on = duty
    plain = (start, due, None, met_on)
    assert judged(plain, today, WhichDate.ORIGINAL) == judged(plain, today, WhichDate.EXTENDED)
    assert effective_due(due, None) == due


@given(duty=duties(), today=DAYS)
def test_an_extension_never_makes_a_duty_worse(duty, today):
    """What was in time stays so, and nothing becomes overdue that was not."""
    original, extended = judged(duty, today, WhichDate.ORIGINAL), judged(duty, today, WhichDate.EXTENDED)
    assert original.is_met == extended.is_met
    assert not (extended.late and not original.late)
    assert not (extended.is_overdue and not original.is_overdue)


@given(rows=st.lists(duties(), max_size=12), today=DAYS)
def test_one_tally_says_how_duties_stand_by_both_dates(rows, today):
    """The sum by the extended dates, turned back, is the sum by the original dates, duty by duty."""
    both = [(judged(row, today, WhichDate.EXTENDED), judged(row, today, WhichDate.ORIGINAL)) for row in rows]
    tally = sum_owed(OwedTally.of(extended, original) for extended, original in both)
    assert tally.by_original() == sum_owed(OwedTally.of(original) for _, original in both)
    assert tally.total == len(rows)


@given(due=DAYS, wanted=DAYS, today=DAYS)
def test_an_extension_is_asked_for_before_the_date_and_only_moves_it_later(due, wanted, today):
    fault = asking_fault(due=due, wanted=wanted, today=today)
    assert (fault is AskingFault.TOO_LATE) == (today > due)
    if fault is None:
        assert today <= due < wanted <= due + timedelta(days=LONGEST_DAYS)


def test_a_wait_of_more_than_a_year_is_a_change_of_the_plan():
    due = date(2026, 3, 1)
    assert wanted_fault(due=due, wanted=due + timedelta(days=LONGEST_DAYS)) is None
    assert wanted_fault(due=due, wanted=due + timedelta(days=LONGEST_DAYS + 1)) is AskingFault.TOO_FAR
    assert wanted_fault(due=due, wanted=due) is AskingFault.NOT_LATER


def test_what_was_answered_is_not_answered_again():
    open_states = [state for state in ExtensionState if EXTENSION_MOVES[state]]
    assert open_states == [ExtensionState.ASKED]
    assert EXTENSION_MOVES.keys() == set(ExtensionState)
