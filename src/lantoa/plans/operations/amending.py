"""Beginning the amendment of an issued plan: a draft that holds the plan's text, to be changed row by row."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import UNDER_WAY, PlanOrigin, PlanState
from lantoa.persistence.refusal import Refused
from lantoa.plans import access
from lantoa.plans.models import Plan
from lantoa.plans.operations.copying import copy_plan
from lantoa.plans.operations.moving import locked
from lantoa.vietnamese import fold

# What a higher app adds to a draft copied from a plan, such as what its words were decided to mean.
Copied = Callable[[Plan, Plan], None]
_copied: list[Copied] = []


def register_copied(done: Copied) -> None:
    """Add what is to be done when an amendment was begun; called with the plan and its draft, inside the operation."""
    if done not in _copied:
        _copied.append(done)


def amendment_under_way(plan: Plan) -> Plan | None:
    """The draft that amends a plan, not yet issued; there is at most one."""
    return plan.copies.filter(origin_kind=PlanOrigin.AMENDMENT, state__in=UNDER_WAY).first()


@transaction.atomic
def start_amendment(*, actor: User, plan: Plan) -> Plan:
    """Begin to amend a plan in force «điều chỉnh, sửa đổi» (Decree 30/2020/NĐ-CP, Article 18).

    out: a draft with the plan's text, edited in the ordinary way and issued with a number of its own; the one already
    begun, if there is one. The plan itself does not change before that. Raises Forbidden; Refused for a plan that is
    not in force.
    """
    row = locked(plan.pk)
    require(access.may_write(reach_of(actor, clock.today()), row))
    begun = amendment_under_way(row)
    if begun is not None:
        return begun
    if row.state != PlanState.ISSUED:
        raise Refused(f"Kế hoạch {row.get_state_display()} nên không điều chỉnh được.")
    subject = f"Điều chỉnh, bổ sung {row.document_type} số {row.number} ngày {row.issued_on:%d/%m/%Y}: {row.subject}"
    draft = new_draft(row, actor, subject=subject[:600], origin_kind=PlanOrigin.AMENDMENT)
    copy_plan(source=row, into=draft)
    for done in _copied:
        done(row, draft)
    changes = {"amends": [None, row.number]}
    record(operation="start_amendment", actor=actor, obj=draft, agency=row.drafter, changes=changes)
    return draft


def new_draft(source: Plan, actor: User, **columns: Any) -> Plan:
    """A saved, empty draft of the same bodies as another plan, which becomes its origin."""
    kept = ("document_type", "year", "place_name", "issuer", "drafter", "coordinator", "roll")
    signer = ("signer_capacity", "signer_title", "signer_name")
    columns = {name: getattr(source, name) for name in (*kept, *signer)} | columns
    draft = Plan.objects.create(origin=source, created_by=actor, folded=fold(columns["subject"])[:600], **columns)
    draft.writers.add(actor)
    return draft
