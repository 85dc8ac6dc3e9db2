"""Build the language model of `lantoa.vietnamese.restoration`: `python tools/restoration/train.py FOLDER`.

Fetches the pinned packages into FOLDER (or uses what is there), counts, prunes and writes
src/lantoa/vietnamese/restoration/model.xz and the recipe beside it. The same packages give the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from sources import SOURCES, fetch, fingerprint
from texts import lines_of

from lantoa.vietnamese import nfc
from lantoa.vietnamese.restoration.model import NUMBER, SPECIAL, START, UNKNOWN, byte_of, pack
from lantoa.vietnamese.restoration.syllables import TOKEN, has_own_letter, is_syllable, one_spelling

OWN_WEIGHT = 8  # a line written for the product counts as often as eight of a package
DISCOUNT = 0.75
LEAST_WORD, LEAST_TRIPLE = 2, 2
VOCABULARY = 12_000
HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src/lantoa/vietnamese/restoration"
_BREAK = re.compile(r"[.;:?!…]+(?=\s|$)|\s[-–—|•]\s")


def gathered(folder: Path) -> Iterator[tuple[str, int]]:
    """(line, weight) of every source in order; a line that a source repeats counts once."""
    for source in SOURCES:
        for line in dict.fromkeys(lines_of(source.form, fetch(source, folder))):
            yield line, source.weight
    for path in sorted((HERE / "corpus").glob("*.txt")):
        for line in dict.fromkeys(path.read_text(encoding="utf-8").split("\n")):
            if has_own_letter(line):
                yield line, OWN_WEIGHT


def sentences(lines: Iterable[tuple[str, int]]) -> Iterator[tuple[list[str], int]]:
    """Each sentence's tokens, with its weight."""
    for line, weight in lines:
        for sentence in _BREAK.split(nfc(line)):
            tokens = [one_spelling(token) for token in TOKEN.findall(sentence)]
            if tokens:
                yield tokens, weight


def vocabulary(corpus: list[tuple[list[str], int]]) -> tuple[str, ...]:
    """Words by falling frequency: syllables seen twice, and other words (abbreviations) of our own text seen twice."""
    seen: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for tokens, weight in corpus:
        for token in tokens:
            seen[token.lower()] += weight
            if weight == OWN_WEIGHT:
                own[token.lower()] += 1
    kept = [
        (-count, word)
        for word, count in seen.items()
        if not word.isdigit() and count >= LEAST_WORD and (is_syllable(word) or own[word] >= 2)
    ]
    return SPECIAL + tuple(word for _, word in sorted(kept)[:VOCABULARY])


def numbered(corpus: list[tuple[list[str], int]], ids: dict[str, int]) -> Iterator[tuple[list[int], int]]:
    """The corpus in ids, behind two starts."""
    for tokens, weight in corpus:
        row = [NUMBER if token.isdigit() else ids.get(token.lower(), UNKNOWN) for token in tokens]
        yield [START, START, *row], weight


def count(
    rows: Iterable[tuple[list[int], int]],
) -> tuple[Counter[int], Counter[tuple[int, int]], Counter[tuple[int, int, int]]]:
    """Weighted counts of single words, pairs and triples."""
    one: Counter[int] = Counter()
    two: Counter[tuple[int, int]] = Counter()
    three: Counter[tuple[int, int, int]] = Counter()
    for row, weight in rows:
        for place in range(2, len(row)):
            one[row[place]] += weight
            two[row[place - 1], row[place]] += weight
            three[row[place - 2], row[place - 1], row[place]] += weight
    return one, two, three


def build(corpus: list[tuple[list[str], int]]) -> bytes:
    """The model file's bytes."""
    words = vocabulary(corpus)
    one, two, three = count(numbered(corpus, {word: index for index, word in enumerate(words)}))
    total = sum(one.values()) + len(words)
    single = [(one[index] + 1) / total for index in range(len(words))]
    after: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (first, second), times in two.items():
        after[first][second] = times
    behind: defaultdict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    sums: Counter[tuple[int, int]] = Counter()
    for (first, second, third), times in three.items():
        sums[first, second] += times
        if times >= LEAST_TRIPLE:
            behind[first, second][third] = times
    return _columns(words, capitals(corpus, words), single, after, behind, sums)


def capitals(corpus: list[tuple[list[str], int]], words: tuple[str, ...]) -> array[int]:
    """For each word, how often it begins with a capital within a sentence, in 256ths; headings and names apart."""
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for tokens, weight in corpus:
        if sum(token[0].isupper() for token in tokens) > 0.6 * len(tokens):
            continue
        for token in tokens[1:]:
            seen[token.lower()] += weight
            capital[token.lower()] += weight * token[0].isupper()
    return array("B", [max(1, min(255, round(256 * (capital[word] + 0.4) / (seen[word] + 4)))) for word in words])


def _columns(words, capital, single, after, behind, sums) -> bytes:  # type: ignore[no-untyped-def]
    names = "BBHHBBHHB"
    unigram, unigram_rest, pairs, pair_word, pair_cost, pair_rest, triples, triple_word, triple_cost = (
        array(name) for name in names
    )
    chance: dict[tuple[int, int], float] = {}
    rest_of = {}
    for first in range(len(words)):
        times = sum(after[first].values())
        rest_of[first] = DISCOUNT * len(after[first]) / times if times else 1.0
        for second, seen in after[first].items():
            chance[first, second] = (seen - DISCOUNT) / times + rest_of[first] * single[second]
    for first in range(len(words)):
        unigram.append(byte_of(single[first]))
        unigram_rest.append(byte_of(rest_of[first]))
        pairs.append(len(after[first]))
        for second in sorted(after[first]):
            kept, times = behind.get((first, second), {}), sums[first, second]
            left = 1 - sum(seen - DISCOUNT for seen in kept.values()) / times if times else 1.0
            pair_word.append(second)
            pair_cost.append(byte_of(chance[first, second]))
            pair_rest.append(byte_of(max(left, 1e-6)))
            triples.append(len(kept))
            for third in sorted(kept):
                lower = chance.get((second, third)) or rest_of[second] * single[third]
                triple_word.append(third)
                triple_cost.append(byte_of((kept[third] - DISCOUNT) / times + left * lower))
    return pack(
        words,
        [capital, unigram, unigram_rest, pairs, pair_word, pair_cost, pair_rest, triples, triple_word, triple_cost],
    )


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    corpus = list(sentences(gathered(folder)))
    data = build(corpus)
    (TARGET / "model.xz").write_bytes(data)
    recipe = {
        source.name: {
            "registry": source.registry, "version": source.version, "licence": source.licence,
            "sha256": fingerprint(fetch(source, folder)),
        }
        for source in SOURCES
    }  # fmt: skip
    (TARGET / "model.json").write_text(json.dumps(recipe, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{sum(len(tokens) for tokens, _ in corpus)} tokens, {len(data)} bytes\n")


if __name__ == "__main__":
    main()
