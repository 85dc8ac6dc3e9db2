"""Further parts of «Nhắc việc của tôi», given by apps above: the calendar of duties is one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A part of the page: a template and what it shows."""

    template: str
    context: dict[str, Any]


Provider = Callable[[HttpRequest], Panel | None]
_providers: list[Provider] = []


def register_panel(provider: Provider) -> None:
    """Add a part; the provider gives None to whom it does not concern."""
    if provider not in _providers:
        _providers.append(provider)


def panels_for(request: HttpRequest) -> list[Panel]:
    """The parts for one person, in the order of registration."""
    return [panel for panel in (provider(request) for provider in _providers) if panel is not None]
