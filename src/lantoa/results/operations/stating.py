"""A standing duty without dates: once a quarter its body states what it did; the coordinator accepts or returns."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.assignments.models import Assignment
from lantoa.audit.operations import record
from lantoa.domain.every import Every
from lantoa.domain.lifecycle import COMPLETION_MOVES, AssignmentKind, CompletionState, DutyState, may_move
from lantoa.domain.period import PeriodKind, period_of
from lantoa.persistence.refusal import Refused
from lantoa.results import access
from lantoa.results.models import COMPLETION_LABELS, Result, Statement
from lantoa.vietnamese import nfc


@transaction.atomic
def state_standing(
    *, actor: User, assignment: Assignment, day: date, text: str, evidence: Iterable[Result] = ()
) -> Statement:
    """State what was done on a standing duty in the quarter of a day; stating again changes what was not accepted.

    Raises Forbidden; Refused for a counted duty, a quarter to come, an empty text, a statement already accepted.
    """
    person = reach_of(actor, clock.today())
    row = Assignment.objects.select_related("obligation").select_for_update(of=("self",)).get(pk=assignment.pk)
    require(row.agency_id in access.recording_agencies(person) and row.kind == AssignmentKind.OWED)
    quarter, text = period_of(day, PeriodKind.QUARTER), nfc(text).strip()
    if row.state != DutyState.OPEN:
        raise Refused("Nhiệm vụ này đã kết thúc, không nêu thêm được.")
    if row.obligation is None or Every(row.obligation.every).is_counted:
        raise Refused("Việc này tính theo số lượng: hãy ghi từng kết quả, không nêu chung.")
    if quarter.start > clock.today():
        raise Refused(f"{quarter.label()} chưa tới.", field="quarter")
    if not text:
        raise Refused("Hãy nêu đã làm gì trong quý.", field="text")
    old = Statement.objects.filter(assignment=row, starts_on=quarter.start, last_on=quarter.last_day).first()
    if old is not None and old.state == CompletionState.ACCEPTED:
        raise Refused(f"Kết quả {quarter.label()} đã được xác nhận, không sửa được nữa.")
    values = {"text": text, "state": CompletionState.DECLARED, "stated_by": actor, "stated_at": clock.now()}
    statement, _ = Statement.objects.update_or_create(
        assignment=row, starts_on=quarter.start, last_on=quarter.last_day, defaults=values
    )
    statement.evidence.set(_own(evidence, row.agency_id))
    changes = {"text": [old.text if old else None, text]}
    record(operation="state_standing", actor=actor, obj=statement, agency=row.agency, changes=changes)
    return statement


def _own(evidence: Iterable[Result], agency_id: int) -> list[Result]:
    rows = list(evidence)
    if any(row.agency_id != agency_id or row.withdrawn_at is not None for row in rows):
        raise Refused("Chỉ dẫn kết quả của chính cơ quan mình.", field="evidence")
    return rows


@transaction.atomic
def decide_statement(*, actor: User, statement: Statement, accept: bool, note: str = "") -> Statement:
    """Accept a statement or return it with a note. Raises Forbidden (also for one's own); Refused."""
    row = Statement.objects.select_for_update().get(pk=statement.pk)
    plan = row.assignment.plan
    require(access.may_decide(reach_of(actor, clock.today()), plan.coordinator_id, row.stated_by_id))
    decide(row, accept=accept, note=note, actor=actor)
    record_decision("decide_statement", actor, row, row.assignment.agency)
    return row


def decide(row: Statement, *, accept: bool, note: str, actor: User) -> None:
    """Move a statement or completion to accepted or returned and save who did it. Raises Refused."""
    to, note = CompletionState.ACCEPTED if accept else CompletionState.RETURNED, nfc(note).strip()
    if not may_move(COMPLETION_MOVES, CompletionState(row.state), to):
        raise Refused(f"Việc này đang ở trạng thái “{COMPLETION_LABELS[CompletionState(row.state)]}”.")
    if not accept and not note:
        raise Refused("Hãy ghi lý do trả lại, để cơ quan biết cần bổ sung gì.", field="note")
    row.state, row.decision_note, row.decided_by, row.decided_at = to, note, actor, clock.now()
    row.save(update_fields=["state", "decision_note", "decided_by", "decided_at"])


def record_decision(operation: str, actor: User, row: Statement, agency: object) -> None:
    """Put a decision in the audit trail."""
    changes = {"state": [None, row.state], "note": [None, row.decision_note]}
    record(operation=operation, actor=actor, obj=row, agency=agency, changes=changes)
