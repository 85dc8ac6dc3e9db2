"""The corrected reading becomes a draft plan."""

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import Agency, User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import IntakeState
from lantoa.intake.models import Intake
from lantoa.intake.places import unkeyed
from lantoa.persistence.refusal import Refused
from lantoa.plans.access import may_draft_for
from lantoa.plans.models import Plan
from lantoa.plans.operations import create_draft_plan


@transaction.atomic
def make_draft(*, actor: User, intake: Intake, issuer: Agency, drafter: Agency, coordinator: Agency) -> Plan:
    """Make a draft plan of what was read and corrected; a second call gives the draft already made.

    Raises Forbidden; Refused while it is being read, after a failure, or for a reading that cannot be a plan yet.
    """
    row = Intake.objects.select_for_update(of=("self",)).select_related("agency", "plan").get(pk=intake.pk)
    require(may_draft_for(reach_of(actor, clock.today()), row.agency_id))
    if row.plan is not None:
        return row.plan
    if row.state == IntakeState.DRAFTED:
        raise Refused("Dự thảo tạo từ văn bản này đã bị bỏ. Hãy nhập lại văn bản từ đầu.")
    if row.state != IntakeState.READ:
        raise Refused("Văn bản chưa đọc xong nên chưa thành dự thảo được.")
    plan = create_draft_plan(
        actor=actor, reading=unkeyed(row.corrected), issuer=issuer, drafter=drafter, coordinator=coordinator
    )
    row.plan, row.state = plan, IntakeState.DRAFTED
    row.version += 1
    row.save(update_fields=["plan", "state", "version"])
    record(operation="make_draft", actor=actor, obj=row, agency=row.agency, changes={"plan": [None, plan.public_id]})
    return plan


def let_go(plan: Plan) -> None:
    """Before a draft is dropped: its intake names it no more; the kept file can be read again."""
    Intake.objects.filter(plan=plan).update(plan=None)
