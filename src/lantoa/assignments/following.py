"""Plans that bodies are to make from an issued one: what it asks of them, by when, and telling them so."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.adapters import clock
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import User
from lantoa.assignments.duties import effective_due
from lantoa.assignments.models import Assignment, Duty
from lantoa.assignments.recipients import people_of
from lantoa.domain.lifecycle import AssignmentKind, DutyState
from lantoa.notices.operations import notify
from lantoa.plans.following import is_plan_asked, is_plan_duty
from lantoa.plans.models import Obligation, Plan
from lantoa.web.wording import day_text

__all__ = ["PlanDuty", "asked_of", "is_plan_asked", "plan_duties", "plans_asking", "tell_below"]
KIND = "ke-hoach"
TOLD = (Role.OFFICER, Role.COORDINATOR, Role.HEAD)


@dataclass(frozen=True, kw_only=True)
class PlanDuty:
    """One body's duty to make its own plan: by when, and whether it is met. `due_on` None: no date was set."""

    agency_id: int
    assignment_id: int
    duty: Duty | None

    @property
    def due_on(self) -> date | None:
        """The day by which the plan is to be there, after an extension."""
        return effective_due(self.duty) if self.duty is not None else None


def asked_of(plan_id: int, agency_ids: Iterable[int]) -> QuerySet[Assignment, tuple[int, int, int | None, str]]:
    """What a plan asks of bodies (a concern source): body, item, obligation, kind of every assignment in force."""
    rows = Assignment.objects.filter(plan_id=plan_id, agency_id__in=list(agency_ids), state=DutyState.OPEN)
    return rows.order_by().values_list("agency_id", "item_id", "obligation_id", "kind")


def plans_asking(agency_id: int) -> QuerySet[Assignment, int]:
    """Ids of the plans that ask anything of a body (an asking source)."""
    rows = Assignment.objects.filter(agency_id=agency_id, state=DutyState.OPEN)
    return rows.order_by().values_list("plan_id", flat=True).distinct()


def plan_duties(plan: Plan, agency_ids: Collection[int] | None = None) -> dict[int, PlanDuty]:
    """{agency id: its duty to make a plan of its own} under an issued plan. Three queries."""
    asked = [row.pk for row in Obligation.objects.filter(item__plan=plan) if is_plan_duty(row)]
    rows = Assignment.objects.filter(obligation__in=asked, kind=AssignmentKind.OWED, state=DutyState.OPEN)
    if agency_ids is not None:
        rows = rows.filter(agency__in=agency_ids)
    given = rows.order_by("pk").values_list("agency_id", "pk")
    duties: dict[int, Duty] = {}
    for duty in Duty.objects.filter(obligation__in=asked, state=DutyState.OPEN).order_by("-due_on"):
        duties[duty.agency_id] = duty
    return {
        agency: PlanDuty(agency_id=agency, assignment_id=assignment, duty=duties.get(agency))
        for agency, assignment in given
    }


def tell_below(plan: Plan, actor: User) -> None:
    """Tell every body that is to make its own plan that the plan above is there (an issue listener)."""
    found = plan_duties(plan)
    if not found:
        return
    by_day: dict[date | None, list[int]] = defaultdict(list)
    for duty in found.values():
        by_day[duty.due_on].append(duty.agency_id)
    people = people_of(found.keys(), clock.today(), *TOLD)
    for day, agencies in by_day.items():
        users = {user for agency in agencies for user in people.get(agency, ())} - {actor.pk}
        notify(
            users=users,
            kind=KIND,
            key=f"make-plan-{plan.public_id}",
            title=_title(day),
            text=f"{plan.issuer.short_name} đã ban hành {plan.document_type.lower()} số {plan.number}: {plan.subject}.",
            url=reverse("desk:plan", args=[plan.public_id]),
            about=plan.subject[:200],
        )


def _title(day: date | None) -> str:
    if day is None or day < clock.today():
        return "Đã có kế hoạch cấp trên, cần ban hành kế hoạch của đơn vị"
    return f"Đã có kế hoạch cấp trên, cần ban hành kế hoạch chậm nhất ngày {day_text(day)}"
