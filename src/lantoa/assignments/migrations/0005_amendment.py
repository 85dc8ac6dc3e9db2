from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assignments", "0004_succession")]

    operations = []
