"""In what condition a text is: sound Vietnamese, letters lost, accents destroyed, or no Vietnamese at all."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from lantoa.vietnamese.folding import fold, nfc
from lantoa.vietnamese.restoration.model import SPECIAL, language_model

_WORD = re.compile(r"[^\W\d_]+")
_LINK = re.compile(r"\S*(?:://|www\.|@)\S*")
_RICH = re.compile("[\u1ea0-\u1ef9ươăđ]")  # letters that no Western font or reader has
RICH_SOUND, RICH_SCANT = 0.14, 0.07  # their share of all letters: sound text 0.19 to 0.24, English OCR below 0.05
KNOWN_SOUND, KNOWN_FOLDED = 0.93, 0.45
LEAST_WORDS = 12


class Condition(StrEnum):
    """What happened to a text."""

    SOUND = "sound"
    LETTERS_LOST = "letters-lost"  # a font without some letters: they are gone, accents elsewhere are right
    ACCENTS_LOST = "accents-lost"  # read by OCR that knows no Vietnamese, or typed without them
    OTHER = "other"  # not Vietnamese, or too little to say


@dataclass(frozen=True)
class Measure:
    """Figures of a text, shares 0..1: of words that are known syllables, of letters that only Vietnamese has, of words
    that are known syllables once accents are left out."""

    words: int
    known: float
    rich: float
    folded: float

    @property
    def condition(self) -> Condition:
        """What the figures say."""
        if self.words < LEAST_WORDS or (self.folded < KNOWN_FOLDED and self.rich < RICH_SCANT):
            return Condition.OTHER
        if self.rich < RICH_SCANT:
            return Condition.ACCENTS_LOST
        if self.known >= KNOWN_SOUND and self.rich >= RICH_SOUND:
            return Condition.SOUND
        return Condition.LETTERS_LOST


def measure(text: str) -> Measure:
    """Measure a text: abbreviations, numbers and links do not count."""
    words = [word for word in _WORD.findall(_LINK.sub(" ", nfc(text))) if not (word.isupper() and _is_short(word))]
    letters = "".join(words).lower()
    total = max(1, len(words))
    known = sum(word.lower() in language_model().ids for word in words)
    folded = sum(fold(word) in _folded_words() for word in words)
    return Measure(len(words), known / total, len(_RICH.findall(letters)) / max(1, len(letters)), folded / total)


def _is_short(word: str) -> bool:
    return len(word) < 9 and not _RICH.search(word.lower()) and word.lower() not in language_model().ids


@cache
def _folded_words() -> frozenset[str]:
    return frozenset(fold(word) for word in language_model().words[len(SPECIAL) :])
