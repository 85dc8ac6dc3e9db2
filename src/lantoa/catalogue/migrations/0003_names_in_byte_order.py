from django.db import migrations

from lantoa.persistence.collation import byte_order


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_starting_catalogue")]

    operations = [
        byte_order(
            catalogue_legaltext="sort_key",
            catalogue_reformarea="sort_key",
            catalogue_channel="sort_key",
            catalogue_resultkind="sort_key",
        ),
    ]
