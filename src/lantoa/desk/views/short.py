"""The short address of a reminder, as it stands in a message to a group: it leads each reader to its own list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.agencies.access import RECORDING, Forbidden, reach, signed_in
from lantoa.assignments.access.reminding import READING_REMINDERS
from lantoa.assignments.models import Reminder


@require_safe
@signed_in()
def short(request: HttpRequest, code: str) -> HttpResponse:
    """Who was reminded comes to its own list; who sent it, to the reminder. Anybody else finds nothing."""
    person = reach(request)
    row = Reminder.objects.filter(code=code).first()
    if row is None:
        raise Forbidden
    if row.agency_id in person.agencies_as(*READING_REMINDERS):
        return redirect("assignments:reminder", public_id=row.public_id)
    if not row.lines.filter(agency__in=person.answers_for(*RECORDING)).exists():
        raise Forbidden
    return redirect(f"{reverse('desk:todo')}#don-doc")
