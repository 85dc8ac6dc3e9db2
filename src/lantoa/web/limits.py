"""What one request may bring: how much, judged before a byte of it is written anywhere, and no letters of no text."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lantoa.web.errors import bad_request, too_large


class LargestBody:
    """Middleware: answers 413 to a request whose body is larger than LANTOA_LARGEST_BODY bytes.

    A body of no announced length is read as empty by the server interface, so nothing slips by without one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if not announced.isdecimal() or int(announced[:18]) > settings.LANTOA_LARGEST_BODY:
            return too_large(request)
        return self.get_response(request)


class TextOnly:
    """Middleware: answers 400 to a request with a NUL in its address or fields, which no text has and PostgreSQL, for
    one, cannot even look for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Called with the fields already read: for a POST the token check has asked for one of them."""
        fields = (value for data in (request.GET, request.POST) for _, values in data.lists() for value in values)
        if "\x00" in request.path or any("\x00" in value for value in fields):
            return bad_request(request)
        return None
