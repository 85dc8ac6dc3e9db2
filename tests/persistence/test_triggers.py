"""Rules over rows, on the engine that is running: the same helper, the same refusals."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, migrations, transaction
from django.db.migrations.state import ProjectState

from lantoa.persistence.triggers import RowRule, lift, put, row_rule

RULE = RowRule(name="trial_never_grows", table="trial", refuse_when="NEW.quantity > 5", say="five at most")


@pytest.fixture
def table(db):
    """A table of its own, gone after the test."""
    run("CREATE TABLE trial (id integer PRIMARY KEY, quantity integer NOT NULL)")
    run("INSERT INTO trial VALUES (1, 1)")


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def quantities() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT quantity FROM trial ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def test_a_rule_refuses_an_insert_and_an_update_and_lets_the_rest_through(table):
    put(RULE, connection)
    for statement in ("INSERT INTO trial VALUES (2, 6)", "UPDATE trial SET quantity = 6"):
        with pytest.raises(IntegrityError, match="five at most"):
            run(statement)
    run("INSERT INTO trial VALUES (2, 5)")
    run("UPDATE trial SET quantity = 4 WHERE id = 1")
    assert quantities() == [4, 5]


def test_a_refused_row_takes_the_whole_statement_with_it(table):
    run("INSERT INTO trial VALUES (2, 3)")
    put(RULE, connection)
    with pytest.raises(IntegrityError):
        run("UPDATE trial SET quantity = quantity + 3")  # 4 would pass, 6 would not
    assert quantities() == [1, 3]


def test_a_rule_on_one_event_leaves_the_others_alone(table):
    put(
        RowRule(name="trial_is_kept", table="trial", refuse_when="OLD.quantity > 0", say="kept", events=("DELETE",)),
        connection,
    )
    with pytest.raises(IntegrityError, match="kept"):
        run("DELETE FROM trial")
    run("UPDATE trial SET quantity = 0")
    run("DELETE FROM trial")
    assert quantities() == []


def test_a_lifted_rule_refuses_nothing_and_lifting_twice_is_harmless(table):
    put(RULE, connection)
    lift(RULE, connection)
    lift(RULE, connection)
    run("UPDATE trial SET quantity = 60")
    assert quantities() == [60]


@pytest.mark.django_db(transaction=True)
def test_a_migration_puts_the_rule_in_force_and_undoing_it_takes_it_away():
    operation = row_rule(name=RULE.name, table=RULE.table, refuse_when=RULE.refuse_when, say=RULE.say)
    assert isinstance(operation, migrations.RunPython)
    state = ProjectState()
    run("CREATE TABLE trial (id integer PRIMARY KEY, quantity integer NOT NULL)")
    try:
        with connection.schema_editor() as editor:
            operation.database_forwards("persistence", editor, state, state)
        with pytest.raises(DatabaseError):
            run("INSERT INTO trial VALUES (1, 6)")
        with connection.schema_editor() as editor:
            operation.database_backwards("persistence", editor, state, state)
        run("INSERT INTO trial VALUES (1, 6)")
        assert quantities() == [6]
    finally:
        run("DROP TABLE trial")


def test_an_error_of_a_rule_reaches_the_product_as_a_broken_rule_not_as_a_fault_of_ours(table):
    """Both engines answer with IntegrityError, which an operation can catch."""
    put(RULE, connection)
    with pytest.raises(IntegrityError):
        run("UPDATE trial SET quantity = 6")
