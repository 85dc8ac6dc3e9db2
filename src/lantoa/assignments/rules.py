"""What the database itself refuses about assignments: steps of a difficulty are added, never changed or taken away."""

from lantoa.persistence.triggers import RowRule, kept_for_good

STEPS_STAY = RowRule(
    name="difficulty_steps_stay",
    table="assignments_difficultymove",
    refuse_when="1 = 1",
    say="the steps of a difficulty are append-only",
    events=("UPDATE",),
)
STEPS_NEVER_DELETED = kept_for_good(
    RowRule(
        name="difficulty_steps_are_never_deleted",
        table="assignments_difficultymove",
        refuse_when="1 = 1",
        say="the steps of a difficulty are append-only: nothing is deleted",
        events=("DELETE",),
    )
)
# What was asked of a body, and what it owed on that day, stands as it was sent.
REMINDERS_NEVER_DELETED = kept_for_good(
    RowRule(
        name="reminders_are_never_deleted",
        table="assignments_reminder",
        refuse_when="1 = 1",
        say="a reminder that was sent is never deleted",
        events=("DELETE",),
    )
)
REMINDER_LINES_NEVER_DELETED = kept_for_good(
    RowRule(
        name="reminder_lines_are_never_deleted",
        table="assignments_reminderline",
        refuse_when="1 = 1",
        say="a reminder that was sent is never deleted",
        events=("DELETE",),
    )
)
REMINDED_DUTIES_NEVER_DELETED = kept_for_good(
    RowRule(
        name="reminded_duties_are_never_deleted",
        table="assignments_reminderduty",
        refuse_when="1 = 1",
        say="a reminder that was sent is never deleted",
        events=("DELETE",),
    )
)
REMINDED_DUTIES_STAY = RowRule(
    name="reminded_duties_stay",
    table="assignments_reminderduty",
    refuse_when="1 = 1",
    say="what a body owed when it was reminded never changes",
    events=("UPDATE",),
)
