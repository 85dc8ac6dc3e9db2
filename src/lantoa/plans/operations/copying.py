"""Copying a plan's content into a draft: for an amendment, for next year's plan, for a plan derived from one above."""

from collections.abc import Callable, Iterable
from typing import Any

from lantoa.persistence.identifiers import new_public_id
from lantoa.plans import queries
from lantoa.plans.models import Item, Measure, Obligation, Party, Plan, PlanText, Product

# Never copied: what names the row itself, and what says where it came from.
_OWN = frozenset({"id", "public_id", "origin", "revoked_by", "changed_by", "changed_at"})


def copy_plan(
    source: Plan,
    into: Plan,
    *,
    keep: Callable[[Item], bool] | None = None,
    keep_obligation: Callable[[Obligation], bool] | None = None,
    adjust: Callable[[Item | Obligation], None] | None = None,
    texts: bool = True,
) -> dict[int, Item]:
    """Copy a plan's items with products, parties, measures and obligations into a draft, each knowing its origin.

    in: the plan copied, a draft already saved (items are added after those it has), which items and obligations come
    along (None: all), a change made to every copy before it is saved (moving dates), whether texts come too (they are
    put after those the draft has). out: the copies by the id of the item they were copied from. Repetitions that were
    decided stay decided where both ends came along. Called inside an operation, which checks the right and audits.
    """
    start = _next_position(into)
    items = [item for item in queries.items_of(source) if keep is None or keep(item)]
    made = [copied(item, plan=into, origin=item, position=start + place) for place, item in enumerate(items)]
    _adjusted(made, adjust)
    Item.objects.bulk_create(made)
    copies = {item.pk: copy for item, copy in zip(items, made, strict=True)}
    for model, parts in ((Party, "parties"), (Product, "products"), (Measure, "measures")):
        rows = (copied(row, item=copies[item.pk]) for item in items for row in getattr(item, parts).all())
        model.objects.bulk_create(rows)
    _copy_obligations(items, copies, keep_obligation, adjust)
    if texts:
        _copy_texts(source, into)
    return copies


def _copy_obligations(
    items: Iterable[Item],
    copies: dict[int, Item],
    keep: Callable[[Obligation], bool] | None,
    adjust: Callable[[Item | Obligation], None] | None,
) -> None:
    rows = [row for item in items for row in item.obligations.all() if keep is None or keep(row)]
    made = [copied(row, item=copies[row.item_id], origin=row, same_as=None) for row in rows]
    _adjusted(made, adjust)
    Obligation.objects.bulk_create(made)
    by_origin = {row.pk: copy for row, copy in zip(rows, made, strict=True)}
    for row, copy in zip(rows, made, strict=True):
        copy.same_as = by_origin.get(row.same_as_id)
        copy.same_as_decided = row.same_as_decided and (row.same_as_id is None or copy.same_as is not None)
    Obligation.objects.bulk_update(made, ["same_as", "same_as_decided"])


def _copy_texts(source: Plan, into: Plan) -> None:
    last = into.texts.order_by("-position").values_list("position", flat=True).first()
    start = 0 if last is None else last + 1
    rows = source.texts.order_by("position")
    PlanText.objects.bulk_create(copied(row, plan=into, position=start + place) for place, row in enumerate(rows))


def _next_position(plan: Plan) -> int:
    last = plan.items.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def _adjusted(rows: Iterable[Item | Obligation], adjust: Callable[[Item | Obligation], None] | None) -> None:
    if adjust is not None:
        for row in rows:
            adjust(row)


def copied(row: Any, **changed: Any) -> Any:
    """An unsaved copy of a row under an identifier of its own, with some columns changed. Its origin is not copied."""
    columns = {
        field.name: getattr(row, field.attname if field.is_relation else field.name)
        for field in row._meta.concrete_fields
        if field.name not in _OWN and field.name not in changed
    }
    kept = {f"{name}_id" if row._meta.get_field(name).is_relation else name: value for name, value in columns.items()}
    own = {"public_id": new_public_id()} if hasattr(row, "public_id") else {}
    return type(row)(**kept, **changed, **own)
