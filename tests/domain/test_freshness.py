"""Standing duties: fresh or stale by their channel, or stated once a period."""

from datetime import date

import pytest

from lantoa.domain.freshness import Freshness, FreshnessState, StatementState, fresh, statement_state

TODAY = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("last_on", "expected"),
    [
        (date(2026, 9, 30), Freshness(FreshnessState.FRESH, 0)),
        (date(2026, 8, 30), Freshness(FreshnessState.FRESH, 31)),
        (date(2026, 8, 29), Freshness(FreshnessState.STALE, 32)),
        (date(2026, 10, 2), Freshness(FreshnessState.FRESH, 0)),
        (None, Freshness(FreshnessState.NEVER, None)),
    ],
)
def test_a_column_is_fresh_for_thirty_one_days(last_on: date | None, expected: Freshness) -> None:
    assert fresh(last_on, today=TODAY) == expected


def test_an_obligation_may_set_a_span_of_its_own() -> None:
    week_ago = date(2026, 9, 22)
    assert fresh(week_ago, span_days=7, today=TODAY).state is FreshnessState.STALE
    assert fresh(week_ago, span_days=8, today=TODAY).state is FreshnessState.FRESH
    with pytest.raises(ValueError, match="span of 0"):
        fresh(week_ago, span_days=0, today=TODAY)


def test_a_statement_is_unstated_then_stated_then_accepted() -> None:
    stated, accepted = date(2026, 6, 10), date(2026, 6, 12)
    assert statement_state(stated_on=None, accepted_on=None) is StatementState.UNSTATED
    assert statement_state(stated_on=stated, accepted_on=None) is StatementState.STATED
    assert statement_state(stated_on=stated, accepted_on=accepted) is StatementState.ACCEPTED


def test_nobody_accepts_what_nobody_stated() -> None:
    with pytest.raises(ValueError, match="before it is made"):
        statement_state(stated_on=None, accepted_on=date(2026, 6, 12))
