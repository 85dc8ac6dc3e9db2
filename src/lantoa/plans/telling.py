"""Who is told what while a plan goes from hand to hand: the heads who decide, the writers, the clerks who issue."""

from collections.abc import Iterable

from django.urls import reverse

from lantoa.adapters import clock
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import User
from lantoa.agencies.queries import people_at
from lantoa.notices.operations import notify
from lantoa.plans.models import Plan, PlanMove

KIND = "ke-hoach"


def submitted(plan: Plan, made: PlanMove, heads: Iterable[User]) -> None:
    """A draft waits for those who may approve it."""
    text = f"{plan.drafter.short_name} trình dự thảo “{plan.subject}”. Hãy duyệt, hoặc trả lại kèm lý do."
    _tell(plan, made, (head for head in heads if head.pk != made.by_id), "Dự thảo kế hoạch chờ duyệt", text)


def returned(plan: Plan, made: PlanMove) -> None:
    """A draft came back to its writers."""
    _tell(plan, made, _writers(plan, made), "Dự thảo kế hoạch bị trả lại", f"“{plan.subject}”: {made.reason}")


def approved(plan: Plan, made: PlanMove) -> None:
    """A draft may be issued: its writers know, and the clerks of the body that issues it."""
    clerks = people_at([plan.issuer_id], [Role.CLERK], clock.today())
    people = {person.pk: person for person in [*_writers(plan, made), *clerks]}
    text = f"“{plan.subject}” đã được duyệt. Còn lấy số, ghi ngày và người ký để ban hành."
    _tell(plan, made, people.values(), "Dự thảo kế hoạch đã duyệt, chờ ban hành", text)


def _writers(plan: Plan, made: PlanMove) -> list[User]:
    people = {person.pk: person for person in [plan.created_by, *plan.writers.all()]}
    return [person for pk, person in people.items() if pk != made.by_id]


def _tell(plan: Plan, made: PlanMove, people: Iterable[User], title: str, text: str) -> None:
    notify(
        users=list(people),
        kind=KIND,
        key=f"plan-{made.after}-{plan.public_id}-{made.pk}",
        title=title,
        text=text,
        url=reverse("plans:draft", args=[plan.public_id]),
        about=plan.subject,
    )
