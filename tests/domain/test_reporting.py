"""Which reports a year asks for, on either calendar."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.domain.period import Calendar, PeriodKind, year_of
from lantoa.domain.reporting import REFORM, SERIES, Series, SeriesEntry, reporting_series


def test_reports_on_reform_to_the_ministry_cover_the_cut_off_dates_of_the_decree() -> None:
    periods = reporting_series(2026, REFORM, Calendar.DECREE_09)
    assert [(item.label, item.period.start, item.period.last_day) for item in periods] == [
        ("Quý I/2026", date(2025, 12, 15), date(2026, 3, 14)),
        ("6 tháng đầu năm 2026", date(2025, 12, 15), date(2026, 6, 14)),
        ("Quý III/2026", date(2026, 6, 15), date(2026, 9, 14)),
        ("Năm 2026", date(2025, 12, 15), date(2026, 12, 14)),
    ]


def test_a_province_may_ask_for_nine_months_instead_of_quarter_three() -> None:
    third = reporting_series(2026, "reform-9-months", Calendar.DECREE_09)[2]
    assert (third.label, third.period.start, third.period.last_day) == (
        "9 tháng đầu năm 2026",
        date(2025, 12, 15),
        date(2026, 9, 14),
    )
    assert third.period.kind is PeriodKind.WINDOW


def test_plain_quarters_begin_on_the_first() -> None:
    quarters = reporting_series(2026, "quarter", Calendar.PLAIN)
    assert [item.label for item in quarters] == ["Quý I/2026", "Quý II/2026", "Quý III/2026", "Quý IV/2026"]
    assert quarters[1].period.start == date(2026, 4, 1)


def test_months_of_a_quarters_length_that_are_no_quarter_are_a_window() -> None:
    (item,) = reporting_series(2026, Series("x", (SeriesEntry(2, 4),)), Calendar.PLAIN)
    assert item.label == "từ 01/02/2026 đến 30/04/2026"


def test_months_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="6 to 3"):
        SeriesEntry(6, 3)


@given(
    year=st.integers(2000, 2060),
    code=st.sampled_from(["month", "quarter", "half-year", "year"]),
    calendar=st.sampled_from(Calendar),
)
def test_plain_series_divide_the_year_of_either_calendar(year: int, code: str, calendar: Calendar) -> None:
    periods = [item.period for item in reporting_series(year, code, calendar)]
    whole = year_of(year, calendar)
    assert (periods[0].start, periods[-1].end) == (whole.start, whole.end)
    assert all(one.end == following.start for one, following in pairwise(periods))


@given(year=st.integers(2000, 2060), code=st.sampled_from(sorted(SERIES)), calendar=st.sampled_from(Calendar))
def test_every_series_stays_in_its_year_and_names_it(year: int, code: str, calendar: Calendar) -> None:
    whole = year_of(year, calendar)
    for item in reporting_series(year, code, calendar):
        assert whole.start <= item.period.start
        assert item.period.end <= whole.end
        assert item.label.endswith(str(year))
