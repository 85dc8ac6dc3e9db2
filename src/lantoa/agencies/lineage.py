"""Reading who followed whom: whose past belongs to a body, who answers for one that ended, what it was called then."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from django.db import connection

from lantoa.agencies.models import Agency, AgencyLink, FormerName, Succession
from lantoa.domain.lineage import Followed, Lineage, Mapped


def lineage(on: date) -> Lineage[int]:
    """Every succession up to a day, by agency ids. One query; two where bodies merely ended.

    A body that merely ended (an heir for its open work, no successor in its place) belongs to the past of the body that
    stood above it, once the heir does too: a district's sums are a province's and nobody else's.
    """
    columns = ("predecessor_id", "successor_id", "predecessor__ends_on", "is_heir", "is_whole")
    rows = list(Succession.objects.filter(on__lte=on).values_list(*columns))
    followed = [Followed(old, new, goes_on=ends_on is None or ends_on > on) for old, new, ends_on, _, _ in rows]
    times = Counter(old for old, *_ in rows)
    ended = {old: day for old, _, day, is_heir, is_whole in rows if is_heir and not is_whole and times[old] == 1}
    found = AgencyLink.objects.filter(child_id__in=ended).values_list("child_id", "parent_id", "ends_on")
    links = list(found) if ended else ()
    above = {child: parent for child, parent, day in links if day == ended[child]}
    # Without anybody above it, its past is nobody's: it counts as having gone to itself alone.
    return Lineage([*followed, *(Followed(old, above.get(old, -old)) for old in ended)])


def mapped(agency_ids: Collection[int], on: date) -> Mapped[int]:
    """Whose past belongs to some bodies **taken together**, on a day: whole, in part, or given away. One query.

    A commune cut in two belongs to neither of its successors, but wholly to the province that holds both: ask for the
    province's whole subtree. For several bodies one by one use `lineage(on)` once and its `mapped` for each.
    """
    return lineage(on).mapped(agency_ids)


def inherited(agency_ids: Collection[int]) -> dict[int, int]:
    """The ended bodies whose open work came to some bodies, also through bodies that ended since.

    in: agency ids; out: {predecessor's id: the id of the one asked for that answers for it}. One query.
    """
    start = set(agency_ids)
    if not start:
        return {}
    marks = ", ".join(["%s"] * len(start))
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE came (id, heir) AS ("  # noqa: S608  only the number of marks is put in
            f"SELECT s.predecessor_id, s.successor_id FROM agencies_succession s WHERE s.is_heir "
            f"AND s.successor_id IN ({marks}) "
            "UNION SELECT s.predecessor_id, came.heir FROM agencies_succession s JOIN came ON s.successor_id = came.id "
            "WHERE s.is_heir) SELECT id, heir FROM came",
            list(start),
        )
        return {old: heir for old, heir in cursor.fetchall() if old not in start}


def heir_of(agency: Agency) -> Agency | None:
    """The living body that answers for one that ended; None for one that lives or has no heir. A query a step."""
    row, found = agency, None
    while row.ends_on is not None:
        step = Succession.objects.filter(predecessor=row, is_heir=True).select_related("successor").first()
        if step is None:
            return found
        row = found = step.successor
    return found


def names_on(agency_ids: Collection[int], on: date) -> dict[int, tuple[str, str]]:
    """What renamed bodies were called on a day: {agency id: (name, short name)}, only where it differs. One query."""
    rows = FormerName.objects.filter(agency_id__in=agency_ids, starts_on__lte=on, ends_on__gt=on)
    return {pk: (name, short) for pk, name, short in rows.values_list("agency_id", "name", "short_name")}


def as_called_on(agencies: Iterable[Agency], on: date) -> list[Agency]:
    """The same rows, unsaved, under the names they bore on a day. One query."""
    rows = list(agencies)
    former = names_on([row.pk for row in rows], on)
    for row in rows:
        if row.pk in former:
            row.name, row.short_name = former[row.pk]
    return rows


def predecessors(agency: Agency) -> list[Succession]:
    """From whom a body came, the latest first."""
    rows = Succession.objects.filter(successor=agency).select_related("predecessor", "reorganisation")
    return list(rows.order_by("-on", "predecessor__sort_key"))


def successors(agency: Agency) -> list[Succession]:
    """Who followed a body, the latest first, its heir before the others."""
    rows = Succession.objects.filter(predecessor=agency).select_related("successor", "reorganisation")
    return list(rows.order_by("-on", "-is_heir", "successor__sort_key"))
