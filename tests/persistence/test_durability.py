"""«Đã lưu» survives a power cut: other settings of the database are refused at start."""

import os
import subprocess
import sys

import pytest
from django.core import checks
from django.db.utils import ConnectionHandler

from lantoa.persistence import durability
from lantoa.persistence.durability import check_durability
from lantoa.settings.databases import from_environment, sqlite


@pytest.fixture
def database(db, tmp_path, monkeypatch):
    """database(**options) opens a SQLite file with the product's settings, changed by keywords."""
    opened = []

    def make(**options):
        settings = sqlite(tmp_path / "lantoa.sqlite3")
        settings["OPTIONS"] |= options
        handler = ConnectionHandler({"default": settings})
        opened.append(handler)
        monkeypatch.setattr(durability, "connections", handler)
        return handler["default"]

    yield make
    for handler in opened:
        handler["default"].close()


def said(**more) -> list[str]:
    return [message.msg for message in check_durability(databases=["default"], **more)]


@pytest.mark.django_db
def test_the_database_of_this_run_passes():
    assert check_durability(databases=["default"]) == []


def test_the_products_own_settings_pass(database):
    connected = database()
    assert said() == []
    with connected.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;"}, "journal_mode"),
        ({"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"}, "synchronous"),
        ({"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"}, "synchronous"),
        ({"transaction_mode": "DEFERRED"}, "transaction_mode"),
    ],
)
def test_settings_that_could_lose_what_was_saved_are_refused(database, options, says):
    database(**options)
    (sentence,) = said()
    assert says in sentence


def test_the_check_is_registered_so_that_a_start_runs_it():
    assert check_durability in checks.registry.registry.get_checks(include_deployment_checks=False)
    assert "database" in check_durability.tags


def test_without_a_database_nothing_is_asked():
    assert check_durability(databases=None) == []


@pytest.mark.sqlite
@pytest.mark.django_db
def test_a_row_that_was_answered_is_there_after_the_process_is_killed(tmp_path):
    """The process that commits is killed at once, without closing anything; another process reads the row."""
    script = (
        "import django, os, signal; from django.conf import settings; from pathlib import Path; "
        "from lantoa.settings.databases import sqlite; "
        f"kept = sqlite(Path({str(tmp_path / 'kept.sqlite3')!r})); "
        "settings.configure(DATABASES={'default': kept}); django.setup(); "
        "from django.db import connection, transaction; c = connection.cursor(); "
        "{work}"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    write = (
        "c.execute('CREATE TABLE kept (word text)'); c.execute('INSERT INTO kept VALUES (1)'); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", script.replace("{work}", write)], env=environment, check=False)
    assert killed.returncode == -9
    read = "c.execute('SELECT count(*) FROM kept'); print(c.fetchone()[0])"
    command = [sys.executable, "-c", script.replace("{work}", read)]
    answer = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "1"


def test_the_environment_chooses_the_database(tmp_path):
    assert from_environment({}, tmp_path)["NAME"] == str(tmp_path / "lantoa.sqlite3")
    chosen = from_environment({"LANTOA_DB_NAME": "tinh", "LANTOA_DB_HOST": "db"}, tmp_path)
    assert (chosen["ENGINE"].rpartition(".")[2], chosen["NAME"], chosen["HOST"]) == ("postgresql", "tinh", "db")
    assert "synchronous_commit=on" in chosen["OPTIONS"]["options"]
