"""The bell of every page: one count, answered from an index."""

from django.http import HttpRequest
from django.urls import reverse

from lantoa.notices.queries import unread_count
from lantoa.web.bell import Bell


def bell_of(request: HttpRequest) -> Bell:
    """Where a signed-in person's notices are, and how many it has not seen."""
    return Bell(url=reverse("notices:list"), unread=unread_count(request.user.pk))
