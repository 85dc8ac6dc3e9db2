"""What stands in addresses can be neither guessed nor walked: no integer key, and one identifier leads to no other."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from lantoa.agencies.models import Agency, Invitation
from lantoa.agencies.operations.invitations import word_of
from lantoa.persistence.identifiers import PublicIdField, new_public_id

# Numbers that name no row: a month of the year, a page of one document.
COUNTED = {("desk:cell", "month"), ("intake:page", "number")}


def patterns(found: Any = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in get_resolver().url_patterns if found is None else found:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", entry
        else:
            yield from patterns(entry.url_patterns, f"{space}{entry.namespace}:" if entry.namespace else space)


def test_no_address_carries_the_key_of_a_row():
    numbered = {
        (name, key)
        for name, entry in patterns()
        for key, converter in entry.pattern.converters.items()
        if type(converter).__name__ not in {"StringConverter", "SlugConverter"}
    }
    assert numbered == COUNTED


def test_an_identifier_has_96_bits_of_chance_and_none_is_like_the_one_before():
    made = [new_public_id() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert {len(one) for one in made} == {16}
    same = sum(a == b for first, second in pairwise(made) for a, b in zip(first, second, strict=True))
    assert same / (1999 * 16) < 0.03, "letters at the same place agree by chance alone: once in 64"


def test_every_identifier_of_a_table_is_unique_and_made_by_the_product():
    fields = [field for model in apps.get_models() for field in model._meta.get_fields() if field.name == "public_id"]
    assert len(fields) > 20
    assert all(isinstance(field, PublicIdField) and field.unique and not field.editable for field in fields)


@pytest.mark.django_db
def test_integer_keys_lead_nowhere_whoever_asks(world):
    """Every address with an identifier, asked with keys of rows that exist: absent for all, also who may see them."""
    keys = [str(pk) for pk in Agency.objects.values_list("pk", flat=True)[:3]]
    clients = {username: Client() for username in ("tinh", "xa", "quantri", "khach")}
    for username, client in clients.items():
        if username != "khach":
            client.force_login(world.province[username], backend="django.contrib.auth.backends.ModelBackend")
    wrong = []
    for name, entry in patterns():
        wanted = entry.pattern.converters
        if not wanted or set(wanted) & {"kind", "key", "last_on", "month", "number", "provider_id"}:
            continue
        for key in keys:
            at = reverse(name, kwargs=dict.fromkeys(wanted, key))
            for username, client in clients.items():
                for answer in (client.get(at), client.post(at, {})):
                    led_in = answer.status_code == 302 and answer.url.startswith("/dang-nhap/")
                    if answer.status_code not in (404, 405) and not led_in:
                        wrong.append(f"{name} ({at}) as {username}: {answer.status_code}")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.django_db
def test_the_word_of_a_link_follows_from_nothing_that_is_shown(world):
    row = Invitation.objects.get()
    assert len(word_of(row)) == 43
    for shown in (row.public_id, row.seed, row.token_hash, str(row.pk)):
        assert Client().get(reverse("agencies:accept", args=[shown])).status_code == 404
