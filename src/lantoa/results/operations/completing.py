"""An item finished: declared by a lead with date and evidence, accepted or returned by the coordinator."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import Agency, User
from lantoa.agencies.reach import reach_of
from lantoa.assignments.models import Assignment
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import AssignmentKind, CompletionState
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import Item
from lantoa.results import access, queries
from lantoa.results.models import Completion, Result
from lantoa.results.operations.stating import decide
from lantoa.vietnamese import nfc


@transaction.atomic
def declare_completion(
    *, actor: User, item: Item, agency: Agency, finished_on: date, note: str = "", evidence: Iterable[Result] = ()
) -> Completion:
    """Declare an item finished for one of its leads; after a return it may be declared again.

    Raises Forbidden; Refused for a day to come, one already accepted, or, where quotas or products are still open,
    without a note that says why it is finished all the same.
    """
    today = clock.today()
    require(agency.pk in access.recording_agencies(reach_of(actor, today)))
    require(Assignment.objects.filter(item=item, agency=agency, kind=AssignmentKind.OWED).exists())
    note = nfc(note).strip()
    if finished_on > today:
        raise Refused(f"Ngày {finished_on:%d/%m/%Y} chưa tới.", field="finished_on")
    proposal = queries.completion_proposal(item, agency, today)
    if not proposal.may_be_proposed and not note:
        raise Refused(f"{' '.join(proposal.reasons)} Hãy nêu rõ vì sao coi là hoàn thành.", field="note")
    old = Completion.objects.select_for_update().filter(item=item, agency=agency).first()
    if old is not None and old.state == CompletionState.ACCEPTED:
        raise Refused("Mục này đã được xác nhận hoàn thành.")
    values = {
        "state": CompletionState.DECLARED,
        "note": note,
        "finished_on": finished_on,
        "declared_by": actor,
        "declared_at": clock.now(),
    }
    row, _ = Completion.objects.update_or_create(item=item, agency=agency, defaults=values)
    rows = list(evidence)
    if any(result.agency_id != agency.pk or result.withdrawn_at is not None for result in rows):
        raise Refused("Chỉ dẫn kết quả của chính cơ quan mình.", field="evidence")
    row.evidence.set(rows)
    changes = {"state": [old.state if old else None, row.state], "finished_on": [None, finished_on.isoformat()]}
    record(operation="declare_completion", actor=actor, obj=row, agency=agency, changes=changes)
    return row


@transaction.atomic
def decide_completion(*, actor: User, completion: Completion, accept: bool, note: str = "") -> Completion:
    """Accept a declared completion or return it with a note. Raises Forbidden (also for one's own); Refused."""
    row = Completion.objects.select_for_update().get(pk=completion.pk)
    plan = row.item.plan
    require(access.may_decide(reach_of(actor, clock.today()), plan.coordinator_id, row.declared_by_id))
    decide(row, accept=accept, note=note, actor=actor)
    changes = {"state": [None, row.state], "note": [None, row.decision_note]}
    record(operation="decide_completion", actor=actor, obj=row, agency=row.agency, changes=changes)
    return row
