"""«Địa bàn»: units of government with their codes, villages and loudspeaker clusters; what became of a unit."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.adapters import clock
from lantoa.agencies import access, territory
from lantoa.agencies.access import reach, require, signed_in
from lantoa.agencies.forms.territory import AddPlaceForm, EditPlaceForm
from lantoa.agencies.models import Place
from lantoa.agencies.models.bodies import PLACE_KINDS
from lantoa.agencies.operations import territory as operations
from lantoa.agencies.operations.territory import INSIDE
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.web.forms import read_day
from lantoa.web.paging import page_from


def _day(request: HttpRequest) -> tuple[date, str]:
    typed = request.GET.get("ngay", "").strip()
    try:
        return (read_day(typed, earliest_year=1945) if typed else clock.today()), ""
    except ValueError as error:
        return clock.today(), str(error)


@signed_in(*access.SEEING_TREE)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The places that stand in no other, or those found by name or code."""
    day, fault = _day(request)
    words = " ".join(request.GET.get("q", "").split())[:100]
    kind = request.GET.get("loai", "") if request.GET.get("loai", "") in PLACE_KINDS else ""
    rows = territory.places(day, words, kind) if words or kind else territory.roots(day)
    page = page_from(request, rows)
    context = {
        "page": page,
        "sizes": territory.sizes(page, day),
        "day": day,
        "fault": fault,
        "words": words,
        "kind": kind,
        "kinds": PLACE_KINDS.items(),
    }
    return render(request, "agencies/places.html", context | {"lines": _lines(context)})


@signed_in(*access.SEEING_TREE)
@require_safe
def place(request: HttpRequest, public_id: str) -> HttpResponse:
    """One place: its code and days, what stands in it, who sits there, what it came from or went into."""
    row = access.any_place(public_id)
    rights = reach(request)
    day = min(rights.on, row.ends_on) if row.ends_on else rights.on
    shown = day if row.ends_on is None or day < row.ends_on else row.starts_on
    page = page_from(request, territory.places(shown, under=row))
    context: dict[str, Any] = {
        "place": row,
        "page": page,
        "came_from": territory.came_from(row),
        "went_to": territory.went_to(row),
        "bodies": territory.bodies_in(row, rights.on)[:60],
        "administers": access.may_administer_place(rights, row),
        "holds": row.kind in INSIDE,
        "crumbs": _crumbs(row),
    }
    context["lines"] = _lines({"page": page, "sizes": territory.sizes(page, shown)})
    return render(request, "agencies/place.html", context)


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a place in another."""
    parent = _administered(request, public_id)
    first = {"token": new_public_id(), "starts_on": clock.today()}
    form = AddPlaceForm(request.POST or None, initial=first, parent=parent)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.add_territory(actor=request.user, parent=parent, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, f"Đã thêm {made}.")
            return redirect("agencies:place", parent.public_id)
    return _form(request, form, parent, "Thêm địa bàn", f"Trong {parent}")


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Correct a place."""
    row = _administered(request, public_id)
    form = EditPlaceForm(
        request.POST or None, initial={name: getattr(row, name) for name in ("name", "code", "ends_on")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.edit_territory(actor=request.user, place=row, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("agencies:place", row.public_id)
    return _form(request, form, row, "Sửa địa bàn", str(row))


def _administered(request: HttpRequest, public_id: str) -> Place:
    row = access.any_place(public_id)
    require(access.may_administer_place(reach(request), row))
    return row


def _lines(context: dict[str, Any]) -> list[tuple[Place, int]]:
    return [(row, context["sizes"].get(row.pk, 0)) for row in context["page"]]


def _crumbs(row: Place, *, itself: bool = False) -> list[tuple[str, str]]:
    above = [*territory.way_to(row), *([row] if itself else ())]
    way = [(one.name, reverse("agencies:place", args=[one.public_id])) for one in above]
    return [("Địa bàn", reverse("agencies:places")), *way]


def _form(request: HttpRequest, form: Any, row: Place, title: str, note: str) -> HttpResponse:
    context = {"form": form, "place": row, "title": title, "note": note, "crumbs": _crumbs(row, itself=True)}
    return render(request, "agencies/place_form.html", context, status=422 if form.errors else 200)
