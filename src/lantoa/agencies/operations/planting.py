"""A province's units out of the national list: its places, its communes' committees, what they were before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies import units
from lantoa.agencies.access import may_administer, require
from lantoa.agencies.kinds import AgencyKind, Level, Role
from lantoa.agencies.models import Agency, AgencyLink, LinkKind, Place, PlaceSuccession, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.reach import reach_of
from lantoa.agencies.units import OLD_SINCE, TWO_LEVELS_SINCE, Unit
from lantoa.audit.operations import record
from lantoa.persistence.names import name_columns
from lantoa.persistence.refusal import Refused
from lantoa.vietnamese import fold


@dataclass(frozen=True, kw_only=True)
class Planted:
    """What a planting added: places, committees, places of before 01/07/2025; nothing when all was there."""

    places: int
    committees: int
    former: int


@transaction.atomic
def plant_province(*, actor: User | None, root: Agency, province: Unit, with_former: bool = False) -> Planted:
    """Put a province's places and the committees of its communes under its committee; what is there already stays.

    in: the person (None: the operator at the machine), the provincial committee, the province of the national list,
    whether the units of 30/06/2025 come too, with what became of them. A commune's committee that was typed in before
    is recognised by its name and only given its place. Raises Forbidden, Refused for a body that is no provincial
    committee or that sits in another province.
    """
    row = Agency.objects.select_for_update().get(pk=root.pk)
    require(actor is None or may_administer(reach_of(actor, clock.today()), row.pk))
    if (row.kind, row.level) != (AgencyKind.COMMITTEE, Level.PROVINCE):
        raise Refused(f"{row} không phải Ủy ban nhân dân cấp tỉnh.")
    top, made_top = _province_place(row, province)
    communes = units.communes_of(province)
    places, made = _places(communes, {province.id: top}, TWO_LEVELS_SINCE, None)
    committees = _committees(row, [places[unit.id] for unit in communes])
    former = _former(province, places | {province.id: top}) if with_former else 0
    planted = Planted(places=made + made_top, committees=committees, former=former)
    if planted != Planted(places=0, committees=0, former=0):
        counts = {"places": planted.places, "committees": planted.committees, "former_places": planted.former}
        record(
            operation="plant_province",
            actor=actor,
            obj=row,
            agency=row,
            role=Role.ADMINISTRATOR if actor else "",
            changes={"province": [None, province.name]} | {name: [0, number] for name, number in counts.items()},
        )
    return planted


def _province_place(root: Agency, province: Unit) -> tuple[Place, int]:
    """The province's place, found or made, and how many were made; the committee is put into it."""
    known = Place.objects.filter(unit=province.id).first()
    if root.place and root.place.kind == "province" and root.place != known:
        if root.place.unit or known or root.place.folded != fold(province.name):
            raise Refused(f"{root} đang ở {root.place}, không phải {province.name}.")
        known = root.place
        known.unit, known.code = province.id, known.code or province.code
        known.save(update_fields=["unit", "code"])
    place = known or Place.objects.create(
        **name_columns(province.name), kind="province", code=province.code, unit=province.id, starts_on=TWO_LEVELS_SINCE
    )
    if root.place_id != place.pk:
        root.place = place
        root.save(update_fields=["place"])
    return place, int(known is None)


def _places(
    wanted: Iterable[Unit], above: dict[str, Place], starts_on: date, ends_on: date | None
) -> tuple[dict[str, Place], int]:
    """The places of units of one level, those missing made. out: {unit id: place}, how many were made."""
    rows = list(wanted)
    found = {place.unit: place for place in Place.objects.filter(unit__in=[unit.id for unit in rows])}
    missing = [
        Place(
            **name_columns(unit.name),
            kind=unit.kind,
            code=unit.code,
            unit=unit.id,
            parent=above.get(unit.parent),
            starts_on=starts_on,
            ends_on=ends_on,
        )
        for unit in rows
        if unit.id not in found
    ]
    made = Place.objects.bulk_create(missing)
    return found | {place.unit: place for place in made}, len(made)


def _committees(root: Agency, places: list[Place]) -> int:
    """A committee in each commune, under the province's; one of the same name there is given its place."""
    since = max(root.starts_on, TWO_LEVELS_SINCE)
    committees = Agency.objects.filter(kind=AgencyKind.COMMITTEE, level=Level.COMMUNE)
    seated = set(committees.filter(place__in=places).values_list("place_id", flat=True))
    today = max(clock.today(), since)
    beneath = AgencyLink.objects.filter(true_on(today), parent=root).values("child_id")
    named = {row.folded: row for row in committees.filter(pk__in=beneath, place=None)}
    made, moved = [], []
    for place in places:
        if place.pk in seated:
            continue
        name = f"Ủy ban nhân dân {place.name[0].lower()}{place.name[1:]}"
        known = named.get(fold(name))
        if known is not None:
            known.place = place
            moved.append(known)
        else:
            made.append(_committee(name, place, since))
    Agency.objects.bulk_update(moved, ["place"])
    rows = Agency.objects.bulk_create(made)
    AgencyLink.objects.bulk_create(
        AgencyLink(child=row, parent=root, kind=LinkKind.UNDER, starts_on=since) for row in rows
    )
    return len(rows)


def _committee(name: str, place: Place, since: date) -> Agency:
    return Agency(
        **name_columns(name),
        kind=AgencyKind.COMMITTEE,
        level=Level.COMMUNE,
        short_name=place.name[:120],
        symbol="UBND",
        place=place,
        starts_on=since,
    )


def _former(province: Unit, present: dict[str, Place]) -> int:
    """The places of 30/06/2025 that are in the province now, and what each went into. out: how many were made."""
    olds = units.former_of(province)
    places: dict[str, Place] = {}
    count = 0
    for kind in ("province", "district", "commune"):
        found, made = _places((u for u in olds if u.kind == kind), places, OLD_SINCE, TWO_LEVELS_SINCE)
        places |= found
        count += made
    PlaceSuccession.objects.bulk_create(
        (
            PlaceSuccession(predecessor=places[old.id], successor=present[new], on=TWO_LEVELS_SINCE)
            for old in olds
            for new in old.successors
            if new in present
        ),
        ignore_conflicts=True,
    )
    return count
