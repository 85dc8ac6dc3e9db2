"""Reading the register: a year's entries, the series that give numbers, the number an object took."""

from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery

from lantoa.agencies.models import Agency
from lantoa.register.kinds import read_number
from lantoa.register.models import NumberSeries, Register, RegisterEntry
from lantoa.vietnamese import fold


def register_of(agency: Agency) -> Register | None:
    """The register of a body while it keeps one here."""
    return Register.objects.filter(agency=agency, is_kept=True).first()


def entries_of(register: Register, *, year: int, series: str = "", q: str = "") -> QuerySet[RegisterEntry]:
    """A year of the register, cancelled numbers too: of one series, with these words or this number."""
    rows = register.entries.filter(year=year)
    if series:
        rows = rows.filter(series__public_id=series)
    if q.strip():
        found = Q(folded__contains=fold(q.strip()))
        number = read_number(q)
        if number:
            found |= Q(number=number.value, symbol__iexact=number.symbol)
        elif q.strip().isascii() and q.strip().isdecimal() and len(q.strip()) <= 9:
            found |= Q(number=int(q))
        rows = rows.filter(found)
    return rows


def years_of(register: Register, today_year: int) -> list[int]:
    """The years from the first that has entries to this one; latest first."""
    first: int | None = register.entries.aggregate(first=Min("year"))["first"]
    return list(range(today_year, min(first or today_year, today_year) - 1, -1))


def series_giving(agency: Agency, document_type: str) -> list[NumberSeries]:
    """The open series of a body's register for a type of document; none where it keeps no register here."""
    rows = NumberSeries.objects.filter(register__agency=agency, register__is_kept=True, is_open=True)
    return list(rows.filter(document_type=document_type).order_by("symbol"))


def entry_of(obj: Any) -> RegisterEntry | None:
    """The number a plan or report took and still has."""
    rows = RegisterEntry.objects.filter(object_type=obj._meta.label_lower, object_id=obj.public_id)
    return rows.filter(cancelled_at=None).first()


def next_number(series: NumberSeries, year: int) -> int:
    """The number a series would give now: after the last of the year, at its beginning the first."""
    last: int | None = series.entries.filter(year=year).aggregate(last=Max("number"))["last"]
    first = series.first_number if year == series.first_year else 1
    return first if last is None else last + 1


def series_of(register: Register) -> QuerySet[NumberSeries]:
    """The series of a register by type and symbol; `begun` says whether one has given a number."""
    given = RegisterEntry.objects.filter(series=OuterRef("pk"))
    return register.series.annotate(begun=Exists(given)).order_by("document_type", "symbol")


def last_numbers(register: Register, year: int) -> dict[int, int]:
    """The last number of a year by series, in one query that looks at one row of each. out: {series id: number}."""
    latest = RegisterEntry.objects.filter(series=OuterRef("pk"), year=year).order_by("-number").values("number")[:1]
    rows = register.series.annotate(last=Subquery(latest)).filter(last__isnull=False)
    return dict(rows.values_list("pk", "last"))
