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
