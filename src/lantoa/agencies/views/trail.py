"""«Nhật ký»: who did what, for administrators of a subtree and for coordinators of their agency."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.agencies import access
from lantoa.agencies.access import reach, signed_in
from lantoa.agencies.kinds import Role
from lantoa.audit import queries
from lantoa.web.paging import page_from


@signed_in(*access.READING_TRAIL)
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """The trail, the latest first. An administrator sees no content: of results and plans only who did what, when."""
    rights = reach(request)
    coordinated = rights.agencies_as(Role.COORDINATOR)
    page = page_from(request, queries.trail_of(access.administered(rights) | coordinated), key=("-id",))
    rows = queries.lines(page, open_to=coordinated, open_types="agencies.")
    return render(request, "agencies/trail.html", {"page": page, "lines": rows})
