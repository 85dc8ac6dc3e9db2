"""What an issued plan makes each agency owe, and what happens to it on the way."""

from lantoa.assignments.models.delegation import DELEGATION_STATE_LABELS, Delegation
from lantoa.assignments.models.difficulty import (
    DIFFICULTY_STATE_LABELS,
    DIFFICULTY_STEP_LABELS,
    Difficulty,
    DifficultyFile,
    DifficultyMove,
)
from lantoa.assignments.models.duties import (
    ASSIGNMENT_KIND_LABELS,
    DUTY_STATE_LABELS,
    Assignment,
    Duty,
    DutyHolder,
    Resolution,
)
from lantoa.assignments.models.extension import EXTENSION_STATE_LABELS, Extension
from lantoa.assignments.models.reminders import (
    ESCALATION_LABELS,
    TOPIC_LABELS,
    URGENCY_LABELS,
    DutyReminded,
    Reminder,
    ReminderDuty,
    ReminderLine,
    ReminderStages,
)

__all__ = [
    "ASSIGNMENT_KIND_LABELS",
    "DELEGATION_STATE_LABELS",
    "DIFFICULTY_STATE_LABELS",
    "DIFFICULTY_STEP_LABELS",
    "DUTY_STATE_LABELS",
    "ESCALATION_LABELS",
    "EXTENSION_STATE_LABELS",
    "TOPIC_LABELS",
    "URGENCY_LABELS",
    "Assignment",
    "Delegation",
    "Difficulty",
    "DifficultyFile",
    "DifficultyMove",
    "Duty",
    "DutyHolder",
    "DutyReminded",
    "Extension",
    "Reminder",
    "ReminderDuty",
    "ReminderLine",
    "ReminderStages",
    "Resolution",
]
