from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assignments", "0004_succession")]

    operations = [
        migrations.RemoveConstraint(model_name="duty", name="duty_once"),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("obligation", "agency", "starts_on", "due_on"),
                name="duty_once",
            ),
        ),
    ]
