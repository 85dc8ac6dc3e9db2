"""The two databases the product runs on, set so that "đã lưu" survives a power cut (design: durability)."""

from pathlib import Path
from typing import Any


def sqlite(path: Path) -> dict[str, Any]:
    """Settings for one SQLite file: write-ahead log, full sync, writers queue up at once instead of failing late."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def postgresql(*, name: str, user: str, password: str, host: str, port: str) -> dict[str, Any]:
    """Settings for PostgreSQL: a commit is answered only when it is on disk."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c synchronous_commit=on"},
    }


def from_environment(environment: Any, data: Path) -> dict[str, Any]:
    """The database that LANTOA_DB_* names, or one SQLite file in the data folder.

    in: a mapping of environment variables, the data folder; out: one entry for Django's DATABASES.
    """
    if environment.get("LANTOA_DB_NAME"):
        return postgresql(
            name=environment["LANTOA_DB_NAME"],
            user=environment.get("LANTOA_DB_USER", ""),
            password=environment.get("LANTOA_DB_PASSWORD", ""),
            host=environment.get("LANTOA_DB_HOST", ""),
            port=environment.get("LANTOA_DB_PORT", ""),
        )
    return sqlite(data / "lantoa.sqlite3")
