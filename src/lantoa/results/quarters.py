"""For which quarters standing work is stated on a day. Pure."""

from datetime import date, timedelta

from lantoa.domain.period import Period, PeriodKind, period_of

REPORTED_WITHIN = 25  # days into a quarter in which the one before is still being reported


def quarters_asked(today: date, *, year: int, in_force_since: date | None) -> tuple[Period, ...]:
    """The quarters of a plan's year to be stated on a day: the one just over while it is being reported, the running.

    in: the day, the plan's year, its day of issue. A quarter that ended before the issue is not asked for; the running
    one always stands last, so that there is one.
    """
    running = period_of(today, PeriodKind.QUARTER)
    before = period_of(running.start - timedelta(days=1), PeriodKind.QUARTER)
    reported = (today - running.start).days < REPORTED_WITHIN and before.start.year == year
    lived = in_force_since is None or in_force_since < before.end
    return (before, running) if reported and lived else (running,)
