"""«Giao việc và ban hành»: what the words mean, what will be made, and the issue itself."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, reach, require, signed_in
from lantoa.assignments import access, queries, rows
from lantoa.assignments.blueprint import Blueprint, summary_of
from lantoa.assignments.forms.issuing import CAPACITIES, IssueForm
from lantoa.assignments.operations import issue_plan, preview
from lantoa.domain.lifecycle import PlanOrigin, PlanState, Share
from lantoa.persistence.refusal import Refused
from lantoa.plans.access import may_edit, plan_seen
from lantoa.plans.models import Obligation, Plan
from lantoa.plans.operations import decide_repeat, update_obligation
from lantoa.plans.queries import open_repeats
from lantoa.plans.shape import fingerprint, obligation_json
from lantoa.register.operations import Columns
from lantoa.register.taking import BUTTON, number_and_day, offer, pressed
from lantoa.web.htmx import render_part
from lantoa.web.wording import number_text

SHOWN_NAMES = 30
_OF_REPEATS = ("public_id", "what", "item__ref", "same_as__what", "same_as__item__ref")


@signed_in(*access.PREPARING)
def issue(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything before the issue on one page; POST issues. A plan in force leads on to its progress."""
    person = reach(request)
    plan = plan_seen(person, public_id)
    if plan.origin_kind == PlanOrigin.AMENDMENT:
        return redirect("assignments:amendment", public_id=plan.public_id)
    if PlanState(plan.state).is_issued:
        return redirect("desk:plan", public_id=plan.public_id)
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
            made = issue_plan(actor=request.user, plan=plan, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            said = f"{number_text(made.assignments)} nhiệm vụ, {number_text(made.duties)} việc trong kỳ"
            messages.success(request, f"Đã ban hành kế hoạch: giao {number_text(made.agencies)} cơ quan, {said}.")
            return redirect("desk:plan", public_id=plan.public_id)
    return _page(request, plan, form, status=422)


def numbered(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """What was typed, with a number from the register of the body that issues."""
    recipients = "; ".join(plan.texts.filter(part="recipient").values_list("text", flat=True))
    columns = Columns(
        abstract=plan.subject,
        signer=request.POST.get("signer_name", "")[:120],
        recipients=recipients[:600],
        kept_by=", ".join(filter(None, ["VT", plan.drafter.symbol])),
    )
    about = {"agency": plan.issuer, "document_type": plan.document_type, "obj": plan, "columns": columns}
    return pressed(request, **about, day_field="issued_on", fields=IssueForm.base_fields)


def initial_paper(plan: Plan) -> dict[str, Any]:
    """What the form of issue starts with: a number taken before, else what the draft says, else today."""
    number, issued_on = number_and_day(plan) or (plan.number or "", plan.issued_on or clock.today())
    return {
        "number": number,
        "issued_on": issued_on,
        "signer_capacity": plan.signer_capacity,
        "signer_title": plan.signer_title,
        "signer_name": plan.signer_name,
    }


def _page(request: HttpRequest, plan: Plan, form: IssueForm, status: int = 200) -> HttpResponse:
    typed = form.cleaned_data.get("issued_on") if form.is_bound else form.initial["issued_on"]
    day = day_to_resolve(plan, typed if isinstance(typed, date) else None)
    wordings, repeats = queries.wordings(plan, day), list(open_repeats(plan).only(*_OF_REPEATS))
    waiting = [row for row in wordings if row.open]
    person = reach(request)
    context = {
        "plan": plan,
        "form": form,
        "day": day,
        "too_old": plan.issued_on if plan.issued_on and not queries.issuer_existed(plan, plan.issued_on) else None,
        "waiting": waiting,
        "clear": [row for row in wordings if not row.open],
        "shown_names": SHOWN_NAMES,
        "repeats": repeats,
        "shown_slice": f":{SHOWN_NAMES}",
        "work_url": f"{reverse('assignments:work', args=[plan.public_id])}?ngay={day.isoformat()}",
        "may_issue": access.may_issue(person, plan),
        "may_edit": may_edit(person, plan),
        "ready": not waiting and not repeats,
        "capacities": CAPACITIES,
        "numbering": offer(person, agency=plan.issuer, document_type=plan.document_type, obj=plan),
        "crumbs": _crumbs(plan),
    }
    return render(request, "assignments/issue.html", context, status=status)


def _crumbs(plan: Plan) -> list[tuple[str, str]]:
    subject = (plan.subject[:60], reverse("plans:draft", args=[plan.public_id]))
    return [("Kế hoạch", reverse("plans:list")), subject]


@require_safe
@signed_in(*access.PREPARING)
def work(request: HttpRequest, public_id: str) -> HttpResponse:
    """What an issue on a day would make; in: ?ngay=2026-01-05. The page of issue brings it in, or it stands alone."""
    person = reach(request)
    plan = access.draft_to_prepare(person, public_id)
    day = day_to_resolve(plan, _asked_day(request))
    context: dict[str, Any] = {"plan": plan, "day": day}
    context["crumbs"] = [*_crumbs(plan), ("Giao việc và ban hành", reverse("assignments:issue", args=[plan.public_id]))]
    try:
        _, drawing = preview(plan=plan, issued_on=day, on=clock.today())
    except Refused as refusal:
        context["refused"] = refusal.sentence
    else:
        page = rows.Page(plan=plan, may_edit=may_edit(person, plan), csrf=get_token(request))
        context |= _work(drawing, page)
    return render_part(request, "assignments/work.html", "assignments/work_part.html", context)


def _asked_day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return None


def _work(drawing: Blueprint, page: rows.Page) -> dict[str, Any]:
    counted = [line for line in drawing.lines if line.duty_count]
    uncounted = [line for line in drawing.lines if not line.duty_count]
    return {
        "counted": rows.lines(counted, page),
        "uncounted": rows.lines(uncounted, page),
        "uncounted_count": len(uncounted),
        "unassigned": sum(not line.owed and not line.asked for line in drawing.lines),
        "silent": drawing.silent,
        "figures": _figures(drawing),
    }


def day_to_resolve(plan: Plan, issued_on: date | None) -> date:
    """The day whose bodies the words mean: that of issue; today while there is none the issuer existed on."""
    return issued_on if issued_on and queries.issuer_existed(plan, issued_on) else clock.today()


def _figures(drawing: Blueprint) -> list[dict[str, Any]]:
    made = summary_of(drawing)
    wanted = (
        (made.agencies, "cơ quan có việc"),
        (made.owed, "nhiệm vụ được giao"),
        (made.duties, "việc trong kỳ, có hạn"),
        (made.before_issue, "trong đó trước ngày ban hành, không tính nợ"),
        (made.standing + made.pending, "nhiệm vụ thường xuyên, chờ lịch"),
        (made.reports, "báo cáo, chờ gắn chế độ báo cáo"),
        (made.support, "nhiệm vụ phối hợp"),
        (made.requests, "đề nghị, không tính nợ"),
    )
    return [{"value": number_text(value), "text": text} for value, text in wanted]


def _obligation(plan: Plan, public_id: str) -> Obligation:
    row = Obligation.objects.select_related("item", "channel").filter(item__plan=plan, public_id=public_id).first()
    if row is None:
        raise Forbidden
    return row


@require_POST
@signed_in(*access.PREPARING)
def repeat(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decide a proposed repetition: one piece of work, or two."""
    plan = access.draft_to_prepare(reach(request), public_id)
    row = _obligation(plan, request.POST.get("yeu-cau", ""))
    same = request.POST.get("la") == "mot-viec" and row.same_as_id is not None
    original = Obligation.objects.select_related("item").get(pk=row.same_as_id) if same else None
    try:
        decide_repeat(actor=request.user, obligation=row, original=original)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(reverse("assignments:issue", args=[plan.public_id]) + "#nhac-lai")


@require_POST
@signed_in(*access.PREPARING)
def share(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whether several leads owe one each, or one together."""
    plan = access.draft_to_prepare(reach(request), public_id)
    row = _obligation(plan, request.POST.get("yeu-cau", ""))
    wanted = Share.TOGETHER if request.POST.get("cach") == Share.TOGETHER else Share.EACH
    try:
        now = obligation_json(row)
        values = [now | {"share": wanted}]
        update_obligation(actor=request.user, obligation=row, values=values, expected=fingerprint(now))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(reverse("assignments:issue", args=[plan.public_id]) + "#viec")
