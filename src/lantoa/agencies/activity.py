"""When and from where each open session was last used, for the list of devices on the person's own page."""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

SEEN = "seen"  # the session's key with the second it was last written down
EVERY = 10 * 60  # seconds: a page view writes nothing in between


def mark_seen(request: HttpRequest) -> None:
    """Begin to follow the session of a person who has just signed in."""
    request.session[SEEN] = int(time.time())


class SessionActivity:
    """Middleware: writes down that a session is still in use, at most once in ten minutes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        if session.accessed and 0 < session.get(SEEN, 0) < time.time() - EVERY and request.user.is_authenticated:
            UserSession.objects.create_from_request(request)
            session[SEEN] = int(time.time())
        return response
