"""«Lấy số» on the screens of other apps: what is offered there, and the press of the button."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden
from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.register import access, queries
from lantoa.register.models import NumberSeries, RegisterEntry
from lantoa.register.operations import Columns, take_number
from lantoa.web.forms import read_day

BUTTON = "lay-so"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a form for number and day shows of the register: the series to take from, or the number that was taken."""

    series: tuple[NumberSeries, ...] = ()
    entry: RegisterEntry | None = None


def offer(person: Reach, *, agency: Agency, document_type: str, obj: Any) -> Offer:
    """What the register of a body offers for a document. To its clerk the series, to others the number it took."""
    entry = queries.entry_of(obj)
    if entry is not None or not access.may_keep(person, agency.pk):
        return Offer(entry=entry)
    return Offer(series=tuple(queries.series_giving(agency, document_type)))


def number_and_day(obj: Any) -> tuple[str, date] | None:
    """The number an object took in the register and the day it bears; None where it took none."""
    entry = queries.entry_of(obj)
    return (entry.written, entry.day) if entry else None


def pressed(
    request: HttpRequest,
    *,
    agency: Agency,
    document_type: str,
    obj: Any,
    columns: Columns,
    day_field: str,
    fields: Iterable[str],
) -> dict[str, Any]:
    """Take a number for a document, out of its form. out: the form's values, as typed, with number and day filled in.

    What the register refuses is said in a message. Raises Forbidden for a series that the body does not offer.
    """
    typed = {name: request.POST.get(name, "") for name in fields}
    wanted = queries.series_giving(agency, document_type)
    series = next((row for row in wanted if row.public_id == request.POST.get(BUTTON)), None)
    if series is None:
        raise Forbidden
    try:
        day = read_day(typed[day_field]) if typed[day_field].strip() else clock.today()
        entry = take_number(actor=request.user, series=series, token=new_public_id(), day=day, columns=columns, obj=obj)
    except (Refused, ValueError) as refusal:
        messages.error(request, str(refusal))
        return typed
    messages.success(request, f"Đã lấy số {entry.written} trong sổ văn bản đi.")
    return typed | {"number": entry.written, day_field: entry.day}
