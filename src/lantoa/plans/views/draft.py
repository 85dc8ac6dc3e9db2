"""One plan before it is issued: everything in it, its header, what repeats what."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach
from lantoa.domain.lifecycle import PlanState
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, conflicts, operations, queries
from lantoa.plans.access import DRAFTING
from lantoa.plans.beside import notes_on
from lantoa.plans.cascade_cards import cards_above
from lantoa.plans.forms import HeaderForm
from lantoa.plans.life_card import life_card
from lantoa.plans.models import ITEM_KIND_LABELS, Obligation, Plan
from lantoa.plans.rows import group_html
from lantoa.plans.views.keeping import plan_written, too_late
from lantoa.web.forms import whole_number

BODIES = ("issuer", "drafter", "coordinator")


@require_safe
@signed_in()
def draft(request: HttpRequest, public_id: str) -> HttpResponse:
    """A plan's text, items and obligations, each obligation said in words; with the ways to change it for who may."""
    person = reach(request)
    plan = access.plan_seen(person, public_id)
    may_edit = access.may_edit(person, plan)
    life = life_card(person, request.user, plan)
    groups = queries.draft_groups(plan)
    obligations = [row for group in groups for item in group.items for row in item.obligations.all()]
    notes = notes_on(plan, groups)
    context = {
        "plan": plan,
        "may_edit": may_edit,
        "groups": [(group, group_html(plan, group, may_edit=may_edit, notes=notes)) for group in groups],
        "counts": (sum(len(group.items) for group in groups), len(obligations)),
        "repeats": [row for row in obligations if row.same_as_id and not row.same_as_decided],
        "kinds": list(ITEM_KIND_LABELS.items()),
        "texts": plan.texts.order_by("position"),
        "life": life,
        "reason": request.session.get(f"ly-do-{public_id}", ""),
        "issued": PlanState(plan.state).is_issued,
        "issue_url": issue_address(plan) if life.may_issue else "",
        "cards": cards_above(person, plan),
        "crumbs": [("Kế hoạch", reverse("plans:list"))],
    }
    return render(request, "plans/draft.html", context)


def issue_address(plan: Plan) -> str:
    """Where a draft goes on to be issued, "" where that is not installed."""
    try:
        return reverse("assignments:issue", args=[plan.public_id])
    except NoReverseMatch:
        return ""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*DRAFTING)
def header(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change number, date, subject, signer and the three bodies of a draft."""
    person = reach(request)
    try:
        plan = access.draft_to_edit(person, public_id)
    except Forbidden:
        plan = plan_written(request, public_id)
        return too_late(request, plan, _header_form(person, plan, request.POST))
    sent = conflicts.typed(request.POST, lambda: _header_form(person, plan)) if request.POST else None
    form, conflict = _header_form(person, plan, sent), None
    if request.method == "POST" and form.is_valid():
        try:
            operations.update_plan_header(
                actor=request.user,
                plan=plan,
                document=form.as_json(),
                expected=form.cleaned_data["expected"],
                bodies={name: form.cleaned_data[name] for name in BODIES},
                roll=form.cleaned_data["roll"],
                replaces=form.cleaned_data["replaces"],
            )
        except operations.Stale as stale:
            plan = access.draft_to_edit(person, public_id)
            conflict = conflicts.side_by_side(form, stale, _header_form(person, plan))
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã lưu đầu văn bản.")
            return redirect("plans:draft", plan.public_id)
    context = {
        "form": form,
        "plan": plan,
        "base": conflicts.base_of(form),
        "conflict": conflict,
        "crumbs": crumbs_of(plan),
    }
    return render(request, "plans/header.html", context, status=422 if form.errors or conflict else 200)


def _header_form(person: Reach, plan: Plan, sent: QueryDict | None = None) -> HeaderForm:
    """The form of a plan's header over what is saved."""
    initial = {name: getattr(plan, name).public_id for name in BODIES}
    return HeaderForm(
        sent,
        data_json=queries.header_json(plan),
        offered=_with_present(queries.bodies_offered(person), plan),
        replaceable=queries.replaceable(plan),
        initial=initial | {"roll": plan.roll},
    )


def _with_present(offered: queries.Bodies, plan: Plan) -> queries.Bodies:
    """The bodies offered and those the plan already names, which stay choosable."""

    def joined(rows: list[Agency], one: Agency) -> list[Agency]:
        return rows if one in rows else sorted([*rows, one], key=lambda row: row.sort_key)

    return queries.Bodies(
        issuers=joined(offered.issuers, plan.issuer),
        drafters=joined(offered.drafters, plan.drafter),
        coordinators=joined(offered.coordinators, plan.coordinator),
    )


@require_POST
@signed_in(*DRAFTING)
def repeat(request: HttpRequest, public_id: str) -> HttpResponse:
    """A person's decision on a proposed repetition: one and the same, or a duty of its own."""
    person = reach(request)
    row = access.obligation_to_edit(person, public_id, request.POST.get("yeu-cau", ""))
    try:
        operations.decide_repeat(actor=request.user, obligation=row, original=_original(person, public_id, request))
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, "Đã ghi nhận.")
    return redirect(reverse("plans:draft", args=[public_id]) + "#nhac-lai")


def _original(person: Reach, public_id: str, request: HttpRequest) -> Obligation | None:
    """The obligation that is repeated; None for "no, a duty of its own". Raises Forbidden for anything else."""
    answer = request.POST.get("la")
    if answer == "rieng":
        return None
    if answer != "nhac-lai":
        raise Forbidden
    return access.obligation_to_edit(person, public_id, request.POST.get("goc", ""))


@require_POST
@signed_in(*DRAFTING)
def drop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Drop a draft."""
    plan = access.draft_to_edit(reach(request), public_id)
    version = whole_number(request.POST.get("version")) or 0
    try:
        operations.drop_draft(actor=request.user, plan=plan, version=version)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("plans:draft", public_id)
    messages.success(request, f"Đã bỏ dự thảo “{plan.subject[:80]}”.")
    return redirect("plans:list")


def crumbs_of(plan: Plan) -> list[tuple[str, str]]:
    """The way down to a page below a draft."""
    return [("Kế hoạch", reverse("plans:list")), ("Dự thảo", reverse("plans:draft", args=[plan.public_id]))]
