"""The list of plans a person may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from lantoa.agencies.access import reach, signed_in
from lantoa.domain.lifecycle import PlanState
from lantoa.plans import queries
from lantoa.plans.access import DRAFTING, LISTING
from lantoa.plans.models import PLAN_STATE_LABELS, Plan
from lantoa.web.context import named_url
from lantoa.web.paging import page_from

STATE_TAGS = {
    PlanState.DRAFT: "soon",
    PlanState.SUBMITTED: "soon",
    PlanState.RETURNED: "late",
    PlanState.APPROVED: "soon",
    PlanState.ISSUED: "info",
}


@require_safe
@signed_in()
def plan_list(request: HttpRequest) -> HttpResponse:
    """Plans by year, newest first: searched by words or number, filtered by year and state."""
    person = reach(request)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "nam", "tinh-trang")}
    year = int(asked["nam"]) if asked["nam"].isdecimal() and len(asked["nam"]) == 4 else None
    plans = queries.plan_list(person, q=asked["q"], year=year, state=asked["tinh-trang"])
    page = page_from(request, plans, key=("-year", "-id"), size=30)
    for plan in page:
        plan.url, plan.tag = address_of(plan), STATE_TAGS.get(PlanState(plan.state), "")
    context = {
        "page": page,
        "waiting": queries.waiting_for(person),
        "q": asked["q"],
        "year": year or "",
        "state": asked["tinh-trang"],
        "states": [(state.value, label) for state, label in PLAN_STATE_LABELS.items()],
        "filtered": any(asked.values()),
        "intake_url": named_url("intake:upload") if person.has(*DRAFTING) else "",
        "forced_url": reverse("plans:forced") if person.has(*LISTING) else "",
        "intakes_url": named_url("intake:list") if person.has(*DRAFTING) else "",
    }
    return render(request, "plans/list.html", context)


def address_of(plan: Plan) -> str:
    """Where a plan is looked at: a draft on its own screen, an issued one with its progress where that is installed;
    an amendment by what it changed."""
    if plan.state == PlanState.MERGED:
        return reverse("plans:changes", args=[plan.public_id])
    if PlanState(plan.state).is_issued:
        try:
            return reverse("desk:plan", args=[plan.public_id])
        except NoReverseMatch:
            pass
    return reverse("plans:draft", args=[plan.public_id])
