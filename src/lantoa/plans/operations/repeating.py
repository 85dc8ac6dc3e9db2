"""Repetitions: proposed by the product whenever obligations change, decided by a person."""

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.every import Every
from lantoa.domain.lifecycle import ItemKind
from lantoa.persistence.refusal import Refused
from lantoa.plans import access
from lantoa.plans.models import Obligation, Plan
from lantoa.plans.repeats import Line, propose_repeats


def line_of(row: Obligation) -> Line:
    """A stored obligation as the comparison sees it; its item is loaded."""
    return Line(
        key=row.pk,
        kind=ItemKind(row.item.kind),
        who=tuple(row.who),
        what=row.what,
        every=Every(row.every),
        minimum=row.minimum,
        maximum=row.maximum,
        is_report=row.is_report,
        is_request=row.is_request,
    )


def repropose(plan: Plan) -> int:
    """Propose repetitions anew for what no person has decided; how many stand proposed. Inside a transaction."""
    everything = list(
        Obligation.objects.filter(item__plan=plan).select_related("item").order_by("item__position", "position")
    )
    proposed = {row.repeat: row.original for row in propose_repeats(line_of(row) for row in everything)}
    changed = []
    for row in everything:
        wanted = proposed.get(row.pk)
        if not row.same_as_decided and row.same_as_id != wanted:
            row.same_as_id = wanted
            changed.append(row)
    Obligation.objects.bulk_update(changed, ["same_as"])
    return sum(not row.same_as_decided and row.same_as_id is not None for row in everything)


@transaction.atomic
def propose_again(*, actor: User, plan: Plan) -> int:
    """Look for repetitions in a draft once more; how many stand proposed. Raises Forbidden."""
    require(access.may_edit(reach_of(actor, clock.today()), plan))
    return repropose(plan)


@transaction.atomic
def decide_repeat(*, actor: User, obligation: Obligation, original: Obligation | None) -> Obligation:
    """Say that an obligation repeats another (then only the other makes duties), or that it repeats none (None).

    Raises Forbidden; Refused when the original belongs to another plan, is the same, or is itself a repetition.
    """
    plan = Plan.objects.select_for_update().get(pk=obligation.item.plan_id)
    require(access.may_edit(reach_of(actor, clock.today()), plan))
    row = Obligation.objects.select_related("item").filter(pk=obligation.pk).first()
    if row is None:
        raise Forbidden
    if original is not None:
        original = Obligation.objects.select_related("item").get(pk=original.pk)
        _refuse_bad_original(row, original, plan)
    before = row.same_as_id
    row.same_as, row.same_as_decided = original, True
    row.save(update_fields=["same_as", "same_as_decided"])
    plan.version += 1
    plan.save(update_fields=["version"])
    plan.writers.add(actor)
    changes = {"same_as": [before, row.same_as_id], "obligation": [None, row.what]}
    record(operation="decide_repeat", actor=actor, obj=plan, agency=plan.drafter, changes=changes)
    return row


def _refuse_bad_original(row: Obligation, original: Obligation, plan: Plan) -> None:
    if original.pk == row.pk or original.item.plan_id != plan.pk:
        raise Refused("Hãy chọn một yêu cầu khác trong cùng kế hoạch.")
    if original.same_as_decided and original.same_as_id is not None:
        raise Refused("Yêu cầu được chọn cũng là yêu cầu nhắc lại. Hãy chọn yêu cầu gốc.")
    if row.repeats.filter(same_as_decided=True).exists():
        raise Refused("Đã có yêu cầu khác nhắc lại yêu cầu này, nên chính nó phải được giữ.")
