"""What a timing phrase says, as a value."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lantoa.domain.due import DueRule
from lantoa.domain.every import Every

__all__ = ["Every", "Timing", "TimingReading"]


@dataclass(frozen=True, kw_only=True)
class Timing:
    """One thing a phrase asks for: how many of what, how often, in which window, by when. Words only, nothing inferred.

    min and max count per period of `every` (None where the words give none); total is one given beside a rate; start
    and last are the window's first and last day, as written (None where the words leave an end open).
    """

    every: Every
    min: int | None = None
    max: int | None = None
    unit: str | None = None
    total: int | None = None
    start: date | None = None
    last: date | None = None
    due: DueRule | None = None

    def as_json(self) -> dict[str, Any]:
        """The keys of Plan JSON that a timing holds."""
        return {
            "min": self.min,
            "max": self.max,
            "unit": self.unit,
            "every": self.every.value,
            "from": self.start.isoformat() if self.start else None,
            "to": self.last.isoformat() if self.last else None,
            "due": self.due.to_json() if self.due else None,
            "total": self.total,
        }


@dataclass(frozen=True)
class TimingReading:
    """What was read in a phrase: the timings in its order, the words they came from, and the words left over."""

    timings: tuple[Timing, ...]
    understood: str
    rest: str
