"""Vietnamese order as a key that any database can compare byte by byte."""

import re
import unicodedata

from lantoa.vietnamese.folding import nfc

# ngang, huyền, hỏi, ngã, sắc, nặng: the order of the tones in Vietnamese dictionaries.
_TONE_RANK = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# "~" sorts after every letter, so ă ("a~") stands after all that begins with a, and â ("a~~") after ă.
_LETTERS = {"ă": "a~", "â": "a~~", "đ": "d~", "ê": "e~", "ô": "o~", "ơ": "o~~", "ư": "u~"}
_TOKEN = re.compile(r"(?P<number>[0-9]+)|(?P<syllable>[^\W\d_]+)")
_LONGEST_NUMBER = 99


def sort_key(text: str) -> str:
    """A key in ASCII whose plain byte order is the order of Vietnamese dictionaries.

    In: any text. Out: one word a syllable: its letters (a ă â b c d đ e ê …), then the rank of its tone (ngang, huyền,
    hỏi, ngã, sắc, nặng). Syllables are compared one after the other, so all that begins with "Hà" precedes "Hạ".
    Numbers compare by value and precede letters; case and punctuation do not count.
    """
    return " ".join(
        _number_key(match["number"]) if match["number"] else _syllable_key(match["syllable"])
        for match in _TOKEN.finditer(nfc(text).lower())
    )


def _number_key(digits: str) -> str:
    """A number's digits behind their count, so that 9 stands before 10."""
    significant = digits.lstrip("0") or "0"
    return f"{min(len(significant), _LONGEST_NUMBER):02d}{significant}"


def _syllable_key(syllable: str) -> str:
    tone = "0"
    letters: list[str] = []
    for letter in syllable:
        marks = unicodedata.normalize("NFD", letter)
        tone = next((_TONE_RANK[mark] for mark in marks if mark in _TONE_RANK), tone)
        bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONE_RANK))
        letters.append(_letter_key(bare))
    return "".join(letters) + tone


def _letter_key(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter]
    base = "".join(mark for mark in unicodedata.normalize("NFKD", letter) if unicodedata.category(mark) != "Mn")
    if base.isascii():
        return base
    return "~~~" + "".join(f"{ord(sign):06x}" for sign in base)  # a letter of another script: after z, in its own order
