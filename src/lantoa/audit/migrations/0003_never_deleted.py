from django.db import migrations

from lantoa.audit.rules import NEVER_DELETED
from lantoa.persistence.triggers import row_rule


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [row_rule(NEVER_DELETED)]
