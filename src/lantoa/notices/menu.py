"""What notices put in the menu: how mail and daily work stand, for who looks after the machine."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from lantoa.agencies.access import reach
from lantoa.notices.access import KEEPING
from lantoa.web.menu import MenuEntry


def entries(request: HttpRequest) -> Iterator[MenuEntry]:
    """The screens this person may open; the notices themselves stand behind the bell."""
    if reach(request).has(*KEEPING):
        yield MenuEntry(label="Thư và việc nền", url=reverse("notices:machine"), group="Hệ thống", order=80, icon="gui")
