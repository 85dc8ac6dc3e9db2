from django.db import migrations

from lantoa.catalogue import seeds


def forwards(apps, editor):
    seeds.plant(apps)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
