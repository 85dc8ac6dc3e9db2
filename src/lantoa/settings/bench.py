"""Measuring at full size: a throwaway database on the engine of the settings; nothing of an installation is touched.

LANTOA_DB_* name a PostgreSQL server (its user must be able to make a database); without them SQLite in a temporary
folder, set as in production.
"""

import os
import tempfile
from pathlib import Path

from lantoa.settings.base import *  # noqa: F403  settings modules build on one another this way
from lantoa.settings.databases import from_environment

SECRET_KEY = "only-for-measuring-" + "x" * 50
_FOLDER = Path(tempfile.mkdtemp(prefix="lantoa-bench-"))
DATABASES = {"default": from_environment(os.environ, _FOLDER)}
DATABASES["default"]["TEST"] = {
    "NAME": "lantoa_bench" if os.environ.get("LANTOA_DB_NAME") else str(_FOLDER / "bench.sqlite3")
}
LANTOA_BENCH_FOLDER = _FOLDER
LANTOA_FILES = _FOLDER / "files"
STATIC_ROOT = _FOLDER / "static"
STATIC_ROOT.mkdir()
LANTOA_TODAY = "2025-06-16"
ALLOWED_HOSTS = ["127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
