"""Reporting across a merger in the middle of a quarter: nobody reports twice, nothing is left out of a quarter."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from lantoa.agencies.models import Agency, User
from lantoa.agencies.reach import reach_of
from lantoa.assignments.models import Duty
from lantoa.catalogue.models import ResultKind
from lantoa.domain.due import DueRule
from lantoa.domain.period import Calendar
from lantoa.persistence.identifiers import new_public_id
from lantoa.reports import access
from lantoa.reports.figures import compute
from lantoa.reports.models import Regime, Report, Reporter
from lantoa.reports.operations import create_regime, open_report
from lantoa.reports.periods import period_ending
from lantoa.reports.queries import received, reports_before
from lantoa.results.operations import record_result

DAY = date(2026, 8, 15)
TODAY = date(2026, 10, 1)
Q2, Q3 = date(2026, 6, 30), date(2026, 9, 30)


@pytest.fixture
def regime(province: Any, issued_plan: Any) -> Regime:
    """Every commune reports to Sở Nội vụ every quarter."""
    return create_regime(
        actor=User.objects.get(username="tinh"),
        name="Báo cáo tuyên truyền hằng quý",
        receiver=province.noi_vu,
        period_kind="quarter",
        calendar=Calendar.PLAIN,
        due=DueRule(day=25),
        starts_on=date(2026, 1, 1),
        reporters=province.communes,
    )


def did(agency: Agency, who: str, day: date) -> None:
    record_result(
        actor=User.objects.get(username=who),
        agency=agency,
        token=new_public_id(),
        kind=ResultKind.objects.get(code="article"),
        title=f"Tin ngày {day:%d/%m}",
        happened_on=day,
        quantity=1,
        channel=None,
        item=None,
        note="Lưu tại văn phòng.",
        links=[],
        uploads=[],
        credit_to=[],
    )


def test_from_the_day_on_the_new_commune_reports_once(
    province: Any, regime: Regime, merged: Callable[..., Any]
) -> None:
    _, new = merged()
    names = {line.agency for line in received(regime, period_ending(regime, Q3))}
    assert names == {new, province.hong_son}
    assert {line.agency for line in received(regime, period_ending(regime, Q2))} == set(province.communes)
    assert Reporter.objects.filter(agency=new).count() == 1


def test_a_quarter_over_before_the_day_is_written_by_the_heir_for_the_old_commune(
    province: Any, regime: Regime, merged: Callable[..., Any]
) -> None:
    _, new = merged()
    person = reach_of(User.objects.get(username="xa_khac"), TODAY)
    waiting = {(due.agency, due.period.last_day) for due in reports_before(access.own_agencies(person), TODAY)}
    assert {(province.an_phuc, Q2), (province.binh_linh, Q2), (new, Q3)} <= waiting
    assert (province.an_phuc, Q3) not in waiting
    made = open_report(
        actor=User.objects.get(username="xa_khac"),
        regime=regime,
        agency=province.an_phuc,
        last_on=Q2,
    )
    assert made.agency == province.an_phuc


def test_a_report_begun_for_the_quarter_that_runs_becomes_the_new_communes(
    province: Any, regime: Regime, merged: Callable[..., Any]
) -> None:
    begun = Report.objects.create(
        regime=regime,
        agency=province.an_phuc,
        starts_on=date(2026, 7, 1),
        last_on=Q3,
        due_on=date(2026, 9, 25),
        created_by=User.objects.get(username="xa"),
        created_at="2026-08-01T00:00:00+07:00",
    )
    old = Report.objects.create(
        regime=regime,
        agency=province.an_phuc,
        starts_on=date(2026, 4, 1),
        last_on=Q2,
        due_on=date(2026, 6, 25),
        created_by=User.objects.get(username="xa"),
        created_at="2026-06-01T00:00:00+07:00",
    )
    _, new = merged()
    begun.refresh_from_db()
    old.refresh_from_db()
    assert (begun.agency, old.agency) == (new, province.an_phuc)


def test_the_quarter_that_runs_counts_what_both_did_before_the_day(
    province: Any, regime: Regime, merged: Callable[..., Any]
) -> None:
    did(province.an_phuc, "xa", date(2026, 7, 10))
    did(province.binh_linh, "xa_khac", date(2026, 8, 1))
    _, new = merged()
    did(new, "xa", date(2026, 9, 1))
    figures = compute(agency=new, starts_on=date(2026, 7, 1), last_on=Q3, today=TODAY)
    assert figures["done"]["results"] == 3
    july = Duty.objects.filter(
        agency__in=[province.an_phuc, province.binh_linh],
        item__ref="PL.1",
        due_on__lt=DAY,
        due_on__gte=date(2026, 7, 1),
    )
    alone = compute(agency=province.hong_son, starts_on=date(2026, 7, 1), last_on=Q3, today=TODAY)
    assert july.count() == 2
    assert figures["owed"]["total"] > alone["owed"]["total"]  # both communes' July, one August and one September


def test_what_was_reported_before_the_day_stays_as_it_was(
    province: Any, regime: Regime, merged: Callable[..., Any]
) -> None:
    window = {"starts_on": date(2026, 4, 1), "last_on": Q2, "today": TODAY}
    before = compute(agency=province.an_phuc, **window)
    merged()
    after = compute(agency=province.an_phuc, **window)
    assert (after["done"], after["owed"]) == (before["done"], before["owed"])
