"""When a thing is due: a rule that names a day in every period, «thời hạn»."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

NEXT_MONTH = "next-month"
_ONE_DAY = timedelta(days=1)
_DAYS_BACK = tuple(timedelta(days=number) for number in range(7))
_SHORTEST_MONTH = 28


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
        [day] = self.due_in_each((period,))
        return day

    def due_in_each(self, periods: Sequence[Span]) -> list[date]:
        """The last lawful day of this rule in each of many periods (half-open, not empty), in their order."""
        lasts = [period.end - _ONE_DAY for period in periods]
        if self.weekday is not None:
            weekday = self.weekday
            back = [last - _DAYS_BACK[(last.isoweekday() - weekday) % 7] for last in lasts]
            # The last such day of the period; a week cut short by the plan's window may lack it, then its last day.
            days = [
                day if day >= period.start else last for day, last, period in zip(back, lasts, periods, strict=True)
            ]
        elif self.day is None:
            days = [self._date_for(period) for period in periods]
        else:
            months = [_month_after(last) for last in lasts] if self.of == NEXT_MONTH else lasts
            days = [_day_of_month(month.year, month.month, self.day) for month in months]
        return [day - _ONE_DAY for day in days] if self.strict else days

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
    return date(year, month, day if day <= _SHORTEST_MONTH else min(day, calendar.monthrange(year, month)[1]))


def _month_after(day: date) -> date:
    """The first day of the next month."""
    return date(day.year + 1, 1, 1) if day.month == 12 else date(day.year, day.month + 1, 1)
