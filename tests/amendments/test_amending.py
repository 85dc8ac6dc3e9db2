"""Amending a plan in force: what was done stays, what is asked from now on follows the amendment."""

from datetime import date

import pytest

from lantoa.agencies.access import Forbidden
from lantoa.assignments.models import Assignment, Duty
from lantoa.assignments.reconciling import work_out
from lantoa.domain.lifecycle import AssignmentKind, DutyState, PlanState
from lantoa.persistence.refusal import Refused
from lantoa.plans import queries, versions
from lantoa.plans.differences import sentence
from lantoa.plans.models import Plan
from lantoa.plans.operations import start_amendment
from lantoa.results.models import Credit

AUTUMN = date(2026, 11, 15)


def test_a_date_that_is_moved_is_the_same_duty_and_no_longer_overdue(amend, duty_of, province, plan):
    conference = duty_of("PL.4", province.khcn, date(2026, 8, 1))
    change = amend()
    change.ask("PL.4", **{"from": "2026-07-01", "to": "2026-12-31"})
    change.say("PL.4", timing="Quý IV")
    change.issue(on=date(2026, 10, 1))
    moved = duty_of("PL.4", province.khcn, AUTUMN)
    assert moved.pk == conference.pk
    assert (moved.due_on, moved.state) == (date(2026, 12, 31), DutyState.OPEN)


def test_a_higher_number_is_asked_from_the_amendment_on_and_not_of_the_months_before(amend, done, duty_of, province):
    done("PL.1", province.an_phuc, date(2026, 3, 10), 2)
    done("PL.1", province.an_phuc, date(2026, 9, 10), 2)
    change = amend()
    change.ask("PL.1", min=3)
    change.issue()
    march, september = (duty_of("PL.1", province.an_phuc, date(2026, month, 1)) for month in (3, 9))
    assert (march.minimum, march.done, march.met_on) == (2, 2, date(2026, 3, 10))
    assert (september.minimum, september.done, september.met_on) == (3, 2, None)
    assert duty_of("PL.1", province.binh_linh, date(2026, 7, 1)).minimum == 2


def test_a_lower_number_makes_a_short_month_to_come_a_full_one(amend, done, duty_of, province):
    done("PL.1", province.an_phuc, date(2026, 9, 10), 1)
    change = amend()
    change.ask("PL.1", min=1)
    change.issue()
    september = duty_of("PL.1", province.an_phuc, date(2026, 9, 1))
    assert (september.done, september.met_on) == (1, date(2026, 9, 10))


def test_a_row_taken_out_ends_what_was_to_come_and_keeps_what_was_done(amend, done, province, plan):
    done("PL.1", province.an_phuc, date(2026, 3, 10), 2)
    done("PL.1", province.an_phuc, date(2026, 9, 10), 2)
    change = amend()
    change.remove("PL.1")
    working = change.issue()
    duties = Duty.objects.filter(plan=plan, item__ref="PL.1", agency=province.an_phuc)
    open_ones = duties.filter(state=DutyState.OPEN).order_by("starts_on")
    assert [row.starts_on.month for row in open_ones] == list(range(1, 8))
    assert duties.count() == 12
    ended = duties.get(starts_on=date(2026, 9, 1))
    assert ended.closed_by == "Kế hoạch số 45/KH-UBND ngày 17/08/2026"
    assert ended.done == 2
    assert Credit.objects.filter(counts=True).count() == 2
    assert [duty.pk for duty in working.credited_closed] == [ended.pk]


def test_a_row_taken_out_is_still_read_and_says_by_what(amend, plan, signed_in_as):
    change = amend()
    change.remove("PL.2")
    change.issue()
    item = plan.items.get(ref="PL.2")
    assert item.revoked_by == change.draft
    assert "PL.2" not in [row["ref"] for row in queries.plan_as_json(plan)["tasks"]]
    page = signed_in_as("tinh").get(f"/xem-muc/{item.public_id}/").content.decode()
    assert "bãi bỏ theo" in page and "45/KH-UBND" in page
    standing = Assignment.objects.filter(plan=plan, item=item)
    assert set(standing.values_list("state", flat=True)) == {DutyState.CLOSED}


def test_a_single_task_taken_out_before_it_was_done_is_owed_no_more(amend, duty_of, province):
    conference = duty_of("PL.4", province.khcn, date(2026, 8, 1))
    change = amend()
    change.remove("PL.4")
    working = change.issue(on=date(2026, 10, 1))
    conference.refresh_from_db()
    assert conference.state == DutyState.CLOSED
    assert [duty.pk for duty in working.overdue_closed] == [conference.pk]


def test_a_new_row_is_owed_from_the_amendment_on(amend, plan, province):
    change = amend()
    change.add("PL.5", "Tin ngắn trên loa", COMMUNES, unit="tin", min=1, every="month")
    change.issue()
    rows = Duty.objects.filter(plan=plan, item__ref="PL.5", agency=province.an_phuc).order_by("starts_on")
    assert [row.starts_on.month for row in rows if not row.before_issue] == [8, 9, 10, 11, 12]
    assert plan.items.get(ref="PL.5").plan == plan


COMMUNES = "UBND các xã, phường"


def test_another_rhythm_begins_with_the_amendment(amend, plan, province):
    change = amend()
    change.ask("PL.3", every="quarter", min=10, max=None)
    change.issue()
    rows = Duty.objects.filter(plan=plan, item__ref="PL.3")
    monthly = rows.filter(period_kind="month", state=DutyState.OPEN)
    quarterly = rows.filter(period_kind="quarter", state=DutyState.OPEN)
    assert sorted(row.starts_on.month for row in monthly) == list(range(1, 8))
    assert sorted((row.starts_on.month, row.minimum) for row in quarterly) == [(7, 10), (10, 10)]


def test_work_given_to_another_body_is_taken_from_the_first(amend, plan, province):
    change = amend()
    change.say("PL.4", lead=["Sở Tư pháp"])
    change.ask("PL.4", who=["Sở Tư pháp"])
    change.issue()
    rows = Duty.objects.filter(plan=plan, item__ref="PL.4")
    assert {(row.agency, row.state) for row in rows} == {
        (province.khcn, DutyState.CLOSED),
        (province.tu_phap, DutyState.OPEN),
    }
    owed = Assignment.objects.filter(plan=plan, item__ref="PL.4", kind=AssignmentKind.OWED, state=DutyState.OPEN)
    assert [row.agency for row in owed] == [province.tu_phap]


def test_what_was_ended_and_comes_back_is_the_same_duty_with_its_credits(amend, done, duty_of, province, plan):
    result = done("PL.1", province.an_phuc, date(2026, 9, 10), 2)
    september = duty_of("PL.1", province.an_phuc, date(2026, 9, 1))
    first = amend()
    first.ask("PL.1", every="quarter", min=6)
    first.issue()
    september.refresh_from_db()
    assert september.state == DutyState.CLOSED
    second = amend()
    second.ask("PL.1", every="month", min=1)
    second.issue(on=date(2026, 9, 20), number="50/KH-UBND")
    september.refresh_from_db()
    assert (september.state, september.closed_by, september.done) == (DutyState.OPEN, "", 2)
    assert result.credits.get().duty_id == september.pk


def test_words_decided_once_stay_decided_and_only_new_ones_are_asked(amend, plan):
    change = amend()
    change.add("PL.5", "Việc mới", "Phòng Lạ Hoắc", unit="tin", min=1, every="month")
    wordings, _ = work_out(change.draft, date(2026, 8, 17))
    assert [row.words for row in wordings if row.open] == ["Phòng Lạ Hoắc"]
    with pytest.raises(Refused, match="Phòng Lạ Hoắc"):
        change.issue()


def test_an_amendment_without_a_change_is_no_amendment(amend):
    with pytest.raises(Refused, match="chưa khác"):
        amend().issue()


def test_there_is_one_amendment_at_a_time_and_beginning_again_leads_to_it(amend):
    assert amend().draft == amend().draft


def test_who_does_not_write_the_plan_does_not_amend_it(province, plan):
    for username in ("xa", "giamsat", "lanhdao", "vanthu"):
        with pytest.raises(Forbidden):
            start_amendment(actor=province[username], plan=plan)


def test_an_amendment_is_a_document_of_its_own_and_the_plan_keeps_its_number(amend, plan):
    change = amend()
    change.ask("PL.1", min=3)
    change.issue()
    plan.refresh_from_db()
    change.draft.refresh_from_db()
    assert (plan.number, plan.state) == ("08/KH-UBND", PlanState.ISSUED)
    assert (change.draft.number, change.draft.state) == ("45/KH-UBND", PlanState.MERGED)


def test_the_number_of_an_amendment_is_not_another_documents(amend):
    change = amend()
    change.ask("PL.1", min=3)
    with pytest.raises(Refused, match="đã dùng"):
        change.issue(number="08/KH-UBND")


def test_an_amendment_is_not_older_than_what_it_amends(amend):
    change = amend()
    change.ask("PL.1", min=3)
    with pytest.raises(Refused, match="05/01/2026"):
        change.issue(on=date(2026, 1, 4))


def test_versions_are_kept_with_their_differences(amend, plan):
    change = amend()
    change.ask("PL.4", **{"from": "2026-07-01", "to": "2026-12-31"})
    change.say("PL.4", timing="Quý IV", products=["Báo cáo kết quả hội nghị"])
    change.remove("PL.2")
    change.issue()
    first, second = plan.versions.order_by("number")
    assert [row["ref"] for row in first.content["tasks"]] == ["PL.1", "PL.2", "PL.3", "PL.4"]
    assert [row["ref"] for row in second.content["tasks"]] == ["PL.1", "PL.3", "PL.4"]
    said = [sentence(row) for row in second.changes]
    assert said[0] == "Bỏ mục 2: Công khai thủ tục hành chính"
    assert said[1].startswith("Mục 4: Thời gian: Quý III → Quý IV; thêm sản phẩm: Báo cáo kết quả hội nghị; ")
    assert "từ 01/07 đến 30/09/2026" in said[1] and "từ 01/07 đến 31/12/2026" in said[1]


def test_the_draft_shows_what_it_changes_before_it_is_issued(amend):
    change = amend()
    assert versions.changes_of_draft(change.draft) == []
    change.say("PL.1", title="Tin, bài trên cổng thông tin điện tử")
    (only,) = versions.changes_of_draft(change.draft)
    assert sentence(only) == (
        "Mục 1: Nội dung: Tin, bài trên trang thông tin điện tử → Tin, bài trên cổng thông tin điện tử"
    )


def test_nothing_of_a_plan_is_deleted_by_an_amendment(amend, plan):
    items, duties = set(plan.items.values_list("pk", flat=True)), set(plan.duties.values_list("pk", flat=True))
    change = amend()
    change.remove("PL.1")
    change.remove("PL.3")
    change.issue()
    assert items <= set(plan.items.values_list("pk", flat=True))
    assert duties <= set(plan.duties.values_list("pk", flat=True))
    assert Plan.objects.filter(pk=plan.pk).exists()
