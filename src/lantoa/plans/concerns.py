"""What an issued plan asks of a body: told by the app that assigns, which registers itself here."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lantoa.domain.lifecycle import AssignmentKind

# Given the id of a plan and ids of bodies: (item, obligation or None, kind of assignment) of each assignment.
ConcernSource = Callable[[int, Iterable[int]], Iterable[tuple[int, int | None, str]]]
_sources: list[ConcernSource] = []


def register_concern_source(source: ConcernSource) -> None:
    """Add a source: given a plan and bodies it gives what the plan asks of them."""
    if source not in _sources:
        _sources.append(source)


@dataclass(frozen=True)
class Concerns:
    """What a plan asks of one body: the obligations it owes by item, and the items it only supports."""

    owed: dict[int, frozenset[int]] = field(default_factory=dict)
    supported: frozenset[int] = frozenset()


def concerns_of(plan_id: int, agency_id: int) -> Concerns:
    """What a plan asks of a body. One query a source."""
    owed: dict[int, set[int]] = defaultdict(set)
    supported = set()
    for source in _sources:
        for item_id, obligation_id, kind in source(plan_id, [agency_id]):
            if kind == AssignmentKind.OWED and obligation_id is not None:
                owed[item_id].add(obligation_id)
            elif kind == AssignmentKind.SUPPORT:
                supported.add(item_id)
    return Concerns({item: frozenset(found) for item, found in owed.items()}, frozenset(supported - owed.keys()))


def has_concern(plan_id: int, agency_id: int) -> bool:
    """Whether a plan asks anything of a body. One query a source."""
    return any(any(True for _ in source(plan_id, [agency_id])) for source in _sources)
