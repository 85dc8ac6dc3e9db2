"""A difficulty climbs, is decided, comes down; no way leads back or past the top."""

from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.difficulty import (
    DIFFICULTY_MOVES,
    LEADS_TO,
    WAITING,
    DifficultyState,
    DifficultyStep,
    ladder,
    rungs_above,
    within_reach,
)
from lantoa.domain.lifecycle import may_move

STEPS = st.lists(st.sampled_from([step for step in DifficultyStep if step is not DifficultyStep.RAISE]), max_size=15)
RUNGS = st.lists(st.none() | st.integers(1, 5), max_size=5)


def walked(steps):
    """The states a difficulty goes through when steps are tried in turn and the illegal ones refused."""
    states = [DifficultyState.RAISED]
    for step in steps:
        if may_move(DIFFICULTY_MOVES, states[-1], LEADS_TO[step]):
            states.append(LEADS_TO[step])
    return states


@given(steps=STEPS)
def test_no_answer_comes_before_a_decision(steps):
    states = walked(steps)
    if DifficultyState.ANSWERED in states:
        assert states[states.index(DifficultyState.ANSWERED) - 1] is DifficultyState.DECIDED


@given(steps=STEPS)
def test_what_was_decided_only_comes_down(steps):
    states = walked(steps)
    if DifficultyState.DECIDED in states:
        assert set(states[states.index(DifficultyState.DECIDED) + 1 :]) <= {DifficultyState.ANSWERED}


@given(steps=STEPS)
def test_nothing_follows_an_answer_or_a_withdrawal_and_nothing_is_raised_twice(steps):
    states = walked(steps)
    for end in (DifficultyState.ANSWERED, DifficultyState.WITHDRAWN):
        assert states.count(end) <= 1
        assert end not in states[:-1]
    assert states.count(DifficultyState.RAISED) == 1


def test_every_state_but_the_two_ends_waits_for_somebody():
    assert set(DifficultyState) - WAITING == {DifficultyState.ANSWERED, DifficultyState.WITHDRAWN}
    assert DIFFICULTY_MOVES.keys() == set(DifficultyState)
    assert LEADS_TO.keys() == set(DifficultyStep)


@given(rungs=RUNGS, at=st.integers(1, 6))
def test_a_ladder_is_climbed_upwards_only_and_each_rung_once(rungs, at):
    climbed, above = ladder(rungs), rungs_above(rungs, at)
    assert len(set(climbed)) == len(climbed)
    assert None not in climbed
    assert at not in above
    assert above == (climbed[climbed.index(at) + 1 :] if at in climbed else ())


@given(rungs=RUNGS, at=st.integers(1, 5), acting=st.sets(st.integers(1, 5)))
def test_a_rung_is_skipped_only_by_who_acts_for_it(rungs, at, acting):
    above, found = rungs_above(rungs, at), within_reach(rungs, at, acting)
    assert found == above[: len(found)]
    assert all(rung in acting for rung in found[:-1])
    assert bool(found) == bool(above)
    if found and found != above:
        assert found[-1] not in acting


def test_a_body_that_follows_its_own_plan_is_one_rung():
    assert ladder((7, 3, 3, 3)) == (7, 3)
    assert rungs_above((3, 3, 3, 3), 3) == ()
