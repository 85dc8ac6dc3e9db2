"""The tree of bodies on a day: a forest, read level by level; no code assumes a single root."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models.expressions import RawSQL

from lantoa.agencies.models import Agency, AgencyLink, LinkKind
from lantoa.agencies.models.bodies import true_on

_DEEPEST = 12  # a guard against a cycle that came in by another door


def bodies_of(agency_ids: Iterable[int], on: date) -> dict[int, int]:
    """Which body each office belongs to on a day. in: agency ids; out: {office id: body id}, offices only."""
    links = AgencyLink.objects.filter(true_on(on), child_id__in=set(agency_ids), kind=LinkKind.OFFICE)
    return dict(links.values_list("child_id", "parent_id"))


def _under(marks: int) -> str:
    """The start of a query that has every agency under some, as `under (id)`; `marks` of them, four days follow.

    UNION keeps each agency once, so that even a circle that came in by another door ends.
    """
    true_then = "link.starts_on <= %s AND (link.ends_on IS NULL OR link.ends_on > %s)"
    return (
        "WITH RECURSIVE under (id) AS (SELECT link.child_id FROM agencies_agencylink link "  # noqa: S608  only marks
        f"WHERE link.parent_id IN ({', '.join(['%s'] * marks)}) AND {true_then} "
        "UNION SELECT link.child_id FROM agencies_agencylink link JOIN under ON link.parent_id = under.id "
        f"WHERE {true_then})"
    )


def below(agency_ids: Iterable[int], on: date) -> set[int]:
    """Every agency under the given ones on a day, the given ones left out. One query, however deep the tree is."""
    start = set(agency_ids)
    if not start:
        return set()
    day = connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        cursor.execute(f"{_under(len(start))} SELECT id FROM under", [*start, *[day] * 4])  # noqa: S608
        return {row[0] for row in cursor.fetchall()} - start


def within(agency_ids: Iterable[int], on: date) -> RawSQL | tuple[int, ...]:
    """The ids that `with_below` gives, to stand behind `__in`: the database works them out where it needs them.

    Thousands of ids sent one by one cost more than the question they answer.
    """
    start = sorted(set(agency_ids))
    if not start:
        return ()
    day = connection.ops.adapt_datefield_value(on)
    own = " ".join("UNION SELECT CAST(%s AS bigint)" for _ in start)
    return RawSQL(f"{_under(len(start))} SELECT id FROM under {own}", [*start, *[day] * 4, *start])  # noqa: S608, S611


def with_below(agency_ids: Iterable[int], on: date) -> set[int]:
    """The given agencies and every one under them on a day. One query."""
    start = set(agency_ids)
    return start | below(start, on)


def paths_to_root(agency_ids: Iterable[int], on: date) -> dict[int, tuple[int, ...]]:
    """For each agency the ids from its root down to itself, on a day."""
    parents: dict[int, int] = {}
    asked = set(agency_ids)
    level = set(asked)
    for _ in range(_DEEPEST):
        links = AgencyLink.objects.filter(true_on(on), child_id__in=level)
        found = dict(links.values_list("child_id", "parent_id"))
        parents |= found
        level = set(found.values()) - parents.keys()
        if not level:
            break
    paths = {}
    for agency in asked:
        path = [agency]
        while path[-1] in parents and len(path) <= _DEEPEST:
            path.append(parents[path[-1]])
        paths[agency] = tuple(reversed(path))
    return paths


def children_of(agency: Agency, on: date) -> list[Agency]:
    """The bodies and offices right under an agency on a day, in Vietnamese order."""
    rows = AgencyLink.objects.filter(true_on(on), parent=agency).select_related("child").order_by("child__sort_key")
    return [row.child for row in rows]


def forest(on: date) -> list[tuple[Agency, int]]:
    """Every agency true on a day with its depth, parents before children, siblings in Vietnamese order. Two queries."""
    agencies = {row.pk: row for row in Agency.objects.filter(true_on(on)).order_by("sort_key")}
    children: dict[int, list[int]] = defaultdict(list)
    linked = set()
    for child, parent in AgencyLink.objects.filter(true_on(on)).values_list("child_id", "parent_id"):
        if child in agencies and parent in agencies:
            children[parent].append(child)
            linked.add(child)
    order = {pk: place for place, pk in enumerate(agencies)}
    rows: list[tuple[Agency, int]] = []
    stack = [(pk, 0) for pk in reversed(agencies) if pk not in linked]
    while stack:
        pk, depth = stack.pop()
        rows.append((agencies[pk], depth))
        stack += [(child, depth + 1) for child in sorted(children[pk], key=order.__getitem__, reverse=True)]
    return rows
