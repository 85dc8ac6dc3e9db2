"""The pages for what went wrong. Forbidden and absent are one page with one status: the answer tells nothing apart."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

log = logging.getLogger(__name__)
BARE = (405, 413, 429)  # answers that Django or a library sends without a page
LAST_RESORT = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Hệ thống gặp lỗi · Lan Tỏa</title>'
    "<h1>Hệ thống gặp lỗi</h1><p>Xin thử lại sau ít phút.</p></html>"
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400; what was too large to take gets its own page (413)."""
    if isinstance(exception, (RequestDataTooBig, TooManyFilesSent, TooManyFieldsSent)):
        return too_large(request)
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403: answers exactly as not_found does, so that nobody learns what exists."""
    return _page(request, 404)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404."""
    return _page(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: mostly a page left open past its session, so it says how to go on."""
    return _page(request, 403)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: what was sent is larger than is taken."""
    return _page(request, 413)


def too_many(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """429: too many attempts."""
    return _page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: needs no database, session, context processor or collected static file."""
    try:
        body = get_template("web/errors/500.html").render({})
    except Exception:  # the page of last resort may not fail for any reason
        log.exception("the error page itself failed")
        body = LAST_RESORT
    return HttpResponse(body, status=500)


class ErrorPages:
    """Middleware: gives a bare 405, 413 or 429 its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code not in BARE or response.streaming or response.content:
            return response
        page = _page(request, response.status_code)
        for name in ("Allow", "Retry-After"):
            if name in response:
                page[name] = response[name]
        return page


def _page(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"web/errors/{status}.html", status=status)
