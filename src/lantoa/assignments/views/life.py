"""Issuing an amendment, withdrawing a plan, closing it with its year."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, reach, require, signed_in
from lantoa.assignments import access, queries
from lantoa.assignments.forms.issuing import IssueForm
from lantoa.assignments.models import Duty
from lantoa.assignments.operations import amend_plan, close_plan, withdraw_plan
from lantoa.assignments.reconciling import Working, work_out
from lantoa.assignments.views.issuing import initial_paper, numbered
from lantoa.domain.lifecycle import PlanOrigin, PlanState
from lantoa.persistence.refusal import Refused
from lantoa.plans import versions
from lantoa.plans.access import plan_seen
from lantoa.plans.forms.life import WithdrawalForm
from lantoa.plans.models import Plan
from lantoa.plans.queries import open_repeats
from lantoa.register.taking import BUTTON, offer
from lantoa.web.htmx import render_part
from lantoa.web.wording import number_text

SHOWN = 40


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*access.PREPARING)
def amendment(request: HttpRequest, public_id: str) -> HttpResponse:
    """An amendment before its issue: what it does to the duties of its plan; POST issues it."""
    person = reach(request)
    plan = plan_seen(person, public_id)
    if plan.origin_kind != PlanOrigin.AMENDMENT or plan.origin is None:
        raise Forbidden
    if PlanState(plan.state).is_issued:
        return redirect("plans:changes", public_id=public_id)
    require(access.may_prepare(person, plan))
    if request.method != "POST":
        return _page(request, plan, IssueForm(initial=initial_paper(plan)))
    if not access.may_issue(person, plan):
        raise Forbidden
    if BUTTON in request.POST:
        return _page(request, plan, IssueForm(initial=numbered(request, plan)))
    form = IssueForm(request.POST)
    if form.is_valid():
        try:
            made = amend_plan(actor=request.user, amendment=plan, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, f"Đã ban hành văn bản điều chỉnh. {_in_words(made)}.")
            return redirect("plans:life", public_id=plan.origin.public_id)
    return _page(request, plan, form, status=422)


def _in_words(working: Working) -> str:
    moved = working.outcome
    named = ((moved.keep, "giữ nguyên"), (moved.change, "đổi"), (moved.close, "thôi"), (moved.add, "mới"))
    return ", ".join(f"{number_text(len(rows))} việc {word}" for rows, word in named)


def _page(request: HttpRequest, plan: Plan, form: IssueForm, status: int = 200) -> HttpResponse:
    typed = form.cleaned_data.get("issued_on") if form.is_bound else form.initial["issued_on"]
    day, person = typed if isinstance(typed, date) else clock.today(), reach(request)
    context: dict[str, Any] = {
        "plan": plan,
        "origin": plan.origin,
        "form": form,
        "day": day,
        "changes": versions.changes_of_draft(plan),
        "repeats": open_repeats(plan).count(),
        "may_issue": access.may_issue(person, plan),
        "numbering": offer(person, agency=plan.issuer, document_type=plan.document_type, obj=plan),
        "crumbs": [("Kế hoạch", reverse("plans:list")), ("Dự thảo", reverse("plans:draft", args=[plan.public_id]))],
    }
    context["waiting"] = [row for row in queries.wordings(plan, day) if row.open]
    context["effect_url"] = f"{reverse('assignments:effect', args=[plan.public_id])}?ngay={day.isoformat()}"
    ready = not context["waiting"] and not context["repeats"] and context["changes"]
    return render(request, "assignments/amendment.html", context | {"ready": ready}, status=status)


@require_safe
@signed_in(*access.PREPARING)
def effect(request: HttpRequest, public_id: str) -> HttpResponse:
    """What issuing an amendment on a day does to the duties of its plan; in: ?ngay=2026-08-17. Part of its page."""
    person = reach(request)
    plan = access.draft_to_prepare(person, public_id)
    if plan.origin_kind != PlanOrigin.AMENDMENT or plan.origin is None:
        raise Forbidden
    try:
        day = date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        day = clock.today()
    context: dict[str, Any] = {"plan": plan, "day": day}
    try:
        _, working = work_out(plan, day)
    except Refused as refused:
        context["refused"] = refused.sentence
    else:
        context["figures"] = _figures(working)
        context["credited"] = _shown(working.credited_closed)
        context["overdue"] = _shown(working.overdue_closed)
    context["crumbs"] = [("Ban hành điều chỉnh", reverse("assignments:amendment", args=[public_id]))]
    return render_part(request, "assignments/effect.html", "assignments/effect_part.html", context)


def _shown(duties: list[Duty]) -> list[Duty]:
    """The first of the duties, with what they ask for read at once."""
    shown = duties[:SHOWN]
    prefetch_related_objects(shown, "obligation", "agency")
    return shown


def _figures(working: Working) -> list[dict[str, Any]]:
    moved = working.outcome
    owed = [key for key, terms in moved.add if not terms.before_issue]
    wanted = (
        (len(moved.keep), "việc giữ nguyên"),
        (len(moved.change), "việc đổi hạn, số lượng"),
        (len(owed), "việc mới"),
        (len(moved.close), "việc thôi không tính"),
        (len(working.credited_closed), "trong đó đã có kết quả"),
    )
    return [{"value": number_text(value), "text": text} for value, text in wanted]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*access.ISSUING)
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down that a plan was withdrawn."""
    person = reach(request)
    plan = plan_seen(person, public_id)
    require(access.may_end(person, plan))
    names = ("signer_capacity", "signer_title", "signer_name")
    form = WithdrawalForm(request.POST or None, initial={name: getattr(plan, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_plan(actor=request.user, plan=plan, signed=form.signed, text=form.cleaned_data["text"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã ghi thu hồi. Mọi việc còn mở của kế hoạch đã dừng; kết quả giữ nguyên.")
            return redirect("plans:life", public_id)
    crumbs = [("Kế hoạch", reverse("plans:list")), ("Quá trình", reverse("plans:life", args=[public_id]))]
    context = {"plan": plan, "form": form, "crumbs": crumbs}
    return render(request, "assignments/withdraw.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in(*access.ISSUING)
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close a plan with its year."""
    person = reach(request)
    plan = plan_seen(person, public_id)
    require(access.may_end(person, plan))
    try:
        close_plan(actor=request.user, plan=plan)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, "Đã kết thúc kế hoạch. Kết quả còn thiếu vẫn ghi được.")
    return redirect("plans:life", public_id)
