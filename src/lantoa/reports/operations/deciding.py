"""At the receiver: take a report or return it. A second pair of eyes: nobody takes what they sent."""

from datetime import datetime

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.audit import operations as audit
from lantoa.domain.lifecycle import ReportState
from lantoa.persistence.refusal import Refused
from lantoa.reports.models import Report


@transaction.atomic
def accept_report(*, actor: User, report: Report, note: str = "", at: datetime | None = None) -> Report:
    """Take a report as it was sent. Raises Forbidden, or Refused for one's own or for one that does not wait."""
    return _decide(actor, report, ReportState.ACCEPTED, note, at or clock.now())


@transaction.atomic
def return_report(*, actor: User, report: Report, reason: str, at: datetime | None = None) -> Report:
    """Send a report back to be corrected, with the reason. Its frozen figures stay until it is sent again.

    Raises Forbidden, or Refused without a reason, for one's own, or for one that does not wait.
    """
    if not reason.strip():
        raise Refused("Cần ghi rõ lý do trả lại để nơi gửi sửa.", field="note")
    return _decide(actor, report, ReportState.RETURNED, reason.strip(), at or clock.now())


def _decide(actor: User, report: Report, state: ReportState, note: str, at: datetime) -> Report:
    locked = Report.objects.select_for_update().select_related("regime__receiver", "agency").get(pk=report.pk)
    person = reach_of(actor, at.date())
    receiver = locked.regime.receiver
    if receiver.pk not in person.agencies_as(Role.COORDINATOR):
        raise Forbidden
    if locked.state != ReportState.SUBMITTED:
        raise Refused("Báo cáo này không còn chờ tiếp nhận; hãy mở lại để xem tình trạng hiện nay.")
    if locked.submitted_by_id == actor.pk:
        raise Refused("Bạn là người gửi báo cáo này; cần một người khác tiếp nhận hoặc trả lại.")
    locked.state = state
    locked.decided_by, locked.decided_at, locked.decision_note = actor, at, note
    locked.version += 1
    locked.save(update_fields=["state", "decided_by", "decided_at", "decision_note", "version"])
    changes = audit.differences(
        {"state": ReportState.SUBMITTED, "decision_note": ""}, {"state": state, "decision_note": note}
    )
    name = "accept_report" if state == ReportState.ACCEPTED else "return_report"
    role = person.role_at(receiver.pk, Role.COORDINATOR)
    audit.record(operation=name, actor=actor, obj=locked, agency=receiver, role=role, changes=changes)
    return locked
