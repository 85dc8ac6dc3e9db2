"""A report that was sent keeps its figures, whatever becomes of the plan afterwards; screens follow the amendment."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from lantoa.domain.due import DueRule
from lantoa.domain.period import Calendar
from lantoa.reports.operations import create_regime, open_report, save_narrative, submit_report

AT = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def sent(province, plan):
    regime = create_regime(
        actor=province["tinh"],
        name="Báo cáo kết quả tuyên truyền",
        receiver=province.noi_vu,
        period_kind="quarter",
        calendar=Calendar.PLAIN,
        due=DueRule.from_json({"day": 5, "of": "next-month"}),
        starts_on=date(2026, 1, 1),
        reporters=province.communes,
    )
    for person in province.people.values():
        person._lantoa_reach = None
    about = {"actor": province["xa"], "regime": regime, "agency": province.an_phuc}
    report = open_report(last_on=date(2026, 6, 30), at=datetime(2026, 7, 2, 9, tzinfo=AT), **about)
    report = save_narrative(actor=province["xa"], report=report, version=report.version, sections={"IV": "Không."})
    submit_report(actor=province["xa"], report=report, version=report.version, at=datetime(2026, 7, 3, 9, tzinfo=AT))
    report.refresh_from_db()
    return report


def test_a_report_that_was_sent_is_not_touched_by_an_amendment(sent, amend, province, signed_in_as):
    before = sent.figures
    address = reverse("reports:detail", args=[sent.public_id])
    page = signed_in_as("xa").get(address).content.decode()
    change = amend()
    change.ask("PL.1", min=9)
    change.remove("PL.2")
    change.issue()
    sent.refresh_from_db()
    assert sent.figures == before
    after = signed_in_as("xa").get(address).content.decode()
    assert after.count("Tin, bài") == page.count("Tin, bài")


def test_todo_and_progress_show_what_holds_now(amend, province, plan, signed_in_as):
    change = amend()
    change.ask("PL.4", **{"from": "2026-07-01", "to": "2026-12-31"})
    change.issue(on=date(2026, 9, 20))
    officer = signed_in_as("so").get(reverse("desk:todo")).content.decode()
    assert "31/12" in officer
    progress = signed_in_as("tinh").get(reverse("desk:plan", args=[plan.public_id]))
    assert progress.status_code == 200
    change = amend()
    change.remove("PL.4")
    change.issue(on=date(2026, 9, 25), number="46/KH-UBND")
    assert "hội nghị" not in signed_in_as("so").get(reverse("desk:todo")).content.decode()
    assert "đã bãi bỏ" in signed_in_as("tinh").get(reverse("desk:plan", args=[plan.public_id])).content.decode()
