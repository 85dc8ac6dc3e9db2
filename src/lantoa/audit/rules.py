"""What the database itself refuses about the trail."""

from lantoa.persistence.triggers import RowRule, kept_for_good

NEVER_DELETED = kept_for_good(
    RowRule(
        name="audit_is_never_deleted",
        table="audit_entry",
        refuse_when="1 = 1",
        say="the audit trail is append-only: nothing is deleted",
        events=("DELETE",),
    )
)
