"""Work passed on inside a body («giao việc trong cơ quan»): whoever got it has an inner date, nothing else changes."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lantoa.domain.lifecycle import Moves


class DelegationState(StrEnum):
    """This will say whether work lies with whom it was given to, came back with a reason, or was taken back.

    That it is done is not said here: it follows from the duty.
    """

    GIVEN = "given"
    PASSED_BACK = "passed-back"
    TAKEN_BACK = "taken-back"


DELEGATION_MOVES: Moves[DelegationState] = {
    DelegationState.GIVEN: frozenset({DelegationState.PASSED_BACK, DelegationState.TAKEN_BACK}),
    # Given again is another row, so that each giving keeps its dates.
    DelegationState.PASSED_BACK: frozenset(),
    DelegationState.TAKEN_BACK: frozenset(),
}


class InnerStanding(StrEnum):
    """This will say how work given inside a body stands: done, running, or late against its inner date."""

    DONE = "done"
    RUNNING = "running"
    INNER_LATE = "inner-late"


@dataclass(frozen=True, kw_only=True)
class Inner:
    """This will hold the inner date of one duty: a day of its own, or so many days before the duty's date."""

    day: date | None = None
    days_before: int = 0

    def on(self, due: date) -> date:
        """The inner date of a duty that is due on `due`."""
        return self.day if self.day else due - timedelta(days=self.days_before)


def inner_standing(*, met: bool, inner: date, today: date) -> InnerStanding:
    """This will judge work inside a body: the inner date itself is still in time."""
    if met:
        return InnerStanding.DONE
    return InnerStanding.INNER_LATE if today > inner else InnerStanding.RUNNING
