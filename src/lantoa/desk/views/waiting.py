"""«Chờ xác nhận»: what bodies stated or declared, for the coordinator to answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.agencies.access import reach, signed_in
from lantoa.agencies.kinds import Role
from lantoa.desk.queries import waiting as queries
from lantoa.web.paging import page_from


@require_safe
@signed_in(Role.COORDINATOR)
def waiting(request: HttpRequest) -> HttpResponse:
    """Statements on standing work, and declared completions, a page at a time; the longest waiting first."""
    rights = reach(request)
    seats = rights.agencies_as(Role.COORDINATOR)
    found = {
        queries.STATED: queries.statements(seats, rights.user.pk),
        queries.FINISHED: queries.completions(seats, rights.user.pk),
    }
    counts = {kind: rows.count() for kind, rows in found.items()}
    kind = request.GET.get("loai", "")
    if kind not in found:
        kind = next((name for name, number in counts.items() if number), queries.STATED)
    page = page_from(request, queries.ready(kind, found[kind]), key=queries.KEYS[kind], size=30)
    context = {
        "kind": kind,
        "stated": counts[queries.STATED],
        "finished": counts[queries.FINISHED],
        "page": page,
        "rows": [queries.row_of(kind, row) for row in page],
    }
    return render(request, "desk/waiting.html", context)
