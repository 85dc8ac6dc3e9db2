"""What the desk puts in the menu."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from lantoa.agencies.access import WORKING, reach
from lantoa.desk.access import WATCHING
from lantoa.desk.views.todo import OWING
from lantoa.web.menu import MenuEntry


def entries(request: HttpRequest) -> Iterator[MenuEntry]:
    """The screens this person may open."""
    rights = reach(request)
    if rights.has(*WATCHING):
        yield MenuEntry(
            label="Theo dõi tiến độ",
            short="Tiến độ",
            url=reverse("desk:progress"),
            group="Theo dõi",
            order=10,
            icon="tien-do",
            in_dock=True,
            under=(reverse("assignments:reminders"),),
        )
    if rights.has(*OWING):
        yield MenuEntry(
            label="Việc cần làm",
            url=reverse("desk:todo"),
            group="Thực hiện" if not rights.has(*WATCHING) else "Theo dõi",
            order=20,
            icon="viec",
            in_dock=True,
            under=("/xem-viec/",),
        )
    if rights.has(*WORKING):
        yield MenuEntry(label="Trợ giúp", url=reverse("desk:help"), group="Hệ thống", order=90, icon="tin")
