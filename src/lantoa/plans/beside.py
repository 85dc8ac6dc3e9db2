"""What stands beside an item while a plan copied from another is edited: changed or not, and how the other one went."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lantoa.domain.lifecycle import PlanOrigin
from lantoa.plans.models import Item, Plan
from lantoa.plans.queries import DraftGroup

# Given ids of items of a plan in force: for each with work in it, a phrase that says how it went.
ProgressSource = Callable[[Iterable[int]], Mapping[int, str]]
_sources: list[ProgressSource] = []
_MARKED = (PlanOrigin.AMENDMENT, PlanOrigin.NEXT_YEAR)


def register_progress_source(source: ProgressSource) -> None:
    """Add what says how items of a plan in force went; assignments, which stands above, registers itself here."""
    if source not in _sources:
        _sources.append(source)


@dataclass(frozen=True, kw_only=True)
class Note:
    """Whether somebody changed an item since it was copied, in a word, and how the item it came from went ("")."""

    changed: bool
    mark: str
    beside: str


def notes_on(plan: Plan, groups: Sequence[DraftGroup]) -> dict[int, Note]:
    """The notes on the items of a draft copied for an amendment or for next year, by item id; {} for other plans."""
    if plan.origin_kind not in _MARKED:
        return {}
    items = [item for group in groups for item in group.items]
    said: dict[int, str] = {}
    if plan.origin_kind == PlanOrigin.NEXT_YEAR:
        for source in _sources:
            said |= source([item.origin_id for item in items if item.origin_id])
    return {item.pk: _note(item, said) for item in items}


def _note(item: Item, said: Mapping[int, str]) -> Note:
    if item.origin_id is None:
        return Note(changed=True, mark="mới", beside="")
    changed = item.changed_at is not None or any(row.changed_at is not None for row in item.obligations.all())
    return Note(changed=changed, mark="đã sửa" if changed else "giữ nguyên", beside=said.get(item.origin_id, ""))
