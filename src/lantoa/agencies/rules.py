"""What the database itself refuses about bodies that followed one another."""

from lantoa.persistence.triggers import RowRule, kept_for_good

SUCCESSION_NEVER_DELETED = kept_for_good(
    RowRule(
        name="succession_is_never_deleted",
        table="agencies_succession",
        refuse_when="1 = 1",
        say="who followed whom is kept for good",
        events=("DELETE",),
    )
)
SUCCESSION_NEVER_CHANGED = RowRule(
    name="succession_is_never_changed",
    table="agencies_succession",
    refuse_when="1 = 1",
    say="who followed whom never changes: another decision corrects it",
    events=("UPDATE",),
)
# Together with the dates these rule out circles: a body that ended never lives again, so it never succeeds anybody.
SUCCESSION_IN_TIME = RowRule(
    name="succession_in_time",
    table="agencies_succession",
    refuse_when=(
        "NOT EXISTS (SELECT 1 FROM agencies_agency heir WHERE heir.id = NEW.successor_id "
        'AND heir.starts_on <= NEW."on" AND (heir.ends_on IS NULL OR heir.ends_on > NEW."on")) '
        "OR (NEW.is_heir AND NOT EXISTS (SELECT 1 FROM agencies_agency gone WHERE gone.id = NEW.predecessor_id "
        'AND gone.ends_on = NEW."on"))'
    ),
    say="an heir lives on the day its predecessor ends",
    events=("INSERT",),
)
ENDED_STAYS_ENDED = RowRule(
    name="agency_with_an_heir_stays_ended",
    table="agencies_agency",
    refuse_when=(
        "OLD.ends_on IS NOT NULL AND (NEW.ends_on IS NULL OR NEW.ends_on <> OLD.ends_on) "
        "AND EXISTS (SELECT 1 FROM agencies_succession s WHERE s.predecessor_id = NEW.id AND s.is_heir)"
    ),
    say="a body that ended and has an heir stays ended",
    events=("UPDATE",),
)
RULES = (SUCCESSION_NEVER_DELETED, SUCCESSION_NEVER_CHANGED, SUCCESSION_IN_TIME, ENDED_STAYS_ENDED)
