"""Bodies and the links between them, each with its days: half-open, `ends` None means still true."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

Key = Hashable


@dataclass(frozen=True, kw_only=True)
class Body:
    """This will hold a body: its key, its name, the short name by which a room finds its like, and its days."""

    key: Key
    name: str
    short_name: str = ""
    starts: date
    ends: date | None = None

    def lives_on(self, day: date) -> bool:
        """Whether the body is there on a day."""
        return self.starts <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True, kw_only=True)
class Hang:
    """This will hold a link: a body under another, as an office inside it or as a body of its own."""

    child: Key
    parent: Key
    is_office: bool = False
    starts: date
    ends: date | None = None

    def true_on(self, day: date) -> bool:
        """Whether the link is true on a day."""
        return self.starts <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Forest:
    """This will hold bodies by their keys, and the links among them."""

    bodies: Mapping[Key, Body]
    hangs: tuple[Hang, ...]

    @cached_property
    def from_above(self) -> Mapping[Key, tuple[Hang, ...]]:
        """The links to what hangs from each body, of every time."""
        return _grouped((row.parent, row) for row in self.hangs)

    @cached_property
    def to_above(self) -> Mapping[Key, tuple[Hang, ...]]:
        """The links by which each body hangs, of every time."""
        return _grouped((row.child, row) for row in self.hangs)

    def parents_on(self, day: date) -> dict[Key, Hang]:
        """The link by which each body hangs on a day."""
        return {row.child: row for row in self.hangs if row.true_on(day)}


def _grouped(pairs: Iterable[tuple[Key, Hang]]) -> Mapping[Key, tuple[Hang, ...]]:
    found: dict[Key, list[Hang]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    return {key: tuple(rows) for key, rows in found.items()}
