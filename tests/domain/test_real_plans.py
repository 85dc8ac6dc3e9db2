"""What the real plans owe, worked out by hand from their own words."""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lantoa.domain.due import DueRule
from lantoa.domain.duty import DutyTerms
from lantoa.domain.every import Every
from lantoa.domain.obligation import ObligationTerms, expand
from lantoa.domain.period import Period
from lantoa.domain.working_days import WorkingDays

PLANS = Path(__file__).resolve().parents[2] / ".." / "shared" / "plans"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not PLANS.is_dir() and "CI" not in os.environ, reason="the real plans are not beside the project"
    ),
]


def obligations(plan: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each obligation of a plan with the reference of its item."""
    data = json.loads((PLANS / f"{plan}.gold.json").read_text(encoding="utf-8"))
    for part in ("targets", "forms", "responsibilities", "tasks"):
        for item in data[part]:
            for obligation in item.get("obligations", []):
                yield item["ref"], obligation


def duties_of(obligation: dict[str, Any], issued_on: date | None) -> list[DutyTerms]:
    window = Period.inclusive(date.fromisoformat(obligation["from"]), date.fromisoformat(obligation["to"]))
    terms = ObligationTerms(
        every=Every(obligation["every"]),
        minimum=obligation["min"],
        maximum=obligation["max"],
        total=None,
        window=window,
        due=DueRule.from_json(obligation["due"]),
        report=obligation["report"],
    )
    return expand(terms, issued_on=issued_on, working_days=WorkingDays())


def owed_by(plan: str, ref: str, who: str, issued_on: date | None = None) -> list[DutyTerms]:
    """What a body named in an item owes for it, as one holder."""
    found = [one for at, one in obligations(plan) if at == ref and who in one["who"]]
    assert found, f"{plan} {ref} names no {who}"
    return [duty for one in found for duty in duties_of(one, issued_on)]


STATION = "Đài Phát thanh và Truyền hình tỉnh"


@pytest.mark.parametrize(
    ("ref", "least", "most"),
    [("PL.2.2", 36, 48), ("PL.2.3", 24, 24), ("PL.2.4", 12, 24), ("PL.2.5", 12, 12)],
)
def test_the_provincial_stations_four_programmes(ref: str, least: int, most: int) -> None:
    duties = owed_by("p1", ref, STATION)
    assert len(duties) == 12
    assert sum(duty.minimum for duty in duties) == least
    assert sum(duty.maximum or 0 for duty in duties) == most


def test_district_radio_broadcasts_forty_eight_issues_a_year() -> None:
    duties = owed_by("p1", "PL.16", "Ủy ban nhân dân các huyện, thành phố, thị xã")
    assert sum(duty.minimum for duty in duties) == 48


def test_the_contest_of_quarter_three_is_due_on_its_last_day() -> None:
    (duty,) = owed_by("p1", "PL.5", "Sở Nội vụ")
    assert (duty.period.start, duty.due_on) == (date(2024, 7, 1), date(2024, 9, 30))


def test_the_departments_offices_take_turns_and_each_owes_three_articles_by_the_25th() -> None:
    turns = {
        "Văn phòng": (1, 2, 3),
        "Phòng Thông tin – Báo chí – Xuất bản": (4, 5, 6),
        "Phòng Chuyển đổi số": (7, 8, 9),
        "Phòng Thanh tra": (10, 11, 12),
    }
    for office, months in turns.items():
        duties = owed_by("p2", "PL.4.2", office)
        assert [duty.due_on for duty in duties] == [date(2024, month, 25) for month in months]
        assert sum(duty.minimum for duty in duties) == 3


def test_the_office_that_issued_on_27_february_does_not_owe_january() -> None:
    january, february, march = owed_by("p2", "PL.4.2", "Văn phòng", issued_on=date(2024, 2, 27))
    assert january.before_issue
    assert february.before_issue  # its date, the 25th, had passed
    assert not march.before_issue


def test_the_quarters_article_is_due_on_the_20th_of_its_last_month() -> None:
    duties = owed_by("p2", "PL.4.1", "Phòng Chuyển đổi số")
    assert {duty.due_on for duty in duties} == {date(2024, 9, 20)}
    assert len(duties) == 2  # one for the column, one for the portal


def test_the_district_centre_owes_fifteen_broadcasts_in_the_year() -> None:
    (duty,) = owed_by("p5", "PL.2", "Trung tâm Văn hóa - Truyền thông huyện")
    assert (duty.minimum, duty.maximum, duty.due_on) == (15, 15, date(2024, 12, 31))


def test_the_communes_plans_were_due_on_20_january() -> None:
    (duty,) = owed_by("p5", "IV.7", "Ủy ban nhân dân các xã, thị trấn")
    assert duty.due_on == date(2024, 1, 20)


@pytest.mark.parametrize("plan", ["p1", "p2", "p5"])
def test_reports_and_standing_duties_of_every_plan_make_no_counted_duty(plan: str) -> None:
    uncounted = [one for _, one in obligations(plan) if one["report"] or one["every"] == "standing"]
    assert uncounted
    assert all(duties_of(one, None) == [] for one in uncounted)
