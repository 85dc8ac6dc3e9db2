"""Adding, changing and removing a paragraph of a draft that is no item."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, conflicts, operations
from lantoa.plans.access import DRAFTING
from lantoa.plans.forms.life import NewParagraphForm, ParagraphForm
from lantoa.plans.models import Plan
from lantoa.plans.operations.texts import text_json
from lantoa.plans.views.draft import crumbs_of
from lantoa.plans.views.keeping import plan_written, too_late


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*DRAFTING)
def text_edit(request: HttpRequest, public_id: str, text_id: str) -> HttpResponse:
    """Change a paragraph's words."""
    try:
        row = access.text_to_edit(reach(request), public_id, text_id)
    except Forbidden:
        plan = plan_written(request, public_id)
        there = plan.texts.filter(public_id=text_id).exists()
        form = ParagraphForm(request.POST, data_json={"heading": "", "text": ""})
        again = "" if there else reverse("plans:text_new", args=[public_id])
        return too_late(request, plan, form, gone="" if there else text_id, again=again)
    saved = text_json(row)

    def form_over(data: dict[str, str], sent: QueryDict | None = None) -> ParagraphForm:
        return ParagraphForm(sent, data_json=data)

    form = form_over(saved, conflicts.typed(request.POST, lambda: form_over(saved)) if request.POST else None)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            operations.update_text(
                actor=request.user, text=row, values=form.as_json(), expected=form.cleaned_data["expected"]
            )
        except operations.Stale as stale:
            conflict = conflicts.side_by_side(form, stale, form_over(stale.now))
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã lưu đoạn văn.")
            return redirect(_texts(row.plan))
    context = {
        "form": form,
        "row": row,
        "plan": row.plan,
        "base": conflicts.base_of(form),
        "conflict": conflict,
        "crumbs": crumbs_of(row.plan),
    }
    return render(request, "plans/text.html", context, status=422 if form.errors or conflict else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*DRAFTING)
def text_new(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a paragraph to a part of the draft."""
    try:
        plan = access.draft_to_edit(reach(request), public_id)
    except Forbidden:
        plan = plan_written(request, public_id)
        return too_late(request, plan, NewParagraphForm(request.POST))
    form = NewParagraphForm(request.POST or None)
    token = request.POST.get("token") or new_public_id()
    if request.method == "POST" and form.is_valid():
        part = form.cleaned_data["part"]
        try:
            operations.add_text(actor=request.user, plan=plan, part=part, values=form.as_json(), token=token)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã thêm đoạn văn.")
            return redirect(_texts(plan))
    context = {"form": form, "plan": plan, "token": token, "crumbs": crumbs_of(plan)}
    return render(request, "plans/text.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in(*DRAFTING)
def text_remove(request: HttpRequest, public_id: str, text_id: str) -> HttpResponse:
    """Take a paragraph out of a draft."""
    row = access.text_to_edit(reach(request), public_id, text_id)
    try:
        operations.remove_text(actor=request.user, text=row, expected=request.POST.get("expected", ""))
    except operations.Stale:
        messages.error(request, "Đoạn này vừa được người khác sửa nên chưa bỏ. Hãy xem lại bản mới.")
        return redirect("plans:text", public_id, text_id)
    messages.success(request, "Đã bỏ đoạn văn.")
    return redirect(_texts(row.plan))


def _texts(plan: Plan) -> str:
    return reverse("plans:draft", args=[plan.public_id]) + "#phan-khac"
