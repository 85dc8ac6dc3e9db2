"""What an issued plan asks of a body: told by the app that assigns, which registers itself here."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from lantoa.domain.lifecycle import AssignmentKind

# Given the id of a plan and ids of bodies: (body, item, obligation or None, kind) of each assignment.
ConcernSource = Callable[[int, Iterable[int]], Iterable[tuple[int, int, int | None, str]]]
# Given the id of a body: the ids of the plans that ask anything of it, a list or a subquery.
AskingSource = Callable[[int], Iterable[int]]
_sources: list[ConcernSource] = []
_asking: list[AskingSource] = []


def register_concern_source(source: ConcernSource, asking: AskingSource) -> None:
    """Add a source: what a plan asks of bodies, and which plans ask anything of a body."""
    if source not in _sources:
        _sources.append(source)
        _asking.append(asking)


def plans_asking(agency_id: int) -> Q:
    """The condition on plans that ask anything of a body."""
    wanted = Q(pk__in=[])
    for source in _asking:
        wanted |= Q(pk__in=source(agency_id))
    return wanted


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
        for _, item_id, obligation_id, kind in source(plan_id, [agency_id]):
            if kind == AssignmentKind.OWED and obligation_id is not None:
                owed[item_id].add(obligation_id)
            elif kind == AssignmentKind.SUPPORT:
                supported.add(item_id)
    return Concerns({item: frozenset(found) for item, found in owed.items()}, frozenset(supported - owed.keys()))


def has_concern(plan_id: int, agency_id: int) -> bool:
    """Whether a plan asks anything of a body. One query a source."""
    return any(any(True for _ in source(plan_id, [agency_id])) for source in _sources)


def bodies_owing(plan_id: int, agency_ids: Iterable[int]) -> set[int]:
    """Which of these bodies a plan gives work of their own. One query a source."""
    ids = list(agency_ids)
    return {agency for source in _sources for agency, _, _, kind in source(plan_id, ids) if kind == AssignmentKind.OWED}
