"""Reading the trail."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from lantoa.audit.models import Entry
from lantoa.audit.wording import FIELDS, object_name, operation_name, value_text

_LONGEST = 120
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry as a person reads it; `changes` are (field, before, after) in words, `more` counts those left out."""

    at: datetime
    who: str
    what: str
    kind: str
    name: str
    agency: str
    changes: tuple[tuple[str, str, str], ...]
    more: int


def trail_of(agency_ids: Collection[int]) -> QuerySet[Entry]:
    """What was done for the given agencies; to be paged by ("-id",)."""
    return Entry.objects.filter(agency_id__in=list(agency_ids))


def lines(entries: Iterable[Entry], *, open_to: Collection[int], open_types: str) -> list[Line]:
    """Entries in words.

    in: the entries; the ids of the agencies whose content the reader may know; the beginning of the object types
    ("agencies.") whose content the reader may know everywhere. Of any other entry the reader learns who did what and
    when, not to which thing nor how it changed.
    """
    return [
        _line(entry, known=entry.agency_id in open_to or entry.object_type.startswith(open_types)) for entry in entries
    ]


def _line(entry: Entry, *, known: bool) -> Line:
    changes = _changes(entry.changes) if known else []
    named = [(FIELDS[field], before, after) for field, before, after in changes if field in FIELDS]
    return Line(
        at=entry.at,
        who=entry.actor_name,
        what=operation_name(entry.operation),
        kind=object_name(entry.object_type),
        name=entry.object_name if known else "",
        agency=entry.agency_name,
        changes=tuple(named),
        more=len(changes) - len(named),
    )


def _changes(changes: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The differences as text, before "" where nothing was; what is no pair of plain values is counted, not shown."""
    rows = []
    for field, pair in changes.items():
        if not isinstance(pair, list) or len(pair) != 2 or any(isinstance(value, list | dict) for value in pair):
            rows.append(("", "", ""))
        elif any(value not in (None, "") for value in pair):
            before, after = (value_text(field, value) for value in pair)
            rows.append((field, "" if before is None else _text(before), _text(after)))
    return rows


def _text(value: Any) -> str:
    if value is None or value == "":
        return "trống"
    if isinstance(value, bool):
        return "có" if value else "không"
    text = str(value)
    if _DAY.fullmatch(text):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
