"""The menu, filled by the apps above: each registers a provider in AppConfig.ready; web knows none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest

DOCK_SIZE = 4  # what a thumb can tell apart at 390 px


@dataclass(frozen=True, kw_only=True)
class MenuEntry:
    """One line of the menu. `group` is the heading it stands under, `order` its place in the whole menu,
    `under` further address prefixes that belong to it, `short` its name in the dock; `here` is filled in for the page
    being shown."""

    label: str
    url: str
    group: str
    order: int
    icon: str = ""
    in_dock: bool = False
    short: str = ""
    under: tuple[str, ...] = ()
    here: bool = False

    def __post_init__(self) -> None:
        if not self.url.startswith("/"):
            raise ValueError(f"menu entry {self.label!r} leads nowhere: {self.url!r}")


@dataclass(frozen=True)
class MenuGroup:
    """A heading and its entries, in order."""

    title: str
    entries: tuple[MenuEntry, ...]


Provider = Callable[[HttpRequest], Iterable[MenuEntry]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider: it receives the request and returns the entries this person may open (none for others)."""
    if provider not in _providers:
        _providers.append(provider)


def menu_for(request: HttpRequest) -> list[MenuGroup]:
    """The groups for a signed-in person, in the order of their first entries; empty for anybody else."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    entries = sorted((entry for provider in _providers for entry in provider(request)), key=lambda entry: entry.order)
    current = _current(entries, request.path)
    groups: dict[str, list[MenuEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(replace(entry, here=entry is current))
    return [MenuGroup(title, tuple(members)) for title, members in groups.items()]


def dock_of(groups: Iterable[MenuGroup]) -> list[MenuEntry]:
    """The few entries shown at the foot of a phone."""
    return [entry for group in groups for entry in group.entries if entry.in_dock][:DOCK_SIZE]


def _current(entries: list[MenuEntry], path: str) -> MenuEntry | None:
    """The entry whose address is the longest beginning of `path`, so that a page below an entry lights it up."""
    best, length = None, 0
    for entry in entries:
        for prefix in (entry.url.split("?")[0], *entry.under):
            within = path == prefix or path.startswith(prefix if prefix.endswith("/") else prefix + "/")
            if within and len(prefix) > length and (prefix != "/" or path == "/"):
                best, length = entry, len(prefix)
    return best
