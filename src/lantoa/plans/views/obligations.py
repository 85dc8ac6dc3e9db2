"""Adding, changing and removing an obligation of a draft; saying what a typed phrase means."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.catalogue.queries import working_days
from lantoa.domain.lifecycle import PartyRole
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, conflicts, operations, shape
from lantoa.plans.access import DRAFTING
from lantoa.plans.forms import ObligationForm
from lantoa.plans.forms.obligations import new_obligation
from lantoa.plans.models import Item, Obligation, Plan
from lantoa.plans.previews import previews_of
from lantoa.plans.sentences import explain_obligation
from lantoa.plans.timings import read_phrase
from lantoa.plans.views.draft import crumbs_of
from lantoa.plans.views.keeping import plan_written, too_late
from lantoa.web.forms import whole_number

Json = dict[str, Any]
LONGEST_PHRASE = 400


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*DRAFTING)
def obligation_edit(request: HttpRequest, public_id: str, obligation_id: str) -> HttpResponse:
    """Change what an obligation asks; a changed phrase is read again."""
    try:
        row = access.obligation_to_edit(reach(request), public_id, obligation_id)
    except Forbidden:
        return _too_late(request, public_id, obligation_id)
    plan = row.item.plan

    def form_over(data: Json, sent: QueryDict | None = None) -> ObligationForm:
        return ObligationForm(sent, data_json=data, year=plan.year)

    saved = shape.obligation_json(row)
    form = form_over(saved, conflicts.typed(request.POST, lambda: form_over(saved)) if request.POST else None)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            operations.update_obligation(
                actor=request.user, obligation=row, values=form.as_json(), expected=form.cleaned_data["expected"]
            )
        except operations.Stale as stale:
            conflict = conflicts.side_by_side(form, stale, form_over(stale.now))
        except Refused as refused:
            form.refuse(refused)
        else:
            return _saved(request, plan, row.item, form)
    context = {
        "form": form,
        "row": row,
        "item": row.item,
        "plan": plan,
        "base": conflicts.base_of(form),
        "conflict": conflict,
        "crumbs": crumbs_of(plan),
    }
    return render(request, "plans/obligation.html", context, status=422 if form.errors or conflict else 200)


def _too_late(request: HttpRequest, public_id: str, obligation_id: str) -> HttpResponse:
    """What was typed into an obligation that was taken out meanwhile, or whose draft was submitted."""
    plan = plan_written(request, public_id)
    there = Obligation.objects.filter(item__plan=plan, public_id=obligation_id).exists()
    item = plan.items.filter(public_id=request.POST.get("muc", "")).first()
    form = ObligationForm(request.POST, data_json=new_obligation(plan.year, []), year=plan.year)
    again = reverse("plans:obligation_new", args=[public_id, item.public_id]) if item and not there else ""
    return too_late(request, plan, form, gone="" if there else obligation_id, again=again)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*DRAFTING)
def obligation_new(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    """Add an obligation to an item; its leads are offered as doers."""
    try:
        item = access.item_to_edit(reach(request), public_id, item_id)
    except Forbidden:
        plan = plan_written(request, public_id)
        form = ObligationForm(request.POST, data_json=new_obligation(plan.year, []), year=plan.year)
        there = plan.items.filter(public_id=item_id).exists()
        return too_late(request, plan, form, gone="" if there else item_id)
    leads = [party.words for party in item.parties.all() if party.role == PartyRole.LEAD]
    form = ObligationForm(request.POST or None, data_json=new_obligation(item.plan.year, leads), year=item.plan.year)
    if request.method == "POST" and form.is_valid():
        token = request.POST.get("token", "")
        try:
            operations.add_obligation(actor=request.user, item=item, values=form.as_json(), token=token)
        except Refused as refused:
            form.refuse(refused)
        else:
            return _saved(request, item.plan, item, form)
    token = request.POST.get("token") or new_public_id()
    context = {"form": form, "item": item, "plan": item.plan, "token": token, "crumbs": crumbs_of(item.plan)}
    return render(request, "plans/obligation.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in(*DRAFTING)
def obligation_remove(request: HttpRequest, public_id: str, obligation_id: str) -> HttpResponse:
    """Take an obligation out of a draft."""
    row = access.obligation_to_edit(reach(request), public_id, obligation_id)
    try:
        operations.remove_obligation(actor=request.user, obligation=row, expected=request.POST.get("expected", ""))
    except operations.Stale:
        messages.error(request, "Yêu cầu này vừa được người khác sửa nên chưa bỏ. Hãy xem lại bản mới.")
        return redirect("plans:obligation", public_id, obligation_id)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("plans:obligation", public_id, obligation_id)
    messages.success(request, f"Đã bỏ yêu cầu “{row.what[:80]}”.")
    return redirect(reverse("plans:draft", args=[public_id]) + f"#muc-{row.item.public_id}")


@require_safe
@signed_in(*DRAFTING)
def explain(request: HttpRequest) -> HttpResponse:
    """What a typed phrase means, in words and in days. in: ?nam=2026, the phrase under any name ending in "phrase"."""
    typed = [value for name, value in request.GET.items() if name.endswith("phrase")]
    year = whole_number(request.GET.get("nam")) or 0
    context: dict[str, object] = {"reading": None}
    if typed and typed[0].strip() and shape.EARLIEST_YEAR <= year <= shape.LATEST_YEAR:
        reading = read_phrase(typed[0][:LONGEST_PHRASE], year)
        context = {"reading": reading, "previews": previews_of(reading, working_days())}
    return render(request, "plans/explained.html", context)


def _saved(request: HttpRequest, plan: Plan, item: Item, form: ObligationForm) -> HttpResponse:
    made = form.as_json()
    sentences = " ".join(explain_obligation(row) for row in made)
    messages.success(request, f"Đã lưu {'yêu cầu' if len(made) == 1 else f'thành {len(made)} yêu cầu'}: {sentences}")
    if form.not_understood:
        messages.warning(
            request, f"Chưa hiểu “{form.not_understood}” nên chưa tính phần đó. Hãy xem lại yêu cầu vừa lưu."
        )
    return redirect(reverse("plans:draft", args=[plan.public_id]) + f"#muc-{item.public_id}")
