from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_headings_of_any_length")]

    operations = []
