"""Nobody is written to in quiet hours, or on days off who does not want it; and nothing waits for ever."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.quiet_hours import LONGEST_WAIT, QuietHours, first_allowed

AT = ZoneInfo("Asia/Ho_Chi_Minh")
MOMENTS = st.builds(
    lambda day, at: datetime.combine(day, at, tzinfo=AT), st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.times()
)
TIMES = st.times()
EVENING = QuietHours(start=time(21), end=time(6, 30))
ALWAYS = lambda _: True  # noqa: E731


def weekday(at: datetime) -> bool:
    return at.weekday() < 5


@given(MOMENTS, TIMES, TIMES, st.sets(st.integers(0, 6), max_size=6))
def test_the_moment_given_is_never_quiet_and_never_on_a_day_off(moment, start, end, off):
    quiet = QuietHours(start=start, end=end)
    at = first_allowed(moment, quiet, lambda day: day.weekday() not in off)
    assert at >= moment
    assert not quiet.holds(at.time())
    assert at.weekday() not in off
    assert at - moment <= timedelta(days=len(off) + 2)


@given(MOMENTS, TIMES, TIMES)
def test_a_moment_that_may_stay_stays(moment, start, end):
    quiet = QuietHours(start=start, end=end)
    assert (first_allowed(moment, quiet, ALWAYS) == moment) == (not quiet.holds(moment.time()))


@given(MOMENTS, TIMES, TIMES)
def test_nothing_between_now_and_the_moment_given_was_free(moment, start, end):
    """The first free moment, and no later one."""
    quiet = QuietHours(start=start, end=end)
    at = first_allowed(moment, quiet, ALWAYS)
    steps = (moment + (at - moment) * part / 20 for part in range(20))
    assert all(quiet.holds(step.time()) for step in steps if step < at)


@given(MOMENTS)
def test_a_calendar_without_any_working_day_does_not_hold_mail_for_ever(moment):
    at = first_allowed(moment, EVENING, lambda _: False)
    assert at - moment <= timedelta(days=LONGEST_WAIT + 2)
    assert not EVENING.holds(at.time())


def test_the_evening_of_friday_waits_for_monday_morning():
    assert first_allowed(datetime(2026, 10, 2, 21, 5, tzinfo=AT), EVENING, weekday) == datetime(
        2026, 10, 5, 6, 30, tzinfo=AT
    )
    assert first_allowed(datetime(2026, 10, 2, 3, 0, tzinfo=AT), EVENING, weekday) == datetime(
        2026, 10, 2, 6, 30, tzinfo=AT
    )
    assert date(2026, 10, 2).weekday() == 4
