from django.db import migrations

from lantoa.notices.schedule import plant


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more")]

    operations = [migrations.RunPython(lambda apps, editor: plant(apps), migrations.RunPython.noop)]
