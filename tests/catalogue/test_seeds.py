"""The catalogue an installation starts with."""

from datetime import date

import pytest
from django.apps import apps

from lantoa.catalogue import queries, seeds
from lantoa.catalogue.models import CalendarDay, Channel, ReformArea, ResultKind

pytestmark = pytest.mark.django_db


def test_the_six_areas_of_resolution_76_and_direction_are_there():
    assert list(ReformArea.objects.order_by("position").values_list("code", flat=True)) == list("0123456")


def test_planting_twice_changes_nothing_and_keeps_what_an_administrator_changed():
    kind = ResultKind.objects.get(code="article")
    ResultKind.objects.filter(pk=kind.pk).update(unit="bài")
    before = (ResultKind.objects.count(), Channel.objects.count(), CalendarDay.objects.count())
    seeds.plant(apps)
    assert (ResultKind.objects.count(), Channel.objects.count(), CalendarDay.objects.count()) == before
    assert ResultKind.objects.get(code="article").unit == "bài"


def test_national_day_is_a_day_off_and_a_make_up_saturday_is_worked():
    days = queries.working_days()
    assert not days.is_working(date(2026, 9, 2))
    assert days.is_working(date(2025, 4, 26))
    assert not days.is_working(date(2025, 5, 2))
