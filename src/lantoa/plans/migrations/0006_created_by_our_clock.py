
import lantoa.adapters.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0005_life_kept_for_good'),
    ]

    operations = [
        migrations.AlterField(
            model_name='plan',
            name='created_at',
            field=models.DateTimeField(default=lantoa.adapters.clock.now, editable=False),
        ),
    ]
