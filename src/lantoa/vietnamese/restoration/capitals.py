"""The capitals of a word as read, and a word written with them."""

from enum import Enum


class Case(Enum):
    """The capitals of a word: none, the first letter, all."""

    SMALL, CAPITAL, UPPER = range(3)


def case_of(text: str) -> Case:
    """The capitals of a word as read; a stray small letter among capitals is a misreading."""
    letters = [sign for sign in text if sign.isalpha()]
    upper = sum(sign.isupper() for sign in letters)
    if len(letters) > 1 and (upper == len(letters) or (len(letters) > 2 and upper > 0.6 * len(letters))):
        return Case.UPPER
    return Case.CAPITAL if text[:1].isupper() else Case.SMALL


def cased(word: str, case: Case) -> str:
    """A word in small letters, written with those capitals."""
    if case is Case.UPPER:
        return word.upper()
    return word[:1].upper() + word[1:] if case is Case.CAPITAL else word
