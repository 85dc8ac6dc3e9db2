"""Who may remind whom of what, who answers, and who sets when duties are told of by themselves."""

from django.db.models import Q, QuerySet

from lantoa.agencies.access import RECORDING, Forbidden, require
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency
from lantoa.agencies.queries import roots
from lantoa.agencies.reach import Reach
from lantoa.assignments.models import DutyHolder, Reminder, ReminderLine
from lantoa.domain.lifecycle import PlanState
from lantoa.plans.models import Plan

REMINDING = (Role.COORDINATOR,)
READING_REMINDERS = (Role.COORDINATOR, Role.HEAD)
SETTING_STAGES = (Role.COORDINATOR, Role.ADMINISTRATOR)


def remindable(person: Reach) -> Q:
    """The condition on holders of duties that the person may remind: under a plan its agency follows, of the bodies it
    watches; and of the bodies below its own."""
    seats, below = person.agencies_as(*REMINDING), person.subtree_as(*REMINDING)
    return Q(duty__plan__coordinator__in=seats, agency__in=person.watched) | Q(agency__in=below)


def plans_to_remind(person: Reach) -> QuerySet[Plan]:
    """The plans in force under which the person may remind somebody, the newest first."""
    seats = person.agencies_as(*REMINDING)
    held = DutyHolder.objects.filter(agency__in=person.subtree_as(*REMINDING)).values("duty__plan")
    mine = Plan.objects.filter(Q(coordinator__in=seats) | Q(pk__in=held), state=PlanState.ISSUED)
    return mine.order_by("-year", "-issued_on", "-pk")


def plan_to_remind(person: Reach, public_id: str) -> Plan:
    """A plan under which the person may remind somebody; Forbidden for any other."""
    plan = plans_to_remind(person).filter(public_id=public_id).first()
    if plan is None:
        raise Forbidden
    return plan


def may_remind_under(person: Reach, plan: Plan) -> bool:
    """Whether the person follows the plan and so reminds whoever owes under it. No query."""
    return plan.state == PlanState.ISSUED and plan.coordinator_id in person.agencies_as(*REMINDING)


def may_remind(person: Reach, agency: Agency) -> bool:
    """Whether the person may remind a body of anything at all: of its plan below, or of its duties."""
    return person.has(*REMINDING) and (agency.pk in person.subtree_as(*REMINDING) or agency.pk in person.watched)


def sending_agency(person: Reach, plan: Plan | None) -> Agency:
    """The body for which the person reminds: the one that follows the plan, else its own first one.

    Raises Forbidden for who coordinates nowhere.
    """
    seats = person.agencies_as(*REMINDING)
    if plan is not None and plan.coordinator_id in seats:
        return plan.coordinator
    held = next((row.agency for row in person.held if row.role in REMINDING), None)
    if held is None:
        raise Forbidden
    body = person.bodies.get(held.pk)
    return held if body is None else Agency.objects.get(pk=body)


def reminder_sent(person: Reach, public_id: str) -> Reminder:
    """A reminder that the person's own body sent; Forbidden for any other."""
    row = Reminder.objects.select_related("agency", "plan", "sent_by").filter(public_id=public_id).first()
    if row is None:
        raise Forbidden
    require(row.agency_id in person.agencies_as(*READING_REMINDERS))
    return row


def line_to_answer(person: Reach, public_id: str, agency_id: str) -> ReminderLine:
    """The line of a reminder that went to a body the person acts for; Forbidden for any other."""
    lines = ReminderLine.objects.select_related("reminder", "agency")
    row = lines.filter(reminder__public_id=public_id, agency__public_id=agency_id).first()
    if row is None:
        raise Forbidden
    require(row.agency_id in person.answers_for(*RECORDING))
    return row


def plan_to_stage(person: Reach, public_id: str) -> Plan:
    """A plan in force whose stages the person may set: its coordinator. Forbidden for any other."""
    plan = Plan.objects.filter(public_id=public_id, state=PlanState.ISSUED).select_related("coordinator").first()
    if plan is None:
        raise Forbidden
    require(plan.coordinator_id in person.agencies_as(*REMINDING))
    return plan


def may_stage_all(person: Reach) -> bool:
    """Whether the person may set the stages of every plan: who administers a body at the top of a tree."""
    held = {row.agency_id for row in person.held if row.role == Role.ADMINISTRATOR}
    return bool(held) and roots(person.on).filter(pk__in=held).exists()
