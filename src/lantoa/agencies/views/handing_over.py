"""After a reorganisation: the record of hand-over «biên bản bàn giao», and the roles offered at the heirs."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.agencies import access, reorganisations
from lantoa.agencies.access import Forbidden, reach, signed_in
from lantoa.agencies.models import HandedOver
from lantoa.agencies.operations.roles import take_over_roles
from lantoa.agencies.views.reorganisation import crumbs
from lantoa.domain.lifecycle import ReorganisationState
from lantoa.persistence.refusal import Refused
from lantoa.web.paging import page_from
from lantoa.web.tables import Column, xlsx_response
from lantoa.web.wording import number_text

COLUMNS = (
    Column("Đơn vị bàn giao", 36),
    Column("Đơn vị nhận", 36),
    Column("Loại", 32),
    Column("Nội dung", 80),
    Column("Cách bàn giao", 44),
)


@signed_in(*access.SEEING_TREE)
@require_safe
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """What passed from whom to whom; to those outside the administration, what their own bodies received."""
    row, lines = reorganisations.handed_over_to(reach(request), public_id)
    wanted = request.GET.get("don-vi", "")
    if wanted:
        lines = lines.filter(heir__public_id=wanted)
    page = page_from(request, lines, key=("heir__sort_key", "predecessor__sort_key", "id"), size=100)
    context = {"row": row, "page": page, "crumbs": crumbs()[:1], "total": lines.count()}
    return render(request, "agencies/hand_over.html", context)


@signed_in(*access.SEEING_TREE)
@require_safe
def record_xlsx(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same as a workbook, whole."""
    row, lines = reorganisations.handed_over_to(reach(request), public_id)
    ordered = lines.order_by("heir__sort_key", "predecessor__sort_key", "id").iterator(chunk_size=2000)
    heading = f"BIÊN BẢN BÀN GIAO: {row.title}"
    notes = (f"Theo {row.decision}; có hiệu lực từ ngày {row.takes_effect_on:%d/%m/%Y}.",)
    return xlsx_response("Biên bản bàn giao", COLUMNS, _rows(ordered), heading=heading, notes=notes)


def _rows(lines: Iterator[HandedOver]) -> Iterator[tuple[Any, ...]]:
    for line in lines:
        yield line.predecessor.name, line.heir.name, line.label, line.title, line.note


@signed_in(*access.ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: HttpRequest, public_id: str) -> HttpResponse:
    """The roles that ended with their bodies, each offered at the heir."""
    row = reorganisations.one_in_hand(reach(request), public_id)
    if row.state != ReorganisationState.APPLIED:
        raise Forbidden
    if request.method == "POST":
        chosen = {int(typed) for typed in request.POST.getlist("held") if typed.isdecimal() and len(typed) < 18}
        try:
            given = take_over_roles(actor=request.user, row=row, held_ids=chosen)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"Đã giao {number_text(given)} vai trò ở đơn vị kế thừa.")
        return redirect("agencies:reorganisation_roles", row.public_id)
    page = page_from(request, reorganisations.roles_ended(row), key=("user__sort_key", "id"), size=100)
    offered = reorganisations.roles_offered(row, page)
    context = {
        "row": row,
        "page": page,
        "offered": offered,
        "waiting": sum(1 for one in offered if not one.given),
        "crumbs": crumbs(row),
    }
    return render(request, "agencies/reorganisation_roles.html", context)
