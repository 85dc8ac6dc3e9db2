"""Rules over rows, kept by the database itself, written once for both engines.

A rule names a table, an event, and a condition under which the row is refused. The operation's lock keeps the rule in
daily life; the trigger keeps it when somebody comes by another door.
"""

from dataclasses import dataclass

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, kw_only=True)
class RowRule:
    """Refuse a row. `refuse_when` is a SQL condition over NEW that both engines read; `say` is the error's text."""

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
        "RETURN NEW; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {rule.name} BEFORE {' OR '.join(rule.events)} ON {rule.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {rule.name}()",
    ]


def _drop(rule: RowRule, vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {rule.name}_{event.lower()}" for event in rule.events]
    return [f"DROP TRIGGER IF EXISTS {rule.name} ON {rule.table}", f"DROP FUNCTION IF EXISTS {rule.name}()"]


def row_rule(**words: object) -> migrations.RunPython:
    """A migration operation that puts the rule in force, and takes it away when the migration is undone."""
    rule = RowRule(**words)  # type: ignore[arg-type]

    def run(editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
        for statement in statements:
            editor.execute(statement, params=None)

    def forwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, _sqlite(rule) if editor.connection.vendor == "sqlite" else _postgresql(rule))

    def backwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        run(editor, _drop(rule, editor.connection.vendor))

    return migrations.RunPython(forwards, backwards)
