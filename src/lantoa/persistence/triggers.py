"""Rules over rows, kept by the database itself, written once for both engines.

A rule names a table, an event, and a condition under which the row is refused. The operation's lock keeps the rule in
daily life; the trigger keeps it when somebody comes by another door.
"""

from dataclasses import dataclass

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, kw_only=True)
class RowRule:
    """Refuse a row. `refuse_when` is a SQL condition that both engines read, over NEW (over OLD for DELETE), `say` the
    error's text, `events` are INSERT, UPDATE, DELETE."""

    name: str
    table: str
    refuse_when: str
    say: str
    events: tuple[str, ...] = ("INSERT", "UPDATE")


def _sqlite(rule: RowRule) -> list[str]:
    # The names and texts come from our own migrations, never from a user.
    return [
        f"CREATE TRIGGER {rule.name}_{event.lower()} BEFORE {event} ON {rule.table} FOR EACH ROW "
        f"WHEN {rule.refuse_when} BEGIN SELECT RAISE(ABORT, '{rule.say}'); END"
        for event in rule.events
    ]


def _postgresql(rule: RowRule) -> list[str]:
    # A row trigger sees a snapshot: two transactions could each pass. The advisory lock makes them queue per table.
    return [
        f"CREATE FUNCTION {rule.name}() RETURNS trigger AS $$ BEGIN "
        f"PERFORM pg_advisory_xact_lock(hashtext('{rule.name}')); "
        f"IF {rule.refuse_when} THEN RAISE EXCEPTION '{rule.say}' USING ERRCODE = 'check_violation'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {rule.name} BEFORE {' OR '.join(rule.events)} ON {rule.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {rule.name}()",
    ]


def _drop(rule: RowRule, vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {rule.name}_{event.lower()}" for event in rule.events]
    return [f"DROP TRIGGER IF EXISTS {rule.name} ON {rule.table}", f"DROP FUNCTION IF EXISTS {rule.name}()"]


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def put(rule: RowRule, connection: BaseDatabaseWrapper) -> None:
    """Put a rule in force in a database."""
    _run(connection, _sqlite(rule) if connection.vendor == "sqlite" else _postgresql(rule))


def lift(rule: RowRule, connection: BaseDatabaseWrapper) -> None:
    """Take a rule away from a database; nothing happens where it is not in force."""
    _run(connection, _drop(rule, connection.vendor))


_kept: list[RowRule] = []


def kept_for_good(rule: RowRule) -> RowRule:
    """Name a rule that lets nothing be deleted, so that emptying the whole database can lift it. out: the rule."""
    _kept.append(rule)
    return rule


def rules_kept() -> tuple[RowRule, ...]:
    """The rules under which nothing can be deleted."""
    return tuple(_kept)


def row_rule(rule: RowRule | None = None, **words: object) -> migrations.RunPython:
    """A migration operation that puts a rule in force, and takes it away when the migration is undone.

    in: the rule, or the words it is made of.
    """
    made = rule or RowRule(**words)  # type: ignore[arg-type]

    def forwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        put(made, editor.connection)

    def backwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        lift(made, editor.connection)

    return migrations.RunPython(forwards, backwards)
