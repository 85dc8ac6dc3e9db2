"""Moving an item of a draft to another place among those of its kind."""

from typing import Any

from django.db import transaction
from django.db.models import F

from lantoa.agencies.access import Forbidden
from lantoa.agencies.models import User
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Item, Plan
from lantoa.plans.operations.editing import draft_locked, finish
from lantoa.plans.operations.staleness import refuse_stale

Json = dict[str, Any]
_OUT_OF_THE_WAY = 1_000_000


def place_json(item: Item, before: Item | None) -> Json:
    """Where an item stands, as the form that moves it carries it: behind which item of its kind."""
    return {"item": item.public_id, "behind": before.public_id if before else None}


def behind_which(item: Item) -> Item | None:
    """The item of the same kind that stands right before an item; None for the first."""
    rows = Item.objects.filter(plan_id=item.plan_id, kind=item.kind, position__lt=item.position)
    return rows.order_by("-position").first()


@transaction.atomic
def move_item(*, actor: User, item: Item, behind: Item | None, expected: str) -> None:
    """Put an item behind another of its kind, or first (None).

    in: the fingerprint of `place_json` the form was made from: moving is refused only when this very item was moved,
    or the one before it. Raises Forbidden, Stale; Refused for a place that is none.
    """
    plan = draft_locked(actor, item.plan_id)
    rows = list(plan.items.select_related("changed_by").order_by("position"))
    row = next((one for one in rows if one.pk == item.pk), None)
    if row is None:
        raise Forbidden
    stands = behind_which(row)
    refuse_stale(expected, place_json(row, stands), row)
    if behind is not None and (behind.pk == row.pk or behind.kind != row.kind or behind not in rows):
        raise Refused("Hãy chọn một mục khác cùng loại để đứng sau.", field="behind")
    rows.remove(row)
    same = [place for place, one in enumerate(rows) if one.kind == row.kind]
    rows.insert(rows.index(behind) + 1 if behind is not None else (same[0] if same else 0), row)
    put_in_order(plan, rows)
    names = [one.short_ref if one else "đầu danh sách" for one in (stands, behind)]
    finish(plan, actor, "move_item", {"item": [str(row), str(row)], "behind": names})


def put_in_order(plan: Plan, rows: list[Item]) -> None:
    """Number a plan's items in the order given; rows left out keep their order behind them."""
    # Two passes: no two items may share a position at any moment.
    plan.items.update(position=F("position") + _OUT_OF_THE_WAY)
    known = {row.pk for row in rows}
    left = plan.items.exclude(pk__in=known).order_by("position")
    numbered = [*rows, *left]
    for place, row in enumerate(numbered):
        row.position = place
    Item.objects.bulk_update(numbered, ["position"])
