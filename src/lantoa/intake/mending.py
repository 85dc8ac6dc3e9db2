"""A misread word put right once is put right in the whole row: a task's words stand again in what is to be done."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from lantoa.intake.spots import SIGNS

Json = dict[str, Any]


def mended(before: Json, after: Json, words: Sequence[str]) -> Json:
    """The row as a person left it, with what became of doubtful words in its own fields also in its obligations.

    in: the row as it was and as it is now, the words of it that a scan did not show clearly. A word that stands as it
    was, or became several, changes nothing.
    """
    better = dict(_changes(before, after, {word.strip(SIGNS).lower() for word in words}))
    if not better or not after.get("obligations"):
        return after
    return after | {"obligations": [_with(row, better) for row in after["obligations"]]}


def _changes(before: Json, after: Json, words: set[str]) -> Iterator[tuple[str, str]]:
    for name, was in before.items():
        old, new = _text(was).split(), _text(after.get(name)).split()
        if name == "obligations" or old == new:
            continue
        for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "replace" and end - start == last - first:
                for one, two in zip(old[start:end], new[first:last], strict=True):
                    if one.strip(SIGNS).lower() in words and two.strip(SIGNS):
                        yield one.strip(SIGNS).lower(), two.strip(SIGNS)


def _text(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else value if isinstance(value, str) else ""


def _with(value: Any, better: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _with(part, better) for name, part in value.items()}
    if isinstance(value, list):
        return [_with(part, better) for part in value]
    if not isinstance(value, str):
        return value
    for word, right in better.items():
        value = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", partial(_cased, right), value, flags=re.IGNORECASE)
    return value


def _cased(word: str, found: re.Match[str]) -> str:
    """A word with the first letter as great as that of the one it replaces; what is all capitals stays so."""
    if word.isupper():
        return word
    first = word[:1].upper() if found[0][:1].isupper() else word[:1].lower()
    return first + word[1:]
