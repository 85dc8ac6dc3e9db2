from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assignments", "0005_amendment")]

    operations = []
