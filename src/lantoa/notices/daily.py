"""Work that has to be done once a day: who does it, whether it was done, and the alarm when it was not.

Apps above register their work here. It is begun by the queue, every few minutes; whoever comes first on a day does it.
A day on which no worker ran is not made up for by running twice: the work itself looks at what was left out.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction

from lantoa.adapters import clock
from lantoa.notices.models import DailyRun

log = logging.getLogger(__name__)
Job = Callable[[date], int]
BEGINS_AT = time(6, 0)  # before the first digest of the day is made
CLAIM = timedelta(minutes=30)
_jobs: dict[str, tuple[str, Job]] = {}


def register_daily(name: str, label: str, job: Job) -> None:
    """Add a piece of daily work. in: a short fixed name, its Vietnamese name, and a function that does the work of a
    day, safe to run again, and gives how many things it made."""
    _jobs[name] = (label, job)


def registered_daily() -> dict[str, str]:
    """{name: Vietnamese name} of the daily work."""
    return {name: label for name, (label, _) in _jobs.items()}


def run_due(now: datetime) -> list[str]:
    """Do today's work that was not done yet. out: the names of what was done now. A failure is logged and tried again
    by the next call; it does not keep the other work from being done."""
    if now.time() < BEGINS_AT:
        return []
    return [name for name in _jobs if _run(name, now)]


def _run(name: str, now: datetime) -> bool:
    if not _claimed(name, now):
        return False
    try:
        made = _jobs[name][1](now.date())
    except Exception:  # one piece of work must not stop the others, and is tried again
        log.exception("daily work %s failed", name)
        DailyRun.objects.filter(job=name, day=now.date(), finished_at=None).update(begun_at=now - CLAIM)
        return False
    DailyRun.objects.filter(job=name, day=now.date()).update(finished_at=clock.now(), made=made)
    return True


@transaction.atomic
def _claimed(name: str, now: datetime) -> bool:
    """Whether this worker is the one to do a day's work now: nobody did it, and nobody began it a short while ago."""
    _, fresh = DailyRun.objects.get_or_create(job=name, day=now.date(), defaults={"begun_at": now})
    if fresh:
        return True
    left = DailyRun.objects.filter(job=name, day=now.date(), finished_at=None, begun_at__lte=now - CLAIM)
    return bool(left.update(begun_at=now))


def missed(today: date) -> list[tuple[str, date]]:
    """Daily work that was done before but not yesterday nor today: (its Vietnamese name, the last day it was done)."""
    found = []
    for name, label in registered_daily().items():
        days = DailyRun.objects.filter(job=name, finished_at__isnull=False).order_by("-day")
        last = days.values_list("day", flat=True).first()
        if last is not None and last < today - timedelta(days=1):
            found.append((label, last))
    return found
