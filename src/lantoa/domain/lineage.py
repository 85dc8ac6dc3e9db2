"""Which bodies' past belongs to a body of today: predecessors whole, and those of which only a part came."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Followed(Generic[Key]):
    """This will say that one body followed another; `goes_on`: the predecessor lives on and gave only a part."""

    predecessor: Key
    successor: Key
    goes_on: bool = False


@dataclass(frozen=True)
class Mapped(Generic[Key]):
    """This will hold the bodies whose past sums belong to a set of bodies taken together.

    `whole`: the set itself and every predecessor all of whose successors lie in `whole`: sums over it are exact.
    `shared`: predecessors of which a part came here and a part went elsewhere: no sum can say how much.
    `gave`: bodies of the set that gave a part of themselves away: their past holds what is another's today.
    """

    whole: frozenset[Key]
    shared: frozenset[Key]
    gave: frozenset[Key]

    @property
    def exact(self) -> bool:
        """Whether the past sums of `whole` are the past of the set, nothing more and nothing less."""
        return not self.shared and not self.gave


class Lineage(Generic[Key]):
    """Who followed whom, read in any direction. Circles cannot be: a body that ended never lives again."""

    def __init__(self, rows: Iterable[Followed[Key]]) -> None:
        self._after: dict[Key, set[Key]] = defaultdict(set)
        self._before: dict[Key, set[Key]] = defaultdict(set)
        self._goes_on: dict[Key, bool] = defaultdict(lambda: True)
        for row in rows:
            self._after[row.predecessor].add(row.successor)
            self._before[row.successor].add(row.predecessor)
            # A body that gave a part away and ended later ended: one row that says so is enough.
            self._goes_on[row.predecessor] = self._goes_on[row.predecessor] and row.goes_on

    def mapped(self, bodies: Collection[Key]) -> Mapped[Key]:
        """This will find whose past belongs to the bodies taken together, however many reorganisations lie between."""
        whole, waiting = set(bodies), list(bodies)
        shared: set[Key] = set()
        while waiting:
            for old in self._before.get(waiting.pop(), ()):
                if old in whole:
                    continue
                if not self._goes_on[old] and self._after[old] <= whole:
                    whole.add(old)
                    shared.discard(old)
                    waiting.append(old)
                else:
                    shared.add(old)
        gave = {key for key in whole if not self._after.get(key, set()) <= whole and self._goes_on.get(key, True)}
        return Mapped(frozenset(whole), frozenset(shared), frozenset(gave & self._after.keys()))

    def successors(self, body: Key) -> frozenset[Key]:
        """The bodies that followed one directly."""
        return frozenset(self._after.get(body, ()))
