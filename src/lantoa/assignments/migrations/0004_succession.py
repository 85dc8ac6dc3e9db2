from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assignments", "0003_delegation_extension_difficulty")]

    operations = []
