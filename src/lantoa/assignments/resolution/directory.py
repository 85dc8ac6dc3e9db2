"""The bodies a plan can mean: those around its issuer on a day, found by any name that documents give them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import F

from lantoa.agencies.groups import Roster, rosters
from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import (
    Agency,
    AgencyGroup,
    AgencyLink,
    AgencyName,
    LinkKind,
    Place,
    PlaceSuccession,
    Succession,
)
from lantoa.agencies.models.bodies import true_on
from lantoa.assignments.resolution.words import PLACE_KINDS, bare_place, plain, without_end, without_place
from lantoa.catalogue.models import Channel

if TYPE_CHECKING:
    from lantoa.assignments.resolution.remembered import Remembered

_COMMITTEE = "uy ban nhan dan "
_EVERYWHERE = frozenset({"uy ban nhan dan", "hoi dong nhan dan"})
_LEVEL_OF_KIND = {
    "tinh": (Level.PROVINCE,),
    "thanh pho": (Level.PROVINCE, Level.DISTRICT),
    "huyen": (Level.DISTRICT,),
    "thi xa": (Level.DISTRICT,),
    "xa": (Level.COMMUNE,),
    "phuong": (Level.COMMUNE,),
    "thi tran": (Level.COMMUNE,),
    "dac khu": (Level.COMMUNE,),
}


@dataclass
class Directory:
    """Bodies and names around one issuer on one day; loaded once for a whole plan."""

    issuer: Agency
    on: date
    agencies: dict[int, Agency]
    parents: dict[int, tuple[int, str]]
    ended: dict[str, Agency] = field(default_factory=dict)
    _by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _by_base: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _by_office: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _channels: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    places: frozenset[str] = frozenset()
    _bases: dict[str, str] = field(default_factory=dict)
    groups: dict[str, AgencyGroup] = field(default_factory=dict)
    memory: dict[str, "Remembered"] = field(default_factory=dict)
    _rosters: dict[int, Roster] = field(default_factory=dict)
    _by_kind: dict[tuple[str, str], list[Agency]] = field(default_factory=lambda: defaultdict(list))

    def sorted(self, ids: Iterable[int]) -> tuple[Agency, ...]:
        """These agencies in Vietnamese order."""
        return tuple(sorted((self.agencies[pk] for pk in set(ids)), key=lambda row: (row.sort_key, row.id)))

    def of_kind(self, kind: AgencyKind, level: Level) -> list[Agency]:
        """The agencies of a kind at a level, in no order."""
        if not self._by_kind:
            for row in self.agencies.values():
                self._by_kind[row.kind, row.level].append(row)
        return self._by_kind.get((kind.value, level.value), [])

    def roster_of(self, group: AgencyGroup) -> Roster:
        """Who is in a group on the day; worked out once for all the words that name it."""
        if group.pk not in self._rosters:
            self._rosters |= rosters([group], self.on)
        return self._rosters[group.pk]

    @cached_property
    def places_after(self) -> dict[str, set[int]]:
        """{plain name of a place that ended: the ids of the places its land is in now}. One query, when first asked."""
        rows = PlaceSuccession.objects.filter(on__lte=self.on, predecessor__ends_on__lte=self.on)
        found: dict[str, set[int]] = defaultdict(set)
        here = {row.place_id for row in self.agencies.values()}
        for name, successor in rows.values_list("predecessor__name", "successor_id"):
            if successor in here:
                found[plain(name)].add(successor)
        return found

    @cached_property
    def _followed(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        rows = Succession.objects.filter(on__lte=self.on).order_by("pk")
        for old, new in rows.values_list("predecessor_id", "successor_id"):
            found[old].append(new)
        return found

    def successors_of(self, agency: int) -> set[int]:
        """The ids of those who followed a body up to the day, through bodies that ended since."""
        found, waiting = set[int](), list(self._followed.get(agency, ()))
        while waiting:
            at = waiting.pop()
            if at not in found:
                found.add(at)
                waiting += () if at in self.agencies else self._followed.get(at, ())
        return found

    def is_under(self, agency: Agency, *, of: int | None = None) -> bool:
        """Whether an agency hangs somewhere below another (the issuer when none is named)."""
        above, at = of if of is not None else self.issuer.pk, agency.pk
        for _ in range(12):
            if at not in self.parents:
                return False
            at = self.parents[at][0]
            if at == above:
                return True
        return False

    @property
    def head(self) -> int:
        """The id of the committee whose territory the plan speaks of: the issuer, or the one the issuer works for."""
        at = self.issuer.pk
        while self.agencies[at].kind != AgencyKind.COMMITTEE:
            above = self.parents.get(at, (0, ""))[0]
            if above not in self.agencies:
                return self.issuer.pk
            at = above
        return at

    def children(self, *, link: LinkKind | None = None) -> tuple[Agency, ...]:
        """The bodies and offices right under the issuer, or only those that hang by one kind of link."""
        found = (pk for pk, (parent, kind) in self.parents.items() if parent == self.issuer.pk)
        return self.sorted(pk for pk in found if pk in self.agencies and link in (None, self.parents[pk][1]))

    def named(self, text: str) -> tuple[tuple[Agency, ...], bool]:
        """The bodies that a name means, the nearest to the issuer only, and whether the name leaves no doubt.

        Several come back when the name fits several alike. "Văn phòng" alone is the issuer's own office or nobody's;
        a name without its place ("Thanh tra") is doubtful where it finds a body beside the issuer.
        """
        name = plain(text)
        exact = self._nearest(self._by_name.get(name, ()))
        if exact:
            return exact, len(exact) == 1
        base, place = without_place(name, self.places)
        own = {pk for pk in self._by_office.get(base, ()) if self.parents[pk][0] == self.issuer.pk}
        known = set(self._by_base.get(base, ())) | set(self._by_base.get(name, ()))
        found = self._nearest(own or (pk for pk in known if self._stands_at(pk, place)))
        said = bool(place) or all(self._distance(row.pk) <= 1 for row in found)
        return found, len(found) == 1 and said

    def named_at(self, text: str, level: Level) -> tuple[Agency, ...]:
        """All bodies of one name at a level below the issuer: "Phòng Văn hóa - Xã hội" of every commune."""
        name = plain(text)
        known = self._by_base.get(name, set()) | self._by_office.get(name, set())
        rows = (self.agencies[pk] for pk in known)
        return self.sorted(row.pk for row in rows if row.level == level and self.is_under(row))

    def running(self, text: str) -> tuple[Agency, ...]:
        """The bodies that run a channel of this name, the nearest to the issuer only."""
        name = plain(text)
        base, place = without_place(name, self.places)
        known = self._channels.get(name, set()) | self._channels.get(base, set())
        return self._nearest(pk for pk in known if self._stands_at(pk, place))

    def at_all_levels(self, text: str) -> tuple[Agency, ...]:
        """All bodies of one name in the territory, whatever their level: "Mặt trận Tổ quốc các cấp"."""
        return self.sorted(self._by_base.get(plain(text), ()))

    def _nearest(self, ids: Iterable[int]) -> tuple[Agency, ...]:
        ranked = [(self._distance(pk), pk) for pk in set(ids)]
        best = min((distance for distance, _ in ranked), default=0)
        return self.sorted(pk for distance, pk in ranked if distance == best)

    def _distance(self, pk: int) -> int:
        """How far a body stands from the issuer: itself, right under it, beside it, below it, elsewhere."""
        if pk == self.issuer.pk:
            return 0
        parent = self.parents.get(pk, (0, ""))[0]
        if parent == self.issuer.pk:
            return 1
        beside = self.parents.get(self.issuer.pk, (0, ""))[0]
        if self.agencies[pk].level == self.issuer.level and parent in (0, beside):
            return 2
        return 3 if self.is_under(self.agencies[pk]) else 4

    def _stands_at(self, pk: int, place: str) -> bool:
        if not place:
            return True
        if place in PLACE_KINDS:
            return self.agencies[pk].level in _LEVEL_OF_KIND[place]
        return self.place_of(pk) in (place, "")

    def place_of(self, pk: int) -> str:
        """The bare name of the territory a body sits in: its own, else that of the body above it; "" if unknown."""
        for _ in range(12):
            own = _own_place(self.agencies[pk]) if pk in self.agencies else ""
            if own or pk not in self.parents:
                return own
            pk = self.parents[pk][0]
        return ""

    def kind_of_place(self, agency: Agency) -> str:
        """What kind of place a committee sits in, folded: "phuong"; "" where neither place nor name says."""
        name = plain(getattr(agency, "place_name", None) or plain(agency.name).removeprefix(_COMMITTEE))
        return next((kind for kind in PLACE_KINDS if name.startswith(f"{kind} ")), "")

    def _base(self, text: str) -> str:
        """A plain name without its place; kept, as the names of a body come again with each of its offices."""
        if text not in self._bases:
            self._bases[text] = without_place(text, self.places)[0]
        return self._bases[text]

    def add(self, agency: Agency, names: Iterable[str]) -> None:
        """Make an agency findable by its names, with and without its place and the body it belongs to."""
        parent = self.agencies.get(self.parents.get(agency.pk, (0, ""))[0])
        above_names = () if parent is None else {plain(parent.name), plain(parent.short_name)}
        aboves = [(above, self._base(above)) for above in above_names]
        ends = tuple(f" {end}" for pair in aboves for end in pair if end)
        for full in {plain(name) for name in names}:
            self._by_name[full].add(agency.pk)
            base = self._base(full)
            if base not in PLACE_KINDS:  # "Xã An Phúc" is no body called "xã"
                self._by_base[base].add(agency.pk)
            for above, shorter in aboves:
                for text in {full, base}:
                    office = without_end(without_end(text, above), shorter) if text.endswith(ends) else text
                    if office not in PLACE_KINDS:
                        self._by_office[office].add(agency.pk)

    def add_channel(self, channel: Channel) -> None:
        """Make a body findable by the name of a channel it runs."""
        if channel.agency_id in self.agencies:
            name = plain(channel.name)
            self._channels[name].add(channel.agency_id)
            self._channels[without_place(name, self.places)[0]].add(channel.agency_id)


def _own_place(agency: Agency) -> str:
    """The bare name of the place a body sits in; read from a committee's name where no place is recorded."""
    if agency.place_id is not None:
        return bare_place(getattr(agency, "place_name", None) or agency.place.name)
    name = plain(agency.name)
    return bare_place(name.removeprefix(_COMMITTEE)) if name.startswith(_COMMITTEE) else ""


def _scope(issuer: Agency, on: date) -> tuple[dict[int, Agency], dict[int, tuple[int, str]]]:
    """The issuer's whole tree, and bodies outside any tree that sit in the same territory (Party, Front, post).

    Links and places are two columns of numbers, read whole: walking them here is quicker than asking level by level.
    """
    links = AgencyLink.objects.filter(true_on(on)).values_list("child_id", "parent_id", "kind")
    parents = {child: (parent, kind) for child, parent, kind in links}
    above = {child: parent for child, (parent, _) in parents.items()}
    inside = _whole_tree(issuer.pk, above)
    territory = _whole_tree(issuer.place_id, dict(Place.objects.order_by().values_list("pk", "parent_id")))
    columns = ("public_id", "name", "short_name", "sort_key", "kind", "level", "place_id")
    rows = Agency.objects.filter(true_on(on)).only(*columns).annotate(place_name=F("place__name"))

    def near(row: Agency) -> bool:
        return row.id in inside or (row.id not in parents and (row.place_id is None or row.place_id in territory))

    return {row.id: row for row in rows if near(row)}, parents


def _whole_tree(start: int | None, above: Mapping[int, int | None]) -> set[int]:
    """The ids of the tree that one of its members stands in; empty for none. in: each id's parent."""
    below: dict[int | None, list[int]] = defaultdict(list)
    for child, parent in above.items():
        below[parent].append(child)
    root, passed = start, {start}
    while (higher := above.get(root)) is not None and higher not in passed:
        root = higher
        passed.add(root)
    found, waiting = set[int](), [root] if root is not None else []
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += below[at]
    return found


def load(issuer: Agency, on: date) -> Directory:
    """The directory for a plan's issuer on the day the plan is issued. A fixed number of queries."""
    agencies, parents = _scope(issuer, on)
    agencies.setdefault(issuer.pk, issuer)  # a day before the issuer began finds nobody else, but is no error
    places = frozenset(_own_place(row) for row in agencies.values()) - {""}
    book = Directory(issuer=issuer, on=on, agencies=agencies, parents=parents, places=places)
    names: dict[int, list[str]] = defaultdict(list)
    for pk, name in AgencyName.objects.values_list("agency_id", "name"):
        names[pk].append(name)
    for pk, row in agencies.items():
        book.add(row, [row.name, row.short_name, *names[pk]])
    for channel in Channel.objects.filter(true_on(on)).only("name", "agency_id"):
        book.add_channel(channel)
    for row in Agency.objects.filter(ends_on__lte=on).only("name", "ends_on").order_by("ends_on"):
        name = plain(row.name)
        book.ended[name] = row
        base, place = without_place(name, places)
        if not place or base not in _EVERYWHERE:  # "Ủy ban nhân dân" alone names no body that ended
            book.ended.setdefault(base, row)
    return book


def kinds_at(book: Directory, kinds: frozenset[AgencyKind], level: Level) -> tuple[Agency, ...]:
    """The bodies of some kinds at a level: below the committee of the issuer's territory, or beside it there."""
    head = book.head
    here = book.place_of(head)

    def fits(row: Agency) -> bool:
        if row.pk == head:
            return False
        if book.is_under(row, of=head):
            return True
        if row.pk in book.parents:
            return False
        return book.agencies[head].level == Level.PROVINCE or (bool(here) and book.place_of(row.pk) == here)

    return book.sorted(row.pk for kind in kinds for row in book.of_kind(kind, level) if fits(row))
