"""What the register puts in the menu."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from lantoa.agencies.access import reach
from lantoa.register.access import READING
from lantoa.web.menu import MenuEntry


def entries(request: HttpRequest) -> Iterator[MenuEntry]:
    """The register, for clerks and for coordinators, who read it."""
    if reach(request).has(*READING):
        yield MenuEntry(
            label="Sổ văn bản đi", url=reverse("register:home"), group="Theo dõi", order=45, icon="viec", short="Sổ"
        )
