"""Reorganising bodies on one day: what a set of steps means for a forest in time, and what stands against it."""

from lantoa.domain.reorganisation.faults import Fault
from lantoa.domain.reorganisation.forest import Body, Forest, Hang
from lantoa.domain.reorganisation.outcome import Edge, Move, Outcome, after, work_out
from lantoa.domain.reorganisation.steps import STEP_LABELS, NewBody, Step, StepKind

__all__ = [
    "STEP_LABELS",
    "Body",
    "Edge",
    "Fault",
    "Forest",
    "Hang",
    "Move",
    "NewBody",
    "Outcome",
    "Step",
    "StepKind",
    "after",
    "work_out",
]
