"""Figures that add: what was owed and what was done, two families never mixed.

Both add in any order from a zero, so that a parent's figure is the sum of its children's. Percentages are
computed last, from sums, and never averaged. What was not reported is None, never a zero tally.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from lantoa.domain.verdict import Amount, Standing, Verdict

_HUNDRED = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class OwedTally:
    """This will count duties, each under exactly one of `met`, `met_late`, `upcoming`, `due`, `overdue`.

    Three figures count some of them again: `over` those of the met that went above their limit; `met_by_extension`
    those of `met` that are in time only by a date moved on request; `kept_by_extension` those of `due` that would be
    overdue by their original date (see `by_original`). OwedTally() is zero.
    """

    met: int = 0
    met_late: int = 0
    upcoming: int = 0
    due: int = 0
    overdue: int = 0
    over: int = 0
    met_by_extension: int = 0
    kept_by_extension: int = 0

    @classmethod
    def of(cls, verdict: Verdict, original: Verdict | None = None) -> "OwedTally":
        """This will count one owed duty; `original` is its verdict by its own date, where an extension moved that."""
        over = int(verdict.amount is Amount.OVER)
        one = _OF_ONE[verdict.standing] + cls(over=over)
        if original is None or original.standing is verdict.standing:
            return one
        return one + cls(met_by_extension=int(verdict.is_met), kept_by_extension=int(not verdict.is_met))

    def __add__(self, other: "OwedTally") -> "OwedTally":
        # Written out: screens add thousands of these.
        return OwedTally(
            met=self.met + other.met,
            met_late=self.met_late + other.met_late,
            upcoming=self.upcoming + other.upcoming,
            due=self.due + other.due,
            overdue=self.overdue + other.overdue,
            over=self.over + other.over,
            met_by_extension=self.met_by_extension + other.met_by_extension,
            kept_by_extension=self.kept_by_extension + other.kept_by_extension,
        )

    @property
    def total(self) -> int:
        """All duties."""
        return self.met + self.met_late + self.upcoming + self.due + self.overdue

    @property
    def met_all(self) -> int:
        """Duties met, in time or late."""
        return self.met + self.met_late

    @property
    def fallen_due(self) -> int:
        """Duties that can be judged: those met, and those whose date passed («đã đến hạn»)."""
        return self.met_all + self.overdue

    @property
    def moved(self) -> int:
        """Duties that an extension makes stand otherwise than their original date would."""
        return self.met_by_extension + self.kept_by_extension

    def by_original(self) -> "OwedTally":
        """The same duties judged by their original dates («đúng hạn gốc»)."""
        return OwedTally(
            met=self.met - self.met_by_extension,
            met_late=self.met_late + self.met_by_extension,
            upcoming=self.upcoming,
            due=self.due - self.kept_by_extension,
            overdue=self.overdue + self.kept_by_extension,
            over=self.over,
        )

    @property
    def percent_met(self) -> Decimal | None:
        """Met of all, in percent; None if there are none."""
        return percent(self.met_all, self.total)

    @property
    def percent_on_time(self) -> Decimal | None:
        """Met in time of those that can be judged, in percent; None if there are none."""
        return percent(self.met, self.fallen_due)


_OF_ONE: Mapping[Standing, OwedTally] = {
    Standing.MET: OwedTally(met=1),
    Standing.MET_LATE: OwedTally(met_late=1),
    Standing.UPCOMING: OwedTally(upcoming=1),
    Standing.DUE: OwedTally(due=1),
    Standing.OVERDUE: OwedTally(overdue=1),
}


@dataclass(frozen=True)
class DoneTally:
    """This will count results («kết quả»), each by its one owner: how many, and the quantity of each unit («tin, bài»).

    Quantities of different units never add to one another. DoneTally() is zero.
    """

    count: int = 0
    quantities: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        # Zeros are left out, so that equal sums are equal values in whatever order they came about.
        kept = {unit: self.quantities[unit] for unit in sorted(self.quantities) if self.quantities[unit]}
        object.__setattr__(self, "quantities", MappingProxyType(kept))

    @classmethod
    def of(cls, quantity: int, unit: str) -> "DoneTally":
        """This will count one result of a quantity."""
        return cls(1, {unit: quantity})

    def __add__(self, other: "DoneTally") -> "DoneTally":
        units = {*self.quantities, *other.quantities}
        summed = {unit: self.quantities.get(unit, 0) + other.quantities.get(unit, 0) for unit in units}
        return DoneTally(self.count + other.count, summed)

    def __hash__(self) -> int:
        return hash((self.count, tuple(self.quantities.items())))


def sum_owed(tallies: Iterable[OwedTally]) -> OwedTally:
    """This will add tallies of duties; none gives zero."""
    return sum(tallies, OwedTally())


def sum_done(tallies: Iterable[DoneTally]) -> DoneTally:
    """This will add tallies of results; none gives zero."""
    return sum(tallies, DoneTally())


def percent(part: int, whole: int) -> Decimal | None:
    """This will give part of whole in percent, unrounded; None if the whole is 0, which is not 0 percent."""
    return None if whole == 0 else Decimal(part) * _HUNDRED / Decimal(whole)


def percent_vi(value: Decimal | None, *, places: int = 1, missing: str = "–") -> str:
    """This will write a percentage as Vietnamese papers do («91,4%», «100%»); `missing` where there is none.

    It rounds halves up, but never up to 100 or down to 0 what is not quite there: 99,96 shows as «99,9%».
    """
    if value is None:
        return missing
    step = Decimal(1).scaleb(-places)
    rounded = value.quantize(step, rounding=ROUND_HALF_UP)
    if rounded == _HUNDRED and value < _HUNDRED:
        rounded -= step
    if rounded == 0 and value > 0:
        rounded = step
    return f"{decimal_vi(rounded)}%"


def decimal_vi(value: Decimal | int) -> str:
    """This will write a number with Vietnamese marks, a dot between thousands and a comma before decimals.

    «1.234,5»; zeros at the end of the decimals are left out.
    """
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_VIETNAMESE_MARKS)


_VIETNAMESE_MARKS = str.maketrans({",": ".", ".": ","})
