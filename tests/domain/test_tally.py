"""Figures that add up the tree, and percentages computed last."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.tally import (
    DoneTally,
    OwedTally,
    decimal_vi,
    percent,
    percent_vi,
    sum_done,
    sum_owed,
)
from lantoa.domain.verdict import Amount, Moment, Verdict

COUNTS = st.integers(0, 10_000)
OWED = st.builds(OwedTally, met=COUNTS, met_late=COUNTS, upcoming=COUNTS, due=COUNTS, overdue=COUNTS, over=COUNTS)
DONE = st.builds(
    DoneTally, COUNTS, st.dictionaries(st.sampled_from(["tin, bài", "số", "buổi", "lượt"]), COUNTS, max_size=4)
)
SHORT_VERDICTS = [Verdict(Amount.SHORT, moment, late=False, remaining=1) for moment in list(Moment)[:3]]
MET_VERDICTS = [
    Verdict(amount, Moment.SETTLED, late=late, remaining=0)
    for amount in (Amount.MET, Amount.OVER)
    for late in (False, True)
]


def test_a_provinces_figures_are_those_of_its_communes_added() -> None:
    communes = [OwedTally(met=10, overdue=2), OwedTally(met=4, met_late=1, due=3), OwedTally(upcoming=5)]
    province = sum_owed(communes)
    assert province == OwedTally(met=14, met_late=1, upcoming=5, due=3, overdue=2)
    assert (province.total, province.met_all, province.fallen_due) == (25, 15, 17)


def test_a_percentage_is_taken_of_the_sums_and_never_averaged() -> None:
    small, large = OwedTally(met=1), OwedTally(met=0, overdue=9)
    assert sum_owed([small, large]).percent_met == Decimal(10)
    assert small.percent_met == Decimal(100)


def test_on_time_is_judged_only_of_what_has_fallen_due() -> None:
    assert OwedTally(met=3, met_late=1, upcoming=90).percent_on_time == Decimal(75)
    assert OwedTally(upcoming=90).percent_on_time is None


def test_no_duties_have_no_percentage_which_is_not_zero_percent() -> None:
    assert OwedTally().percent_met is None
    assert percent(0, 0) is None
    assert percent(0, 8) == 0


def test_every_duty_counts_under_one_heading_and_over_counts_again() -> None:
    tally = sum_owed(OwedTally.of(verdict) for verdict in SHORT_VERDICTS + MET_VERDICTS)
    assert tally == OwedTally(met=2, met_late=2, upcoming=1, due=1, overdue=1, over=2)
    assert tally.total == 7


def test_articles_and_broadcasts_are_never_added_to_one_another() -> None:
    year = DoneTally.of(24, "tin, bài") + DoneTally.of(48, "số") + DoneTally.of(1, "tin, bài")
    assert year == DoneTally(3, {"số": 48, "tin, bài": 25})
    assert DoneTally.of(0, "buổi") == DoneTally(1)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (32, 35, "91,4%"),
        (35, 35, "100%"),
        (1, 2, "50%"),
        (2499, 2500, "99,9%"),
        (1, 9000, "0,1%"),
        (0, 12, "0%"),
        (15, 12, "125%"),
        (0, 0, "–"),
    ],
)
def test_percentages_read_as_in_vietnamese_papers(part: int, whole: int, shown: str) -> None:
    assert percent_vi(percent(part, whole)) == shown


def test_numbers_carry_dots_between_thousands_and_a_comma_before_decimals() -> None:
    assert decimal_vi(1_234_567) == "1.234.567"
    assert decimal_vi(Decimal("1234.50")) == "1.234,5"
    assert decimal_vi(Decimal(100)) == "100"


@given(one=OWED, two=OWED, three=OWED)
def test_duties_add_in_any_order_from_zero(one: OwedTally, two: OwedTally, three: OwedTally) -> None:
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one + OwedTally() == one
    assert (one + two).total == one.total + two.total


@given(one=DONE, two=DONE, three=DONE)
def test_results_add_in_any_order_from_zero(one: DoneTally, two: DoneTally, three: DoneTally) -> None:
    assert one + two == two + one
    assert hash(one + two) == hash(two + one)
    assert (one + two) + three == one + (two + three)
    assert one + DoneTally() == one


@given(groups=st.lists(st.lists(DONE, max_size=5), max_size=5))
def test_the_sum_of_the_branches_is_the_sum_of_the_leaves(groups: list[list[DoneTally]]) -> None:
    assert sum_done(sum_done(group) for group in groups) == sum_done(leaf for group in groups for leaf in group)


@given(part=st.integers(0, 5000), whole=st.integers(1, 5000))
def test_only_all_reads_as_a_hundred_and_only_none_as_zero(part: int, whole: int) -> None:
    shown = percent_vi(percent(part, whole))
    assert (shown == "100%") == (part == whole) or part > whole
    assert (shown == "0%") == (part == 0)
