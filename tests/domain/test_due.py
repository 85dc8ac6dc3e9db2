"""A due rule names the day that an officer would name."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.due import NEXT_MONTH, DueRule


@dataclass(frozen=True)
class Span:
    start: date
    end: date


JANUARY = Span(date(2026, 1, 1), date(2026, 2, 1))
FEBRUARY = Span(date(2026, 2, 1), date(2026, 3, 1))
FIRST_QUARTER = Span(date(2026, 1, 1), date(2026, 4, 1))
YEAR = Span(date(2026, 1, 1), date(2027, 1, 1))
WEEK = Span(date(2026, 1, 5), date(2026, 1, 12))


def test_day_25_of_a_quarter_lies_in_its_last_month():
    assert DueRule(day=25).due_on(FIRST_QUARTER) == date(2026, 3, 25)


def test_day_30_of_february_is_its_last_day():
    assert DueRule(day=30).due_on(FEBRUARY) == date(2026, 2, 28)


def test_day_5_of_the_next_month_lies_behind_the_period():
    assert DueRule(day=5, of=NEXT_MONTH).due_on(JANUARY) == date(2026, 2, 5)
    assert DueRule(day=5, of=NEXT_MONTH).due_on(YEAR) == date(2027, 1, 5)


def test_a_reporting_month_that_ends_on_the_14th_is_due_in_that_month():
    december_by_decree_09 = Span(date(2025, 11, 15), date(2025, 12, 15))
    assert DueRule(day=20).due_on(december_by_decree_09) == date(2025, 12, 20)


def test_wednesday_is_the_wednesday_of_the_week():
    assert DueRule(weekday=3).due_on(WEEK) == date(2026, 1, 7)


def test_a_week_cut_short_before_its_wednesday_is_due_on_its_last_day():
    assert DueRule(weekday=3).due_on(Span(date(2026, 1, 1), date(2026, 1, 5))) == date(2026, 1, 4)


def test_before_the_20th_means_the_19th_at_the_latest():
    assert DueRule(dates=(date(2026, 3, 20),), strict=True).due_on(FIRST_QUARTER) == date(2026, 3, 19)
    assert DueRule(day=1, strict=True).due_on(FEBRUARY) == date(2026, 1, 31)


def test_of_several_dates_the_one_in_the_period_counts():
    rule = DueRule(dates=(date(2026, 6, 15), date(2026, 12, 15)))
    assert rule.due_on(Span(date(2026, 1, 1), date(2026, 7, 1))) == date(2026, 6, 15)
    assert rule.due_on(Span(date(2026, 7, 1), date(2027, 1, 1))) == date(2026, 12, 15)


def test_a_date_of_next_january_is_the_deadline_of_this_year():
    assert DueRule(dates=(date(2027, 1, 15),)).due_on(YEAR) == date(2027, 1, 15)


def test_a_yearly_date_comes_round_in_later_years():
    assert DueRule(dates=(date(2025, 12, 15),)).due_on(YEAR) == date(2026, 12, 15)


RULES = st.one_of(
    st.builds(DueRule, day=st.integers(1, 31), of=st.sampled_from([None, NEXT_MONTH]), strict=st.booleans()),
    st.builds(DueRule, weekday=st.integers(1, 7), strict=st.booleans()),
    st.builds(
        DueRule,
        dates=st.sets(st.dates(date(2000, 1, 1), date(2100, 1, 1)), min_size=1, max_size=4).map(
            lambda days: tuple(sorted(days))
        ),
        strict=st.booleans(),
    ),
)


@given(RULES)
def test_a_rule_survives_plan_json(rule):
    assert DueRule.from_json(rule.to_json()) == rule


@given(RULES, st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(1, 400))
def test_before_a_day_is_one_day_earlier_in_every_period(rule, start, length):
    span = Span(start, start + timedelta(days=length))
    loose = DueRule.from_json(rule.to_json() | {"strict": False})
    assert rule.due_on(span) == loose.due_on(span) - timedelta(days=1 if rule.strict else 0)


def test_no_rule_is_none():
    assert DueRule.from_json(None) is None
    assert DueRule.from_json({}) is None


@pytest.mark.parametrize(
    "data",
    [
        {"day": 0},
        {"day": 32},
        {"day": "25"},
        {"weekday": 8},
        {"day": 5, "weekday": 3},
        {"of": "next-month"},
        {"day": 5, "of": "next-year"},
        {"dates": ["20/3/2026"]},
        {"dates": [20]},
        {"strict": True},
        {"hour": 17, "day": 5},
    ],
)
def test_what_is_no_rule_is_refused(data):
    with pytest.raises(ValueError, match=r"."):
        DueRule.from_json(data)
