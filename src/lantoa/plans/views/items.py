"""Adding, changing and removing an item of a draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.domain.lifecycle import ItemKind
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, operations, shape
from lantoa.plans.access import DRAFTING
from lantoa.plans.forms import form_of_item
from lantoa.plans.forms.items import new_item
from lantoa.plans.models import ITEM_KIND_LABELS, Plan
from lantoa.plans.views.draft import crumbs_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*DRAFTING)
def item_edit(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    """Change an item's words and who stands beside it."""
    item = access.item_to_edit(reach(request), public_id, item_id)
    form = form_of_item(item.kind, request.POST or None, data_json=shape.item_json(item))
    if request.method == "POST" and form.is_valid():
        try:
            operations.update_item(
                actor=request.user, item=item, values=form.as_json(), expected=form.cleaned_data["expected"]
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã lưu mục.")
            return redirect(_at(item.plan, item.public_id))
    label = ITEM_KIND_LABELS[ItemKind(item.kind)]
    context = {"form": form, "item": item, "plan": item.plan, "label": label, "crumbs": crumbs_of(item.plan)}
    return render(request, "plans/item.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*DRAFTING)
def item_new(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Add an item of a kind at the draft's end."""
    plan = access.draft_to_edit(reach(request), public_id)
    if kind not in set(ItemKind):
        raise Forbidden
    form = form_of_item(kind, request.POST or None, data_json=new_item(kind))
    if request.method == "POST" and form.is_valid():
        try:
            item = operations.add_item(
                actor=request.user,
                plan=plan,
                kind=ItemKind(kind),
                values=form.as_json(),
                token=request.POST.get("token", ""),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã thêm mục. Hãy ghi yêu cầu về số lượng, thời hạn nếu có.")
            return redirect(_at(plan, item.public_id))
    context = {
        "form": form,
        "plan": plan,
        "label": ITEM_KIND_LABELS[ItemKind(kind)],
        "token": request.POST.get("token") or new_public_id(),
        "crumbs": crumbs_of(plan),
    }
    return render(request, "plans/item.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in(*DRAFTING)
def item_remove(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    """Take an item out of a draft."""
    item = access.item_to_edit(reach(request), public_id, item_id)
    try:
        operations.remove_item(actor=request.user, item=item, expected=request.POST.get("expected") or None)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("plans:item", public_id, item_id)
    messages.success(request, f"Đã bỏ mục “{item.title[:80]}”.")
    return redirect("plans:draft", public_id)


def _at(plan: Plan, item_id: str) -> str:
    return reverse("plans:draft", args=[plan.public_id]) + f"#muc-{item_id}"
