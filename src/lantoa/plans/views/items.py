"""Adding, changing, moving and removing an item of a draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.domain.lifecycle import ItemKind
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, conflicts, operations, shape
from lantoa.plans.access import DRAFTING
from lantoa.plans.forms import form_of_item
from lantoa.plans.forms.items import ItemForm, new_item
from lantoa.plans.models import ITEM_KIND_LABELS, Item, Plan
from lantoa.plans.operations import ordering
from lantoa.plans.views.draft import crumbs_of
from lantoa.plans.views.keeping import plan_written, too_late

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*DRAFTING)
def item_edit(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    """Change an item's words and who stands beside it."""
    try:
        item = access.item_to_edit(reach(request), public_id, item_id)
    except Forbidden:
        return _too_late(request, public_id, item_id)
    whole = shape.item_json(item)

    def form_over(data: Json, sent: QueryDict | None = None) -> ItemForm:
        return form_of_item(item.kind, sent, data_json=shape.own_words(data))

    form = form_over(whole, conflicts.typed(request.POST, lambda: form_over(whole)) if request.POST else None)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            operations.update_item(
                actor=request.user, item=item, values=form.as_json(), expected=form.cleaned_data["expected"]
            )
        except operations.Stale as stale:
            conflict = conflicts.side_by_side(form, stale, form_over(stale.now))
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "Đã lưu mục.")
            return redirect(_at(item.plan, item.public_id))
    context = {
        "form": form,
        "item": item,
        "plan": item.plan,
        "label": ITEM_KIND_LABELS[ItemKind(item.kind)],
        "base": conflicts.base_of(form),
        "conflict": conflict,
        "whole": shape.fingerprint(whole),
        "places": places_of(item),
        "crumbs": crumbs_of(item.plan),
    }
    return render(request, "plans/item.html", context, status=422 if form.errors or conflict else 200)


def _too_late(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    """What was typed into an item that was taken out meanwhile, or whose draft was submitted."""
    plan = plan_written(request, public_id)
    item = plan.items.filter(public_id=item_id).first()
    kind = item.kind if item else request.POST.get("loai", "")
    if kind not in set(ItemKind):
        raise Forbidden
    form = form_of_item(kind, request.POST, data_json=shape.own_words(new_item(kind)))
    again = "" if item else reverse("plans:item_new", args=[public_id, kind])
    return too_late(request, plan, form, gone="" if item else item_id, again=again)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*DRAFTING)
def item_new(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Add an item of a kind at the draft's end."""
    if kind not in set(ItemKind):
        raise Forbidden
    try:
        plan = access.draft_to_edit(reach(request), public_id)
    except Forbidden:
        plan = plan_written(request, public_id)
        return too_late(request, plan, form_of_item(kind, request.POST, data_json=new_item(kind)))
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
        operations.remove_item(actor=request.user, item=item, expected=request.POST.get("expected", ""))
    except operations.Stale:
        messages.error(request, "Mục này vừa được người khác sửa nên chưa bỏ. Hãy xem lại bản mới.")
        return redirect("plans:item", public_id, item_id)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("plans:item", public_id, item_id)
    messages.success(request, f"Đã bỏ mục “{item.title[:80]}”.")
    return redirect("plans:draft", public_id)


@require_POST
@signed_in(*DRAFTING)
def item_move(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    """Put an item behind another of its kind, or first."""
    item = access.item_to_edit(reach(request), public_id, item_id)
    behind = item.plan.items.filter(public_id=request.POST.get("sau", "")).first()
    if behind is None and request.POST.get("sau"):
        raise Forbidden
    try:
        operations.move_item(actor=request.user, item=item, behind=behind, expected=request.POST.get("expected", ""))
    except operations.Stale as stale:
        now = item.plan.items.filter(public_id=stale.now["behind"] or "").first()
        wanted = f"sau {behind.short_ref} “{behind.title[:60]}”" if behind else "lên đầu"
        stands = f"đang đứng sau {now.short_ref} “{now.title[:60]}”" if now else "đang đứng đầu"
        messages.warning(
            request, f"Thứ tự vừa được người khác đổi: mục này {stands}; bạn muốn đưa {wanted}. Hãy chọn lại."
        )
        return redirect(reverse("plans:item", args=[public_id, item_id]) + "#vi-tri")
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("plans:item", public_id, item_id)
    messages.success(request, "Đã chuyển vị trí mục.")
    return redirect(_at(item.plan, item.public_id))


def places_of(item: Item) -> dict[str, Any]:
    """Where an item may be put: behind which others of its kind, where it stands now, and what its form carries."""
    others = item.plan.items.filter(kind=item.kind).exclude(pk=item.pk).order_by("position")
    stands = ordering.behind_which(item)
    return {
        "others": others.only("public_id", "ref", "title"),
        "behind": stands.public_id if stands else "",
        "expected": shape.fingerprint(ordering.place_json(item, stands)),
    }


def _at(plan: Plan, item_id: str) -> str:
    return reverse("plans:draft", args=[plan.public_id]) + f"#muc-{item_id}"
