"""How a duty stands on a day: met, over or short; upcoming, due or overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Amount(StrEnum):
    """This will say how much of what is owed was done: enough («đạt»), above the limit («vượt»), or less («thiếu»)."""

    MET = "met"
    OVER = "over"
    SHORT = "short"


class Moment(StrEnum):
    """This will say where the day stands: before the period, in it, after the date, or with nothing left to do."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"
    SETTLED = "settled"


class Standing(StrEnum):
    """This will name a verdict in one word, for lists, colours and tallies; every duty has exactly one."""

    MET = "met"
    MET_LATE = "met_late"
    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Verdict:
    """This will hold the judgement of one duty on one day; `remaining` is how many are still owed.

    `late` means that enough was done, but after the date («chậm»); what is still short after its date is overdue
    («quá hạn») and not late.
    """

    amount: Amount
    moment: Moment
    late: bool
    remaining: int

    @property
    def is_met(self) -> bool:
        """Whether enough was done, in time or not."""
        return self.amount is not Amount.SHORT

    @property
    def is_overdue(self) -> bool:
        """Whether the date passed and something is still owed."""
        return self.moment is Moment.OVERDUE

    @property
    def standing(self) -> Standing:
        """The verdict in one word."""
        if self.is_met:
            return Standing.MET_LATE if self.late else Standing.MET
        return Standing(self.moment.value)


def verdict(
    *,
    minimum: int,
    maximum: int | None,
    done: int,
    met_on: date | None,
    due_on: date,
    period_start: date,
    today: date,
) -> Verdict:
    """This will judge a duty of `minimum` to `maximum` (None: no limit) with `done` credited to it, on `today`.

    `met_on` is the day the minimum was reached (see `when_met`), None if it was not or nothing was owed. The due
    date itself is still in time. To judge by the date before or after an extension, call it with either date.
    """
    if done < minimum:
        return Verdict(Amount.SHORT, _moment(due_on, period_start, today), late=False, remaining=minimum - done)
    amount = Amount.OVER if maximum is not None and done > maximum else Amount.MET
    return Verdict(amount, Moment.SETTLED, late=met_on is not None and met_on > due_on, remaining=0)


def _moment(due_on: date, period_start: date, today: date) -> Moment:
    if today > due_on:
        return Moment.OVERDUE
    return Moment.UPCOMING if today < period_start else Moment.DUE


def when_met(minimum: int, quantities: Iterable[tuple[date, int]]) -> date | None:
    """This will give the day on which the credited quantities, taken in the order of their days, reached the minimum.

    None if they never did, or if nothing was owed (a minimum of 0 is met by no day's work).
    """
    if minimum <= 0:
        return None
    done = 0
    for day, quantity in sorted(quantities):
        done += quantity
        if done >= minimum:
            return day
    return None
