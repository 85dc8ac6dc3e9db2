"""Public identifiers, months, and the columns that find and sort a name: the same on both engines."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from lantoa.agencies.models import Agency, HeldRole
from lantoa.persistence.expressions import MonthOf
from lantoa.persistence.identifiers import PublicIdField, new_public_id
from lantoa.persistence.names import Named, name_columns
from lantoa.persistence.refusal import Refused

OURS = [model for model in apps.get_models() if model.__module__.startswith("lantoa.")]


def test_identifiers_are_safe_in_an_address_and_do_not_repeat():
    made = {new_public_id() for _ in range(10_000)}
    assert len(made) == 10_000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{16}", one) for one in made)


def test_one_identifier_does_not_lead_to_the_next(province):
    keys = list(Agency.objects.order_by("pk").values_list("public_id", flat=True))
    assert sorted(keys) != keys
    assert len({key[:3] for key in keys}) > len(keys) // 2


def test_an_identifier_is_given_once(province):
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=province.noi_vu.pk).update(public_id=province.khcn.public_id)


def test_the_field_writes_itself_into_a_migration_and_back():
    field = PublicIdField()
    _, path, args, kwargs = field.deconstruct()
    assert (path, args, kwargs) == ("lantoa.persistence.identifiers.PublicIdField", [], {})
    again = PublicIdField(*args, **kwargs)
    assert again.unique
    assert not again.editable
    assert again.default is new_public_id


def test_every_day_is_a_day_and_every_moment_a_moment():
    """No day is kept as a moment: names say which, and nothing else is believed."""
    for model in OURS:
        for field in model._meta.get_fields():
            if isinstance(field, models.DateField):
                moment = isinstance(field, models.DateTimeField)
                assert field.name.endswith(("_at", "at", "last_login")) == moment, f"{model.__name__}.{field.name}"


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2026, 1, 31), "2026-01"), (date(2025, 12, 1), "2025-12"), (date(1999, 10, 10), "1999-10")],
)
def test_the_month_of_a_day(province, day, month):
    HeldRole.objects.filter(user=province["xa"]).update(starts_on=day)
    rows = HeldRole.objects.filter(user=province["xa"]).annotate(month=MonthOf("starts_on"))
    assert rows.values_list("month", flat=True).get() == month


def test_rows_are_counted_by_month_in_one_query(province, django_assert_num_queries):
    with django_assert_num_queries(1):
        rows = HeldRole.objects.annotate(month=MonthOf("starts_on")).values("month")
        assert list(rows.annotate(number=models.Count("pk"))) == [{"month": "2025-07", "number": 9}]


def test_a_name_with_its_columns_sorts_and_is_found_as_a_vietnamese_name():
    names = ["Xã Ân Thi", "Xã An Phúc", "Phường Đồng Tâm", "Phường Dương Đình", "Xã Ăn"]
    columns = [name_columns(name) for name in names]
    in_order = [row["name"] for row in sorted(columns, key=lambda row: row["sort_key"])]
    assert in_order == ["Phường Dương Đình", "Phường Đồng Tâm", "Xã An Phúc", "Xã Ăn", "Xã Ân Thi"]
    assert columns[2]["folded"] == "phuong dong tam"


def test_the_database_gives_names_in_vietnamese_order(province):
    rows = Agency.objects.filter(name__startswith="Sở").order_by("sort_key").values_list("name", flat=True)
    assert list(rows) == ["Sở Khoa học và Công nghệ", "Sở Nội vụ", "Sở Tư pháp"]


def test_a_very_long_name_still_fits_its_columns():
    columns = name_columns("Ủy ban nhân dân " * 60)
    for name in ("folded", "sort_key"):
        assert len(columns[name]) <= Named._meta.get_field(name).max_length


def test_a_refusal_says_why_and_at_which_field():
    refusal = Refused("Chưa nhập tên.", field="name")
    assert (str(refusal), refusal.sentence, refusal.field) == ("Chưa nhập tên.", "Chưa nhập tên.", "name")
    assert Refused("Không được.").field is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "table", sorted(m._meta.db_table for m in OURS if any(f.name == "sort_key" for f in m._meta.get_fields()))
)
def test_names_sort_by_their_bytes_whatever_the_server_was_set_up_with(table):
    with connection.cursor() as cursor:
        columns = {row.name: row for row in connection.introspection.get_table_description(cursor, table)}
    # SQLite compares bytes unless told otherwise; PostgreSQL only where it is told so.
    assert columns["sort_key"].collation == {"sqlite": None, "postgresql": "C"}[connection.vendor]
