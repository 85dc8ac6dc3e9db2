from django.db import migrations

from lantoa.persistence.collation import byte_order


class Migration(migrations.Migration):
    dependencies = [("agencies", "0004_stale_edits")]

    operations = [
        byte_order(agencies_agency="sort_key", agencies_place="sort_key", agencies_user="sort_key"),
    ]
