"""A due date moved on request («gia hạn»): both dates are kept, and who uses a date says which of the two counts."""

from datetime import date
from enum import StrEnum

from lantoa.domain.lifecycle import Moves


class ExtensionState(StrEnum):
    """This will say what has become of a request: asked, granted, refused, or taken back by who asked."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class WhichDate(StrEnum):
    """This will say which date decides whether a duty was done in time: «hạn gốc» or «hạn sau gia hạn»."""

    ORIGINAL = "original"
    EXTENDED = "extended"


class AskingFault(StrEnum):
    """This will name why an extension cannot be asked for: the date has passed, or the wanted day cannot be."""

    TOO_LATE = "too-late"
    NOT_LATER = "not-later"
    TOO_FAR = "too-far"


EXTENSION_MOVES: Moves[ExtensionState] = {
    ExtensionState.ASKED: frozenset({ExtensionState.GRANTED, ExtensionState.REFUSED, ExtensionState.WITHDRAWN}),
    # What was answered stays answered: another request is another row.
    ExtensionState.GRANTED: frozenset(),
    ExtensionState.REFUSED: frozenset(),
    ExtensionState.WITHDRAWN: frozenset(),
}

LONGEST_DAYS = 366  # a longer wait is a change of the plan, and plans are amended


def effective_due(due_on: date, extended_to: date | None) -> date:
    """This will give the date by which a duty is to be done: after an extension, else the original one."""
    return due_on if extended_to is None else extended_to


def due_by(which: WhichDate, due_on: date, extended_to: date | None) -> date:
    """This will give the one of a duty's two dates that counts."""
    return due_on if which is WhichDate.ORIGINAL else effective_due(due_on, extended_to)


def asking_fault(*, due: date, wanted: date, today: date) -> AskingFault | None:
    """This will say why an extension from `due` to `wanted` cannot be asked for on `today`; None if it can.

    It is asked for before the date has passed: the due date itself is still in time, as everywhere.
    """
    if today > due:
        return AskingFault.TOO_LATE
    return wanted_fault(due=due, wanted=wanted)


def wanted_fault(*, due: date, wanted: date) -> AskingFault | None:
    """This will say why a due date cannot move to `wanted`; None if it can. An extension only ever moves it later."""
    if wanted <= due:
        return AskingFault.NOT_LATER
    return AskingFault.TOO_FAR if (wanted - due).days > LONGEST_DAYS else None
