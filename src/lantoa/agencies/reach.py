"""What a person may act for and watch, on a day (design, section 5).

Reach never follows from the tree alone: the watcher is usually a sibling of those it watches. Higher apps say by plan
and by regime who is watched; they register themselves here, the only way a low package reaches a high one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models.expressions import RawSQL

from lantoa.agencies import lineage, tree
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, HeldRole, User
from lantoa.agencies.models.bodies import true_on

WATCHING = (Role.COORDINATOR, Role.HEAD, Role.OBSERVER)

WatchSource = Callable[[frozenset[int], date], Iterable[int]]
_sources: list[WatchSource] = []


def register_watch_source(source: WatchSource) -> None:
    """Add a source: given the ids of agencies that coordinate and a day, it gives the ids of those they watch."""
    if source not in _sources:
        _sources.append(source)


@dataclass(frozen=True)
class Reach:
    """The rights of one person on one day. Everything a guard asks is answered here."""

    user: User
    on: date
    held: tuple[HeldRole, ...]
    bodies: dict[int, int] = field(default_factory=dict)

    def agencies_as(self, *roles: Role) -> frozenset[int]:
        """Ids of the agencies where the person holds one of the roles, with the bodies whose offices they are."""
        ids = {row.agency_id for row in self.held if row.role in roles}
        return frozenset(ids | {self.bodies[pk] for pk in ids if pk in self.bodies})

    @cached_property
    def own(self) -> frozenset[int]:
        """Ids of the agencies whose work is the person's own: neither administrator nor operator sees any content."""
        return self.agencies_as(*(role for role in Role if role not in (Role.OPERATOR, Role.ADMINISTRATOR)))

    @cached_property
    def seats(self) -> frozenset[int]:
        """Ids of the agencies for which the person watches others."""
        return self.agencies_as(*WATCHING)

    def has(self, *roles: Role) -> bool:
        """Whether the person holds one of the roles anywhere."""
        return any(row.role in roles for row in self.held)

    def subtree_as(self, *roles: Role) -> frozenset[int]:
        """Ids of the agencies where the person holds one of the roles, and of all below them.

        A role at an office reaches its body's own work (`agencies_as`), never what hangs below that body.
        """
        ids = {row.agency_id for row in self.held if row.role in roles}
        return frozenset(tree.with_below(ids, self.on))

    def subtree_rows(self, *roles: Role) -> RawSQL | tuple[int, ...]:
        """The ids of `subtree_as`, to stand behind `__in` in a query."""
        return tree.within((row.agency_id for row in self.held if row.role in roles), self.on)

    @cached_property
    def administered(self) -> frozenset[int]:
        """Ids of the agencies the person administers: those with the role, and all below them."""
        return self.subtree_as(Role.ADMINISTRATOR)

    @cached_property
    def watched(self) -> frozenset[int]:
        """Ids of all agencies the person coordinates or observes: by the tree, by plans, by regimes."""
        found = set(self.subtree_as(*WATCHING))
        for source in _sources:
            found |= set(source(self.seats, self.on))
        return frozenset(found)

    @cached_property
    def seen(self) -> frozenset[int]:
        """Ids of the agencies whose work the person may read: its own and those it watches, and whom these followed."""
        present = self.own | self.watched
        return present | lineage.inherited(present).keys()

    def answers_for(self, *roles: Role) -> frozenset[int]:
        """Ids of the agencies where the person holds one of the roles, and of the ended bodies whose work came to them.

        For what a predecessor left behind (its results, its reports of past periods); nothing new is made for it.
        """
        present = self.agencies_as(*roles)
        return present | {old for old, heir in self._came_to_own.items() if heir in present}

    @cached_property
    def _came_to_own(self) -> dict[int, int]:
        ids = {row.agency_id for row in self.held}
        return lineage.inherited(ids | set(self.bodies.values()))

    @cached_property
    def main_agency(self) -> Agency | None:
        """The agency the person works for first: the body, where the role is held at one of its offices."""
        rows = [row for row in self.held if row.role != Role.OPERATOR]
        return rows[0].agency if rows else None

    @property
    def main_body_id(self) -> int | None:
        """The id of `main_body`, without reading it."""
        agency = self.main_agency
        return self.bodies.get(agency.pk, agency.pk) if agency else None

    @cached_property
    def main_body(self) -> Agency | None:
        """The body that the person's first agency is, or is an office of."""
        agency = self.main_agency
        if agency is None or agency.pk not in self.bodies:
            return agency
        return Agency.objects.get(pk=self.bodies[agency.pk])

    def role_at(self, agency_id: int, *roles: Role) -> str:
        """The role used at an agency, for the audit trail; empty when none of the roles is held there."""
        for row in self.held:
            if row.role in roles and agency_id in (row.agency_id, self.bodies.get(row.agency_id)):
                return row.role
        return ""


def reach_of(user: User, on: date) -> Reach:
    """The person's reach on a day; two queries, kept on the person for the rest of the request."""
    kept: Reach | None = getattr(user, "_lantoa_reach", None)
    if kept is not None and kept.on == on:
        return kept
    rows = tuple(HeldRole.objects.filter(true_on(on), user=user).select_related("agency").order_by("pk"))
    reach = Reach(user=user, on=on, held=rows, bodies=tree.bodies_of((row.agency_id for row in rows), on))
    user._lantoa_reach = reach  # type: ignore[attr-defined]
    return reach


def watched_by(user: User, on: date) -> frozenset[int]:
    """Ids of the agencies a person watches on a day: the tree, the plans and the regimes together."""
    return reach_of(user, on).watched
