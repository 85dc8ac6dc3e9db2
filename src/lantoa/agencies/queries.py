"""Reading bodies and people."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from lantoa.agencies import lineage
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, AgencyLink, AgencyName, HeldRole, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.tree import paths_to_root
from lantoa.vietnamese import fold
from lantoa.web.paging import Page, page_of

LEVEL_LIMIT = 400  # rows shown under one body; a longer list is read on the body's own page, which is paged


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A body as the tree shows it: its depth, how many bodies hang right under it, and those shown when it is open."""

    agency: Agency
    depth: int
    below: int
    opened: bool = False
    children: tuple["Branch", ...] = ()
    cut: bool = False


@dataclass(frozen=True, kw_only=True)
class Placed:
    """An agency found by its name, with the body it stands under."""

    agency: Agency
    parent: Agency | None


def roots(on: date) -> QuerySet[Agency]:
    """The bodies that stand under no other on a day."""
    links = AgencyLink.objects.filter(true_on(on), child=OuterRef("pk"))
    return Agency.objects.filter(true_on(on), ~Exists(links))


def branches(
    on: date, opened: Agency | None, cursor: str | None = None, *, past: bool = False
) -> tuple[list[Branch], Page[Agency]]:
    """The forest on a day as far as it is open: its roots (paged), and the way down to one body with all its siblings.

    past: the day is not today, so that bodies renamed since bear the names of the day. The number of queries depends on
    the depth alone, the number of rows on the bodies beside the way.
    """
    page = page_of(roots(on), cursor=cursor)
    path = paths_to_root([opened.pk], on)[opened.pk] if opened else ()
    top = list(page.items)
    if path and all(agency.pk != path[0] for agency in top):
        top = [*Agency.objects.filter(true_on(on), pk=path[0]), *top]
    under, cut = _under(path, on)
    shown = [agency.pk for agency in top] + [agency.pk for rows in under.values() for agency in rows]
    sizes = _sizes(shown, on)
    if past:
        lineage.as_called_on([*top, *(agency for rows in under.values() for agency in rows)], on)

    def branch(agency: Agency, depth: int) -> Branch:
        is_open = agency.pk in path
        children = tuple(branch(child, depth + 1) for child in under[agency.pk]) if is_open else ()
        return Branch(
            agency=agency,
            depth=depth,
            below=sizes.get(agency.pk, 0),
            opened=is_open,
            children=children,
            cut=agency.pk in cut,
        )

    return [branch(agency, 0) for agency in top], page


def one_branch(agency: Agency, on: date, *, opened: bool, past: bool = False) -> Branch:
    """One body as the tree shows it, with those right under it when it is open. A fixed number of queries."""
    under, cut = _under([agency.pk], on) if opened else ({agency.pk: []}, set())
    rows = under[agency.pk]
    sizes = _sizes([agency.pk, *(row.pk for row in rows)], on)
    if past:
        lineage.as_called_on([agency, *rows], on)
    return Branch(
        agency=agency,
        depth=0,
        below=sizes.get(agency.pk, 0),
        opened=opened,
        children=tuple(Branch(agency=row, depth=1, below=sizes.get(row.pk, 0)) for row in rows),
        cut=agency.pk in cut,
    )


def _under(path: Collection[int], on: date) -> tuple[dict[int, list[Agency]], set[int]]:
    """The bodies right under each one on the way, and which of those lists were cut."""
    under: dict[int, list[Agency]] = defaultdict(list)
    cut = set()
    for parent in path:
        links = AgencyLink.objects.filter(true_on(on), true_on(on, "child__"), parent_id=parent)
        rows = list(links.select_related("child").order_by("child__sort_key", "child_id")[: LEVEL_LIMIT + 1])
        under[parent] = [row.child for row in rows[:LEVEL_LIMIT]]
        if len(rows) > LEVEL_LIMIT:
            cut.add(parent)
    return under, cut


def _sizes(agency_ids: Iterable[int], on: date) -> dict[int, int]:
    links = AgencyLink.objects.filter(true_on(on), true_on(on, "child__"), parent_id__in=list(agency_ids))
    return dict(links.values_list("parent_id").annotate(Count("pk")).order_by())


def named(text: str, on: date) -> QuerySet[Agency]:
    """Agencies true on a day whose name, short name or another name contains the words, with or without accents.

    Words that look like an identifier code find the bodies whose code begins so.
    """
    words = fold(" ".join(text.split()))
    others = AgencyName.objects.filter(agency=OuterRef("pk"), folded__contains=words)
    wanted = Q(folded__contains=words) | Q(short_folded__contains=words) | Exists(others)
    if len(words) >= 3 and words[1:3].isdecimal():
        wanted |= Q(code__startswith=words.upper())
    return Agency.objects.filter(true_on(on)).filter(wanted)


def placed(agencies: Iterable[Agency], on: date, *, past: bool = False) -> list[Placed]:
    """Each agency with its parent on a day, in the order given; one query, and one for the names of a past day."""
    rows = list(agencies)
    links = AgencyLink.objects.filter(true_on(on), child__in=[row.pk for row in rows]).select_related("parent")
    parents = {link.child_id: link.parent for link in links}
    if past:
        lineage.as_called_on([*rows, *parents.values()], on)
    return [Placed(agency=row, parent=parents.get(row.pk)) for row in rows]


def ancestors(agency: Agency, on: date) -> list[Agency]:
    """The bodies above an agency on a day, the highest first."""
    path = paths_to_root([agency.pk], on)[agency.pk][:-1]
    found = Agency.objects.in_bulk(path)
    return [found[pk] for pk in path]


def links_under(agency: Agency, on: date) -> QuerySet[AgencyLink]:
    """The links to the bodies right under an agency on a day, to be paged by ("child__sort_key", "id")."""
    return AgencyLink.objects.filter(true_on(on), true_on(on, "child__"), parent=agency).select_related("child")


def meant_by(text: str, among: Collection[int], on: date) -> list[Agency]:
    """The agencies a person means by a typed name: those that bear exactly it; else those whose names contain it.

    in: what was typed, the ids to choose among, the day; out: at most 6 agencies in Vietnamese order.
    """
    words = fold(" ".join(text.split()))
    others = AgencyName.objects.filter(agency=OuterRef("pk"), folded=words)
    exact = Agency.objects.filter(true_on(on)).filter(Q(folded=words) | Exists(others)).order_by("sort_key")
    found = [row for row in exact if row.pk in among]
    if not found:
        found = [row for row in named(text, on).order_by("sort_key") if row.pk in among]
    return found[:6]


def roles_of(user: User, on: date) -> QuerySet[HeldRole]:
    """The roles a person holds on a day, with their agencies."""
    return HeldRole.objects.filter(true_on(on), user=user).select_related("agency").order_by("agency__sort_key", "role")


def roles_at(agency: Agency, on: date) -> QuerySet[HeldRole]:
    """Who holds a role at an agency on a day, in the order of their names."""
    rows = HeldRole.objects.filter(true_on(on), agency=agency, user__is_active=True)
    return rows.select_related("user").order_by("user__sort_key", "user_id", "role")


def roles_of_each(people: Iterable[User], on: date, among: Collection[int]) -> list[tuple[User, list[HeldRole]]]:
    """Each person with the roles that have not ended, at the given agencies; one query.

    The agencies are chosen here and not in the query: thousands of ids cost more to send than a few roles to leave out.
    """
    shown = list(people)
    rows = HeldRole.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), user__in=[user.pk for user in shown])
    held: dict[int, list[HeldRole]] = defaultdict(list)
    for row in rows.select_related("agency").order_by("agency__sort_key", "role"):
        if row.agency_id in among:
            held[row.user_id].append(row)
    return [(user, held[user.pk]) for user in shown]


def people_at(agency_ids: Iterable[int], roles: Iterable[Role], on: date) -> QuerySet[User]:
    """The people in use who hold one of the roles at one of the agencies on a day, each once, in order of their names.

    Only roles held at those very agencies count; add the offices of a body (`tree`) where they are meant as well.
    """
    held = HeldRole.objects.filter(true_on(on), agency_id__in=list(agency_ids), role__in=list(roles))
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by("sort_key", "pk")
