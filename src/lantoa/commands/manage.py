"""`lantoa manage …`: Django's own commands."""

import os

from django.core.management import execute_from_command_line


def run_words(words: list[str]) -> int:
    """Hand the words to Django. The settings are production's unless DJANGO_SETTINGS_MODULE names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.settings.production")
    execute_from_command_line(["lantoa manage", *words])
    return 0
