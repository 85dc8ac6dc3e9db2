"""«Kết quả theo năm»: the bodies of today over three years, mapped across reorganisations and said so."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.adapters import clock
from lantoa.agencies.access import reach, signed_in
from lantoa.agencies.models import Agency, AgencyLink, LinkKind
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.reach import Reach
from lantoa.results import by_year as queries
from lantoa.vietnamese import fold
from lantoa.web.paging import page_from
from lantoa.web.tables import Column, Kind, xlsx_response

PAGE = 30


def _offices(bodies: Iterable[Agency], rights: Reach) -> dict[int, list[int]]:
    links = AgencyLink.objects.filter(true_on(rights.on), parent__in=[row.pk for row in bodies], kind=LinkKind.OFFICE)
    found: dict[int, list[int]] = defaultdict(list)
    for parent, child in links.values_list("parent_id", "child_id"):
        found[parent].append(child)
    return found


def _bodies(request: HttpRequest, rights: Reach) -> Any:
    rows = queries.bodies_compared(rights)
    words = fold(" ".join(request.GET.get("q", "").split()))[:100]
    return rows.filter(folded__contains=words) if words else rows


@signed_in()
@require_safe
def by_year(request: HttpRequest) -> HttpResponse:
    """Each body the person sees, a page at a time, and all of them together."""
    rights, years = reach(request), queries.years_to(clock.today())
    page = page_from(request, _bodies(request, rights), size=PAGE)
    lines = queries.compare(page.items, _offices(page.items, rights), years, rights.on)
    everything = rights.own | rights.watched
    total = queries.compare_together("Tất cả đơn vị trong phạm vi", everything, years, rights.on)
    context = {"page": page, "lines": lines, "total": total, "years": years, "words": request.GET.get("q", "")}
    context["crumbs"] = [("Kết quả đã ghi", reverse("results:list"))]
    return render(request, "results/by_year.html", context)


@signed_in()
@require_safe
def by_year_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, every body."""
    rights, years = reach(request), queries.years_to(clock.today())
    bodies = list(_bodies(request, rights).order_by("sort_key", "pk"))
    lines = queries.compare(bodies, _offices(bodies, rights), years, rights.on)
    columns = [Column("Cơ quan", 40)]
    for year in years:
        columns += [Column(f"Số kết quả {year}", 16, Kind.WHOLE), Column(f"Số lượng {year}", 16, Kind.WHOLE)]
    columns.append(Column("Cách quy đổi qua sắp xếp", 80))
    rows = (
        (line.name, *(n for one in line.amounts for n in (one.results, one.quantity)), "; ".join(line.notes))
        for line in lines
    )
    notes = ("Đơn vị chia cho nhiều nơi không cộng được ở cấp xã, chỉ cộng ở cấp tỉnh.",)
    return xlsx_response("Kết quả theo năm", columns, rows, heading="KẾT QUẢ THEO NĂM", notes=notes)
