"""Text from a PDF whose font lost letters: each lost letter stands as a space, or as nothing ("t ng cư ng")."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from lantoa.vietnamese.folding import nfc
from lantoa.vietnamese.restoration.channel import END, Trie, trie_of
from lantoa.vietnamese.restoration.lattice import Arc, best_path
from lantoa.vietnamese.restoration.model import NUMBER, SPECIAL, UNKNOWN, LanguageModel, language_model
from lantoa.vietnamese.restoration.result import Restoration

FOREIGN = 15.0  # leaving a word that fits no syllable
ABBREVIATION = 5.0  # leaving a word in capitals as it stands
WHOLLY_LOST = 5.0  # a word of which no letter is left
GLUED = 4.0  # two words without a space between them
EXTRA_SPACE = 1.5  # a space beyond the first: padding, or a lost full stop
LOST_BELOW = 0.55  # a letter seen less than this share of what was due is taken for lost
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[./,-]\d+)*%?")
_CODE = re.compile(r"\s?[-/]\s?[A-ZĐ]+[\w&-]*(?:/[A-ZĐ]\w*)?")
# A point's number that lost its dots: «2 4  Thông qua» is «2.4. Thông qua».
_POINT = re.compile(r"^([ \t]*)(\d{1,2}) (\d{1,2})  (?=[A-ZĐÀ-Ỹ])", re.MULTILINE)
_ROMAN = re.compile(r"[IVX]+(?=[.)/])")
_STOP = re.compile(r"[.;:?!…](?=\s|$)")


@cache
def letter_shares() -> dict[str, float]:
    """How often each letter comes in Vietnamese, as a share of all letters, by the model's own words."""
    model = language_model()
    seen: Counter[str] = Counter()
    for word, cost in zip(model.words[len(SPECIAL) :], model.unigram[len(SPECIAL) :], strict=True):
        for letter in word:
            seen[letter] += math.exp(-cost / 12) * 1e6  # type: ignore[assignment]
    total = sum(seen.values())
    return {letter: times / total for letter, times in seen.items()}


def lost_letters(text: str) -> dict[str, float]:
    """Small letters that come far too seldom in a text, each with the share of it that was kept (0..1)."""
    seen = Counter(letter for letter in nfc(text).lower() if letter.isalpha())
    total = sum(seen.values())
    lost = {}
    for letter, share in letter_shares().items():
        due = share * total
        kept = (seen[letter] + 1) / (due + 2)  # of a short text little is known: about a half
        if kept < LOST_BELOW:
            lost[letter] = kept
    return lost


def restore_lost(text: str) -> Restoration:
    """Text with lost letters → the text with them. Numbers and signs stay; spaces that stood for letters go."""
    plain = _POINT.sub(r"\g<1>\2.\3. ", nfc(text))
    weaver = _Weaver(language_model(), lost_letters(plain))
    pieces: list[str] = []
    doubtful: list[tuple[int, int]] = []
    lines = plain.split("\n")
    arcs: list[list[Arc]] = []
    for number, line in enumerate(lines):
        arcs += weaver.arcs_of(line, len(arcs), last=number == len(lines) - 1)
    length = 0
    for _, arc in best_path(arcs, weaver.model) if arcs else ():
        if UNKNOWN in arc.ids and arc.cost >= FOREIGN:
            doubtful.append((length, length + len(arc.text)))
        pieces.append(arc.text)
        length += len(arc.text)
    return Restoration("".join(pieces), tuple(doubtful))


@dataclass(frozen=True)
class _Match:
    word: str
    end: int
    cost: float


class _Weaver:
    """Builds the lattice of a line: words that fit the signs there, a space standing for itself or a lost letter."""

    def __init__(self, model: LanguageModel, lost: dict[str, float]) -> None:
        self.model = model
        self._trie = trie_of(model.words[len(SPECIAL) :])
        self._gone = {letter: -math.log(max(1e-3, 1 - kept)) for letter, kept in lost.items()}
        self._kept = {letter: -math.log(max(0.02, kept)) for letter, kept in lost.items()}

    def arcs_of(self, line: str, base: int, *, last: bool) -> list[list[Arc]]:
        """The ways out of each place of a line; the line's end is a node of its own unless it is the last."""
        low = line.lower()
        arcs: list[list[Arc]] = [[] for _ in range(len(line) + (not last))]
        for place in range(len(line)):
            self._from(line, low, place, base, arcs[place])
        if not last:
            arcs[-1].append(Arc(base + len(line) + 1, (), "\n", 0.0))
        return arcs

    def _from(self, line: str, low: str, place: int, base: int, ways: list[Arc]) -> None:
        sign = line[place]
        before = line[place - 1] if place else " "
        if sign == " ":
            extra = EXTRA_SPACE if before == " " else 0.0
            ways.append(Arc(base + place + 1, (), " ", extra))
            if before.isalnum():
                return  # a space right behind a word or number parts it from the next
        elif not sign.isalpha():
            number = _NUMBER.match(line, place)
            if number and not before.isdigit():
                code = _CODE.match(line, number.end())
                if code:  # the number of a document: its letters are no words
                    ways.append(Arc(base + code.end(), (UNKNOWN,), line[place : code.end()], 0.0))
                    return
                ways.append(Arc(base + number.end(), (NUMBER,), number[0], 0.0))
            else:
                ways.append(Arc(base + place + 1, (), sign, 0.0, reset=bool(_STOP.match(line, place))))
            return
        roman = _ROMAN.match(line, place)
        if roman and not before.isalpha():
            ways.append(Arc(base + roman.end(), (UNKNOWN,), roman[0], 0.0))
            return
        glue = GLUED if before.isalpha() else 0.0
        for match in self._matches(low, place):
            if match.end < len(line) and line[match.end].isdigit():
                continue  # half of «t6i» is no word
            text = _cased(match.word, line[place : match.end])
            ways.append(Arc(base + match.end, (self.model.id_of(match.word),), text, match.cost + glue))
        whole = _WORD.match(line, place)
        if whole and not before.isalpha():
            ways.append(Arc(base + whole.end(), (UNKNOWN,), whole[0], ABBREVIATION if whole[0].isupper() else FOREIGN))

    def _matches(self, low: str, place: int) -> list[_Match]:
        found: list[_Match] = []
        stack: list[tuple[Trie, int, float, bool]] = [(self._trie, place, 0.0, False)]
        while stack:
            node, at, cost, solid = stack.pop()
            word = node.get(END)
            if isinstance(word, str):
                found.append(_Match(word, at, cost if solid else cost + WHOLLY_LOST))
            if at == len(low):
                continue
            sign = low[at]
            if sign == " ":
                for letter, price in self._gone.items():
                    below = node.get(letter)
                    if isinstance(below, dict):
                        stack.append((below, at + 1, cost + price, solid))
            else:
                below = node.get(sign)
                if isinstance(below, dict):
                    stack.append((below, at + 1, cost + self._kept.get(sign, 0.0), True))
        return found


def _cased(word: str, like: str) -> str:
    letters = [sign for sign in like if sign.isalpha()]
    if all(sign.isupper() for sign in letters) and (len(letters) > 1 or len(word) == 1):
        return word.upper()
    if like[:1].isupper():
        return word[:1].upper() + word[1:]
    return word
