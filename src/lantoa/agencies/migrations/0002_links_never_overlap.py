from django.db import migrations

from lantoa.persistence.triggers import row_rule


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial")]

    operations = [
        row_rule(
            name="agency_links_never_overlap",
            table="agencies_agencylink",
            refuse_when=(
                "EXISTS (SELECT 1 FROM agencies_agencylink other WHERE other.child_id = NEW.child_id "
                "AND other.id <> COALESCE(NEW.id, -1) "
                "AND (other.ends_on IS NULL OR other.ends_on > NEW.starts_on) "
                "AND (NEW.ends_on IS NULL OR NEW.ends_on > other.starts_on))"
            ),
            say="a body has at most one parent on any day",
        )
    ]
