from django.db import migrations

from lantoa.persistence.triggers import row_rule


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        row_rule(
            name="audit_is_append_only",
            table="audit_entry",
            refuse_when="1 = 1",
            say="the audit trail is append-only",
            events=("UPDATE",),
        ),
    ]
