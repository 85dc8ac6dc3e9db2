"""A start-up check: what the product answers as saved must survive a power cut."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

SQLITE_FULL = {2, 3}  # FULL, EXTRA


def _asked(alias: str, statement: str) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def _sqlite_faults(alias: str) -> list[str]:
    faults = []
    if _asked(alias, "PRAGMA journal_mode") not in {"wal", "memory"}:
        faults.append("journal_mode phải là WAL")
    if _asked(alias, "PRAGMA synchronous") not in SQLITE_FULL:
        faults.append("synchronous phải là FULL")
    if connections[alias].transaction_mode != "IMMEDIATE":
        faults.append("transaction_mode phải là IMMEDIATE")
    return faults


def _postgresql_faults(alias: str) -> list[str]:
    faults = []
    for name in ("synchronous_commit", "fsync", "full_page_writes"):
        if _asked(alias, f"SHOW {name}") in {"off", "local"}:
            faults.append(f"{name} phải là on")
    return faults


def check_durability(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse settings under which an answered "đã lưu" could be lost. Runs with `check --database` and at start."""
    messages: list[CheckMessage] = []
    for alias in databases or ():
        vendor = connections[alias].vendor
        faults = _sqlite_faults(alias) if vendor == "sqlite" else _postgresql_faults(alias)
        messages += [
            Error(f"Cơ sở dữ liệu {alias}: {fault}.", hint="Xem lantoa/settings/databases.py.", id="lantoa.E001")
            for fault in faults
        ]
    return messages
