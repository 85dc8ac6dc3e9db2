"""Days, numbers and shares read as an office writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.web import wording


def test_a_day_has_two_digits_for_day_and_month():
    assert wording.day_text(date(2026, 1, 5)) == "05/01/2026"


def test_a_moment_late_in_the_evening_in_utc_is_the_next_day_in_viet_nam():
    assert wording.day_text(datetime(2026, 1, 4, 18, 30, tzinfo=UTC)) == "05/01/2026"
    assert wording.moment_text(datetime(2026, 1, 4, 18, 30, tzinfo=UTC)) == "01:30 ngày 05/01/2026"


@pytest.mark.parametrize(
    ("day", "text"),
    [(date(2026, 11, 16), "Thứ Hai, 16/11/2026"), (date(2026, 11, 22), "Chủ nhật, 22/11/2026")],
)
def test_the_weekday_stands_before_the_day(day, text):
    assert wording.weekday_text(day) == text


def test_a_half_open_period_shows_its_last_day():
    assert wording.last_day_text(date(2026, 3, 1)) == "28/02/2026"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1234, "1.234"),
        (1200000, "1.200.000"),
        (Decimal("1234.50"), "1.234,5"),
        (-1500, "-1.500"),
    ],
)
def test_thousands_have_dots_and_decimals_a_comma(number, text):
    assert wording.number_text(number) == text


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_whole_number_can_be_read_back(number):
    assert int(wording.number_text(number).replace(".", "")) == number


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        (91.42, "91,4%"),
        (100, "100%"),
        (0, "0%"),
        (Decimal("99.97"), "99,9%"),
        (0.02, "0,1%"),
        (None, "–"),
        (112.5, "112,5%"),
    ],
)
def test_a_percentage_has_one_decimal_and_never_claims_all_or_nothing(percent, text):
    assert wording.percent_text(percent) == text


@given(st.integers(min_value=1, max_value=10**7), st.data())
def test_only_everything_is_100_percent_and_only_nothing_is_0(total, data):
    done = data.draw(st.integers(min_value=0, max_value=total))
    text = wording.percent_text(wording.share_percent(done, total))
    assert (text == "100%") == (done == total)
    assert (text == "0%") == (done == 0)


def test_a_share_of_nothing_is_not_a_number():
    assert wording.percent_text(wording.share_percent(0, 0)) == "–"


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 byte"), (512, "512 byte"), (1000, "1 kB"), (999_700, "1 MB"), (1_540_000, "1,5 MB"), (45_600_000, "46 MB")],
)
def test_a_size_is_in_the_unit_a_person_would_use(count, text):
    assert wording.size_text(count) == text


@pytest.mark.parametrize(
    ("quota", "text"),
    [
        ((3, 5, None), "3 trong ít nhất 5"),
        ((2, 3, 4), "2 trong 3–4"),
        ((1, 1, 1), "1 trong 1"),
        ((2, None, 4), "2 trong tối đa 4"),
        ((2, 0, 4), "2 trong tối đa 4"),
        ((1200, None, None), "1.200 đã làm"),
    ],
)
def test_a_quota_says_how_many_of_how_many(quota, text):
    assert wording.quota_text(*quota) == text
