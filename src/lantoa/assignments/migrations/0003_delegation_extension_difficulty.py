from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assignments", "0002_duty_duty_figures_by_agency_and_more")]

    operations = []
