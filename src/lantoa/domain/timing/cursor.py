"""A place among tokens, moved forward by the rules of the grammar; a rule that fails leaves it where it was."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from lantoa.domain.timing.tokens import Token

P = ParamSpec("P")
T = TypeVar("T")


@cache
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, list[tuple[str, list[str]]]]:
    """The phrases with their words, in their order, under the first word: most places begin none of them."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for phrase in phrases:
        words = phrase.split()
        found.setdefault(words[0], []).append((phrase, words))
    return found


@dataclass
class Cursor:
    """The tokens of a phrase, the place reached, and the plan's year."""

    tokens: list[Token]
    year: int
    pos: int = 0

    def peek(self, ahead: int = 0) -> Token | None:
        """The token so many places ahead (negative: behind), None beyond either end."""
        at = self.pos + ahead
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def key(self, ahead: int = 0) -> str:
        """The key of that token, "" beyond either end."""
        at = self.pos + ahead
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def take(self, *keys: str) -> bool:
        """Step over one token if it is one of these."""
        key = self.key()
        if key and key in keys:
            self.pos += 1
            return True
        return False

    def phrase(self, *phrases: str) -> str | None:
        """Step over the first of these phrases (folded words) that stands here, and say which."""
        begun = _by_first_word(phrases).get(self.key())
        if begun is None:
            return None
        for phrase, words in begun:
            if all(self.key(ahead) == word for ahead, word in enumerate(words)):
                self.pos += len(words)
                return phrase
        return None

    def at_phrase(self, *phrases: str) -> bool:
        """Whether one of these phrases stands here."""
        here = self.pos
        found = self.phrase(*phrases) is not None
        self.pos = here
        return found

    def number(self) -> int | None:
        """Step over a number."""
        token = self.peek()
        if token is None or token.number is None:
            return None
        self.pos += 1
        return token.number


def rule(parse: Callable[Concatenate[Cursor, P], T | None]) -> Callable[Concatenate[Cursor, P], T | None]:
    """Make a function a rule: when it answers None the cursor is back where it began."""

    @wraps(parse)
    def tried(cur: Cursor, /, *args: P.args, **kwargs: P.kwargs) -> T | None:
        here = cur.pos
        found = parse(cur, *args, **kwargs)
        if found is None:
            cur.pos = here
        return found

    return tried
