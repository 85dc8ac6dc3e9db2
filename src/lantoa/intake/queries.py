"""Reading what came in: the list, the places of one reading, the part of the source beside one of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lantoa.agencies.reach import Reach
from lantoa.intake.models import Intake, IntakePage
from lantoa.intake.places import DOCUMENT, SECTIONS, Place, places
from lantoa.intake.spots import unsure_words
from lantoa.plans.access import DRAFTING

Json = dict[str, Any]
AROUND = 2  # blocks of the source shown before and after what a row was read from
HEAVY = ("reading", "blocks", "anchors", "confidence", "corrected", "seen")


def intake_list(person: Reach) -> QuerySet[Intake]:
    """The documents brought in by the person's agencies, newest first."""
    rows = Intake.objects.filter(agency_id__in=person.agencies_as(*DRAFTING)).defer(*HEAVY)
    return rows.select_related("agency", "uploaded_by", "plan").order_by("-id")


def places_of(intake: Intake) -> list[Place]:
    """Every place of a reading, in the order of the screen."""
    return places(intake.corrected, intake.reading, intake.confidence, intake.seen, unsure_words(intake))


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What a reading holds, for the line over the screen."""

    left: int
    doubtful: int
    tasks: int
    obligations: int


def tally(found: list[Place]) -> Tally:
    """How many doubtful places are left of how many, how many tasks and obligations were read."""
    obligations = sum(len(place.data.get("obligations") or ()) for place in found)
    return Tally(
        left=sum(place.open for place in found),
        doubtful=sum(bool(place.doubts) for place in found),
        tasks=sum(place.section == "tasks" for place in found),
        obligations=obligations,
    )


@dataclass(frozen=True, kw_only=True)
class Source:
    """Blocks of the source to show, which of them are meant, and whether more stands before and after."""

    blocks: list[Json]
    lit: frozenset[str]
    before: bool
    after: bool


def source_of(intake: Intake, key: str, *, whole: bool) -> Source:
    """The source beside a place: what it was read from with a little around, or all of it.

    A place without anchor (one that a person added) shows the document's beginning.
    """
    lit = frozenset(intake.anchors.get(key) or ())
    numbers = [number for number, block in enumerate(intake.blocks) if block["id"] in lit]
    first, last = (numbers[0], numbers[-1]) if numbers else (0, 8)
    start, end = (0, len(intake.blocks)) if whole else (max(0, first - AROUND), last + 1 + AROUND)
    blocks = intake.blocks[start:end]
    return Source(blocks=blocks, lit=lit, before=start > 0, after=start + len(blocks) < len(intake.blocks))


def pages_of(intake: Intake) -> list[IntakePage]:
    """The pictures of a document's pages, in order; none for Word, plain text and what was read long ago."""
    return list(intake.pages.only("intake_id", "number", "width", "height", "sha256"))


def groups_of(found: list[Place]) -> list[tuple[str, str, list[Place]]]:
    """The places by list: (list, its title, its places), the document's head first."""
    grouped = [(DOCUMENT, "Đầu văn bản", [place for place in found if place.section == DOCUMENT])]
    for section, title in SECTIONS.items():
        grouped.append((section, title, [place for place in found if place.section == section]))
    return grouped
