"""What the database itself refuses, each violation sent straight to the table; on both engines."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from lantoa.agencies.models import Agency, Reorganisation, Succession


def refused(words: str | None, statement: str, values: list[Any]) -> None:
    with pytest.raises(DatabaseError, match=words), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def followed(merged: Callable[..., Any]) -> Succession:
    merged()
    found: Succession = Succession.objects.order_by("pk")[0]
    return found


def test_who_followed_whom_is_never_changed_nor_deleted(followed: Succession, province: Any) -> None:
    refused("never changes", "UPDATE agencies_succession SET successor_id = %s", [province.hong_son.pk])
    refused("kept for good", "DELETE FROM agencies_succession WHERE id = %s", [followed.pk])


def test_a_body_that_ended_and_was_followed_never_lives_again(followed: Succession) -> None:
    end = "UPDATE agencies_agency SET ends_on = %s WHERE id = %s"
    refused("stays ended", end, [None, followed.predecessor_id])
    refused("stays ended", end, ["2026-09-01", followed.predecessor_id])


INSERT = (
    'INSERT INTO agencies_succession (reorganisation_id, predecessor_id, successor_id, "on", is_heir, is_whole) '
    "VALUES (%s, %s, %s, %s, %s, %s)"
)


def test_an_heir_lives_on_the_day_and_its_predecessor_ended_that_day(followed: Succession, province: Any) -> None:
    row = followed.reorganisation_id
    lives, ended, day = province.hong_son.pk, followed.predecessor_id, "2026-08-15"
    refused("an heir lives", INSERT, [row, lives, ended, day, False, False])
    refused("an heir lives", INSERT, [row, lives, followed.successor_id, day, True, True])


def test_a_body_has_one_heir(followed: Succession, province: Any) -> None:
    values = [followed.reorganisation_id, followed.predecessor_id, province.hong_son.pk, "2026-08-15", True, True]
    refused(None, INSERT, values)


def test_a_body_does_not_follow_itself(followed: Succession, province: Any) -> None:
    row, body = followed.reorganisation_id, province.hong_son.pk
    refused(None, INSERT, [row, body, body, "2026-08-15", False, False])


def test_what_was_applied_stays_with_its_moment(followed: Succession) -> None:
    assert Reorganisation.objects.get().applied_at is not None
    refused(None, "UPDATE agencies_reorganisation SET applied_at = %s", [None])
    assert Agency.objects.filter(ends_on=date(2026, 8, 15)).count() >= 2
