"""The order of a plan's entries by their references: I, I.1, II.1.a, II.1.đ, PL2.3.1."""

import re

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# What carries no number of its own, and what closes a section, behind everything numbered.
LAST = 10**6


def ref_key(ref: str, *, closing: bool = False) -> tuple[int, ...]:
    """A key that sorts references as the document runs. A closing entry stands behind its section's numbered ones."""
    key = tuple(_place(step) for step in ref.split(".") if step)
    return (*key, LAST) if closing else key


def is_point(step: str) -> bool:
    """Whether the last step of a reference is a letter ("a", "đ"), as points are."""
    return bool(re.fullmatch(r"[a-zđ]{1,2}", step))


def _place(step: str) -> int:
    if step.isdecimal():
        return int(step)
    if step.isupper() and set(step) <= set(_ROMAN):
        return _roman(step)
    if is_point(step):
        return sum(_LETTERS.index(letter) + 1 for letter in step)
    digits = re.search(r"\d+", step)
    return LAST // 2 + (int(digits.group()) if digits else 0)


def _roman(step: str) -> int:
    values = [_ROMAN[letter] for letter in step]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
