"""What an issued plan makes each agency owe, and what happens to it on the way."""

from lantoa.assignments.models.duties import (
    ASSIGNMENT_KIND_LABELS,
    DUTY_STATE_LABELS,
    Assignment,
    Duty,
    DutyHolder,
    Resolution,
)

__all__ = [
    "ASSIGNMENT_KIND_LABELS",
    "DUTY_STATE_LABELS",
    "Assignment",
    "Duty",
    "DutyHolder",
    "Resolution",
]
