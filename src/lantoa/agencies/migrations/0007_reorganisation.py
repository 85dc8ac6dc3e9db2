from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agencies", "0006_groups_and_units")]

    operations = []
