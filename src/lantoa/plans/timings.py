"""The words of a timing and the keys of an OBLIGATION that they set: read as typed, written so that they read back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from lantoa.domain.due import DueRule
from lantoa.domain.duty import DutyTerms
from lantoa.domain.every import Every
from lantoa.domain.obligation import ObligationTerms, expand
from lantoa.domain.period import Period
from lantoa.domain.timing import Timing, explain, parse_timing, write
from lantoa.domain.working_days import WorkingDays

Json = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One thing that a phrase asks for: the keys it sets, and it in a sentence."""

    keys: Json
    sentence: str

    def duties(self, working_days: WorkingDays | None = None) -> list[DutyTerms]:
        """What one agency would owe in each period, none of it before an issue; nothing for what is not counted."""
        window = Period.inclusive(date.fromisoformat(self.keys["from"]), date.fromisoformat(self.keys["to"]))
        terms = ObligationTerms(
            every=Every(self.keys["every"]),
            minimum=self.keys["min"],
            maximum=self.keys["max"],
            total=self.keys["total"],
            window=window,
            due=DueRule.from_json(self.keys["due"]),
        )
        return expand(terms, issued_on=None, working_days=working_days or WorkingDays())


@dataclass(frozen=True)
class PhraseReading:
    """What a typed phrase means: each thing it asks, and the words that were not understood."""

    asked: tuple[Asked, ...]
    rest: str

    @property
    def keys(self) -> tuple[Json, ...]:
        """The keys it sets, for each thing it asks."""
        return tuple(asked.keys for asked in self.asked)

    @property
    def sentence(self) -> str:
        """All that it asks, for the screen."""
        return " ".join(f"{asked.sentence}." for asked in self.asked)


def read_phrase(phrase: str, year: int) -> PhraseReading:
    """Read a phrase such as "3-4 tin, bài/tháng, trước ngày 25". in: the words, the plan's year.

    A window that the words leave open is the plan's year. What only a reading adds (PLAN_JSON: 1 and 1 for a named
    period without a number, 1 and more for a single time) is added and marked inferred.
    """
    reading = parse_timing(phrase, year)
    return PhraseReading(
        tuple(Asked(_keys(timing, year), explain(timing)) for timing in reading.timings),
        reading.rest,
    )


def _keys(timing: Timing, year: int) -> Json:
    keys = timing.as_json()
    inferred = []
    if timing.every.is_counted and timing.min is None and timing.max is None:
        keys["min"] = 1
        inferred.append("min")
        if timing.every != Every.ONCE:
            keys["max"] = 1
            inferred.append("max")
    keys["from"] = keys["from"] or date(_year_of(timing.last, year, min), 1, 1).isoformat()
    keys["to"] = keys["to"] or date(_year_of(timing.start, year, max), 12, 31).isoformat()
    return keys | {"inferred": inferred}


def _year_of(other_end: date | None, year: int, which: Callable[[int, int], int]) -> int:
    """The year of an end that the words leave open: the plan's, unless the other end lies beyond it."""
    return which(year, other_end.year) if other_end else year


def phrase_of(data: Json, year: int) -> str:
    """The words that say an OBLIGATION's timing and quota, to be typed over; the plan's whole year is left out."""
    start, last = _day(data.get("from")), _day(data.get("to"))
    if (start, last) == (date(year, 1, 1), date(year, 12, 31)):
        start = last = None
    timing = Timing(
        every=Every(data["every"]),
        min=data.get("min"),
        max=data.get("max"),
        unit=data.get("unit"),
        total=data.get("total"),
        start=start,
        last=last,
        due=DueRule.from_json(data.get("due")),
    )
    return write(timing)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
