from django.db import migrations

from lantoa.persistence.triggers import row_rule
from lantoa.register.rules import NEVER_DELETED, NUMBER_STAYS


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]

    operations = [row_rule(NEVER_DELETED), row_rule(NUMBER_STAYS)]
