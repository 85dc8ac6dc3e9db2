"""«Kế hoạch cấp dưới»: who has issued a plan of its own, who is late, and what became of each row at each body."""

from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, may_coordinate, reach, signed_in
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach
from lantoa.desk import access, coverage
from lantoa.desk.queries import coverage as queries
from lantoa.desk.queries.coverage import Body
from lantoa.desk.queries.progress import GROUPS, in_group
from lantoa.domain.cascade import Stance
from lantoa.persistence.refusal import Refused
from lantoa.plans.models import STANCE_LABELS, Item, Plan
from lantoa.plans.operations.due_below import set_lower_plans_due
from lantoa.plans.stances import SIGNS, is_problem
from lantoa.vietnamese import fold
from lantoa.web.forms import read_day, whole_number
from lantoa.web.tables import Column, Kind, xlsx_response

PAGE, ITEM_PAGE = 25, 50
Row = TypeVar("Row")
VIEWS = {"co-quan": "Theo cơ quan", "ma-tran": "Bảng đối chiếu"}
PROBLEM = "co-van-de"


def _watched(rights: Reach, public_id: str) -> Plan:
    """An issued plan whose bodies below the person follows. Raises Forbidden."""
    plan = access.plan_seen(rights, public_id)
    if not access.watches_plan(rights, plan):
        raise Forbidden
    return plan


def _chosen(request: HttpRequest, found: dict[int, Body], today: date) -> list[Body]:
    """The bodies of the tab that match the search, those in need of a look first."""
    asked = request.GET.get("nhom", "tat-ca")
    agencies = in_group(Agency.objects.filter(pk__in=found), asked if asked in GROUPS else "tat-ca")
    wanted = fold(request.GET.get("tim", "").strip())
    if wanted:
        agencies = agencies.filter(folded__contains=wanted)
    rows = [found[pk] for pk in agencies.values_list("pk", flat=True)]
    if request.GET.get("loc") == PROBLEM:
        rows = [row for row in rows if row.wants_look(today)]
    return sorted(rows, key=lambda row: (not row.wants_look(today), row.agency.sort_key))


@require_safe
@signed_in(*access.WATCHING)
def overview(request: HttpRequest, public_id: str) -> HttpResponse:
    """The bodies below with their plans, or the matrix of rows by bodies; a page at a time."""
    rights, today = reach(request), clock.today()
    plan = _watched(rights, public_id)
    found = queries.bodies_below(plan)
    rows = _chosen(request, found, today)
    shown, pages = _page(request, rows, PAGE)
    view = request.GET.get("xem") if request.GET.get("xem") in VIEWS else "co-quan"
    context = pages | {
        "plan": plan,
        "today": today,
        "view": view,
        "views": VIEWS.items(),
        "groups": GROUPS.items(),
        "group": request.GET.get("nhom", "tat-ca"),
        "search": request.GET.get("tim", ""),
        "only": request.GET.get("loc") == PROBLEM,
        "figures": _figures(list(found.values()), today),
        "any_below": bool(found),
        "signs": [(SIGNS[stance], STANCE_LABELS[stance]) for stance in Stance if stance != Stance.OPEN],
        "may_set": may_coordinate(rights, plan.coordinator_id),
        "remind_url": _remind_url(rights, plan, [row for row in rows if not row.is_there and row.days_late(today)]),
    }
    if view == "ma-tran":
        ids = {row.agency.pk for row in rows}
        items = queries.columns_of(plan, ids, everything=request.GET.get("cot") == "tat-ca")
        context["heads"] = coverage.column_heads(plan, items)
        context["body"] = coverage.matrix_rows(shown, items, queries.cells(shown, items), today)
    else:
        context["body"] = coverage.body_rows(shown, today)
    return render(request, "desk/coverage.html", context)


def _figures(bodies: list[Body], today: date) -> list[dict[str, object]]:
    there = [body for body in bodies if body.is_there]
    late = [body for body in bodies if not body.is_there and body.days_late(today)]
    short = [body for body in bodies if body.problems]
    came_late = sum(1 for body in there if body.days_late(today))
    return [
        {"value": f"{len(there)}/{len(bodies)}", "text": f"cơ quan đã ban hành kế hoạch ({came_late} ban hành chậm)"},
        {"value": str(len(late)), "text": "cơ quan quá hạn chưa ban hành", "late": bool(late)},
        {"value": str(len(short)), "text": "kế hoạch có mục yếu hơn hoặc bỏ mục được giao", "late": False},
        {"value": str(sum(body.unconfirmed for body in bodies)), "text": "mục đối chiếu chưa có người xác nhận"},
    ]


def _remind_url(rights: Reach, plan: Plan, bodies: list[Body], item: Item | None = None) -> str:
    """Where the coordinator reminds these bodies to issue their plans, or of a row theirs lack; "" for nobody."""
    if not bodies or not may_coordinate(rights, plan.coordinator_id):
        return ""
    asked = [("ke-hoach", plan.public_id), ("chu-de", "ke-hoach")]
    asked += [("muc", item.public_id)] if item is not None else []
    asked += [("co-quan", body.agency.public_id) for body in bodies]
    return f"{reverse('assignments:remind')}?{urlencode(asked)}"


@require_safe
@signed_in(*access.WATCHING)
def by_item(request: HttpRequest, public_id: str, item_id: str) -> HttpResponse:
    """One row of the plan at every body below, those that fall short first, each with how and why."""
    rights, today = reach(request), clock.today()
    plan = _watched(rights, public_id)
    item = plan.items.filter(public_id=item_id).first()
    if item is None:
        raise Forbidden
    found = queries.bodies_below(plan)
    cells = queries.cells(found.values(), [item], words=True)
    rows = []
    for body in _chosen(request, found, today):
        cell = cells.get((body.agency.pk, item.pk))
        if request.GET.get("loc") == PROBLEM and not _falls_short(cell):
            continue
        rows.append((body, cell))
    rows.sort(key=lambda row: (row[1] is None, not _falls_short(row[1])))
    counts = queries.by_item(cells)[item.pk]
    shown, pages = _page(request, rows, ITEM_PAGE)
    context = pages | {
        "plan": plan,
        "item": item,
        "counts": [(SIGNS[s], STANCE_LABELS[s], counts[s]) for s in Stance if counts[s]],
        "body": coverage.item_rows(shown),
        "only": request.GET.get("loc") == PROBLEM,
        "remind_url": _remind_url(rights, plan, [body for body, cell in rows if _falls_short(cell)], item),
        "crumbs": [(f"Kế hoạch cấp dưới của {plan.short_name}", reverse("desk:coverage", args=[plan.public_id]))],
    }
    return render(request, "desk/coverage_item.html", context)


def _page(request: HttpRequest, rows: list[Row], size: int) -> tuple[list[Row], dict[str, object]]:
    """The rows of the page asked for, and what the foot of the page says."""
    number = min(whole_number(request.GET.get("trang")) or 1, max(1, -(-len(rows) // size)))
    return rows[(number - 1) * size : number * size], {
        "total": len(rows),
        "first": (number - 1) * size + 1,
        "last": min(number * size, len(rows)),
        "previous_page": number - 1 if number > 1 else None,
        "next_page": number + 1 if number * size < len(rows) else None,
    }


def _falls_short(cell: queries.Cell | None) -> bool:
    return cell is not None and is_problem(cell.stance, required=cell.required)


@require_safe
@signed_in(*access.WATCHING)
def overview_xlsx(request: HttpRequest, public_id: str) -> HttpResponse:
    """The matrix as a workbook: every body of the tab, every row and target, signs as on the screen."""
    rights, today = reach(request), clock.today()
    plan = _watched(rights, public_id)
    found = queries.bodies_below(plan)
    rows = _chosen(request, found, today)
    items = queries.columns_of(plan, found.keys(), everything=True)
    cells = queries.cells(rows, items)
    columns = [Column("Cơ quan", 34), Column("Hạn", 12, Kind.DAY), Column("Tình trạng", 30)]
    columns += [Column("Số", 16), Column("Ngày ban hành", 14, Kind.DAY), Column("Chậm (ngày)", 12, Kind.WHOLE)]
    columns += [Column(coverage.short_ref(item), 7) for item in items]
    body = [
        [
            row.agency.name,
            row.due_on,
            queries.STATE_LABELS[row.state],
            row.plan.number if row.plan and row.is_there else "",
            row.issued_on,
            row.days_late(today),
            *(_sign(cells.get((row.agency.pk, item.pk))) for item in items),
        ]
        for row in rows
    ]
    said = "; ".join(f"{SIGNS[stance]} {STANCE_LABELS[stance]}" for stance in Stance)
    notes = (f"Tính đến ngày {today:%d/%m/%Y}. {said}; – không được giao; ? chưa có người xác nhận.",)
    heading = f"Kế hoạch cấp dưới thực hiện {plan.document_type.lower()} {plan.number}"
    return xlsx_response(f"Cap duoi {plan.number.replace('/', '-')}", columns, body, heading=heading, notes=notes)


def _sign(cell: queries.Cell | None) -> str:
    if cell is None:
        return ""
    if not cell.required and cell.stance in (Stance.DROPPED, Stance.OPEN):
        return "–"
    return SIGNS[cell.stance] + ("" if cell.confirmed else "?")


@require_POST
@signed_in(Role.COORDINATOR)
def set_due(request: HttpRequest, public_id: str) -> HttpResponse:
    """Set by when bodies below are to issue, where the plan's own words say nothing."""
    plan = _watched(reach(request), public_id)
    typed = request.POST.get("han", "").strip()
    try:
        day = read_day(typed) if typed else None
        set_lower_plans_due(actor=request.user, plan=plan, day=day)
    except (Refused, ValueError) as fault:
        messages.error(request, getattr(fault, "sentence", None) or f"“{typed}” không phải là một ngày.")
    else:
        messages.success(request, "Đã lưu hạn." if day else "Đã bỏ hạn.")
    return redirect("desk:coverage", public_id)
