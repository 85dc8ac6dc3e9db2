"""What results put in the menu."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from lantoa.agencies.access import RECORDING, WORKING, reach
from lantoa.web.menu import MenuEntry


def entries(request: HttpRequest) -> Iterator[MenuEntry]:
    """The screens this person may open."""
    rights = reach(request)
    if rights.has(*RECORDING):
        yield MenuEntry(
            label="Ghi kết quả", url=reverse("results:record"), group="Thực hiện", order=30, icon="ghi", in_dock=True
        )
    if rights.has(*WORKING):
        yield MenuEntry(label="Kết quả đã ghi", url=reverse("results:list"), group="Thực hiện", order=32, icon="xong")
        yield MenuEntry(
            label="Kết quả theo năm", url=reverse("results:by_year"), group="Theo dõi", order=46, icon="tien-do"
        )
