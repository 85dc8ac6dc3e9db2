"""Tests: the real engines. LANTOA_TEST_DB=postgresql runs the same suite there (CI does)."""

import os
import tempfile
from pathlib import Path

from lantoa.settings.base import *  # noqa: F403  settings modules build on one another this way
from lantoa.settings.databases import postgresql, sqlite

SECRET_KEY = "only-for-tests-" + "x" * 50
_FOLDER = Path(tempfile.mkdtemp(prefix="lantoa-test-"))
if os.environ.get("LANTOA_TEST_DB") == "postgresql":
    DATABASES = {
        "default": postgresql(
            name="lantoa",
            user=os.environ.get("PGUSER", "postgres"),
            password=os.environ.get("PGPASSWORD", ""),
            host=os.environ.get("PGHOST", "127.0.0.1"),
            port=os.environ.get("PGPORT", "5432"),
        )
    }
else:
    DATABASES = {"default": sqlite(_FOLDER / "lantoa.sqlite3")}
    DATABASES["default"]["TEST"] = {"NAME": str(_FOLDER / "test.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
LANTOA_FILES = _FOLDER / "files"
STATIC_ROOT = _FOLDER / "static"
STATIC_ROOT.mkdir()
LANTOA_MAIL = "send"  # to Django's own box in memory, or to a server that a test runs
LANTOA_TODAY = "2026-10-01"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
Q_CLUSTER = {"name": "lantoa-test", "orm": "default", "sync": True, "workers": 1, "timeout": 60, "retry": 90}
