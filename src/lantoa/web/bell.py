"""The bell at the head of every page. The app that keeps notices registers how to count them in AppConfig.ready."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, kw_only=True)
class Bell:
    """Where it leads, and how many notices a person has not seen."""

    url: str
    unread: int


Count = Callable[[HttpRequest], Bell | None]
_count: list[Count] = []


def register(count: Count) -> None:
    """Set how the bell is filled; the last one registered is asked."""
    _count[:] = [count]


def bell_of(request: HttpRequest) -> Bell | None:
    """The bell of a signed-in person; None for a visitor, and where no app keeps notices."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not _count:
        return None
    return _count[0](request)
