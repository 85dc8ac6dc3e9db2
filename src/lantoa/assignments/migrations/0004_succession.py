import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assignments", "0003_delegation_extension_difficulty")]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="since",
            field=models.DateField(null=True, verbose_name="nhận từ ngày"),
        ),
        migrations.AddField(
            model_name="assignment",
            name="passed_to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passed_from",
                to="assignments.assignment",
                verbose_name="đã bàn giao cho",
            ),
        ),
        migrations.AddField(
            model_name="dutyholder",
            name="since",
            field=models.DateField(null=True, verbose_name="nhận bàn giao từ ngày"),
        ),
    ]
