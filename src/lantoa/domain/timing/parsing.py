"""The grammar's front door."""

from lantoa.domain.timing.assembling import assemble
from lantoa.domain.timing.facts import Mark
from lantoa.domain.timing.model import TimingReading
from lantoa.domain.timing.scanning import Found, scan
from lantoa.domain.timing.tokens import Token, tokenise
from lantoa.vietnamese import nfc

_JOINERS = frozenset({"va", "vao", "hoac", "cua", "trong", "tai", "co", "la"})


def parse_timing(phrase: str, year: int) -> TimingReading:
    """What a timing or quota phrase says, and no more: nothing is inferred.

    In: a phrase in Vietnamese, sound or bent by scanning; the plan's year (2 to 9998), for what names none. Out: the
    timings (none for words that say nothing of time or number; one with `every` pending for time that hangs on
    something else), the words understood and the words left over. Any text is accepted.
    """
    text = nfc(phrase)
    tokens = tokenise(text)
    found = scan(tokens, year)
    return TimingReading(assemble(found, tokens, year), *_shares(text, tokens, found))


def _shares(text: str, tokens: list[Token], found: list[Found]) -> tuple[str, str]:
    """The words of the text that some fact was read from, and the others."""
    read = [item for item in found if item.fact is not Mark.UNREAD]
    taken = {place for item in read for place in range(item.first, item.behind)}
    left = set(range(len(tokens))) - taken
    return _words(text, tokens, taken), _words(text, tokens, left - _joiners(tokens, left))


def _joiners(tokens: list[Token], left: set[int]) -> set[int]:
    """The places of words left over that only join what was read on both sides: «và», «vào»."""
    alone = (place for place in left if place - 1 not in left and place + 1 not in left)
    return {place for place in alone if tokens[place].key in _JOINERS}


def _words(text: str, tokens: list[Token], places: set[int]) -> str:
    """The text of these tokens; neighbours keep what stands between them, gaps are closed by a space."""
    parts: list[str] = []
    for place in sorted(places):
        token = tokens[place]
        if parts and place - 1 in places:
            parts[-1] += text[tokens[place - 1].end : token.end]
        else:
            parts.append(text[token.start : token.end])
    wordy = (part.strip(" ,;:.()-–") for part in parts)
    return " ".join(part for part in wordy if part)
