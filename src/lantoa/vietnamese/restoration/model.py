"""The language model: how likely a syllable is behind the two before it. Read from the package's own data file."""

from __future__ import annotations

import itertools
import lzma
import math
import struct
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

START, UNKNOWN, NUMBER = 0, 1, 2
SPECIAL = ("<s>", "<unk>", "<num>")
SCALE = 12.0  # a stored byte is -ln(p) in twelfths
MAGIC = b"LTLM1\n"


@dataclass(frozen=True)
class LanguageModel:
    """Interpolated trigrams over syllables in small letters, kept in sorted arrays.

    `words[i]` is the word of id i; ids are given by falling frequency. Costs are -ln(p), in nats.
    """

    words: tuple[str, ...]
    ids: dict[str, int]
    capital: array[int]
    unigram: array[int]
    unigram_rest: array[int]
    pair_start: array[int]
    pair_word: array[int]
    pair_cost: array[int]
    pair_rest: array[int]
    triple_start: array[int]
    triple_word: array[int]
    triple_cost: array[int]

    def id_of(self, word: str) -> int:
        """The id of a word in small letters, UNKNOWN for one the model never saw."""
        return self.ids.get(word, UNKNOWN)

    def pair(self, first: int, second: int) -> int:
        """The place of a pair of words in the table of pairs, -1 when it was never seen."""
        low, high = self.pair_start[first], self.pair_start[first + 1]
        place = bisect_left(self.pair_word, second, low, high)
        return place if place < high and self.pair_word[place] == second else -1

    def case_cost(self, word: int, *, capital: bool) -> float:
        """-ln of how often a word within a sentence begins with a capital, or does not."""
        share = self.capital[word] / 256
        return -math.log(share if capital else 1 - share)

    def cost(self, first: int, second: int, word: int) -> float:
        """-ln p(word | first second)."""
        spent = 0
        context = self.pair(first, second)
        if context >= 0:
            low, high = self.triple_start[context], self.triple_start[context + 1]
            place = bisect_left(self.triple_word, word, low, high)
            if place < high and self.triple_word[place] == word:
                return self.triple_cost[place] / SCALE
            spent = self.pair_rest[context]
        place = self.pair(second, word)
        if place >= 0:
            return (spent + self.pair_cost[place]) / SCALE
        return (spent + self.unigram_rest[second] + self.unigram[word]) / SCALE


def pack(words: tuple[str, ...], columns: list[array[int]]) -> bytes:
    """The bytes of a model file; `columns` in the order `unpack` reads them."""
    body = "\n".join(words).encode()
    pieces = [MAGIC, struct.pack("<I", len(body)), body]
    for column in columns:
        raw = column.tobytes()
        pieces += [column.typecode.encode(), struct.pack("<I", len(raw)), raw]
    return lzma.compress(b"".join(pieces), preset=9 | lzma.PRESET_EXTREME)


def unpack(data: bytes) -> LanguageModel:
    """A model from the bytes `pack` made. Raises ValueError for anything else."""
    raw = lzma.decompress(data)
    if not raw.startswith(MAGIC):
        raise ValueError("not a language model")
    place = len(MAGIC)
    (size,) = struct.unpack_from("<I", raw, place)
    words = tuple(raw[place + 4 : place + 4 + size].decode().split("\n"))
    place += 4 + size
    columns: list[array[int]] = []
    while place < len(raw):
        column: array[int] = array(chr(raw[place]))
        (size,) = struct.unpack_from("<I", raw, place + 1)
        column.frombytes(raw[place + 5 : place + 5 + size])
        columns.append(column)
        place += 5 + size
    capital, unigram, unigram_rest, pairs, pair_word, pair_cost, pair_rest, triples, triple_word, triple_cost = columns
    return LanguageModel(
        words, {word: index for index, word in enumerate(words)}, capital, unigram, unigram_rest,
        _starts(pairs), pair_word, pair_cost, pair_rest, _starts(triples), triple_word, triple_cost,
    )  # fmt: skip


def _starts(counts: array[int]) -> array[int]:
    return array("I", itertools.accumulate(counts, initial=0))


def byte_of(probability: float) -> int:
    """A probability as the file stores it."""
    return max(0, min(255, round(-math.log(probability) * SCALE)))


@cache
def language_model() -> LanguageModel:
    """The model that ships with the package, read at first use."""
    return unpack(files(__package__).joinpath("model.xz").read_bytes())
