"""What reports put in the menu."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from lantoa.agencies.access import WORKING, reach
from lantoa.agencies.kinds import Role
from lantoa.web.menu import MenuEntry


def entries(request: HttpRequest) -> Iterator[MenuEntry]:
    """Reports for everybody who works with content; who reports to whom for coordinators."""
    rights = reach(request)
    if not rights.has(*WORKING):
        return
    yield MenuEntry(
        label="Báo cáo", url=reverse("reports:list"), group="Theo dõi", order=40, icon="bao-cao", in_dock=True
    )
    if rights.has(Role.COORDINATOR):
        yield MenuEntry(label="Chế độ báo cáo", url=reverse("reports:regimes"), group="Hệ thống", order=80, icon="lich")
