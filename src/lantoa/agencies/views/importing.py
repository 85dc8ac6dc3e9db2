"""«Nhập từ bảng»: a table of bodies is uploaded, looked at row by row, imported whole; units from the national list."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.agencies import access
from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.agencies.forms.importing import PlantForm, TableForm
from lantoa.agencies.importing import writing
from lantoa.agencies.importing.preview import Action, Line, Preview
from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency, ImportedTable
from lantoa.agencies.operations import importing as operations
from lantoa.agencies.operations.planting import plant_province
from lantoa.agencies.reach import Reach
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.web.tables import xlsx_response
from lantoa.web.wording import number_text

SHOWN = 200  # rows of each sort on the page of the preview
ACTION_WORDS = {Action.NEW: "thêm mới", Action.CHANGED: "sửa", Action.SAME: "giữ nguyên"}


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, public_id: str) -> HttpResponse:
    """Upload a table of bodies to stand under one."""
    rights = reach(request)
    row = access.agency_administered(rights, public_id)
    first = {"token": new_public_id(), "starts_on": rights.on}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TableForm(*sent, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            table = operations.keep_table(
                actor=request.user,
                token=given["token"],
                agency=row,
                data=given["file"].read(),
                file_name=given["file"].name,
                starts_on=given["starts_on"],
            )
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            return redirect("agencies:import_preview", table.public_id)
    plants = (row.kind, row.level) == (AgencyKind.COMMITTEE, Level.PROVINCE)
    context = {"form": form, "agency": row, "crumbs": _crumbs(row), "plants": plants}
    return render(request, "agencies/import.html", context, status=422 if form.errors else 200)


@signed_in(*access.ADMINISTERING)
@require_safe
def template(request: HttpRequest, public_id: str) -> FileResponse:
    """The table to fill in; ?co-san=1 with the bodies that stand under this one, to be edited and sent back."""
    rights = reach(request)
    row = access.agency_administered(rights, public_id)
    there = writing.rows(row, rights.on) if request.GET.get("co-san") else ()
    name = f"Cơ quan dưới {row.short_name}" if request.GET.get("co-san") else "Mẫu nhập cơ quan"
    return xlsx_response(name, writing.columns(), there, heading=name, notes=writing.NOTES)


@signed_in(*access.ADMINISTERING)
@require_safe
def preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a table comes to: rows at fault first, then what would be added and changed."""
    table = _table(reach(request), public_id)
    if table.imported_at is not None:
        return redirect("agencies:agency", table.agency.public_id)
    found = operations.preview_of(table)
    context = {
        "table": table,
        "found": found,
        "figures": _figures(found),
        "faulty": found.faulty[:SHOWN],
        "new": _of(found, Action.NEW),
        "changed": _of(found, Action.CHANGED),
        "shown": SHOWN,
        "crumbs": [*_crumbs(table.agency), ("Nhập từ bảng", reverse("agencies:import", args=[table.agency.public_id]))],
    }
    return render(request, "agencies/import_preview.html", context)


@signed_in(*access.ADMINISTERING)
@require_POST
def carry_out(request: HttpRequest, public_id: str) -> HttpResponse:
    """Import a table whole."""
    table = _table(reach(request), public_id)
    try:
        done = operations.import_table(actor=request.user, table=table)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("agencies:import_preview", table.public_id)
    said = f"thêm {number_text(done.added)}, sửa {number_text(done.changed)}, giữ nguyên {number_text(done.same)}"
    messages.success(request, f"Đã nhập bảng: {said} cơ quan.")
    return redirect("agencies:agency", table.agency.public_id)


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def plant(request: HttpRequest, public_id: str) -> HttpResponse:
    """A province's places and its communes' committees out of the national list, under the provincial committee."""
    row = access.agency_administered(reach(request), public_id)
    form = PlantForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = plant_province(actor=request.user, root=row, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            said = f"{number_text(made.places)} địa bàn, {number_text(made.committees)} UBND cấp xã"
            former = f", {number_text(made.former)} địa bàn trước 01/7/2025" if made.former else ""
            messages.success(request, f"Đã thêm {said}{former}.")
            return redirect("agencies:agency", row.public_id)
    context = {"form": form, "agency": row, "crumbs": _crumbs(row)}
    return render(request, "agencies/plant.html", context, status=422 if form.errors else 200)


def _table(rights: Reach, public_id: str) -> ImportedTable:
    """A table the person uploaded, or that was uploaded for a body it administers. Raises Forbidden for any other."""
    table = ImportedTable.objects.select_related("agency").filter(public_id=public_id).first()
    if table is None or not access.may_administer(rights, table.agency_id):
        raise Forbidden
    return table


def _of(found: Preview, action: Action) -> list[Line]:
    return [line for line in found.lines if line.action == action and not line.faults][:SHOWN]


def _figures(found: Preview) -> list[dict[str, Any]]:
    counts = [(found.count(action), f"cơ quan {ACTION_WORDS[action]}", False) for action in Action]
    if found.faulty:
        counts.insert(0, (len(found.faulty), "dòng chưa đúng", True))
    return [{"value": number_text(value), "text": text, "late": late} for value, text, late in counts]


def _crumbs(row: Agency) -> list[tuple[str, str]]:
    tree = ("Đơn vị", reverse("agencies:tree"))
    return [tree, (row.short_name, reverse("agencies:agency", args=[row.public_id]))]
