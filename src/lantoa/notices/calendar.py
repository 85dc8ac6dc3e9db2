"""A calendar for other programs to read (iCalendar, RFC 5545): entries as values, their marks, the file.

An entry's UID never changes; its SEQUENCE goes up and its DTSTAMP moves when it says something else, and only then.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from lantoa.notices.models import CalendarMark

# From midnight of the day: at 8 in the morning three days before, one day before, and on the day.
ALARMS = (timedelta(days=-3, hours=8), timedelta(days=-1, hours=8), timedelta(hours=8))
REFRESH = timedelta(hours=6)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One day in the calendar. `uid` is the same for the same thing for good; `alarms` whether it still asks for
    something; `cancelled` that it is off."""

    uid: str
    day: date
    title: str
    text: str
    url: str
    alarms: bool = True
    cancelled: bool = False

    @property
    def fingerprint(self) -> str:
        """What the entry says, in short."""
        return sha256(repr(astuple(self)).encode()).hexdigest()


def marked(entries: Sequence[Entry], now: datetime) -> dict[str, CalendarMark]:
    """{uid: its mark}, moved on for entries that say something else than before. At most three queries.

    Two readings at once may both move a mark on: it then counts once, and says the same.
    """
    known = {row.uid: row for row in CalendarMark.objects.filter(uid__in=[entry.uid for entry in entries])}
    fresh, changed = [], []
    for entry in entries:
        row = known.get(entry.uid)
        if row is None:
            row = known[entry.uid] = CalendarMark(uid=entry.uid, fingerprint=entry.fingerprint, changed_at=now)
            fresh.append(row)
        elif row.fingerprint != entry.fingerprint:
            row.fingerprint, row.sequence, row.changed_at = entry.fingerprint, row.sequence + 1, now
            changed.append(row)
    if fresh:
        CalendarMark.objects.bulk_create(fresh, ignore_conflicts=True)
    if changed:
        CalendarMark.objects.bulk_update(changed, ["fingerprint", "sequence", "changed_at"], batch_size=200)
    return known


def written(entries: Sequence[Entry], marks: dict[str, CalendarMark], *, name: str) -> bytes:
    """The calendar as a file: the same bytes for the same entries and marks."""
    calendar = Calendar()
    calendar.add("prodid", "-//Lan Tỏa//Lịch việc//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for entry in entries:
        calendar.add_component(_event(entry, marks[entry.uid]))
    data: bytes = calendar.to_ical()
    return data


def _event(entry: Entry, mark: CalendarMark) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", mark.changed_at)
    event.add("last-modified", mark.changed_at)
    event.add("sequence", mark.sequence)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("description", entry.text)
    if entry.url:
        event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    for at in ALARMS if entry.alarms and not entry.cancelled else ():
        event.add_component(_alarm(entry, at))
    return event


def _alarm(entry: Entry, at: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", at)
    return alarm
