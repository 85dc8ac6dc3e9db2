"""What this app puts in the menu, and how it names the person."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from lantoa.agencies.access import ADMINISTERING, KEEPING_GROUPS, READING_TRAIL, SEEING_TREE, reach
from lantoa.web.menu import MenuEntry
from lantoa.web.person import Person


def entries(request: HttpRequest) -> Iterator[MenuEntry]:
    """The screens this person may open."""
    rights = reach(request)
    administers = rights.has(*ADMINISTERING)
    system = {"group": "Hệ thống", "in_dock": administers}
    if rights.has(*SEEING_TREE):
        under = (reverse("agencies:places"), "/nhap-don-vi/")
        yield MenuEntry(label="Đơn vị", url=reverse("agencies:tree"), order=80, icon="don-vi", under=under, **system)
    if rights.has(*KEEPING_GROUPS):
        yield MenuEntry(label="Nhóm cơ quan", url=reverse("agencies:groups"), order=81, icon="don-vi", **system)
    if administers:
        label, url = "Tổ chức lại", reverse("agencies:reorganisations")
        yield MenuEntry(label=label, url=url, group="Hệ thống", order=81, icon="don-vi")
        yield MenuEntry(label="Người dùng", url=reverse("agencies:people"), order=82, icon="nguoi", **system)
    if rights.has(*READING_TRAIL):
        yield MenuEntry(label="Nhật ký", url=reverse("agencies:trail"), order=84, icon="lich", **system)


def describe(request: HttpRequest) -> Person:
    """The person's name and the agency worked for first."""
    agency = reach(request).main_agency
    return Person(
        name=str(request.user),
        agency=str(agency) if agency else "",
        sign_out_url=reverse("agencies:sign_out"),
        url=reverse("agencies:account"),
    )
