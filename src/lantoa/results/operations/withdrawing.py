"""Taking a result back: it stays, with its reason, and stops counting at once."""

from datetime import timedelta

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.persistence.refusal import Refused
from lantoa.results import access
from lantoa.results.models import Result
from lantoa.results.operations.crediting import set_life
from lantoa.vietnamese import nfc

UNDO_WITHIN = timedelta(hours=1)
UNDONE = "Ghi nhầm, hoàn tác ngay sau khi lưu"


def undo_result(*, actor: User, result: Result, reason: str = UNDONE) -> Result:
    """Take back what the person has just saved. Raises Forbidden for anybody else; Refused after an hour."""
    require(result.recorded_by_id == actor.pk)
    if clock.now() - result.recorded_at > UNDO_WITHIN:
        raise Refused("Đã quá một giờ từ lúc lưu. Hãy mở kết quả và bỏ kèm lý do.")
    return withdraw_result(actor=actor, result=result, reason=reason)


@transaction.atomic
def withdraw_result(*, actor: User, result: Result, reason: str) -> Result:
    """Take a result back with a reason; it is kept and no longer counts. Twice is once. Raises Forbidden, Refused."""
    row = Result.objects.select_for_update().get(pk=result.pk)
    require(access.may_change(reach_of(actor, clock.today()), row))
    if row.withdrawn_at is not None:
        return row
    reason = nfc(reason).strip()
    if not reason:
        raise Refused("Hãy ghi lý do bỏ kết quả này.", field="reason")
    row.withdrawn_at, row.withdrawn_reason = clock.now(), reason[:500]
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    set_life(row)
    record(operation="withdraw_result", actor=actor, obj=row, agency=row.agency, changes={"reason": [None, reason]})
    return row
