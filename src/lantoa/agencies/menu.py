"""What this app puts in the menu, and how it names the person."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from lantoa.agencies.access import reach
from lantoa.web.menu import MenuEntry
from lantoa.web.person import Person


def entries(request: HttpRequest) -> Iterator[MenuEntry]:
    """The screens this person may open."""
    reach(request)
    yield from ()


def describe(request: HttpRequest) -> Person:
    """The person's name and the agency worked for first."""
    agency = reach(request).main_agency
    return Person(
        name=str(request.user),
        agency=str(agency) if agency else "",
        sign_out_url=reverse("agencies:sign_out"),
        url=reverse("agencies:account"),
    )
