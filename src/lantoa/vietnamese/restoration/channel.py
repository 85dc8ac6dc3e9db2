"""What English OCR may have made of each letter, and the syllables that a word so read may stand for."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import count

from lantoa.vietnamese.folding import fold
from lantoa.vietnamese.restoration.capitals import Case, case_of

LONGEST = 3
VOWEL_GUESS, OTHER_GUESS = 5.0, 8.5  # costs of a letter read as a sign never seen for it
STRAY = 6.0  # a sign read where none stood
KIN = 2.0  # at most this for a letter read as another of the same base: ả as a, á, â …
_VOWELS = frozenset("aăâeêioôơuưyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
_FAMILIES: dict[str, tuple[str, ...]] = {
    base: tuple(letter for letter in sorted(_VOWELS | {"đ", "d"}) if fold(letter) == base) for base in "aeiouyd"
}
Trie = dict[str, "Trie | str"]
END = ""


def trie_of(words: Iterable[str]) -> Trie:
    """Words as nested letters; under END stands the word itself."""
    root: Trie = {}
    for word in words:
        node = root
        for letter in word:
            below = node.setdefault(letter, {})
            assert isinstance(below, dict)  # noqa: S101 - only END holds a string
            node = below
        node[END] = word
    return root


@dataclass(frozen=True)
class Candidate:
    """A syllable in small letters that may stand behind what was read, and how unlikely the reading is (-ln P)."""

    word: str
    cost: float


class Channel:
    """Finds candidates by walking the trie of known syllables along the signs read, cheapest first."""

    def __init__(self, table: dict[str, dict[str, float]], words: Iterable[str]) -> None:
        self._table = table
        self._trie = trie_of(words)

    @cached_property
    def _lost(self) -> dict[str, float]:
        return self._table.get("", {})

    def _moves(self, read: str, *, upper: bool, capital: bool) -> list[dict[str, list[tuple[int, float]]]]:
        """For each place, each letter that may stand there: how many signs it takes and at what cost."""
        moves: list[dict[str, list[tuple[int, float]]]] = []
        for place in range(len(read)):
            here: dict[str, list[tuple[int, float]]] = {}
            for size in range(1, min(LONGEST, len(read) - place) + 1):
                for letter, cost in self._table.get(read[place : place + size], {}).items():
                    if letter.isupper() == (upper or (capital and place == 0)):
                        kin = size == 1 and fold(read[place]) == fold(letter)
                        here.setdefault(letter.lower(), []).append((size, min(cost, KIN) if kin else cost))
            for letter in _FAMILIES.get(fold(read[place]), ()):
                if all(size > 1 for size, _ in here.get(letter, ())):
                    here.setdefault(letter, []).append((1, KIN))
            moves.append(here)
        return moves

    def candidates(self, read: str, *, most: int = 16, slack: float = 9.0) -> list[Candidate]:
        """The likeliest syllables behind a word as read, cheapest first; [] when nothing is near."""
        case = case_of(read)
        moves = self._moves(read, upper=case is Case.UPPER, capital=case is Case.CAPITAL)
        ahead = [0.0] * (len(read) + 1)
        for place in range(len(read) - 1, -1, -1):
            steps = [cost + ahead[place + size] for ways in moves[place].values() for size, cost in ways]
            ahead[place] = min([*steps, min(VOWEL_GUESS, STRAY) + ahead[place + 1]])
        found: dict[str, float] = {}
        order = count()
        heap: list[tuple[float, int, float, int, Trie, int]] = [(ahead[0], next(order), 0.0, 0, self._trie, 0)]
        seen: dict[tuple[int, int], float] = {}
        bound = float("inf")
        while heap and len(found) < most:
            total, _, spent, place, node, odd = heapq.heappop(heap)
            if total > bound:
                break
            if place == len(read):
                word = node.get(END)
                if isinstance(word, str) and word not in found:
                    found[word] = spent
                    bound = min(bound, spent + slack)
            key = (place, id(node))
            if seen.get(key, float("inf")) <= spent:
                continue
            seen[key] = spent
            for step in self._steps(node, moves[place] if place < len(read) else None, odd):
                size, cost, below, strange = step
                paid = spent + cost
                rest = paid + ahead[place + size]
                if rest <= bound:
                    heapq.heappush(heap, (rest, next(order), paid, place + size, below, odd + strange))
        return [Candidate(word, cost) for word, cost in found.items()]

    def _steps(
        self, node: Trie, here: dict[str, list[tuple[int, float]]] | None, odd: int
    ) -> Iterable[tuple[int, float, Trie, int]]:
        """Ways on from a node: (signs taken, cost, node below, 1 when the step was out of the ordinary)."""
        if here is not None and not odd:
            yield 1, STRAY, node, 1
        for letter, below in node.items():
            if letter == END or not isinstance(below, dict):
                continue
            if here is not None:
                ways = here.get(letter)
                if ways:
                    for size, cost in ways:
                        yield size, cost, below, 0
                elif odd < 2:
                    yield 1, VOWEL_GUESS if letter in _VOWELS else OTHER_GUESS, below, 1
            if not odd and letter in self._lost:
                yield 0, self._lost[letter], below, 1


@cache
def channel_table() -> dict[str, dict[str, float]]:
    """The learnt table that ships with the package."""
    table: dict[str, dict[str, float]] = json.loads(files(__package__).joinpath("channel.json").read_text("utf-8"))
    return table
