"""The demonstration: SQLite in one folder, an invented province, a fixed day, loopback only."""

import os

from lantoa.demo.cast import CAST, PASSWORD
from lantoa.settings.base import *  # noqa: F403  settings modules build on one another this way
from lantoa.settings.base import DATA
from lantoa.settings.databases import sqlite

SECRET_KEY = os.environ.get("LANTOA_SECRET_KEY", "demo-only-" + "x" * 50)
DATABASES = {"default": sqlite(DATA / "demo.sqlite3")}
LANTOA_DEMO = True
LANTOA_DEMO_ACCOUNTS = [(username, PASSWORD, f"{post}, {agency}") for username, _, agency, _, post in CAST]
LANTOA_MAIL = "keep"  # mail is made and goes nowhere
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
LANTOA_TODAY = os.environ.get("LANTOA_TODAY", "2026-10-01")
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
(DATA / "static").mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
