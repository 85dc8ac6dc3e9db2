"""Which reports are due from whom, and how punctually they came."""

from datetime import UTC, date, datetime

import pytest

from lantoa.agencies.reach import reach_of
from lantoa.domain.lifecycle import ReportState
from lantoa.domain.period import Calendar
from lantoa.reports.models import Report, Reporter
from lantoa.reports.queries import punctuality, reports_before


def sent(world, regime, agency, first, last, due, on, state=ReportState.SUBMITTED):
    """A report as it lies in the table after it was sent at noon of a day."""
    at = datetime(on.year, on.month, on.day, 5, tzinfo=UTC)
    return Report.objects.create(
        regime=regime,
        agency=agency,
        starts_on=first,
        last_on=last,
        due_on=due,
        state=state,
        figures={},
        created_by=world.province["xa"],
        created_at=at,
        submitted_by=world.province["xa"],
        submitted_at=at,
        first_submitted_at=at,
    )


def only(agency):
    return frozenset({agency.pk})


Q3 = (date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 5))


def test_a_quarter_is_due_when_it_has_ended_and_earlier_ones_stay_until_they_are_sent(world, province):
    regime = world.regime(province.an_phuc, since=date(2026, 4, 1))
    due = reports_before(only(province.an_phuc), date(2026, 10, 1))
    assert [(row.label, row.due_on, row.overdue) for row in due] == [
        ("Báo cáo Quý II/2026", date(2026, 7, 5), True),
        ("Báo cáo Quý III/2026", date(2026, 10, 5), False),
    ]
    assert all(row.regime == regime and row.agency == province.an_phuc and row.report is None for row in due)


def test_a_report_shows_twenty_days_before_its_due_day_and_not_before(world, province):
    world.regime(province.an_phuc, since=date(2026, 7, 1), due={"day": 25})
    assert reports_before(only(province.an_phuc), date(2026, 9, 4)) == []
    assert [row.due_on for row in reports_before(only(province.an_phuc), date(2026, 9, 5))] == [date(2026, 9, 25)]


@pytest.mark.parametrize(
    ("state", "waits"),
    [
        (ReportState.DRAFT, True),
        (ReportState.RETURNED, True),
        (ReportState.SUBMITTED, False),
        (ReportState.ACCEPTED, False),
    ],
)
def test_only_what_lies_with_the_receiver_is_done(world, province, state, waits):
    regime = world.regime(province.an_phuc, since=date(2026, 7, 1))
    report = sent(world, regime, province.an_phuc, *Q3, on=date(2026, 10, 1), state=state)
    due = reports_before(only(province.an_phuc), date(2026, 10, 1))
    assert [row.report for row in due] == ([report] if waits else [])


def test_the_ministrys_series_has_four_reports_and_no_second_quarter(world, province):
    world.regime(
        province.noi_vu, receiver=province.ubnd, period_kind="reform", calendar=Calendar.DECREE_09, due={"day": 20}
    )
    labels = [row.label for row in reports_before(only(province.noi_vu), date(2026, 12, 31))]
    assert labels == [
        "Báo cáo Quý I/2026",
        "Báo cáo 6 tháng đầu năm 2026",
        "Báo cáo Quý III/2026",
        "Báo cáo năm 2026",
    ]


def test_a_body_reports_only_for_periods_in_whose_last_day_it_is_a_reporter(world, province):
    world.regime(province.an_phuc, since=date(2026, 1, 1))
    Reporter.objects.update(ends_on=date(2026, 6, 30))  # the last day of the second quarter is no longer in force
    assert [row.label for row in reports_before(only(province.an_phuc), date(2026, 10, 1))] == ["Báo cáo Quý I/2026"]


def test_nobody_elses_reports_are_listed(world, province):
    world.regime(province.binh_linh)
    assert reports_before(only(province.an_phuc), date(2026, 10, 1)) == []


def test_punctuality_counts_the_latest_period_due_by_the_first_sending(world, province):
    regime = world.regime(*province.communes)
    due = date(2026, 10, 5)
    sent(world, regime, province.an_phuc, *Q3, on=due)
    late = sent(world, regime, province.binh_linh, *Q3, on=date(2026, 10, 6))
    found = punctuality(only(province.noi_vu), date(2026, 10, 8))
    assert (found.label, found.due_on) == ("Báo cáo Quý III/2026", due)
    assert (found.expected, found.received, found.on_time, found.late, found.missing) == (3, 2, 1, 1, 1)
    # Returned for a correction and sent again: it came when it first came, and it is missing in between.
    Report.objects.filter(pk=late.pk).update(
        first_submitted_at=datetime(2026, 10, 5, 5, tzinfo=UTC), state=ReportState.RETURNED
    )
    found = punctuality(only(province.noi_vu), date(2026, 10, 8))
    assert (found.received, found.on_time, found.missing) == (1, 1, 2)
    Report.objects.filter(pk=late.pk).update(state=ReportState.SUBMITTED)
    assert punctuality(only(province.noi_vu), date(2026, 10, 8)).on_time == 2


def test_an_evening_in_hanoi_is_still_the_due_day(world, province):
    regime = world.regime(province.an_phuc)
    report = sent(world, regime, province.an_phuc, *Q3, on=date(2026, 10, 5))
    Report.objects.filter(pk=report.pk).update(first_submitted_at=datetime(2026, 10, 5, 16, 59, tzinfo=UTC))
    assert punctuality(only(province.noi_vu), date(2026, 10, 8)).on_time == 1
    Report.objects.filter(pk=report.pk).update(first_submitted_at=datetime(2026, 10, 5, 17, 1, tzinfo=UTC))
    assert punctuality(only(province.noi_vu), date(2026, 10, 8)).on_time == 0


def test_before_any_due_day_or_for_who_receives_nothing_there_is_no_punctuality(world, province):
    world.regime(province.an_phuc, since=date(2026, 9, 1))
    assert punctuality(only(province.noi_vu), date(2026, 10, 4)) is None
    assert punctuality(only(province.tu_phap), date(2026, 10, 8)) is None


@pytest.mark.parametrize("bodies", [1, 30])
def test_due_lists_cost_the_same_for_one_body_and_for_thirty(
    world, province, make_communes, django_assert_num_queries, bodies
):
    agencies = make_communes(bodies)
    world.regime(*agencies)
    with django_assert_num_queries(2):
        assert len(reports_before(frozenset(row.pk for row in agencies), date(2026, 10, 1))) == 3 * bodies
    with django_assert_num_queries(3):
        assert punctuality(only(province.noi_vu), date(2026, 10, 6)).expected == bodies


def test_a_receivers_coordinator_watches_its_reporters_by_the_regime(world, province):
    before = reach_of(province["tinh"], date(2026, 9, 30)).watched
    assert province.khcn.pk not in before
    world.regime(province.khcn)
    after = reach_of(province["tinh"], date(2026, 10, 1)).watched
    assert province.khcn.pk in after
    assert province.tu_phap.pk not in after
