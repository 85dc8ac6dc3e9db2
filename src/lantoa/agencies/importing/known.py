"""The bodies and places that are there already, as the rows of a table look them up. A fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from lantoa.agencies import tree
from lantoa.agencies.models import Agency, AgencyLink, AgencyName, Place
from lantoa.agencies.models.bodies import true_on
from lantoa.vietnamese import fold


@dataclass
class Known:
    """What is there on a day: bodies by id and code, their parents, their names; places by their codes."""

    root: Agency
    on: date
    bodies: dict[int, Agency] = field(default_factory=dict)
    within: frozenset[int] = frozenset()
    by_code: dict[str, Agency] = field(default_factory=dict)
    links: dict[int, AgencyLink] = field(default_factory=dict)
    names: dict[int, list[str]] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)
    _by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _under: dict[tuple[int, str], int] = field(default_factory=dict)

    def called(self, name: str) -> list[Agency]:
        """The bodies within reach that bear a name, or another name of theirs."""
        return [self.bodies[pk] for pk in dict.fromkeys(self._by_name.get(fold(name), ())) if pk in self.within]

    def child_called(self, parent: int, name: str) -> Agency | None:
        """The body of a name right under another."""
        pk = self._under.get((parent, fold(name)))
        return self.bodies[pk] if pk is not None else None


def known(root: Agency, on: date) -> Known:
    """What is there under a body on a day; what stands elsewhere only by its code, so that none is used twice."""
    found = Known(root=root, on=on)
    found.bodies = {row.pk: row for row in Agency.objects.filter(true_on(on)).select_related("place")}
    found.bodies.setdefault(root.pk, root)
    found.within = frozenset(tree.with_below([root.pk], on))
    found.by_code = {row.code: row for row in found.bodies.values() if row.code}
    found.links = {link.child_id: link for link in AgencyLink.objects.filter(true_on(on))}
    found.names = defaultdict(list)
    for pk, name in AgencyName.objects.filter(agency__in=found.within).values_list("agency_id", "name"):
        found.names[pk].append(name)
    for pk in found.within & found.bodies.keys():
        row = found.bodies[pk]
        for name in dict.fromkeys([row.name, row.short_name, *found.names[pk]]):
            found._by_name[fold(name)].append(pk)
    for child, link in found.links.items():
        if child in found.bodies:
            found._under[link.parent_id, found.bodies[child].folded] = child
    found.places = defaultdict(list)
    for place in Place.objects.filter(true_on(on)).exclude(code=""):
        found.places[place.code].append(place)
    return found
