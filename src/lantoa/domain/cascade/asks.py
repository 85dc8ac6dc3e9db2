"""Undertakings compared as a whole: how many by each day, how steadily, under which limit.

The one is at least as strong as the other when it is in all three; so «48 số/năm» is weaker than «04 số/tháng», which
asks as many and asks them sooner. What is neither (sooner, but not as steady) counts as weaker, with both halves said.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lantoa.domain.cascade.stance import SAME, Comparison, Stance
from lantoa.domain.due import DueRule
from lantoa.domain.every import Every
from lantoa.domain.obligation import ObligationTerms, expand
from lantoa.domain.period import Period
from lantoa.domain.working_days import WorkingDays

_EVERY_WORDS = {
    Every.DAY: "hằng ngày",
    Every.WEEK: "hằng tuần",
    Every.MONTH: "hằng tháng",
    Every.QUARTER: "hằng quý",
    Every.HALF_YEAR: "6 tháng một lần",
    Every.YEAR: "một lần tính cả năm",
    Every.ONCE: "một lần",
    Every.STANDING: "thường xuyên",
    Every.PENDING: "chờ lịch",
}
_NO_DAYS_OFF = WorkingDays()


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One obligation as far as it can be compared: how many, how often, when, by when."""

    every: Every
    minimum: int | None = None
    maximum: int | None = None
    total: int | None = None
    window: Period
    due: DueRule | None = None

    @property
    def is_limit(self) -> bool:
        """Whether it only says «tối đa»: a limit, nothing owed."""
        return self.minimum is None and self.maximum is not None and self.total is None

    @property
    def amount(self) -> int:
        """How many in all, over the whole window: 04 số/tháng through a year is 48. 0 where nothing is counted."""
        return sum(count for _, count in _owed(self))


class _Shortfall(NamedTuple):
    """In what one side falls short, in words; whether it is the number, which says enough by itself."""

    words: str
    is_number: bool = False


def at_least_as_strong(lower: Sequence[Ask], upper: Sequence[Ask]) -> bool:
    """Whether who keeps all of `lower` keeps what `upper` asks: a partial order (reflexive, transitive)."""
    return _shortfall(lower, upper) is None


def compare(lower: Sequence[Ask], upper: Sequence[Ask]) -> Comparison:
    """What the lower asks together (a task split between offices adds up) are beside the upper ones together.

    in: asks of one kind of thing, counted in the same unit. out: ADOPTED, SHARPENED or WEAKER with its sentence.
    """
    short, more = _shortfall(lower, upper), _shortfall(upper, lower)
    if short:
        gain = "" if not more or short.is_number else _gain(more, lower, upper)
        also = f"; nhưng {gain}" if gain and gain != short.words else ""
        return Comparison(stance=Stance.WEAKER, sentence=f"yếu hơn: {short.words}{also}")
    if more:
        return Comparison(stance=Stance.SHARPENED, sentence=f"cao hơn: {_gain(more, lower, upper)}")
    asked = _amount(upper)
    return Comparison(stance=Stance.ADOPTED, sentence=f"{SAME}: {asked}" if asked else SAME)


def compare_percent(lower: float, upper: float) -> Comparison:
    """A target's percentage beside the upper one: «yếu hơn: 80% thay vì 100%»."""
    words = f"{percent_words(lower)} thay vì {percent_words(upper)}"
    if lower < upper:
        return Comparison(stance=Stance.WEAKER, sentence=f"yếu hơn: {words}")
    if lower > upper:
        return Comparison(stance=Stance.SHARPENED, sentence=f"cao hơn: {words}")
    return Comparison(stance=Stance.ADOPTED, sentence=f"{SAME}: {percent_words(upper)}")


def percent_words(value: float) -> str:
    """A percentage as Vietnamese papers write it: «99,5%»."""
    return f"{value:g}%".replace(".", ",")


# --- The three measures --------------------------------------------------------------------------------------------


def _shortfall(lower: Sequence[Ask], upper: Sequence[Ask]) -> _Shortfall | None:
    """In which of the three measures «lower» falls short of «upper»; None if in none."""
    return _too_few(lower, upper) or _too_late(lower, upper) or _too_seldom(lower, upper) or _too_loose(lower, upper)


@lru_cache(maxsize=50_000)
def _owed(ask: Ask) -> tuple[tuple[date, int], ...]:
    """The days on which something falls due, with how many, in order."""
    if ask.is_limit:
        return ()
    terms = ObligationTerms(
        every=ask.every, minimum=ask.minimum, maximum=ask.maximum, total=ask.total, window=ask.window, due=ask.due
    )
    duties = expand(terms, issued_on=None, working_days=_NO_DAYS_OFF)
    return tuple(sorted((duty.due_on, duty.minimum) for duty in duties if duty.minimum))


def _amount(asks: Iterable[Ask]) -> int:
    return sum(ask.amount for ask in asks)


def _too_few(lower: Sequence[Ask], upper: Sequence[Ask]) -> _Shortfall | None:
    here, there = _amount(lower), _amount(upper)
    if here >= there:
        return None
    words = f"{here} thay vì {there}" if here else f"không nêu số lượng (cấp trên: {there})"
    return _Shortfall(words, is_number=True)


def _curve(asks: Iterable[Ask]) -> tuple[list[date], list[int]]:
    """How many in all are due by each day on which something falls due."""
    days: list[date] = []
    sums: list[int] = []
    for day, count in sorted(part for ask in asks for part in _owed(ask)):
        running = (sums[-1] if sums else 0) + count
        if days and days[-1] == day:
            sums[-1] = running
        else:
            days.append(day)
            sums.append(running)
    return days, sums


def _too_late(lower: Sequence[Ask], upper: Sequence[Ask]) -> _Shortfall | None:
    """Whether by some day fewer are due below than above, though in the end there are enough."""
    days, sums = _curve(lower)
    asked_days, asked_sums = _curve(upper)
    for day, wanted in zip(asked_days, asked_sums, strict=True):
        place = bisect_right(days, day)
        if (sums[place - 1] if place else 0) >= wanted:
            continue
        if len(days) != len(asked_days):
            return _Shortfall(f"{_rhythm(lower)} thay vì {_rhythm(upper)}")
        reached = next(when for when, count in zip(days, sums, strict=True) if count >= wanted)
        return _Shortfall(f"hạn {reached:%d/%m/%Y} thay vì {day:%d/%m/%Y}")
    return None


def _spans(asks: Iterable[Ask]) -> list[tuple[date, date]]:
    """The stretches through which something goes on: standing, or owed again and again; joined where they touch."""
    found = sorted(
        (ask.window.start, ask.window.end)
        for ask in asks
        if not ask.is_limit and (ask.every == Every.STANDING or len(_owed(ask)) > 1)
    )
    joined: list[tuple[date, date]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _too_seldom(lower: Sequence[Ask], upper: Sequence[Ask]) -> _Shortfall | None:
    stretches = _spans(lower)
    for first, last in _spans(upper):
        if not any(start <= first and last <= end for start, end in stretches):
            return _Shortfall(f"{_rhythm(lower)} thay vì {_rhythm(upper)}")
    return None


def _limit(asks: Iterable[Ask]) -> int | None:
    """The tightest limit of those that only limit; None without one."""
    return min((ask.maximum for ask in asks if ask.is_limit and ask.maximum is not None), default=None)


def _too_loose(lower: Sequence[Ask], upper: Sequence[Ask]) -> _Shortfall | None:
    wanted, given = _limit(upper), _limit(lower)
    if wanted is None or (given is not None and given <= wanted):
        return None
    words = f"bỏ giới hạn nhiều nhất {wanted}" if given is None else f"nhiều nhất {given} thay vì {wanted}"
    return _Shortfall(words)


# --- Words ---------------------------------------------------------------------------------------------------------


def _rhythm(asks: Sequence[Ask]) -> str:
    if not asks:
        return "không nêu"
    said = ", ".join(dict.fromkeys(_EVERY_WORDS[ask.every] for ask in asks))
    start, last = min(ask.window.start for ask in asks), max(ask.window.last_day for ask in asks)
    is_year = (start.month, start.day, last.month, last.day) == (1, 1, 12, 31)
    return said if is_year else f"{said} từ {start:%d/%m} đến {last:%d/%m/%Y}"


def _gain(more: _Shortfall, lower: Sequence[Ask], upper: Sequence[Ask]) -> str:
    """In what the lower side is more: seen from above it is the upper one's shortfall, told the other way round."""
    here, there = _amount(lower), _amount(upper)
    if here > there:
        return f"{here} thay vì {there}" if there else f"nêu số lượng {here} (cấp trên không nêu)"
    days, asked_days = _curve(lower)[0], _curve(upper)[0]
    if len(days) == len(asked_days):
        sooner = [(one, other) for one, other in zip(days, asked_days, strict=True) if one < other]
        if sooner:
            return f"hạn {sooner[0][0]:%d/%m/%Y} thay vì {sooner[0][1]:%d/%m/%Y}"
    if _rhythm(lower) != _rhythm(upper):
        return f"{_rhythm(lower)} thay vì {_rhythm(upper)}"
    limit = _limit(lower)
    return f"nhiều nhất {limit}" if limit is not None else more.words
