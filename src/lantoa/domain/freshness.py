"""Standing duties («thường xuyên»): fresh by their channel's dates, or stated once a reporting period.

They are never overdue and stand outside every percentage of counted duties.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DEFAULT_SPAN_DAYS = 31


class FreshnessState(StrEnum):
    """This will say whether a dated channel is kept up: «mới cập nhật», «lâu chưa cập nhật», «chưa có cập nhật»."""

    FRESH = "fresh"
    STALE = "stale"
    NEVER = "never"


@dataclass(frozen=True)
class Freshness:
    """This will hold a channel's state on a day and how many days ago it was last updated (None: never)."""

    state: FreshnessState
    days: int | None


def fresh(last_on: date | None, *, span_days: int = DEFAULT_SPAN_DAYS, today: date) -> Freshness:
    """This will judge a standing duty by the last dated thing on its channel; on the last day of the span it is fresh.

    A date after `today` (a programme entered ahead) counts as today. Raises ValueError for a span under one day.
    """
    if span_days < 1:
        raise ValueError(f"A span of {span_days} days cannot be kept")
    if last_on is None:
        return Freshness(FreshnessState.NEVER, None)
    days = max(0, (today - last_on).days)
    return Freshness(FreshnessState.FRESH if days <= span_days else FreshnessState.STALE, days)


class StatementState(StrEnum):
    """This will say what became of a standing duty without dates: «chưa nêu», «đã nêu», «đã công nhận»."""

    UNSTATED = "unstated"
    STATED = "stated"
    ACCEPTED = "accepted"


def statement_state(*, stated_on: date | None, accepted_on: date | None) -> StatementState:
    """This will judge a reporting period's statement: accepted by the coordinator, stated, or not yet stated.

    Raises ValueError if something was accepted that nobody stated.
    """
    if accepted_on is not None and stated_on is None:
        raise ValueError("A statement cannot be accepted before it is made")
    if stated_on is None:
        return StatementState.UNSTATED
    return StatementState.STATED if accepted_on is None else StatementState.ACCEPTED
