"""What a person's calendar holds: the dates of what its bodies owe, and the inner dates of what was given to it."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from lantoa.agencies.reach import Reach
from lantoa.assignments.duties import due_within, effective_due, held_by, period_label
from lantoa.assignments.models import Duty
from lantoa.assignments.queries.inside import GivenDuties, given_duties
from lantoa.domain.lifecycle import DutyState
from lantoa.notices.calendar import Entry
from lantoa.notices.mail import absolute
from lantoa.web.wording import day_text

PAST, AHEAD = timedelta(days=60), timedelta(days=400)
MOST = 1500  # a body's duties of more than a year
TITLE = 120


def entries_for(person: Reach, agency_ids: frozenset[int]) -> list[Entry]:
    """The entries, by their days. in: the reach, the bodies the person acts for; no name of any person is in them.
    Four queries, however many duties there are."""
    site = urlsplit(settings.LANTOA_ADDRESS).hostname or "lantoa"  # whatever address the calendar was asked under
    near = due_within(person.on - PAST, person.on + AHEAD)
    rows = Duty.objects.filter(held_by(agency_ids), near, before_issue=False, minimum__gt=0)
    parts = ("obligation", "item", "plan")
    given = given_duties(person, agency_ids)
    duties = rows.select_related(*parts).order_by("due_on", "pk")[:MOST]
    found = [entry for duty in duties for entry in _entries(duty, given, site)]
    return sorted(found, key=lambda entry: (entry.day, entry.uid))


def _entries(duty: Duty, given: GivenDuties, site: str) -> Iterator[Entry]:
    what = duty.obligation.what or duty.item.title
    title = f"{what[:1].upper()}{what[1:TITLE]} ({period_label(duty)})"
    met, cancelled = duty.done >= duty.minimum, duty.state == DutyState.CLOSED
    about = {"url": _url(duty), "cancelled": cancelled, "alarms": not met}
    said = "Đã đủ: " if met else ""
    yield Entry(
        uid=f"viec-{duty.public_id}@{site}", day=effective_due(duty), title=said + title, text=_text(duty), **about
    )
    inside = given.of(duty)
    if inside is not None and inside.mine and not met:
        inner = {"uid": f"giao-{inside.delegation.public_id}-{duty.public_id}@{site}", "day": inside.inner_on}
        text = f"Hạn của cơ quan: {day_text(effective_due(duty))}.\n{_text(duty)}"
        yield Entry(title=f"Hạn trong cơ quan: {title}", text=text, **inner, **about)


def _url(duty: Duty) -> str:
    """Where the duty stands; nothing while the site does not know its own address."""
    return absolute(reverse("desk:duty", args=[duty.public_id])) if settings.LANTOA_ADDRESS else ""


def _text(duty: Duty) -> str:
    unit = f" {duty.obligation.unit}" if duty.obligation.unit else ""
    lines = [f"Cần ít nhất {duty.minimum}{unit}.", f"{duty.plan.short_name}, {duty.item.short_ref}."]
    if duty.extended_to:
        lines.append(f"Đã gia hạn đến {day_text(duty.extended_to)}, hạn gốc {day_text(duty.due_on)}.")
    if duty.closed_by:
        lines.append(f"Đã kết thúc theo {duty.closed_by}.")
    return "\n".join(lines)
