"""How people want to be told; who never chose has the defaults."""

from collections.abc import Callable, Iterable
from datetime import datetime

from lantoa.agencies.models import User
from lantoa.domain.quiet_hours import QuietHours, first_allowed
from lantoa.domain.working_days import WorkingDays
from lantoa.notices.models import Preferences


def wishes_of(people: Iterable[User]) -> dict[int, Preferences]:
    """{user id: what the person chose, or the defaults, unsaved}. One query."""
    rows = list(people)
    saved = {row.user_id: row for row in Preferences.objects.filter(user__in=[person.pk for person in rows])}
    return {person.pk: saved.get(person.pk) or Preferences(user=person) for person in rows}


def may_go_at(moment: datetime, wishes: Preferences, days: WorkingDays) -> datetime:
    """The first moment, this one or later, at which a mail may go to who wishes so. in: an aware moment of Vietnam."""
    quiet = QuietHours(start=wishes.quiet_from, end=wishes.quiet_to)
    takes: Callable[[datetime], bool] = lambda _: True  # noqa: E731  a day that is always fit
    if wishes.working_days_only:
        takes = lambda at: days.is_working(at.date())  # noqa: E731
    return first_allowed(moment, quiet, takes)
