"""The day by which bodies below are to issue their own plans, where the plan's coordinator sets one."""

from datetime import date

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import may_coordinate, require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import COUNTING
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Plan


@transaction.atomic
def set_lower_plans_due(*, actor: User, plan: Plan, day: date | None) -> Plan:
    """Set the day, or take it back (None). It holds for bodies to which the plan's own words give none.

    in: the coordinator of an issued plan, the plan, the day. Raises Forbidden; Refused for a day before the issue.
    """
    row = Plan.objects.select_for_update(of=("self",)).select_related("drafter").get(pk=plan.pk)
    require(row.state in COUNTING and may_coordinate(reach_of(actor, clock.today()), row.coordinator_id))
    if day is not None and row.issued_on is not None and day < row.issued_on:
        raise Refused(f"Hạn phải từ ngày ban hành {row.issued_on:%d/%m/%Y} trở đi.", field="day")
    before = row.lower_plans_due_on
    row.lower_plans_due_on = day
    row.save(update_fields=["lower_plans_due_on"])
    changes = {"lower_plans_due_on": [before and before.isoformat(), day and day.isoformat()]}
    record(operation="set_lower_plans_due", actor=actor, obj=row, agency=row.drafter, changes=changes)
    return row
