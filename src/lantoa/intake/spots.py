"""The source of a place: its blocks, and the words in them that a picture did not show clearly."""

from collections.abc import Iterator, Mapping
from typing import Any

from lantoa.intake.models import Intake

Json = dict[str, Any]
SIGNS = ".,;:!?()[]{}\"'“”‘’«»…/–-"


def blocks_of(intake: Intake, key: str) -> list[Json]:
    """The blocks of the source that a place was read from."""
    wanted = set(intake.anchors.get(key) or ())
    return [block for block in intake.blocks if block["id"] in wanted]


def unsure_words(intake: Intake) -> dict[str, list[str]]:
    """For each place the words in its source that were read from a picture without certainty."""
    words = {block["id"]: [spot[-1] for spot in block["unsure"]] for block in intake.blocks if block.get("unsure")}
    found = {key: [word for block in ids for word in words.get(block, ())] for key, ids in intake.anchors.items()}
    return {key: own for key, own in found.items() if own}


def stands_in(word: str, row: Mapping[str, Any]) -> bool:
    """Whether a word of the source stands in what was read of it (and was not corrected since)."""
    bare = word.strip(SIGNS).lower()
    for text in _texts(row):
        # A word that the end of a line cut in two was made whole; so short a piece may stand anywhere.
        if bare in (part.strip(SIGNS) for part in text.lower().split()) or (len(bare) > 3 and bare in text.lower()):
            return True
    return False


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
