"""Which words of a scan a person should look at: how sure an engine is, held against the language and the document."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import normalize

from lantoa.reading.readers.layout import UNSURE, Word
from lantoa.reading.scan.syllables import alike, bare_word, expected, likelier
from lantoa.vietnamese import fold
from lantoa.vietnamese.restoration.model import UNKNOWN, language_model

_PLAIN = 0.9  # an engine this sure of a word has seen it
_CERTAIN = 0.96  # and this sure of one that is no word of the language
_COMMON = 2  # as often must a word stand elsewhere in the document to be believed
_TOLD = 0.3  # the sureness given to what a person should see


def judged(words: Sequence[Word]) -> list[Word]:
    """The words of a whole document with their sureness made whether a person need look.

    An engine is often unsure of what is right (a stamp over it) and sure of what is wrong («trền»). A word it doubts is
    believed when the language expects it there or the document says it elsewhere; numbers and codes never are. A word
    it believes is doubted when no such syllable exists, or one that differs by a mark is likelier there.
    """
    bare = [bare_word(word.text) for word in words]
    plain = Counter(text.lower() for text, word in zip(bare, words, strict=True) if word.sureness >= _PLAIN)
    every = Counter(text.lower() for text in bare)
    texts = [word.text for word in words]
    made = list(words)
    for place, (word, text) in enumerate(zip(words, bare, strict=True)):
        if not any(sign.isalnum() for sign in text):
            continue
        if word.sureness < UNSURE:
            elsewhere = len(text) > _COMMON and plain[text.lower()] >= _COMMON
            if text.isalpha() and (elsewhere or expected(texts, place)):
                made[place] = replace(word, sureness=UNSURE)
        elif word.sureness < _CERTAIN and text.isalpha() and len(text) > 1 and not text.isupper():
            strange = every[text.lower()] == 1 and _is_no_syllable(text.lower())
            if strange or likelier(texts, place, word.sureness) is not None:
                made[place] = replace(word, sureness=_TOLD)
    return made


def _is_no_syllable(text: str) -> bool:
    """Whether a word is none of the language, also not with its tone on another letter («khoá», «khóa»)."""
    if language_model().id_of(text) != UNKNOWN:
        return False
    marks = sorted(normalize("NFD", text))
    return not any(sorted(normalize("NFD", known)) == marks for known in alike(fold(text)))
