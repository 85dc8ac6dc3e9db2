"""Which days an office works, and how a due date moves off a day off.

Days off and make-up days are data: rows that name the decision which set them. No law lives here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
# Tết gives at most nine days in a row; a run this long means that the rows are wrong.
_LONGEST_RUN = 366


class Roll(StrEnum):
    """This will say where a due date on a day off goes: it stays, or moves to the next or previous working day.

    A date moves only if the plan or the regime says so, hence NONE unless told otherwise.
    """

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"


class NoWorkingDayError(ValueError):
    """This will say that a whole year around a day has no working day: the days off given cannot be right."""


@dataclass(frozen=True)
class WorkingDays:
    """This will tell working days from days off: Monday to Friday, less `days_off`, plus `make_up` days.

    `days_off` are holidays and exchanged days («nghỉ hoán đổi»); `make_up` are weekend days worked in exchange
    («làm bù»), which win where a day stands in both.
    """

    days_off: frozenset[date] = field(default_factory=frozenset)
    make_up: frozenset[date] = field(default_factory=frozenset)

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day."""
        if day in self.make_up:
            return True
        return day.weekday() < _SATURDAY and day not in self.days_off

    def last_working_day_on_or_before(self, day: date) -> date:
        """This will give the day itself or the nearest working day before it."""
        return self._walk(day, lambda at: at - _ONE_DAY)

    def next_working_day_on_or_after(self, day: date) -> date:
        """This will give the day itself or the nearest working day after it."""
        return self._walk(day, lambda at: at + _ONE_DAY)

    def _walk(self, day: date, step: Callable[[date], date]) -> date:
        at = day
        for _ in range(_LONGEST_RUN):
            if self.is_working(at):
                return at
            at = step(at)
        raise NoWorkingDayError(f"No working day within a year of {day}")


def apply_roll(day: date, roll: Roll, working_days: WorkingDays) -> date:
    """This will move a due date off a day off as the roll says; a working day stays where it is."""
    if roll is Roll.NEXT:
        return working_days.next_working_day_on_or_after(day)
    if roll is Roll.PREVIOUS:
        return working_days.last_working_day_on_or_before(day)
    return day
