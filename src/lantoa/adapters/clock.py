"""The only place that reads the clock: every rule below the views is handed its day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Give the present moment, aware, in Asia/Ho_Chi_Minh; with ``LANTOA_TODAY`` set, that day at the real time of day.

    Raises ValueError when ``LANTOA_TODAY`` is not an ISO date.
    """
    moment = datetime.now(VIETNAM)
    fixed = _fixed_day()
    return moment if fixed is None else datetime.combine(fixed, moment.timetz())


def today() -> date:
    """Give the present day in Asia/Ho_Chi_Minh, or the day named by ``LANTOA_TODAY`` (ISO date text, or None)."""
    return now().date()


def _fixed_day() -> date | None:
    named = getattr(settings, "LANTOA_TODAY", None)
    return date.fromisoformat(named) if named else None
