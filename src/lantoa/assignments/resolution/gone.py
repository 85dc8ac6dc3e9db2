"""Bodies and territories that were there when the words were first written: what the words may mean today.

Nothing here answers for a person: a body that ended is named with whoever followed it, and these are only offered.
"""

import re

from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency
from lantoa.agencies.units import TWO_LEVELS_SINCE
from lantoa.assignments.resolution.directory import Directory, kinds_at
from lantoa.assignments.resolution.found import Found
from lantoa.assignments.resolution.words import plain, without_place

_DISTRICT = re.compile(r"\b(?:cap huyen|huyen|thi xa|quan huyen)\b")
_COMMITTEE = re.compile(r"^(?:uy ban nhan dan|hoi dong nhan dan|hdnd uy ban nhan dan) ")
_TERRITORY = re.compile(r"^(?:quan|huyen|thi xa|thanh pho|thi tran|xa|phuong) ")
DISTRICTS_ENDED = "Cấp huyện đã kết thúc từ 01/7/2025 nên không còn cơ quan nào như vậy."


def speaks_of_ended_districts(text: str, book: Directory) -> bool:
    """Whether plain words name the level that is no more, on a day when it is no more."""
    if book.on < TWO_LEVELS_SINCE or not _DISTRICT.search(text):
        return False
    return not any(book.of_kind(kind, Level.DISTRICT) for kind in (AgencyKind.COMMITTEE, AgencyKind.OFFICE))


def communes_offered(book: Directory) -> tuple[tuple[Agency, ...], str]:
    """The committees of the communes, and what the touch that takes them says; nothing where there are none."""
    communes = kinds_at(book, frozenset({AgencyKind.COMMITTEE}), Level.COMMUNE)
    return communes, f"Giao {len(communes)} UBND cấp xã" if communes else ""


def ended_body(words: str, book: Directory) -> Found | None:
    """A body of this name that ended, with whoever followed it."""
    name = plain(words)
    agency = book.ended.get(name) or book.ended.get(without_place(name, book.places)[0])
    if agency is None or agency.ends_on is None:
        return None
    said = f"{agency.name} kết thúc hoạt động từ {agency.ends_on:%d/%m/%Y}"
    heirs = book.sorted(pk for pk in book.successors_of(agency.pk) if pk in book.agencies)
    if not heirs:
        return Found((), f"{said}; hãy chọn cơ quan kế thừa, hoặc không giao.", certain=False)
    names = ", ".join(heir.short_name for heir in heirs)
    return Found((), f"{said}; kế thừa: {names}.", certain=False, offer=heirs, offer_words=f"Giao {_short(heirs)}")


def ended_territory(words: str, book: Directory) -> Found | None:
    """The committee of a place that was merged or divided, where the list of places says into which."""
    name = _COMMITTEE.sub("", plain(words))
    if not _TERRITORY.match(name):
        return None
    into = book.places_after.get(name)
    if not into:
        return None
    rows = book.of_kind(AgencyKind.COMMITTEE, Level.COMMUNE)
    heirs = book.sorted(row.pk for row in rows if row.place_id in into)
    if not heirs:
        return None
    names = ", ".join(heir.short_name for heir in heirs)
    how = f"Đơn vị này đã sắp xếp từ 01/7/2025; địa bàn nay thuộc {names}."
    return Found((), how, certain=False, offer=heirs, offer_words=f"Giao {_short(heirs)}")


def ended_districts(words: str, book: Directory) -> Found | None:
    """Words that name a district, or something of one, now that there is none: nobody, and why."""
    if not speaks_of_ended_districts(plain(words), book):
        return None
    return Found((), f"{DISTRICTS_ENDED} Hãy chọn cơ quan, hoặc không giao.", certain=False)


def _short(heirs: tuple[Agency, ...]) -> str:
    return heirs[0].short_name if len(heirs) == 1 else f"{len(heirs)} cơ quan ấy"
