from django.apps.registry import Apps
from django.db import migrations

import lantoa.persistence.names
from lantoa.vietnamese import fold


def fill(apps: Apps, editor: object) -> None:
    """Fold the short names that are there."""
    rows = list(apps.get_model("agencies", "Agency").objects.only("short_name"))
    for row in rows:
        row.short_folded = fold(row.short_name)[:120]
    apps.get_model("agencies", "Agency").objects.bulk_update(rows, ["short_folded"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("agencies", "0009_imported_tables")]

    operations = [
        # In plain SQL, alike on both engines: Django would build SQLite's table anew, which the triggers that read it
        # do not outlive.
        migrations.RunSQL(
            "ALTER TABLE agencies_agency ADD COLUMN short_folded varchar(120) NOT NULL DEFAULT ''",
            "ALTER TABLE agencies_agency DROP COLUMN short_folded",
            state_operations=[
                migrations.AddField(
                    model_name="agency",
                    name="short_folded",
                    field=lantoa.persistence.names.FoldedField(
                        blank=True, default="", editable=False, max_length=120, of="short_name"
                    ),
                )
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
