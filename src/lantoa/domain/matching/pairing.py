"""Which rows of a lower plan answer which rows of the plan above: proposed here, confirmed by a person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lantoa.domain.lifecycle import ItemKind
from lantoa.domain.matching.assignment import best_pairs
from lantoa.domain.matching.rows import Key, Match, Row
from lantoa.domain.matching.words import (
    Weights,
    acts,
    alike,
    features,
    held,
    is_paperwork,
    label_of,
    rarity,
    sentences,
    subjects,
)

ENOUGH = 0.34  # of a row of the appendix, or a target
ENOUGH_SHARED = 0.40  # of a row that already answers another one better
ENOUGH_LEFT = 0.25  # of two rows that have no other partner
ENOUGH_PARAGRAPH = 0.42  # of a sentence of part IV
NEAR_BEST, NEARLY_AS_GOOD = 0.8, 0.85  # a further answer is nearly as good as the best one
_OTHER_ACT, _SAME_UNIT, _OTHER_UNIT = 0.4, 1.25, 0.95
_OWED = 0.05  # what the lower body is to lead more likely has an answer
_SUBJECT = 0.2
_LONGEST_WHY, _SUBJECTS = 80, 3


class _Read(NamedTuple):
    """A row's features: of its title, of what it gives, of all of it; its units; whether other rows bear its title."""

    title: frozenset[str]
    gives: frozenset[str]
    whole: frozenset[str]
    units: frozenset[str]
    is_sub_row: bool


def match(upper: Sequence[Row[Key]], lower: Sequence[Row[Key]]) -> list[Match[Key]]:
    """Pairs of rows of the plan above and of the lower plan that say the same, in the order of the rows above.

    in: the rows of both plans. out: tasks answered by tasks (first the pairing that is best on the whole, then what
    answers more than one row, either way), by paragraphs of part IV, paragraphs by paragraphs, targets by targets.
    A row without a pair has no answer. The order in which rows are given does not matter to what is paired.
    """
    places = {row.key: place for place, row in enumerate(upper)}
    below = {row.key: place for place, row in enumerate(lower)}
    upper, lower = sorted(upper, key=_by_content), sorted(lower, key=_by_content)
    weights = _weights(upper, lower)
    found = _matched(upper, lower, ItemKind.TASK, weights)
    answered: dict[Key, float] = {}
    for pair in found:
        answered[pair.upper] = max(pair.confidence, answered.get(pair.upper, 0.0))
    found += _in_paragraphs(upper, lower, weights, answered)
    for kind in (ItemKind.TARGET, ItemKind.RESPONSIBILITY):
        found += _matched(upper, lower, kind, weights)
    return sorted(found, key=lambda pair: (places[pair.upper], -pair.confidence, below[pair.lower]))


def _by_content(row: Row[Key]) -> tuple[str, tuple[str, ...], str]:
    return (row.title, row.products, str(row.key))


def _weights(upper: Sequence[Row[Key]], lower: Sequence[Row[Key]]) -> Weights:
    return rarity(read.whole for rows in (upper, lower) for read in _read_all(rows))


def _read_all(rows: Sequence[Row[Key]]) -> list[_Read]:
    times = Counter((row.kind, row.title) for row in rows)
    return [_read(row, is_sub_row=times[row.kind, row.title] > 1) for row in rows]


def _read(row: Row[Key], *, is_sub_row: bool) -> _Read:
    title = features(" . ".join(part for part in (row.group, row.title) if part))
    gives = [features(text) for text in row.products if not is_paperwork(text)]
    gives += [features(asked.what) for asked in row.wanted]
    given = frozenset().union(*gives)
    units = frozenset(asked.unit.lower() for asked in row.wanted if asked.unit)
    return _Read(title, given, title | given, units, is_sub_row)


def _matched(
    upper: Sequence[Row[Key]], lower: Sequence[Row[Key]], kind: ItemKind, weights: Weights
) -> list[Match[Key]]:
    """Rows of one kind against rows of the same kind."""
    above = [row for row in upper if row.kind == kind]
    below = [row for row in lower if row.kind == kind]
    reads_above, reads_below = _read_all(above), _read_all(below)
    worth = [
        [_worth(one, other, weights) + _OWED * row.owed for other in reads_below]
        for row, one in zip(above, reads_above, strict=True)
    ]
    firm = [[cell if cell >= ENOUGH else 0.0 for cell in row] for row in worth]
    pairs = set(best_pairs(firm))
    pairs |= _further(worth, pairs, [row.owed for row in above])
    pairs |= _left_over(worth, pairs)
    return [
        Match(
            upper=above[up].key,
            lower=below[down].key,
            confidence=_confidence(worth[up][down]),
            why=_why(reads_above[up], reads_below[down], weights),
        )
        for up, down in sorted(pairs)
    ]


def _further(worth: list[list[float]], pairs: set[tuple[int, int]], owed: list[bool]) -> set[tuple[int, int]]:
    """Pairs beyond one to one, good by themselves: nearly the best that the lower row answers, or the best answer there
    is to what the lower body is to lead. What answers such a row is not looked for in the rows of others."""
    best_below = [max(column) for column in zip(*worth, strict=True)]
    answers_owed = {down for up, down in pairs if owed[up]}
    found = set()
    for up, row in enumerate(worth):
        for down, cell in enumerate(row):
            is_its_answer = owed[up] and cell >= NEAR_BEST * max(row)
            is_near = cell >= NEARLY_AS_GOOD * best_below[down] and (owed[up] or down not in answers_owed)
            if cell >= ENOUGH_SHARED and (is_its_answer or is_near):
                found.add((up, down))
    return found


def _left_over(worth: list[list[float]], pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The best pairing of rows that have no partner yet on either side: between those, less is enough."""
    above, below = {up for up, _ in pairs}, {down for _, down in pairs}
    left = [
        [
            cell if cell >= ENOUGH_LEFT and up not in above and down not in below else 0.0
            for down, cell in enumerate(row)
        ]
        for up, row in enumerate(worth)
    ]
    return set(best_pairs(left))


def _worth(one: _Read, other: _Read, weights: Weights) -> float:
    titles = alike(one.title, other.title, weights)
    wholes = alike(one.whole, other.whole, weights)
    gives = alike(one.gives, other.gives, weights)
    # Sub-rows of one row bear the same title: what each gives tells them apart.
    of_title, of_gifts = (0.25, 0.35) if one.is_sub_row or other.is_sub_row else (0.45, 0.15)
    words = max(of_title * titles + 0.4 * wholes + of_gifts * gives, 0.9 * wholes)
    words += _SUBJECT * _same_subject(one, other, weights) * (1.0 - words)
    if acts(one.title) - other.whole or acts(other.title) - one.whole:
        words *= _OTHER_ACT
    if one.units and other.units:
        words *= _SAME_UNIT if one.units & other.units else _OTHER_UNIT
    return min(words, 1.0)


def _same_subject(one: _Read, other: _Read, weights: Weights) -> float:
    """How far what each title is about is what the other row is about, whatever the words, from 0 to 1."""
    there = alike(subjects(one.title), subjects(other.whole), weights)
    return (there + alike(subjects(other.title), subjects(one.whole), weights)) / 2


def _in_paragraphs(
    upper: Sequence[Row[Key]], lower: Sequence[Row[Key]], weights: Weights, answered: Mapping[Key, float]
) -> list[Match[Key]]:
    """Tasks above that a sentence of part IV below speaks of; where a row answers, only if the sentence says more."""
    paragraphs = [row for row in lower if row.kind == ItemKind.RESPONSIBILITY]
    spoken = [(row.key, part, features(part)) for row in paragraphs for part in sentences(row.title)]
    tasks = [row for row in upper if row.kind == ItemKind.TASK]
    found = []
    for row, read in zip(tasks, _read_all(tasks), strict=True):
        best: dict[Key, tuple[float, str]] = {}
        for key, part, said in spoken:
            worth = _spoken(read, said, weights)
            if worth > best.get(key, (0.0, ""))[0]:
                best[key] = (worth, part)
        enough = max(
            ENOUGH_PARAGRAPH, answered.get(row.key, 0.0), NEAR_BEST * max((w for w, _ in best.values()), default=0)
        )
        found += [
            Match(upper=row.key, lower=key, confidence=_confidence(worth), why=(f"phần IV viết: “{_cut(part)}”",))
            for key, (worth, part) in best.items()
            if worth >= enough
        ]
    return found


def _spoken(read: _Read, said: frozenset[str], weights: Weights) -> float:
    """How much of a row a sentence says: of its title, or of what it gives where that is more than its title."""
    if acts(read.title) - said:
        return 0.0
    return 0.7 * held(read.title, said, weights) + 0.3 * alike(read.whole, said, weights)


def _confidence(worth: float) -> float:
    return round(min(worth, 1.0), 3)


def _why(one: _Read, other: _Read, weights: Weights) -> tuple[str, ...]:
    """Reasons a person can check at a glance: how alike the titles are, what both speak of, the unit both count in."""
    found = [f"tên gọi giống nhau {round(100 * alike(one.title, other.title, weights))}%"]
    both = sorted(one.whole & other.whole, key=lambda name: (-weights.get(name, 0.0), name))
    subjects = [label for label in map(label_of, both) if label][:_SUBJECTS]
    if subjects:
        found.append(f"cùng nói về {', '.join(subjects)}")
    if one.units & other.units:
        found.append(f"cùng tính bằng “{min(one.units & other.units)}”")
    return tuple(found)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_WHY else f"{text[:_LONGEST_WHY].rsplit(' ', 1)[0]}…"
