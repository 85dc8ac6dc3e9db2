"""`lantoa manage flush`: empties the whole database, the trail too, which otherwise nothing can delete."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from lantoa.audit.rules import NEVER_DELETED
from lantoa.persistence.triggers import lift, put


class Command(flush.Command):
    """Django's own command with the rule lifted meanwhile. It asks before it begins; tests call it after each run."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        lift(NEVER_DELETED, connection)
        try:
            super().handle(**options)
        finally:
            put(NEVER_DELETED, connection)
