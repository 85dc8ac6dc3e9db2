"""One view for both ways a page is asked for: as a whole, or as the part that htmx swaps in."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect


def wants_part(request: HttpRequest) -> bool:
    """True when htmx asked for a part (not when it restores a page from history, which needs the whole)."""
    asked = getattr(request, "htmx", None)
    return bool(asked) and not asked.boosted and not asked.history_restore_request


def render_part(
    request: HttpRequest, whole: str, part: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Template `part` for htmx, `whole` otherwise; the two never share a cache entry.

    A form with errors goes back with status 422, which htmx swaps in.
    """
    response = render(request, part if wants_part(request) else whole, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """After a saved form: leads the browser on, also when htmx sent it (it would follow a redirect by itself)."""
    return HttpResponseClientRedirect(url) if wants_part(request) else HttpResponseRedirect(url)
