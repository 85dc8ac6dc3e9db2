"""«Việc cần làm»: what my agency owes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lantoa.adapters import clock
from lantoa.agencies.access import RECORDING, Forbidden, reach, signed_in
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency
from lantoa.assignments.queries.inside import given_duties
from lantoa.assignments.queries.reminding import waiting_for_answer
from lantoa.desk.queries import todo as queries
from lantoa.desk.queries.standing import card_of
from lantoa.reports.access import writers_agencies
from lantoa.reports.queries import reports_before
from lantoa.web.paging import page_from

OWING = (Role.OFFICER, Role.EDITOR, Role.COORDINATOR, Role.HEAD, Role.CLERK)
WATCHING = (Role.COORDINATOR, Role.HEAD, Role.OBSERVER)


@signed_in(*Role)
def home(request: HttpRequest) -> HttpResponse:
    """Lead each person to the screen of their work."""
    rights = reach(request)
    if rights.has(*WATCHING):
        return redirect("desk:progress")
    if rights.has(*OWING):
        return redirect("desk:todo")
    if rights.has(Role.ADMINISTRATOR):
        return redirect("agencies:tree")
    return redirect("plans:list" if rights.has(Role.FINANCE) else "agencies:account")


@signed_in(*OWING)
def todo(request: HttpRequest) -> HttpResponse:
    """What the person's agencies owe today."""
    rights, today = reach(request), clock.today()
    agency_ids = rights.agencies_as(*OWING)
    context = {
        "today": today,
        "todo": queries.todo(agency_ids, today, rights),
        "reminders": waiting_for_answer(rights.answers_for(*RECORDING), today),
        "reports": reports_before(rights.answers_for(*OWING), today),
        "writes": writers_agencies(rights),
        "may_record": rights.has(*RECORDING),
        "agencies": Agency.objects.filter(pk__in=agency_ids).order_by("level", "kind", "sort_key").only("short_name"),
    }
    return render(request, "desk/todo.html", context)


@signed_in(*OWING)
def section(request: HttpRequest, key: str) -> HttpResponse:
    """All duties of one section of «Việc cần làm»."""
    if key not in queries.SECTION_TITLES:
        raise Forbidden
    rights, today = reach(request), clock.today()
    agency_ids = rights.agencies_as(*OWING)
    page = page_from(request, queries.section(agency_ids, key, today), key=("due_on", "id"), size=20)
    given = given_duties(rights, agency_ids)
    cards = [card_of(duty, today, given.of(duty)) for duty in page.items]
    context = {
        "title": queries.SECTION_TITLES[key],
        "cards": cards,
        "page": page,
        "may_record": rights.has(*RECORDING),
    }
    return render(request, "desk/section.html", context)
