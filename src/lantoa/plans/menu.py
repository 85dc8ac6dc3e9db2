"""What plans put in the menu."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from lantoa.agencies.access import WORKING, reach
from lantoa.web.menu import MenuEntry


def entries(request: HttpRequest) -> Iterator[MenuEntry]:
    """The list of plans, for everybody who works with content."""
    if reach(request).has(*WORKING):
        url = reverse("plans:list")
        under = ("/nhap-ke-hoach/", "/giao-viec/", "/xem-ke-hoach/")
        yield MenuEntry(
            label="Kế hoạch", url=url, group="Theo dõi", order=30, icon="ke-hoach", in_dock=True, under=under
        )
