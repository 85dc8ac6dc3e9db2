"""«Đơn vị»: the tree on a day, a body's page, and the simple changes an administrator makes."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.adapters import clock
from lantoa.agencies import access, lineage, queries
from lantoa.agencies.access import reach, signed_in
from lantoa.agencies.branches import draw, draw_one
from lantoa.agencies.forms.bodies import AddAgencyForm, EditAgencyForm, MoveAgencyForm
from lantoa.agencies.models import Agency, AgencyLink
from lantoa.agencies.operations import bodies
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.web.forms import read_day
from lantoa.web.htmx import wants_part
from lantoa.web.paging import page_from

Crumbs = list[tuple[str, str]]


def _day(request: HttpRequest) -> tuple[date, str]:
    """The day the tree is asked for, today by default; and what was wrong with it."""
    typed = request.GET.get("ngay", "").strip()
    if not typed:
        return clock.today(), ""
    try:
        return read_day(typed, earliest_year=1945), ""
    except ValueError as error:
        return clock.today(), str(error)


def _opened(request: HttpRequest) -> Agency | None:
    """The body that is open: the one asked for, else where the person works."""
    asked = request.GET.get("duoi")
    if asked is None:
        return reach(request).main_body
    return access.any_agency(asked) if asked else None


@signed_in(*access.SEEING_TREE)
@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """The forest on a day, opened along one way; or the bodies found by name."""
    day, fault = _day(request)
    past = day != clock.today()
    typed = request.GET.get("ngay", "") if not fault else ""
    if request.GET.get("nhanh") and wants_part(request):
        return _branch(request, day, typed)
    words = " ".join(request.GET.get("q", "").split())[:100]
    context: dict[str, Any] = {"day": day, "today": clock.today(), "fault": fault, "words": words}
    if words:
        page = page_from(request, queries.named(words, day))
        context |= {"page": page, "found": queries.placed(page, day, past=past)}
    else:
        rows, page = queries.branches(day, _opened(request), request.GET.get("trang") or None, past=past)
        context |= {"page": page, "tree": draw(rows, typed)}
    return render(request, "agencies/tree.html", context)


def _branch(request: HttpRequest, day: date, typed: str) -> HttpResponse:
    """One branch alone, opened (mo=1) or closed, to be put in its place."""
    body = access.any_agency(request.GET["nhanh"])
    above = queries.ancestors(body, day)
    one = queries.one_branch(body, day, opened=request.GET.get("mo") == "1", past=day != clock.today())
    answer = HttpResponse(draw_one(one, above[-1].public_id if above else "", typed))
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@signed_in(*access.SEEING_TREE)
@require_safe
def agency(request: HttpRequest, public_id: str) -> HttpResponse:
    """One body: what it is, where it hangs, what hangs from it; its people for those who administer it."""
    row, rights = access.any_agency(public_id), reach(request)
    administers = access.may_administer(rights, row.pk)
    links = AgencyLink.objects.filter(child=row).select_related("parent").order_by("-starts_on")
    context = {
        "agency": row,
        "crumbs": _crumbs(row, rights.on, itself=False),
        "links": links,
        "names": row.names.order_by("folded"),
        "former_names": row.former_names.order_by("-ends_on"),
        "predecessors": lineage.predecessors(row),
        "successors": lineage.successors(row),
        "page": page_from(request, queries.links_under(row, rights.on), key=("child__sort_key", "id")),
        "administers": administers,
        "people": queries.roles_at(row, rights.on)[:60] if administers else (),
    }
    return render(request, "agencies/agency.html", context)


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a body under another."""
    parent = access.agency_administered(reach(request), public_id)
    first = {"token": new_public_id(), "starts_on": clock.today(), "level": parent.level}
    form = AddAgencyForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        start = {"token": values.pop("token"), "link": values.pop("link"), "starts_on": values.pop("starts_on")}
        try:
            made = bodies.add_agency(actor=request.user, parent=parent, values=values, **start)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, f"Đã thêm {made}.")
            return redirect("agencies:agency", made.public_id)
    fields = [form[name] for name in ("link", "starts_on")]
    return _form(request, form, parent, "Thêm cơ quan, đơn vị", f"Dưới {parent}", "Thêm", more=fields)


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Correct a body's names and kind."""
    row = access.agency_administered(reach(request), public_id)
    first = {name: getattr(row, name) for name in ("name", "short_name", "kind", "level", "symbol", "code", "version")}
    first["other_names"] = "\n".join(row.names.order_by("folded").values_list("name", flat=True))
    form = EditAgencyForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            bodies.edit_agency(actor=request.user, agency=row, version=values.pop("version"), values=values)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("agencies:agency", row.public_id)
    return _form(request, form, row, "Sửa thông tin", str(row), "Lưu")


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hang a body from another, from a day on."""
    rights = reach(request)
    row = access.agency_administered(rights, public_id)
    form = MoveAgencyForm(
        request.POST or None, initial={"starts_on": rights.on}, among=access.administered(rights), on=rights.on
    )
    if request.method == "POST" and form.is_valid():
        try:
            bodies.move_agency(actor=request.user, agency=row, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, "Đã ghi cơ quan cấp trên mới.")
            return redirect("agencies:agency", row.public_id)
    status = 422 if form.errors else 200
    context = {"form": form, "agency": row, "crumbs": _crumbs(row, rights.on)}
    return render(request, "agencies/move.html", context, status=status)


def _crumbs(row: Agency, on: date, *, itself: bool = True) -> Crumbs:
    above = [*queries.ancestors(row, on), *([row] if itself else ())]
    way = [(body.short_name, reverse("agencies:agency", args=[body.public_id])) for body in above]
    return [("Đơn vị", reverse("agencies:tree")), *way]


def _form(
    request: HttpRequest, form: Any, row: Agency, title: str, note: str, button: str, *, more: Any = ()
) -> HttpResponse:
    context = {
        "form": form,
        "agency": row,
        "crumbs": _crumbs(row, reach(request).on),
        "title": title,
        "note": note,
        "button": button,
        "more": more,
    }
    return render(request, "agencies/agency_form.html", context, status=422 if form.errors else 200)
