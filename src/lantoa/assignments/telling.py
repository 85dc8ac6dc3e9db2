"""Who is told when a plan in force changes: those at the bodies whose work changed."""

from django.urls import reverse

from lantoa.adapters import clock
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import User
from lantoa.agencies.queries import people_at
from lantoa.assignments.reconciling import Working
from lantoa.notices.operations import notify
from lantoa.plans.models import Plan

KIND = "dieu-chinh"


def amended(plan: Plan, amendment: Plan, working: Working, actor: User) -> None:
    """An amendment was issued: those who work at every body to which it gives, or from which it takes."""
    moved = working.outcome
    keys = [*(key for key, _ in moved.change), *moved.close, *(key for key, _ in moved.add)]
    agencies = {pk for key in keys for pk in key[1]}
    people = people_at(agencies, [Role.OFFICER, Role.COORDINATOR, Role.HEAD], clock.today())
    figures = f"{len(moved.change)} việc đổi, {len(moved.add)} việc mới, {len(moved.close)} việc thôi không tính"
    notify(
        users=[person.pk for person in people if person.pk != actor.pk],
        kind=KIND,
        key=f"plan-amended-{amendment.public_id}",
        title=f"{plan.short_name} được điều chỉnh",
        text=f"{amendment.document_type} số {amendment.number}: {figures}. Kết quả đã ghi giữ nguyên.",
        url=reverse("plans:life", args=[plan.public_id]),
        about=plan.subject,
    )
