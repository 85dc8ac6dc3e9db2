"""The stages at which a duty is told of: the last that has come, each once, also after days left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.reminding import (
    MOST_DAYS,
    Escalation,
    Stages,
    StagesError,
    Urgency,
    escalations_on,
    stage_on,
    urgency_on,
)

DUE = date(2026, 9, 30)
DAYS = st.lists(st.integers(1, MOST_DAYS), max_size=6).map(tuple)
STAGES = st.builds(Stages, before=DAYS, after=DAYS)


def on(days: int) -> date:
    """So many days after the date; negative for before."""
    return DUE + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (-8, None),
        (-7, "b7"),
        (-4, "b7"),
        (-3, "b3"),
        (-1, "b1"),
        (0, "b1"),
        (1, "a1"),
        (6, "a1"),
        (7, "a7"),
        (90, "a14"),
    ],
)
def test_the_last_stage_that_has_come_counts(days, stage):
    assert stage_on(DUE, on(days), Stages()) == stage


@given(STAGES, st.lists(st.integers(-100, 200), min_size=1))
def test_on_whatever_days_a_machine_runs_no_stage_comes_back(stages, days):
    """Walking forward over any days, what was told once is not told again after something else was."""
    seen: list[str] = []
    for day in sorted(days):
        stage = stage_on(DUE, on(day), stages)
        if stage and (not seen or seen[-1] != stage):
            seen.append(stage)
    assert len(seen) == len(set(seen))


@given(STAGES)
def test_run_daily_every_stage_is_told_of(stages):
    told = {stage_on(DUE, on(day), stages) for day in range(-MOST_DAYS - 1, MOST_DAYS + 2)} - {None}
    assert told == {f"b{days}" for days in stages.before} | {f"a{days}" for days in stages.after}


def test_it_goes_higher_after_so_many_days():
    assert escalations_on(DUE, on(6), Stages()) == ()
    assert escalations_on(DUE, on(7), Stages()) == (Escalation.HEAD,)
    assert escalations_on(DUE, on(14), Stages()) == (Escalation.HEAD, Escalation.COORDINATOR)
    assert escalations_on(DUE, on(80), Stages(head_after=None, coordinator_after=None)) == ()


@pytest.mark.parametrize(
    "wrong", [{"before": (0,)}, {"after": (91,)}, {"head_after": -1}, {"before": tuple(range(1, 8))}]
)
def test_stages_that_cannot_be_are_refused(wrong):
    with pytest.raises(StagesError):
        Stages(**wrong)


def test_a_duty_is_overdue_near_or_short():
    assert urgency_on(DUE, on(1), soon=7) == Urgency.OVERDUE
    assert urgency_on(DUE, on(0), soon=7) == Urgency.SOON
    assert urgency_on(DUE, on(-8), soon=7) == Urgency.SHORT
