"""The coordinator confirms a result, or says with a reason that it is not one."""

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import VERIFICATION_MOVES, VerificationState, may_move
from lantoa.persistence.refusal import Refused
from lantoa.results import access
from lantoa.results.models import VERIFICATION_LABELS, Result
from lantoa.results.operations.crediting import set_life
from lantoa.vietnamese import nfc


@transaction.atomic
def verify_result(*, actor: User, result: Result, to: VerificationState, note: str = "") -> Result:
    """Move a result to confirmed, not confirmed (needs a note; then it does not count), or back to unconfirmed.

    Raises Forbidden (also for one's own result); Refused for a step that is none.
    """
    row = Result.objects.select_for_update().get(pk=result.pk)
    require(access.may_verify(reach_of(actor, clock.today()), row))
    before, note = VerificationState(row.verification), nfc(note).strip()
    if row.withdrawn_at is not None:
        raise Refused("Kết quả này đã được cơ quan bỏ.")
    if before == to:
        return row
    if not may_move(VERIFICATION_MOVES, before, to):
        raise Refused("Kết quả đang ở trạng thái không xác nhận. Hãy mở lại để xem xét trước.")
    if to is VerificationState.REJECTED and not note:
        raise Refused("Hãy ghi lý do không xác nhận, để cơ quan biết cần bổ sung gì.", field="note")
    row.verification, row.verification_note = to, note
    row.verified_by, row.verified_at = actor, clock.now()
    row.save(update_fields=["verification", "verification_note", "verified_by", "verified_at"])
    set_life(row)
    changes = {"verification": [VERIFICATION_LABELS[before], VERIFICATION_LABELS[to]], "note": [None, note]}
    record(operation="verify_result", actor=actor, obj=row, agency=row.agency, changes=changes)
    return row
