"""Amending an issued plan: which duties stay, which are closed, which are new."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from lantoa.domain.duty import DutyTerms
from lantoa.domain.every import Every
from lantoa.domain.period import Period, PeriodKind, period_of

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class OldDuty:
    """This will hold a duty as it stands before the amendment, and whether a result is credited to it."""

    terms: DutyTerms
    credited: bool


@dataclass(frozen=True, kw_only=True)
class Reconciliation(Generic[Key]):
    """This will hold what an amendment does to duties; every old key stands in exactly one of the first three.

    `keep`: nothing changes; `change`: stays with its credits under new terms; `close`: no longer applies, is kept
    with the amendment's number and its credits; `add`: new. Nothing is ever deleted.
    """

    keep: tuple[Key, ...]
    change: tuple[tuple[Key, DutyTerms], ...]
    close: tuple[Key, ...]
    add: tuple[tuple[Key, DutyTerms], ...]
    credited_closed: tuple[Key, ...]


def reconcile(old: Mapping[Key, OldDuty], new: Mapping[Key, DutyTerms]) -> Reconciliation[Key]:
    """This will compare duties before and after by their keys, in the order given.

    A key names a duty across the amendment: its obligation, its holders and its name among them (`duty_keys`).
    `credited_closed` are those of `close` that hold results, for a person to look at: what was done there is kept,
    and may be credited again. Expand what stood before with the day of the first issue, what is new with the
    amendment's, so that nothing is owed before it was said.
    """
    keep = tuple(key for key, duty in old.items() if key in new and new[key] == duty.terms)
    change = tuple((key, new[key]) for key, duty in old.items() if key in new and new[key] != duty.terms)
    close = tuple(key for key in old if key not in new)
    return Reconciliation(
        keep=keep,
        change=change,
        close=close,
        add=tuple((key, terms) for key, terms in new.items() if key not in old),
        credited_closed=tuple(key for key in close if old[key].credited),
    )


def duty_keys(every: Every, duties: Sequence[DutyTerms]) -> list[str]:
    """This will name the duties of one obligation and holder so that an amendment finds them again, no two alike.

    A duty of a named period is known by the whole period («month:2026-03-01»), so that a window cut otherwise still
    holds the same duty; those of a once-only obligation by their order («once:1»), so that a moved date does too.
    """
    if every is Every.ONCE:
        return [f"{every}:{number}" for number, _ in enumerate(duties, start=1)]
    return [f"{every}:{_whole_start(duty.period)}" for duty in duties]


def _whole_start(period: Period) -> date:
    if period.kind is not PeriodKind.WEEK:
        return period_of(period.start, period.kind, period.calendar).start
    # A week at an end of the window may have taken in days of the week beside it: its Thursday tells which it is.
    first_thursday = period.start + timedelta(days=(3 - period.start.weekday()) % 7)
    return period_of(first_thursday, PeriodKind.WEEK).start
