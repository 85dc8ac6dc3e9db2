"""Submit, take back, approve, return; and the list of approvals that somebody gave to what they wrote."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.agencies.kinds import Role
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, operations
from lantoa.plans.access import DRAFTING, LISTING
from lantoa.plans.forms.life import DecisionForm
from lantoa.plans.models import Plan, PlanMove
from lantoa.web.paging import page_from


def _decide(
    request: HttpRequest, public_id: str, may: Callable[[Plan], bool], run: Callable[[Plan, int, str], Any], said: str
) -> HttpResponse:
    """Run one step on a plan the person sees and may take it for; what was typed comes back with a refusal."""
    plan = access.plan_seen(reach(request), public_id)
    if not may(plan):
        raise Forbidden
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Forbidden
    try:
        run(plan, form.cleaned_data["version"] or 0, form.cleaned_data["reason"])
    except Refused as refused:
        messages.error(request, refused.sentence)
        # A reason once typed is not typed twice: the page shows it again.
        request.session[f"ly-do-{public_id}"] = form.cleaned_data["reason"][:2000]
        return redirect(reverse("plans:draft", args=[public_id]) + "#trinh-duyet")
    request.session.pop(f"ly-do-{public_id}", None)
    messages.success(request, said)
    return redirect("plans:draft", public_id)


@require_POST
@signed_in(*DRAFTING)
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send a draft to the heads of the body that issues it."""
    return _decide(
        request,
        public_id,
        lambda plan: access.may_write(reach(request), plan),
        lambda plan, version, reason: operations.submit_plan(
            actor=request.user, plan=plan, version=version, note=reason
        ),
        "Đã trình dự thảo. Trong lúc chờ duyệt không ai sửa được.",
    )


@require_POST
@signed_in(*DRAFTING)
def recall(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a submitted draft back."""
    return _decide(
        request,
        public_id,
        lambda plan: access.may_write(reach(request), plan),
        lambda plan, _version, _reason: operations.recall_plan(actor=request.user, plan=plan),
        "Đã rút lại dự thảo để sửa tiếp.",
    )


@require_POST
@signed_in(Role.HEAD)
def approve(request: HttpRequest, public_id: str) -> HttpResponse:
    """Approve a submitted draft."""
    return _decide(
        request,
        public_id,
        lambda plan: plan.issuer_id in reach(request).agencies_as(Role.HEAD),
        lambda plan, version, reason: operations.approve_plan(
            actor=request.user, plan=plan, version=version, note=reason
        ),
        "Đã duyệt dự thảo. Văn thư lấy số và ban hành.",
    )


@require_POST
@signed_in(Role.HEAD, Role.CLERK)
def send_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Return a draft with a reason."""
    return _decide(
        request,
        public_id,
        lambda plan: plan.issuer_id in reach(request).agencies_as(Role.HEAD, Role.CLERK),
        lambda plan, version, reason: operations.return_plan(
            actor=request.user, plan=plan, version=version, reason=reason
        ),
        "Đã trả lại dự thảo kèm lý do.",
    )


@require_safe
@signed_in(*LISTING)
def forced(request: HttpRequest) -> HttpResponse:
    """Approvals that one of the writers gave, since the body had nobody else: every one, with its reason."""
    seen = access.visible(reach(request))
    rows = PlanMove.objects.filter(forced=True, plan__in=seen.values("pk")).select_related("plan__issuer", "by")
    context = {"page": page_from(request, rows, key=("-id",), size=30), "crumbs": [("Kế hoạch", reverse("plans:list"))]}
    return render(request, "plans/forced.html", context)
