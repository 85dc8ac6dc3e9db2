"""What assignments put in the menu."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from lantoa.agencies.access import RECORDING, WORKING, reach
from lantoa.assignments.access.inside import DECIDING
from lantoa.web.menu import MenuEntry


def entries(request: HttpRequest) -> Iterator[MenuEntry]:
    """Work given inside the body, extensions, difficulties: for those who do the work and those who answer."""
    rights = reach(request)
    if rights.has(*RECORDING):
        url = reverse("assignments:inside")
        yield MenuEntry(label="Giao việc trong cơ quan", url=url, group="Thực hiện", order=44, icon="nguoi")
    if rights.has(*RECORDING, *DECIDING):
        url = reverse("assignments:extensions")
        yield MenuEntry(label="Gia hạn", url=url, group="Thực hiện", order=46, icon="lich")
    if rights.has(*WORKING):
        url = reverse("assignments:difficulties")
        yield MenuEntry(label="Khó khăn, vướng mắc", url=url, group="Thực hiện", order=48, icon="canh-bao")
