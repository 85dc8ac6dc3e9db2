"""How much one request may bring: judged by what it announces, before a byte of it is written anywhere."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lantoa.web.errors import too_large


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
