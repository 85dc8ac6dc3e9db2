"""`lantoa manage flush`: empties the whole database, also the tables from which otherwise nothing can be deleted."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from lantoa.persistence.triggers import lift, put, rules_kept


class Command(flush.Command):
    """Django's own command with the rules lifted meanwhile. It asks before it begins; tests call it after each run."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        for rule in rules_kept():
            lift(rule, connection)
        try:
            super().handle(**options)
        finally:
            for rule in rules_kept():
                put(rule, connection)
