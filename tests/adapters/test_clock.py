"""The day and the moment the rest of the product is handed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lantoa.adapters import clock

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def test_without_a_fixed_day_it_is_the_real_moment_in_viet_nam(settings):
    settings.LANTOA_TODAY = None
    moment = clock.now()
    assert abs(moment - datetime.now(UTC)) < timedelta(seconds=5)
    assert moment.utcoffset() == timedelta(hours=7)


def test_a_fixed_day_is_today(settings):
    settings.LANTOA_TODAY = "2026-02-28"
    assert clock.today() == date(2026, 2, 28)


def test_a_fixed_day_keeps_the_real_time_of_day(settings):
    settings.LANTOA_TODAY = "2026-02-28"
    moment, real = clock.now(), datetime.now(VIETNAM)
    assert moment.date() == date(2026, 2, 28)
    assert moment.utcoffset() == timedelta(hours=7)
    elapsed = (real.replace(year=2026, month=2, day=28) - moment) % timedelta(days=1)
    assert elapsed < timedelta(seconds=5)


def test_a_day_that_is_no_date_is_reported_and_not_ignored(settings):
    settings.LANTOA_TODAY = "28/02/2026"
    with pytest.raises(ValueError, match="28/02/2026"):
        clock.today()
