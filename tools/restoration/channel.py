"""Learn what English OCR does to letters from pairs of lines: `python tools/restoration/channel.py PAIRS.txt`.

PAIRS.txt is what simulate.py wrote: a page's true words on one line, the words read on the next. Words are paired, then
letters by expectation-maximisation (best alignments only). Writes channel.json beside the model: for each piece read
(1 to 3 signs, "" when the letter vanished) the letters it may stand for, with -ln P(piece | letter).
"""

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from lantoa.vietnamese import fold, nfc

TARGET = Path(__file__).parents[2] / "src/lantoa/vietnamese/restoration/channel.json"
BAND = 30
ROUNDS = 5
LONGEST = 3
# Readings that worn type gives and clean pages seldom show: a share of each letter's readings is set aside for them.
LOOKALIKES = {"Đ": {"P": 0.10, "B": 0.06}, "đ": {"d": 0.9}, "Ộ": {"Q": 0.10}, "Ợ": {"Q": 0.10}, "ơ": {"o": 0.3}}
Costs = dict[str, dict[str, float]]


def likeness(true: str, read: str) -> float:
    """Edit distance of two words without accents, over the longer one's length."""
    a, b = fold(true), fold(read)
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        last, row[0] = row[0], i
        for j, right in enumerate(b, start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (left != right))
    return row[-1] / max(len(a), len(b), 1)


def paired(true: list[str], read: list[str]) -> Iterator[tuple[str, str]]:
    """Words that stand for each other: the cheapest alignment, words too unlike left out."""
    table: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    slope = len(read) / max(1, len(true))
    for i in range(len(true) + 1):
        middle = round(i * slope)
        for j in range(max(0, middle - BAND), min(len(read), middle + BAND) + 1):
            options = []
            if (i - 1, j - 1) in table:
                options.append((table[i - 1, j - 1][0] + likeness(true[i - 1], read[j - 1]), i - 1, j - 1))
            if (i - 1, j) in table:
                options.append((table[i - 1, j][0] + 0.6, i - 1, j))
            if (i, j - 1) in table:
                options.append((table[i, j - 1][0] + 0.6, i, j - 1))
            if options:
                table[i, j] = min(options)
    place = (len(true), len(read))
    while place in table and place != (0, 0):
        _, i, j = table[place]
        if (i, j) == (place[0] - 1, place[1] - 1) and likeness(true[i], read[j]) < 0.67:
            yield true[i], read[j]
        place = (i, j)


def first_guess(letter: str, piece: str) -> float:
    """How unlikely a piece is before anything is learnt."""
    if piece == letter:
        return 0.1
    if len(piece) == 1:
        return 0.7 if fold(piece) == fold(letter) else 3.5
    if not piece:
        return 4.5
    return (2.5 if fold(piece[0]) == fold(letter) or letter in "ưừứửữựơờớởỡợ" else 4.5) + 1.5 * (len(piece) - 2)


def align(true: str, read: str, costs: Costs | None) -> list[tuple[str, str]]:
    """Each letter of the true word with the piece that was read for it."""
    best: list[list[tuple[float, int]]] = [[(math.inf, 0)] * (len(read) + 1) for _ in range(len(true) + 1)]
    best[0][0] = (0.0, 0)
    for i, letter in enumerate(true):
        for j in range(len(read) + 1):
            if best[i][j][0] == math.inf:
                continue
            for size in range(min(LONGEST, len(read) - j) + 1):
                piece = read[j : j + size]
                cost = first_guess(letter, piece) if costs is None else costs[letter].get(piece, 7 + 2 * abs(size - 1))
                if best[i][j][0] + cost < best[i + 1][j + size][0]:
                    best[i + 1][j + size] = (best[i][j][0] + cost, j)
    pieces, j = [], len(read)
    for i in range(len(true), 0, -1):
        start = best[i][j][1]
        pieces.append((true[i - 1], read[start:j]))
        j = start
    return pieces


def learn(pairs: list[tuple[str, str]]) -> Costs:
    """-ln P(piece | letter), after several rounds of alignment, smoothed with letters of the same base."""
    costs: Costs | None = None
    for _ in range(ROUNDS):
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for true, read in pairs:
            for letter, piece in align(true, read, costs):
                counts[letter][piece] += 1
        costs = defaultdict(dict, {letter: _costs(letter, counts) for letter in counts})
    return {letter: costs[letter] for letter in sorted(costs)} if costs else {}


def _costs(letter: str, counts: dict[str, Counter[str]]) -> dict[str, float]:
    family: Counter[str] = Counter()
    for other in counts:
        if fold(other) == fold(letter) and other.isupper() == letter.isupper():
            for piece, times in counts[other].items():
                family[fold(letter) if piece == other and other != letter else piece] += times
    total, kin = sum(counts[letter].values()), sum(family.values())
    chance = {piece: (counts[letter][piece] + 4 * family[piece] / kin) / (total + 4.5) for piece in family}
    for piece, share in LOOKALIKES.get(letter, {}).items():
        chance[piece] = max(chance.get(piece, 0.0), share)
    chance[letter] = max(chance.get(letter, 0.0), 0.02)  # a letter read right must always stay possible
    return {piece: round(-math.log(share), 2) for piece, share in chance.items() if share > 0.0004}


def main() -> None:
    lines = nfc(Path(sys.argv[1]).read_text(encoding="utf-8")).split("\n")
    pairs = [
        (true, read)
        for place in range(0, len(lines) - 1, 2)
        for true, read in paired(lines[place].split(), lines[place + 1].split())
        if any(letter.isalpha() for letter in true)
    ]
    inverse: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for letter, pieces in learn(pairs).items():
        if letter.isalpha():
            for piece, cost in pieces.items():
                inverse[piece][letter] = cost
    table = {piece: dict(sorted(inverse[piece].items())) for piece in sorted(inverse)}
    TARGET.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(pairs)} pairs, {len(table)} pieces\n")


if __name__ == "__main__":
    main()
