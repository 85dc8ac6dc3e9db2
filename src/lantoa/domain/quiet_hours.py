"""When a person may be written to: never inside the quiet hours, nor on a day off if the person says so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

_ONE_DAY = timedelta(days=1)
# Tết gives at most nine days off in a row; after as many days as this the mail goes all the same.
LONGEST_WAIT = 31


@dataclass(frozen=True, kw_only=True)
class QuietHours:
    """Hours of each day in which nothing is sent, [start, end) by the clock on the wall; they may run over midnight.
    The same start and end mean that no hour is quiet."""

    start: time
    end: time

    def holds(self, moment: time) -> bool:
        """Whether a time of day lies in the quiet hours."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end

    def over(self, moment: datetime) -> datetime:
        """The first moment, this one or later, that is not quiet."""
        if not self.holds(moment.time()):
            return moment
        # Evening hours that run over midnight end on the next day.
        day = moment + _ONE_DAY if moment.time() >= self.start and self.end <= self.start else moment
        return datetime.combine(day.date(), self.end, tzinfo=day.tzinfo)


def first_allowed(moment: datetime, quiet: QuietHours, is_working: Callable[[datetime], bool]) -> datetime:
    """The first moment at which a mail may go.

    in: from when on, the quiet hours, whether a moment's day is one on which the person wants mail (always true for
    who takes mail on days off); all in the person's own time zone; out: that moment or a later one. A calendar that
    names no such day within LONGEST_WAIT days is wrong: then the days no longer count, the hours still do.
    """
    at = quiet.over(moment)
    for _ in range(LONGEST_WAIT):
        if is_working(at):
            return at
        at = quiet.over((at + _ONE_DAY).replace(hour=0, minute=0, second=0, microsecond=0))
    return at
