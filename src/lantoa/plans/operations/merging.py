"""Putting an amendment into the plan it amends: every row keeps its identity, nothing is deleted."""

from dataclasses import dataclass, field
from typing import Any

from lantoa.plans import queries
from lantoa.plans.models import Item, Measure, Obligation, Party, Plan, PlanText, Product
from lantoa.plans.operations.copying import copied
from lantoa.plans.operations.ordering import put_in_order

_OWN = frozenset({"id", "public_id", "plan", "item", "origin", "position", "revoked_by", "same_as", "doubt"})
_PARTS = ((Party, "parties"), (Product, "products"), (Measure, "measures"))


@dataclass
class Merged:
    """The plan's own rows by the ids of the amendment's rows: what each of those became."""

    items: dict[int, Item] = field(default_factory=dict)
    obligations: dict[int, Obligation] = field(default_factory=dict)


def merge(amendment: Plan, plan: Plan) -> Merged:
    """Write an amendment's rows into its plan, inside the operation that issues it.

    A row copied from the plan changes the one it was copied from; a new one is added; one that is no more in the
    amendment is marked as revoked by it and stays readable, with all that hangs from it.
    """
    merged = Merged()
    present = {item.pk: item for item in queries.items_of(plan)}
    rows = list(queries.items_of(amendment))
    for item in rows:
        own = present.get(item.origin_id)
        merged.items[item.pk] = _changed(own, item) if own is not None else _added(item, plan)
        _obligations(item, merged, amendment)
    _repetitions(merged)
    gone = [item for pk, item in present.items() if pk not in {row.pk for row in merged.items.values()}]
    plan.items.filter(pk__in=[item.pk for item in gone]).update(revoked_by=amendment)
    _order(plan, [merged.items[item.pk] for item in rows])
    _texts(amendment, plan)
    return merged


def _changed(own: Item, item: Item) -> Item:
    _take_over(own, item)
    own.save()
    for model, parts in _PARTS:
        getattr(own, parts).all().delete()
        model.objects.bulk_create(copied(row, item=own) for row in getattr(item, parts).all())
    return own


def _added(item: Item, plan: Plan) -> Item:
    last = plan.items.order_by("-position").values_list("position", flat=True).first()
    own = copied(item, plan=plan, origin=None, position=0 if last is None else last + 1)
    own.save()
    for model, parts in _PARTS:
        model.objects.bulk_create(copied(row, item=own) for row in getattr(item, parts).all())
    # From now on the amendment's row is one that came from the plan.
    item.origin = own
    item.save(update_fields=["origin"])
    return own


def _obligations(item: Item, merged: Merged, amendment: Plan) -> None:
    own_item = merged.items[item.pk]
    present = {row.pk: row for row in own_item.obligations.filter(revoked_by=None)}
    for row in item.obligations.all():
        own = present.pop(row.origin_id, None)
        if own is None:
            own = copied(row, item=own_item, origin=None, same_as=None)
            own.save()
            row.origin = own
            row.save(update_fields=["origin"])
        else:
            _take_over(own, row)
            own.position = row.position
            own.save()
        merged.obligations[row.pk] = own
    own_item.obligations.filter(pk__in=present).update(revoked_by=amendment)


def _repetitions(merged: Merged) -> None:
    """Repetitions as the amendment decided them, between the plan's own rows."""
    copies = Obligation.objects.in_bulk(list(merged.obligations))
    for pk, own in merged.obligations.items():
        original = merged.obligations.get(copies[pk].same_as_id or 0)
        own.same_as, own.same_as_decided = original, copies[pk].same_as_decided
    Obligation.objects.bulk_update(merged.obligations.values(), ["same_as", "same_as_decided"])


def _take_over(own: Any, row: Any) -> None:
    for column in row._meta.concrete_fields:
        if column.name not in _OWN:
            setattr(own, column.attname, getattr(row, column.attname))


def _order(plan: Plan, wanted: list[Item]) -> None:
    """The amendment's order; a revoked row stays behind the row it stood behind."""
    rows = list(wanted)
    known = {item.pk for item in wanted}
    before: Item | None = None
    for item in plan.items.order_by("position"):
        if item.pk not in known:
            rows.insert(rows.index(before) + 1 if before in rows else 0, item)
        before = item
    put_in_order(plan, rows)


def _texts(amendment: Plan, plan: Plan) -> None:
    """The paragraphs as the amendment has them; those of the plan's head stay the plan's own."""
    plan.texts.all().delete()
    rows = amendment.texts.order_by("position")
    PlanText.objects.bulk_create(copied(row, plan=plan) for row in rows)
