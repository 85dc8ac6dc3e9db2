"""Changing a draft: its header, its items, their obligations. A stale form is refused, never saved over.

Each part of a draft is known by what it says: two people who change different items never stop each other.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, require
from lantoa.agencies.models import Agency, User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import differences, record
from lantoa.domain.lifecycle import ItemKind
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, queries, shape
from lantoa.plans.channels import match_channel
from lantoa.plans.models import ROLL_LABELS, Item, Obligation, Plan
from lantoa.plans.operations import moving, rows
from lantoa.plans.operations.creating import header_columns
from lantoa.plans.operations.repeating import repropose
from lantoa.plans.operations.restating import restate
from lantoa.plans.operations.staleness import refuse_stale

Json = dict[str, Any]


def draft_locked(actor: User, plan_id: int) -> Plan:
    """The draft, locked; raises Forbidden when the person may not change it, or it is no draft any more."""
    plan = moving.locked(plan_id)
    require(access.may_edit(reach_of(actor, clock.today()), plan))
    return plan


def finish(plan: Plan, actor: User, operation: str, changes: Json, *, obligations_changed: bool = False) -> None:
    """The end of every change: repetitions, stances, version, writer and trail brought up to date."""
    if obligations_changed:
        repropose(plan)
    restate(plan)
    plan.version += 1
    plan.save(update_fields=["version"])
    plan.writers.add(actor)
    record(operation=operation, actor=actor, obj=plan, agency=plan.drafter, changes=changes)


def touch(row: Any, actor: User) -> None:
    """Write on a row who changes it and when; the caller saves it."""
    row.changed_by, row.changed_at = actor, clock.now()


@transaction.atomic
def update_plan_header(
    *,
    actor: User,
    plan: Plan,
    document: Json,
    expected: str,
    bodies: Mapping[str, Agency] | None = None,
    roll: str | None = None,
    replaces: Plan | None = None,
) -> Plan:
    """Change a draft's header.

    in: «document» of Plan JSON (recipients and references stay), the fingerprint of `queries.header_json` the form was
    made from, the bodies that change ("issuer", "drafter", "coordinator"), what happens to a due date on a day off,
    the plan in force that this one will replace.

    Raises Forbidden, Stale, Refused (missing year or subject, date in a wrong year).
    """
    row = draft_locked(actor, plan.pk)
    before = queries.header_json(row)
    refuse_stale(expected, before, row)
    wanted = {f"{name}_id": agency.pk for name, agency in (bodies or {}).items()}
    if wanted:
        kept = {name: getattr(row, name) for name in ("issuer_id", "drafter_id", "coordinator_id")}
        if not access.may_name(reach_of(actor, clock.today()), **(kept | wanted)):
            raise Refused(
                "Cơ quan ban hành phải là cơ quan soạn thảo hoặc cấp trên của cơ quan soạn thảo.", field="issuer"
            )
    if roll is not None:
        if roll not in ROLL_LABELS:
            raise Refused("Chưa chọn cách xử lý hạn rơi vào ngày nghỉ.", field="roll")
        wanted["roll"] = roll
    wanted["replaces_id"] = _replaced(row, replaces)
    for name, value in (header_columns(document) | wanted).items():
        setattr(row, name, value)
    touch(row, actor)
    row.save()
    after = queries.header_json(Plan.objects.get(pk=row.pk))
    finish(row, actor, "update_plan_header", differences(before, after))
    return row


def _replaced(plan: Plan, other: Plan | None) -> int | None:
    if other is None:
        return None
    if not queries.replaceable(plan).filter(pk=other.pk).exists():
        raise Refused("Kế hoạch bị thay thế phải đang có hiệu lực, cùng cơ quan ban hành.", field="replaces")
    return other.pk


@transaction.atomic
def update_item(*, actor: User, item: Item, values: Json, expected: str) -> Item:
    """Change an item's own words, parties, products, measures; its obligations stay.

    in: an item of Plan JSON (its obligations are not looked at), the fingerprint of `shape.own_words` the form was
    made from: somebody who changes an obligation of the item is not in the way.
    Raises Forbidden, Stale, Refused.
    """
    plan = draft_locked(actor, item.plan_id)
    row = _item_of(plan, item.pk)
    before = shape.item_json(row)
    refuse_stale(expected, shape.own_words(before), row)
    own = values | {"obligations": before["obligations"], "ref": values.get("ref", row.ref)}
    if "group" not in values:
        own["group"] = row.group_heading
    for name, value in shape.item_columns(ItemKind(row.kind), own).items():
        setattr(row, name, value)
    row.doubt = ""
    touch(row, actor)
    row.save()
    rows.replace_parties(row, own)
    changed = _item_of(plan, row.pk)
    finish(plan, actor, "update_item", differences(before, shape.item_json(changed)))
    return changed


@transaction.atomic
def add_item(*, actor: User, plan: Plan, kind: ItemKind, values: Json, token: str = "") -> Item:
    """Add an item at the draft's end, with its obligations; a retry with the same token gives the item already made.

    in: an item of Plan JSON. Raises Forbidden, Refused.
    """
    plan = draft_locked(actor, plan.pk)
    made_before = plan.items.filter(public_id=token).first() if token else None
    if made_before is not None:
        return made_before
    columns = shape.item_columns(ItemKind(kind), values) | {"public_id": rows.identifier_from(token)}
    item = Item(plan=plan, position=rows.renumbered(plan), **columns)
    touch(item, actor)
    item.save()
    rows.replace_parties(item, values)
    made = rows.obligation_rows(item, values.get("obligations") or (), rows.channels_on(clock.today()), plan.year)
    Obligation.objects.bulk_create(made)
    finish(plan, actor, "add_item", {"item": [None, str(item)]}, obligations_changed=True)
    return item


@transaction.atomic
def remove_item(*, actor: User, item: Item, expected: str) -> None:
    """Take an item with all its obligations out of a draft. Raises Forbidden, Stale."""
    plan = draft_locked(actor, item.plan_id)
    row = _item_of(plan, item.pk)
    kept = shape.item_json(row)
    refuse_stale(expected, kept, row)
    removed = row.public_id
    row.delete()
    finish(
        plan,
        actor,
        "remove_item",
        {"item": [str(row), None], "id": [removed, None], "was": [kept, None]},
        obligations_changed=True,
    )


@transaction.atomic
def update_obligation(*, actor: User, obligation: Obligation, values: list[Json], expected: str) -> Obligation:
    """Change an obligation.

    in: one OBLIGATION of Plan JSON, or several where one phrase asks for several things («quý, 6 tháng, năm»): the
    first replaces the obligation, the others stand after it. Raises Forbidden, Refused.
    """
    plan = draft_locked(actor, obligation.item.plan_id)
    row = _obligation_of(plan, obligation.pk)
    before = shape.obligation_json(row)
    refuse_stale(expected, before, row)
    if not values:
        raise Refused("Yêu cầu chưa ghi là việc gì.", field="what")
    channels = rows.channels_on(clock.today())
    columns = shape.obligation_columns(values[0], year=plan.year)
    if columns["channel_words"] != row.channel_words or row.channel_id is None:
        row.channel = match_channel(columns["channel_words"], channels)
    for name, value in columns.items():
        setattr(row, name, value)
    touch(row, actor)
    row.save()
    _append(row.item, values[1:], plan)
    finish(plan, actor, "update_obligation", differences(before, shape.obligation_json(row)), obligations_changed=True)
    return row


@transaction.atomic
def add_obligation(*, actor: User, item: Item, values: list[Json], token: str = "") -> list[Obligation]:
    """Add obligations to an item of a draft; a retry with the same token adds nothing.

    in: OBLIGATIONs of Plan JSON. out: the rows made. Raises Forbidden, Refused.
    """
    plan = draft_locked(actor, item.plan_id)
    made_before = list(Obligation.objects.filter(item__plan=plan, public_id=token)) if token else []
    if made_before:
        return made_before
    own = _item_of(plan, item.pk)
    made = _append(own, values, plan, token)
    _touch_item(own, actor)
    finish(
        plan,
        actor,
        "add_obligation",
        {"obligation": [None, "; ".join(row.what for row in made)]},
        obligations_changed=True,
    )
    return made


@transaction.atomic
def remove_obligation(*, actor: User, obligation: Obligation, expected: str) -> None:
    """Take an obligation out of a draft. Raises Forbidden, Stale."""
    plan = draft_locked(actor, obligation.item.plan_id)
    row = _obligation_of(plan, obligation.pk)
    refuse_stale(expected, shape.obligation_json(row), row)
    # What was marked as a repetition of it stands by itself again, undecided.
    row.repeats.update(same_as=None, same_as_decided=False)
    changes = {"obligation": [row.what, None], "id": [row.public_id, None]}
    _touch_item(row.item, actor)
    row.delete()
    finish(plan, actor, "remove_obligation", changes, obligations_changed=True)


def _touch_item(item: Item, actor: User) -> None:
    """What an item asks became more or less: the item was changed, though none of its own words."""
    touch(item, actor)
    item.save(update_fields=["changed_by", "changed_at"])


def _append(item: Item, values: list[Json], plan: Plan, token: str = "") -> list[Obligation]:
    made = rows.obligation_rows(item, values, rows.channels_on(clock.today()), plan.year)
    if made:
        made[0].public_id = rows.identifier_from(token)
    last = item.obligations.order_by("-position").values_list("position", flat=True).first()
    for offset, row in enumerate(made, start=0 if last is None else last + 1):
        row.position = offset
    return Obligation.objects.bulk_create(made)


def _item_of(plan: Plan, pk: int) -> Item:
    row = queries.items_of(plan).select_related("changed_by").filter(pk=pk).first()
    if row is None:
        raise Forbidden
    return row


def _obligation_of(plan: Plan, pk: int) -> Obligation:
    row = Obligation.objects.select_related("item", "changed_by").filter(item__plan=plan, pk=pk).first()
    if row is None:
        raise Forbidden
    return row
