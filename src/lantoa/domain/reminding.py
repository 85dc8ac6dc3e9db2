"""When what is owed is told of by itself: so many days before its date, so many after, and when it goes higher."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

BEFORE, AFTER = (7, 3, 1), (1, 7, 14)
HEAD_AFTER, COORDINATOR_AFTER = 7, 14
MOST_DAYS, MOST_STAGES = 90, 6


class Escalation(StrEnum):
    """To whom an overdue duty goes higher «báo lên»: the head of the body, the coordinator who follows the plan."""

    HEAD = "head"
    COORDINATOR = "coordinator"


class Urgency(StrEnum):
    """How a duty stands for a reminder «đôn đốc»: past its date, due within days, or short in the running period."""

    OVERDUE = "overdue"
    SOON = "soon"
    SHORT = "short"


class StagesError(ValueError):
    """Stages that cannot be: not a number of days from 1 to 90, or too many of them."""


@dataclass(frozen=True, kw_only=True)
class Stages:
    """How many days before and after its date a duty is told of; after how many days late it goes to the head of the
    body and to the coordinator (None: never). Raises StagesError for days out of 1 to MOST_DAYS."""

    before: tuple[int, ...] = BEFORE
    after: tuple[int, ...] = AFTER
    head_after: int | None = HEAD_AFTER
    coordinator_after: int | None = COORDINATOR_AFTER

    def __post_init__(self) -> None:
        higher = [days for days in (self.head_after, self.coordinator_after) if days is not None]
        if any(not 1 <= days <= MOST_DAYS for days in (*self.before, *self.after, *higher)):
            raise StagesError(f"days are from 1 to {MOST_DAYS}")
        if max(len(self.before), len(self.after)) > MOST_STAGES:
            raise StagesError(f"at most {MOST_STAGES} times before and after")

    @property
    def earliest(self) -> int:
        """How many days before its date a duty is first told of; 0 for never before."""
        return max(self.before, default=0)


def stage_on(due_on: date, today: date, stages: Stages) -> str | None:
    """The last stage that has come on a day: "b3" from three days before, "a7" from seven days late; None for none yet.

    Only the last counts: when days were left out, what was missed is not told any more, and nothing is told twice.
    """
    left = (due_on - today).days
    if left < 0:
        late = max((days for days in stages.after if days <= -left), default=None)
        return None if late is None else f"a{late}"
    near = min((days for days in stages.before if left <= days), default=None)
    return None if near is None else f"b{near}"


def escalations_on(due_on: date, today: date, stages: Stages) -> tuple[Escalation, ...]:
    """To whom a duty that is not met goes higher on a day."""
    late = (today - due_on).days
    limits = ((Escalation.HEAD, stages.head_after), (Escalation.COORDINATOR, stages.coordinator_after))
    return tuple(to for to, days in limits if days is not None and late >= days)


def urgency_on(due_on: date, today: date, *, soon: int) -> Urgency:
    """How a duty of the running period that is not met stands. in: `soon`, how many days count as near."""
    left = (due_on - today).days
    if left < 0:
        return Urgency.OVERDUE
    return Urgency.SOON if left <= soon else Urgency.SHORT


def tidy(days: Iterable[int]) -> tuple[int, ...]:
    """Days in the order they are kept: each once, the farthest first."""
    return tuple(sorted(set(days), reverse=True))
