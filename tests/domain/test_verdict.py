"""How a duty stands on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.verdict import Amount, Moment, Standing, Verdict, verdict, when_met

MARCH_1, MARCH_25, MARCH_31 = date(2026, 3, 1), date(2026, 3, 25), date(2026, 3, 31)


def on(today: date, *, done: int, met_on: date | None = None, maximum: int | None = 4) -> Verdict:
    """The verdict of «03-04 số» of March, due on the 25th."""
    return verdict(
        minimum=3, maximum=maximum, done=done, met_on=met_on, due_on=MARCH_25, period_start=MARCH_1, today=today
    )


@pytest.mark.parametrize(
    ("today", "moment"),
    [
        (date(2026, 2, 28), Moment.UPCOMING),
        (MARCH_1, Moment.DUE),
        (MARCH_25, Moment.DUE),
        (date(2026, 3, 26), Moment.OVERDUE),
    ],
)
def test_what_is_short_is_upcoming_then_due_then_overdue_from_the_day_after_the_date(
    today: date, moment: Moment
) -> None:
    found = on(today, done=1)
    assert (found.amount, found.moment, found.remaining) == (Amount.SHORT, moment, 2)
    assert found.standing == moment.value
    assert not found.late


def test_three_of_three_or_four_by_the_date_is_met() -> None:
    found = on(MARCH_31, done=3, met_on=MARCH_25)
    assert found == Verdict(Amount.MET, Moment.SETTLED, late=False, remaining=0)
    assert found.standing is Standing.MET


def test_the_third_issue_a_day_after_the_date_is_met_late_and_no_longer_overdue() -> None:
    found = on(MARCH_31, done=3, met_on=date(2026, 3, 26))
    assert found.standing is Standing.MET_LATE
    assert not found.is_overdue


def test_five_of_at_most_four_is_over_and_still_met() -> None:
    found = on(MARCH_31, done=5, met_on=MARCH_25)
    assert found.amount is Amount.OVER
    assert found.is_met
    assert on(MARCH_31, done=4, met_on=MARCH_25).amount is Amount.MET
    assert on(MARCH_31, done=5, met_on=MARCH_25, maximum=None).amount is Amount.MET


def test_an_extension_changes_the_verdict_and_the_original_date_keeps_its_own() -> None:
    late_piece = date(2026, 3, 28)
    by_date = {
        due_on: verdict(
            minimum=1, maximum=1, done=1, met_on=late_piece, due_on=due_on, period_start=MARCH_1, today=MARCH_31
        ).late
        for due_on in (MARCH_25, MARCH_31)
    }
    assert by_date == {MARCH_25: True, MARCH_31: False}


def test_where_nothing_is_owed_nothing_is_overdue() -> None:
    found = verdict(
        minimum=0, maximum=4, done=0, met_on=None, due_on=MARCH_31, period_start=MARCH_1, today=date(2026, 6, 1)
    )
    assert found.standing is Standing.MET


def test_a_duty_is_met_on_the_day_its_last_needed_piece_was_published() -> None:
    pieces = [(date(2026, 3, 20), 1), (date(2026, 3, 2), 1), (date(2026, 3, 11), 2), (date(2026, 3, 28), 5)]
    assert when_met(3, pieces) == date(2026, 3, 11)
    assert when_met(4, pieces) == date(2026, 3, 20)
    assert when_met(10, pieces) is None
    assert when_met(0, []) is None


@given(
    minimum=st.integers(1, 20),
    pieces=st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 5)), max_size=12),
    today=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_a_day_and_figures_give_one_verdict_that_fits_them(
    minimum: int, pieces: list[tuple[date, int]], today: date
) -> None:
    done = sum(quantity for _, quantity in pieces)
    met_on = when_met(minimum, pieces)
    assert (met_on is not None) == (done >= minimum)
    found = verdict(
        minimum=minimum, maximum=None, done=done, met_on=met_on, due_on=MARCH_25, period_start=MARCH_1, today=today
    )
    assert found.is_met == (found.remaining == 0) == (found.moment is Moment.SETTLED)
    assert found.is_overdue == (done < minimum and today - MARCH_25 >= timedelta(days=1))
