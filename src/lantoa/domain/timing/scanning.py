"""From tokens to facts: at every place the first rule that holds; what no rule takes is left over."""

from dataclasses import dataclass

from lantoa.domain.timing.counts import bound, count, count_of_period
from lantoa.domain.timing.cursor import Cursor
from lantoa.domain.timing.deadlines import deadline, recurring_span, single_windows
from lantoa.domain.timing.facts import Fact
from lantoa.domain.timing.marks import citation, dependence, hour, mark
from lantoa.domain.timing.names import round_the_clock, school_year
from lantoa.domain.timing.periods import rhythm
from lantoa.domain.timing.spans import span
from lantoa.domain.timing.tokens import Token


@dataclass(frozen=True)
class Found:
    """A fact and the tokens it was read from, [first, behind)."""

    fact: Fact
    first: int
    behind: int


def scan(tokens: list[Token], year: int) -> list[Found]:
    """The facts of a phrase in their order."""
    cur = Cursor(tokens, year)
    found: list[Found] = []
    while cur.peek() is not None:
        first = cur.pos
        facts = _facts_here(cur)
        if not facts:
            cur.pos = first + 1
        found += [Found(fact, first, cur.pos) for fact in facts]
    return found


def _facts_here(cur: Cursor) -> list[Fact]:
    single: Fact | None = citation(cur) or round_the_clock(cur) or school_year(cur)
    if single is not None:
        return [single]
    several = recurring_span(cur) or span(cur)
    if several is not None:
        return several
    single = dependence(cur)
    if single is not None:
        return [single]
    several = deadline(cur) or rhythm(cur) or count_of_period(cur) or count(cur) or single_windows(cur)
    if several is not None:
        return several
    single = bound(cur) or mark(cur) or hour(cur)
    return [single] if single is not None else []
