"""Who is signed in, as the page shows it. The app that owns people registers how to say it in AppConfig.ready."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, kw_only=True)
class Person:
    """A name, the body the person acts for, and the addresses of sign-out (POST) and of the person's own page."""

    name: str
    agency: str = ""
    sign_out_url: str = ""
    url: str = ""


Describe = Callable[[HttpRequest], Person]
_describe: list[Describe] = []


def register(describe: Describe) -> None:
    """Set how a signed-in person is described; the last one registered is asked."""
    _describe[:] = [describe]


def person_of(request: HttpRequest) -> Person | None:
    """The signed-in person, or None. Without a registered description the user's own text is the name."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    return _describe[0](request) if _describe else Person(name=str(user))
