"""How a body stands at the head of its papers and who signs for it, where nobody said otherwise (Decree 30/2020)."""

import re
from datetime import date

from lantoa.agencies.kinds import AgencyKind
from lantoa.agencies.models import Agency, AgencyLink
from lantoa.agencies.models.bodies import true_on

_TERRITORY = re.compile(r"\b(?:xã|phường|thị trấn|đặc khu|thành phố|tỉnh)\s+(?P<name>\S.*)$", re.IGNORECASE)
_COMMITTEE = re.compile(r"^(Ủy ban nhân dân)\s+(.+)$")
# Who heads a body of each kind, where its name does not say otherwise.
_HEADS = {
    AgencyKind.COMMITTEE: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    AgencyKind.DEPARTMENT: ("GIÁM ĐỐC",),
    AgencyKind.PRESS: ("GIÁM ĐỐC",),
    AgencyKind.POST: ("GIÁM ĐỐC",),
    AgencyKind.ONE_STOP: ("GIÁM ĐỐC",),
    AgencyKind.SCHOOL: ("HIỆU TRƯỞNG",),
    AgencyKind.OFFICE: ("TRƯỞNG PHÒNG",),
    AgencyKind.BOARD: ("TRƯỞNG BAN",),
}
_HEADS_BY_NAME = (("Văn phòng", ("CHÁNH VĂN PHÒNG",)), ("Thanh tra", ("CHÁNH THANH TRA",)), ("Ban ", ("TRƯỞNG BAN",)))


def parent_of(agency: Agency, on: date) -> Agency | None:
    """The body right above, on a day."""
    link = AgencyLink.objects.filter(true_on(on), child=agency).select_related("parent").first()
    return link.parent if link else None


def names_parent(agency: Agency) -> bool:
    """Whether the head names the body above (Decree 30/2020): a department's does, a People's Committee's does not."""
    return agency.kind != AgencyKind.COMMITTEE


def on_lines(name: str) -> str:
    """A body's name as the head breaks it: a committee's territory stands on a line of its own."""
    match = _COMMITTEE.match(name)
    return f"{match[1]}\n{match[2]}" if match else name


def place_of(agency: Agency, parent: Agency | None) -> str:
    """The place name before the date: the commune's for its bodies, the province's for the province's."""
    sources = [agency.place.name if agency.place else "", agency.name, parent.name if parent else ""]
    for text in sources:
        match = _TERRITORY.search(text)
        if match:
            return match["name"]
    return next((text for text in sources[:1] if text), "…")


def head_lines(agency: Agency) -> tuple[str, ...]:
    """The lines above the signature of the head of a body: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")."""
    for beginning, lines in _HEADS_BY_NAME:
        if agency.name.startswith(beginning):
            return lines
    return _HEADS.get(AgencyKind(agency.kind), ("THỦ TRƯỞNG CƠ QUAN",))
