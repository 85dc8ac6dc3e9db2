"""Reading places: the units of government, their villages and loudspeaker clusters, on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from lantoa.agencies.models import Agency, Place, PlaceSuccession
from lantoa.agencies.models.bodies import true_on
from lantoa.vietnamese import fold


@dataclass(frozen=True, kw_only=True)
class Went:
    """A place and where its land came from or went to, from which day."""

    place: Place
    on: date


def places(on: date, words: str = "", kind: str = "", under: Place | None = None) -> QuerySet[Place]:
    """The places true on a day: those right under one, or found by name or code, with or without accents."""
    rows = Place.objects.filter(true_on(on)).select_related("parent")
    if under is not None:
        rows = rows.filter(parent=under)
    text = fold(" ".join(words.split()))
    if text:
        rows = rows.filter(Q(folded__contains=text) | Q(code=words.strip()))
    if kind:
        rows = rows.filter(kind=kind)
    return rows


def roots(on: date) -> QuerySet[Place]:
    """The places that stand in no other."""
    return Place.objects.filter(true_on(on), parent=None)


def sizes(rows: Iterable[Place], on: date) -> dict[int, int]:
    """How many places stand right in each one on a day. One query."""
    inside = Place.objects.filter(true_on(on), parent__in=[row.pk for row in rows])
    return dict(inside.order_by().values_list("parent_id").annotate(Count("pk")))


def came_from(place: Place) -> list[Went]:
    """The places whose land is in this one now, in Vietnamese order."""
    rows = PlaceSuccession.objects.filter(successor=place).select_related("predecessor__parent")
    return [Went(place=row.predecessor, on=row.on) for row in rows.order_by("-on", "predecessor__sort_key")]


def went_to(place: Place) -> list[Went]:
    """The places this one's land is in now."""
    rows = PlaceSuccession.objects.filter(predecessor=place).select_related("successor__parent")
    return [Went(place=row.successor, on=row.on) for row in rows.order_by("-on", "successor__sort_key")]


def bodies_in(place: Place, on: date) -> QuerySet[Agency]:
    """The bodies that sit in a place on a day."""
    return Agency.objects.filter(true_on(on), place=place).order_by("sort_key", "pk")


def way_to(place: Place) -> list[Place]:
    """The places above one, the highest first; a query a level, of which there are at most four."""
    found: list[Place] = []
    at = place.parent
    while at is not None and len(found) < 6:
        found.append(at)
        at = at.parent
    return found[::-1]
