"""What the database itself refuses about the life of a plan."""

from lantoa.persistence.triggers import RowRule, kept_for_good

_SAY = "the process of a plan is append-only: nothing is changed or deleted"

MOVES_STAY = RowRule(name="plan_moves_stay", table="plans_planmove", refuse_when="1 = 1", say=_SAY, events=("UPDATE",))
MOVES_NEVER_DELETED = kept_for_good(
    RowRule(name="plan_moves_kept", table="plans_planmove", refuse_when="1 = 1", say=_SAY, events=("DELETE",))
)
VERSIONS_STAY = RowRule(
    name="plan_versions_stay", table="plans_planversion", refuse_when="1 = 1", say=_SAY, events=("UPDATE",)
)
VERSIONS_NEVER_DELETED = kept_for_good(
    RowRule(name="plan_versions_kept", table="plans_planversion", refuse_when="1 = 1", say=_SAY, events=("DELETE",))
)
