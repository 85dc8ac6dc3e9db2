"""When a thing is due: a rule that names a day in every period, «thời hạn»."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

NEXT_MONTH = "next-month"


class Span(Protocol):
    """Anything with two ends, half-open: what `Period` is and what a rule needs to know of it."""

    @property
    def start(self) -> date: ...

    @property
    def end(self) -> date: ...


@dataclass(frozen=True, kw_only=True)
class DueRule:
    """A due rule, one of: a day of the month, a day of the week, or dates.

    day (1–31) is a day of the period's last month, or with `of="next-month"` of the month after the period; weekday is
    1 (Monday) to 7; dates are in order. `strict` is the «trước ngày …» of a text: the day before is the last.
    Raises ValueError for any other mixture.
    """

    day: int | None = None
    of: str | None = None
    weekday: int | None = None
    dates: tuple[date, ...] = ()
    strict: bool = False

    def __post_init__(self) -> None:
        if (self.day is not None) + (self.weekday is not None) + bool(self.dates) != 1:
            raise ValueError("a due rule names a day, a weekday or dates, and only one of them")
        if self.day is not None and not 1 <= self.day <= 31:
            raise ValueError(f"no month has a day {self.day}")
        if self.weekday is not None and not 1 <= self.weekday <= 7:
            raise ValueError(f"no week has a day {self.weekday}")
        if self.of not in (None, NEXT_MONTH) or (self.of and self.day is None):
            raise ValueError("only a day of the month may be of the next month")
        if list(self.dates) != sorted(set(self.dates)):
            raise ValueError("dates are in order and each stands once")

    def to_json(self) -> dict[str, Any]:
        """The rule as Plan JSON writes it, without the keys that say nothing."""
        data: dict[str, Any] = {}
        if self.day is not None:
            data["day"] = self.day
        if self.of is not None:
            data["of"] = self.of
        if self.weekday is not None:
            data["weekday"] = self.weekday
        if self.dates:
            data["dates"] = [day.isoformat() for day in self.dates]
        if self.strict:
            data["strict"] = True
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> "DueRule | None":
        """The rule in a Plan JSON value; None for null or {}. Raises ValueError for what is no rule."""
        if not data:
            return None
        unknown = set(data) - {"day", "of", "weekday", "dates", "strict"}
        if unknown:
            raise ValueError(f"unknown keys in a due rule: {', '.join(sorted(unknown))}")
        try:
            dates = tuple(sorted({date.fromisoformat(text) for text in data.get("dates") or ()}))
            return cls(
                day=data.get("day"),
                of=data.get("of"),
                weekday=data.get("weekday"),
                dates=dates,
                strict=bool(data.get("strict")),
            )
        except TypeError as error:
            raise ValueError(f"not a due rule: {dict(data)!r}") from error

    def due_on(self, period: Span) -> date:
        """The last lawful day of this rule in a period (half-open, not empty)."""
        day = self._named_day(period)
        return day - timedelta(days=1) if self.strict else day

    def _named_day(self, period: Span) -> date:
        last = period.end - timedelta(days=1)
        if self.weekday is not None:
            return _weekday_in(period, self.weekday)
        if self.day is None:
            return self._date_for(period)
        if self.of == NEXT_MONTH:
            year, month = (last.year + 1, 1) if last.month == 12 else (last.year, last.month + 1)
            return _day_of_month(year, month, self.day)
        return _day_of_month(last.year, last.month, self.day)

    def _date_for(self, period: Span) -> date:
        """The date inside the period; else the first after it; else the anniversary («hằng năm»); else the last."""
        inside = [day for day in self.dates if period.start <= day < period.end]
        if inside:
            return inside[-1]
        after = [day for day in self.dates if day >= period.end]
        if after:
            return after[0]
        latest = self.dates[-1]
        for year in range(period.start.year, period.end.year + 1):
            anniversary = _day_of_month(year, latest.month, latest.day)
            if period.start <= anniversary < period.end:
                return anniversary
        return latest


def _day_of_month(year: int, month: int, day: int) -> date:
    """Day N of a month; its last day where the month is shorter."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _weekday_in(period: Span, weekday: int) -> date:
    """The last such day of the period; a week cut short by the plan's window may lack it, then its last day."""
    last = period.end - timedelta(days=1)
    day = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return day if day >= period.start else last
