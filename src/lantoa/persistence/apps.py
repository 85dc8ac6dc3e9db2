"""The database's own rules: identifiers, search columns, triggers, durability."""

from django.apps import AppConfig
from django.core import checks


class PersistenceConfig(AppConfig):
    name = "lantoa.persistence"
    label = "persistence"

    def ready(self) -> None:
        from lantoa.persistence.durability import check_durability  # noqa: PLC0415  needs the app registry

        checks.register(check_durability, checks.Tags.database)
