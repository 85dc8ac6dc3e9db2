"""Lists paged by key: nothing is skipped or shown twice, whatever the order and the size of the page."""

from itertools import pairwise

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.web.paging import BadCursor, _packed, _unpacked, _value, page_from, page_of

pytestmark = pytest.mark.django_db
KEYS = st.sampled_from([("model", "id"), ("-model", "-id"), ("-model", "id"), ("app_label", "-model", "id"), ("-id",)])


@pytest.fixture
def many(db):
    """Rows with plenty of equal names, as communes have."""
    ContentType.objects.bulk_create(
        ContentType(app_label=f"xa-{number}", model=f"an-phuc-{number % 4}") for number in range(23)
    )
    return ContentType.objects.filter(app_label__startswith="xa-")


def walk(queryset, key, size):
    """All pages from the first on, and the cursors that led to them."""
    pages, cursor = [], None
    while True:
        page = page_of(queryset, key=key, cursor=cursor, size=size)
        pages.append(page)
        cursor = page.next_cursor
        if cursor is None:
            return pages


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=KEYS, size=st.integers(min_value=1, max_value=30))
def test_the_pages_tile_the_list_once_in_its_order(many, key, size):
    pages = walk(many, key, size)
    assert [row.pk for page in pages for row in page] == list(many.order_by(*key).values_list("pk", flat=True))
    assert all(len(page) <= size for page in pages)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=KEYS, size=st.integers(min_value=1, max_value=30))
def test_going_back_shows_the_same_pages(many, key, size):
    pages = walk(many, key, size)
    for before, after in pairwise(pages):
        back = page_of(many, key=key, cursor=after.previous_cursor, size=size)
        assert back.items == before.items
        assert (back.previous_cursor is None) == (before is pages[0])


def test_a_row_added_before_the_page_moves_nothing(many):
    first = page_of(many, key=("model", "id"), size=5)
    expected = page_of(many, key=("model", "id"), cursor=first.next_cursor, size=5).items
    ContentType.objects.create(app_label="xa-moi", model="a")
    assert page_of(many, key=("model", "id"), cursor=first.next_cursor, size=5).items == expected


def test_one_query_a_page_however_long_the_list(many, django_assert_num_queries):
    cursor = page_of(many, key=("model", "id"), size=3).next_cursor
    for size in (1, 20):
        with django_assert_num_queries(1):
            page_of(many, key=("model", "id"), cursor=cursor, size=size)


def test_a_key_may_lie_on_a_related_row(many, django_assert_num_queries):
    for kind in many:
        Permission.objects.create(codename="xem", name="Xem", content_type=kind)
    rows = Permission.objects.filter(content_type__in=many).select_related("content_type")
    pages = walk(rows, ("content_type__model", "id"), 4)
    assert [row.pk for page in pages for row in page] == [row.pk for row in rows.order_by("content_type__model", "id")]


def test_an_empty_list_has_no_neighbours(many):
    page = page_of(Group.objects.none(), key=("name", "id"))
    assert (page.items, page.next_cursor, page.previous_cursor) == ([], None, None)


@pytest.mark.parametrize("cursor", ["x", "abc:def:ghi", signing.dumps([0, "a", 1])])
def test_a_cursor_that_is_not_ours_is_refused(many, cursor):
    with pytest.raises(BadCursor):
        page_of(many, key=("model", "id"), cursor=cursor)


def test_a_cursor_of_another_order_is_refused(many):
    cursor = page_of(many, key=("model", "id"), size=3).next_cursor
    with pytest.raises(BadCursor):
        page_of(many, key=("-model", "id"), cursor=cursor)


def test_the_address_names_the_page(many):
    cursor = page_of(many, key=("model", "id"), size=3).next_cursor
    request = RequestFactory().get("/", {"trang": cursor})
    assert page_from(request, many, key=("model", "id"), size=3).items == list(many.order_by("model", "id")[3:6])


@given(st.one_of(st.text(), st.integers(), st.dates(), st.datetimes(), st.decimals(allow_nan=False)))
def test_a_key_survives_the_journey_through_an_address(value):
    assert _unpacked(signing.loads(signing.dumps(_packed(value)))) == value


def test_a_null_key_is_an_error_of_the_programmer():
    with pytest.raises(ValueError, match="null"):
        _value(Group(name="a"), "id")
