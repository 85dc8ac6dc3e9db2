"""Dropping a draft that is not wanted: only a draft may go, an issued plan never does."""

from collections.abc import Callable

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import PlanState
from lantoa.plans import access, queries
from lantoa.plans.models import Plan
from lantoa.plans.operations.moving import locked, move, refuse_other_version

# What a higher app does before a draft goes, such as letting go of its own row that names the plan.
Release = Callable[[Plan], None]
_releases: list[Release] = []


def register_release(release: Release) -> None:
    """Add what must be done before a draft goes; called inside the transaction that drops it."""
    if release not in _releases:
        _releases.append(release)


@transaction.atomic
def drop_draft(*, actor: User, plan: Plan, version: int) -> None:
    """Drop a draft with all its items; the trail keeps it whole as Plan JSON. One that was submitted before is only
    laid aside: its process is kept for good.

    in: the person, the draft, its version on the page where the person decided. Raises Forbidden for who may not change
    it and for an issued plan; Refused when it was changed since.
    """
    row = locked(plan.pk)
    require(access.may_edit(reach_of(actor, clock.today()), row))
    refuse_other_version(row, version)
    changes = {"was": [queries.plan_as_json(row), None]}
    record(operation="drop_draft", actor=actor, obj=row, agency=row.drafter, changes=changes)
    for release in _releases:
        release(row)
    if row.moves.exists():
        move(row, PlanState.DROPPED, actor=actor)
        row.save(update_fields=["state", "version"])
    else:
        row.delete()
