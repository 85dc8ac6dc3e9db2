"""The words of a timing and the keys of an OBLIGATION that they set: read as typed, written so that they read back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lantoa.domain.due import DueRule
from lantoa.domain.every import Every
from lantoa.domain.timing import Timing, explain, parse_timing, write

Json = dict[str, Any]


@dataclass(frozen=True)
class PhraseReading:
    """What a typed phrase means: the keys it sets for each thing it asks, the sentence for the screen, the rest.

    `rest` are the words that were not understood; nothing at all was when `keys` is empty.
    """

    keys: tuple[Json, ...]
    sentence: str
    rest: str


def read_phrase(phrase: str, year: int) -> PhraseReading:
    """Read a phrase such as "3-4 tin, bài/tháng, trước ngày 25". in: the words, the plan's year.

    A window that the words leave open is the plan's year. What only a reading adds (PLAN_JSON: 1 and 1 for a named
    period without a number, 1 and more for a single time) is added and marked inferred.
    """
    reading = parse_timing(phrase, year)
    keys = tuple(_keys(timing, year) for timing in reading.timings)
    return PhraseReading(keys, " ".join(explain(timing) for timing in reading.timings), reading.rest)


def _keys(timing: Timing, year: int) -> Json:
    keys = timing.as_json()
    inferred = []
    if timing.every.is_counted and timing.min is None and timing.max is None:
        keys["min"] = 1
        inferred.append("min")
        if timing.every != Every.ONCE:
            keys["max"] = 1
            inferred.append("max")
    keys["from"] = keys["from"] or date(year, 1, 1).isoformat()
    keys["to"] = keys["to"] or date(year, 12, 31).isoformat()
    return keys | {"inferred": inferred}


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
