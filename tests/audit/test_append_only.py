"""The trail can be written and read, never changed: whatever door one comes by."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from lantoa.agencies.models import User
from lantoa.audit.models import Entry
from lantoa.audit.operations import differences, record


@pytest.fixture
def entry(province) -> Entry:
    return record(
        operation="edit_agency",
        actor=province["quantri"],
        obj=province.noi_vu,
        agency=province.noi_vu,
        role="administrator",
        changes={"name": ["Sở Nội vụ", "Sở Nội vụ mới"]},
    )


def send(statement: str) -> None:
    """Straight to the table, past every line of the product."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor_name = 'ai khác'",
        "UPDATE audit_entry SET changes = '{}'",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE id > 0",
    ],
)
def test_the_table_refuses_a_change_sent_straight_to_it(entry, statement):
    with pytest.raises(DatabaseError, match="append-only"):
        send(statement)
    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.actor_name, kept.changes) == ("Cao Văn Tú", {"name": ["Sở Nội vụ", "Sở Nội vụ mới"]})


def test_the_product_itself_cannot_change_it_either(entry):
    entry.actor_name = "ai khác"
    for attempt in (entry.save, entry.delete, Entry.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


@pytest.mark.django_db(transaction=True)
def test_emptying_the_whole_database_lifts_the_rule_and_puts_it_back():
    row = {"operation": "add_agency", "actor": None, "obj": User(pk=1, name="Lý Thị Không")}
    record(**row)
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    assert not Entry.objects.exists()
    record(**row)
    with pytest.raises(DatabaseError):
        send("DELETE FROM audit_entry")


def test_an_entry_says_who_did_what_for_whom_and_outlives_the_thing(entry, province):
    assert (entry.actor_name, entry.actor_role, entry.agency_name) == ("Cao Văn Tú", "administrator", "Sở Nội vụ")
    assert (entry.object_type, entry.object_id) == ("agencies.agency", province.noi_vu.public_id)
    assert (entry.at.year, entry.at.month, entry.at.day) == (2026, 10, 1)
    assert not [field for field in Entry._meta.get_fields() if field.is_relation]


def test_the_product_itself_is_called_the_system(province):
    entry = record(operation="keep_reading", actor=None, obj=province.noi_vu)
    assert (entry.actor_id, entry.actor_name, entry.agency_id) == (None, "Hệ thống", None)


def test_a_thing_with_a_very_long_name_is_recorded_too(province):
    province.noi_vu.name = "Sở " * 400
    assert len(record(operation="edit_agency", actor=None, obj=province.noi_vu).object_name) == 500


def test_differences_name_only_what_changed_in_values_fit_for_the_trail():
    before = {"name": "a", "number": 1, "day": date(2026, 1, 5), "gone": True}
    after = {"name": "a", "number": 2, "day": date(2026, 1, 6), "new": None}
    assert differences(before, after) == {
        "day": ["2026-01-05", "2026-01-06"],
        "gone": [True, None],
        "number": [1, 2],
    }
