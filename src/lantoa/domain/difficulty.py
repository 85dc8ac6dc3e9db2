"""Difficulties («khó khăn, vướng mắc»): which steps are legal, and how far up each may be passed."""

from collections.abc import Collection, Hashable, Iterable
from enum import StrEnum
from typing import TypeVar

from lantoa.domain.lifecycle import Moves

Key = TypeVar("Key", bound=Hashable)


class DifficultyState(StrEnum):
    """This will say where a difficulty stands.

    RAISED: waits where it arose; PASSED_UP: waits at a body above; PROPOSED: a way out is proposed («kiến nghị») and
    waits for a head; DECIDED: a head decided, the answer is to be sent down; ANSWERED: who raised it has the answer;
    WITHDRAWN: taken back by who raised it.
    """

    RAISED = "raised"
    PASSED_UP = "passed-up"
    PROPOSED = "proposed"
    DECIDED = "decided"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class DifficultyStep(StrEnum):
    """This will name what a person does with a difficulty; each step is kept for good with its day and its author."""

    RAISE = "raise"
    PASS_UP = "pass-up"  # noqa: S105  a step, no secret
    PROPOSE = "propose"
    DECIDE = "decide"
    ANSWER = "answer"
    WITHDRAW = "withdraw"


DIFFICULTY_MOVES: Moves[DifficultyState] = {
    DifficultyState.RAISED: frozenset(
        {
            DifficultyState.PASSED_UP,
            DifficultyState.PROPOSED,
            DifficultyState.DECIDED,
            DifficultyState.WITHDRAWN,
        }
    ),
    # From one body above to the next one: it stays passed up.
    DifficultyState.PASSED_UP: frozenset(
        {
            DifficultyState.PASSED_UP,
            DifficultyState.PROPOSED,
            DifficultyState.DECIDED,
            DifficultyState.WITHDRAWN,
        }
    ),
    # A proposal that is beyond the body's power goes up with its words.
    DifficultyState.PROPOSED: frozenset(
        {DifficultyState.PASSED_UP, DifficultyState.DECIDED, DifficultyState.WITHDRAWN}
    ),
    # What a head decided is no longer passed on nor taken back: it is answered.
    DifficultyState.DECIDED: frozenset({DifficultyState.ANSWERED}),
    DifficultyState.ANSWERED: frozenset(),
    DifficultyState.WITHDRAWN: frozenset(),
}

LEADS_TO = {
    DifficultyStep.RAISE: DifficultyState.RAISED,
    DifficultyStep.PASS_UP: DifficultyState.PASSED_UP,
    DifficultyStep.PROPOSE: DifficultyState.PROPOSED,
    DifficultyStep.DECIDE: DifficultyState.DECIDED,
    DifficultyStep.ANSWER: DifficultyState.ANSWERED,
    DifficultyStep.WITHDRAW: DifficultyState.WITHDRAWN,
}

WAITING = frozenset(state for state, ways in DIFFICULTY_MOVES.items() if ways)


def ladder(rungs: Iterable[Key | None]) -> tuple[Key, ...]:
    """This will give the bodies a difficulty may climb, each once: office, body, the plan's coordinator, its issuer.

    A rung that does not exist is None; one that stands there already (a body that coordinates its own plan) is not
    climbed twice.
    """
    return tuple(dict.fromkeys(rung for rung in rungs if rung is not None))


def rungs_above(rungs: Iterable[Key | None], at: Key) -> tuple[Key, ...]:
    """This will give the bodies above `at` on the ladder, the nearest first; none for one that is not on it."""
    climbed = ladder(rungs)
    return climbed[climbed.index(at) + 1 :] if at in climbed else ()


def within_reach(rungs: Iterable[Key | None], at: Key, acting: Collection[Key]) -> tuple[Key, ...]:
    """This will give the bodies to which somebody who acts at `acting` may pass a difficulty on from `at`.

    A rung is skipped only by who acts for it too: an officer of an office passes what the body itself would.
    """
    found = []
    for rung in rungs_above(rungs, at):
        found.append(rung)
        if rung not in acting:
            break
    return tuple(found)
