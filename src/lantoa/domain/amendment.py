"""Amending an issued plan: which duties stay, which are closed, which are new."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from lantoa.domain.duty import DutyTerms
from lantoa.domain.every import Every
from lantoa.domain.period import Period, PeriodKind, period_of

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class OldDuty:
    """This will hold a duty as it stands before the amendment, and whether a result is credited to it.

    `met`: as many are done as it asks; `once`: its obligation is a single time, not a rhythm; `extended_to`: the date
    after an extension.
    """

    terms: DutyTerms
    credited: bool
    met: bool = False
    once: bool = False
    extended_to: date | None = None

    def fell_due_before(self, day: date) -> bool:
        """Whether its date, after an extension, lies before a day."""
        return (self.extended_to or self.terms.due_on) < day


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


def in_force_from(
    old: Mapping[Key, OldDuty],
    first: Mapping[Key, DutyTerms],
    amended: Mapping[Key, DutyTerms],
    *,
    on: date,
) -> dict[Key, DutyTerms]:
    """This will say what holds after an amendment issued on a day, for `reconcile` to compare with what held before.

    in: the duties as they stand; what the amended text gives, expanded once as if issued with the plan (`first`) and
    once as issued on the amendment's day (`amended`), with the same keys. What ended before that day stands as it was
    said then: a higher number asked in October makes no short January, a row taken out in October leaves what its
    months before owed. A single task is one thing: taken out before it was done, it is owed no more, though its date
    passed; given another date it is owed by that date. Nothing is owed before it was said.
    """
    after: dict[Key, DutyTerms] = {}
    for key, duty in old.items():
        if key in first:
            after[key] = duty.terms if amended[key].before_issue else first[key]
        elif duty.terms.before_issue or (duty.fell_due_before(on) and (duty.met or not duty.once)):
            after[key] = duty.terms
    after |= {key: terms for key, terms in amended.items() if key not in old}
    return after


def once_matched(old: Sequence[DutyTerms], new: Sequence[DutyTerms], met: Collection[int] = ()) -> list[int | None]:
    """This will find, for each duty of a once-only obligation after an amendment, which of the old ones it is.

    in: the duties before and after, the places of those already met. out: the place among `old`, or None for one that
    is new. The same date is the same duty; of what is left the first goes with the first, so that a moved date is
    still the duty it was. One of several that is met is done with: a later date is another one.
    """
    left = list(range(len(old)))
    found: list[int | None] = [None] * len(new)
    for number, terms in enumerate(new):
        same = next((place for place in left if old[place].due_on == terms.due_on), None)
        if same is not None:
            found[number] = same
            left.remove(same)
    if len(old) > 1:
        left = [place for place in left if place not in met]
    for number, place in zip((n for n, one in enumerate(found) if one is None), left, strict=False):
        found[number] = place
    return found


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
