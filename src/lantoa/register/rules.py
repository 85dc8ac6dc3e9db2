"""What the database itself refuses about the register."""

from lantoa.persistence.triggers import RowRule, kept_for_good

NEVER_DELETED = kept_for_good(
    RowRule(
        name="register_is_never_deleted",
        table="register_registerentry",
        refuse_when="1 = 1",
        say="a number that was given is cancelled, never deleted",
        events=("DELETE",),
    )
)
NUMBER_STAYS = RowRule(
    name="register_number_stays",
    table="register_registerentry",
    refuse_when=(
        "NEW.number <> OLD.number OR NEW.symbol <> OLD.symbol OR NEW.year <> OLD.year "
        "OR NEW.series_id <> OLD.series_id OR NEW.register_id <> OLD.register_id "
        "OR (OLD.cancelled_at IS NOT NULL AND NEW.cancelled_at IS NULL)"
    ),
    say="a number that was given stays as it was given",
    events=("UPDATE",),
)
