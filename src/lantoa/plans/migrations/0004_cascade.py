from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_life_of_a_plan")]

    operations = []
