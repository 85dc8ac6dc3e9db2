"""A lower plan beside the plan above it: what of it was adopted, sharpened, made weaker, dropped."""

from lantoa.domain.cascade.asks import Ask, at_least_as_strong, compare, compare_percent
from lantoa.domain.cascade.rows import Measured, Undertaking, judge
from lantoa.domain.cascade.stance import SAME, CascadeKind, Comparison, Decision, PairState, Stance, together

__all__ = [
    "SAME",
    "Ask",
    "CascadeKind",
    "Comparison",
    "Decision",
    "Measured",
    "PairState",
    "Stance",
    "Undertaking",
    "at_least_as_strong",
    "compare",
    "compare_percent",
    "judge",
    "together",
]
