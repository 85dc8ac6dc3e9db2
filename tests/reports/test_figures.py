"""Every figure of a report is what a plain count of the rows gives, and says nothing that nobody recorded."""

from datetime import date

import pytest
from django.utils import timezone

from lantoa.domain.lifecycle import AssignmentKind, CompletionState, VerificationState
from lantoa.domain.period import Calendar
from lantoa.reports.figures import compute
from lantoa.results.models import Completion, Statement

TODAY = date(2026, 10, 1)
Q3 = {"starts_on": date(2026, 7, 1), "last_on": date(2026, 9, 30), "today": TODAY}


def row_of(figures, kind, channel=None):
    return next((row for row in figures["statistics"] if (row["kind"], row["channel"]) == (kind, channel)), None)


def test_only_results_inside_the_window_count_and_the_year_runs_from_its_start(world, province):
    for day in (date(2026, 6, 30), date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1), date(2025, 12, 31)):
        world.result(province.an_phuc, day)
    row = row_of(compute(agency=province.an_phuc, **Q3), "article")
    assert (row["done"], row["year"]) == (2, 3)


def test_on_the_decree_calendar_the_year_begins_on_15_december(world, province):
    for day in (date(2025, 12, 14), date(2025, 12, 15), date(2026, 3, 14), date(2026, 3, 15)):
        world.result(province.an_phuc, day)
    window = {"starts_on": date(2025, 12, 15), "last_on": date(2026, 3, 14), "today": TODAY}
    row = row_of(compute(agency=province.an_phuc, **window, calendar=Calendar.DECREE_09), "article")
    assert (row["done"], row["year"]) == (2, 2)


def test_withdrawn_results_are_nowhere_and_rejected_ones_counted_apart(world, province):
    day = date(2026, 8, 3)
    world.result(province.an_phuc, day)
    world.result(province.an_phuc, day, verification=VerificationState.VERIFIED)
    world.link(world.result(province.an_phuc, day, verification=VerificationState.REJECTED))
    world.link(world.result(province.an_phuc, day, withdrawn_at=timezone.now(), withdrawn_reason="nhầm"))
    figures = compute(agency=province.an_phuc, **Q3)
    assert figures["done"] == {"results": 2, "unverified": 1, "rejected": 1}
    assert (row_of(figures, "article")["done"], row_of(figures, "article")["links"]) == (2, 0)


def test_a_published_kind_is_split_by_channel_and_its_channels_add_up(world, province):
    world.result(province.an_phuc, date(2026, 8, 3), quantity=3)
    world.result(province.an_phuc, date(2026, 8, 4), channel=world.channel("social"), quantity=2)
    world.result(province.an_phuc, date(2026, 8, 5), channel=None)
    figures = compute(agency=province.an_phuc, **Q3)
    assert row_of(figures, "article")["done"] == 6
    assert row_of(figures, "article", "own-site")["done"] == 3
    assert row_of(figures, "article", "social")["done"] == 2
    assert row_of(figures, "article", "-")["done"] == 1


def test_relays_are_named_so_that_nobody_takes_them_for_productions(world, province):
    world.result(province.an_phuc, date(2026, 8, 3), "airing", quantity=10, is_relay=True)
    world.result(province.an_phuc, date(2026, 8, 3), "airing", quantity=4)
    row = row_of(compute(agency=province.an_phuc, **Q3), "airing")
    assert (row["done"], row["note"]) == (14, "trong đó tiếp sóng 10")


def test_the_plan_of_a_row_is_what_falls_due_inside_and_a_row_without_plan_has_no_zero(world, province):
    assignment = world.assign(world.obligation(), province.an_phuc)
    for month in (6, 7, 8, 9, 10):
        world.duty(assignment, month, minimum=month)
    world.result(province.an_phuc, date(2026, 8, 3), quantity=6)
    world.result(province.an_phuc, date(2026, 8, 3), "meeting")
    figures = compute(agency=province.an_phuc, **Q3)
    row = row_of(figures, "article", "own-site")
    assert (row["plan"], row["done"], row["percent"]) == (7 + 8 + 9, 6, "25.000000")
    meeting = row_of(figures, "meeting")
    assert (meeting["plan"], meeting["done"], meeting["percent"]) == (None, 1, None)


def test_a_plan_without_results_stays_at_zero_done_in_its_row(world, province):
    world.duty(world.assign(world.obligation(), province.an_phuc), 8)
    row = row_of(compute(agency=province.an_phuc, **Q3), "article")
    assert (row["plan"], row["done"], row["percent"]) == (2, 0, "0.000000")


def test_what_no_row_can_take_is_said_beside_the_table(world, province):
    unclear = world.assign(world.obligation(unit="lần", channel=None), province.an_phuc)
    world.duty(unclear, 8, minimum=3)
    figures = compute(agency=province.an_phuc, **Q3)
    assert figures["unplaced"] == {"duties": 1, "minimum": 3}
    assert all(row["plan"] is None for row in figures["statistics"])
    assert figures["owed"]["total"] == 1


def test_a_duty_before_the_issue_is_not_owed_but_is_mentioned(world, province):
    assignment = world.assign(world.obligation(), province.an_phuc)
    world.duty(assignment, 7, before_issue=True)
    figures = compute(agency=province.an_phuc, **Q3)
    assert (figures["owed"]["total"], figures["overdue"], figures["statistics"]) == (0, [], [])
    assert figures["owed"]["percent_met"] is None
    assert figures["tasks"][0]["before_issue"] == 1


def test_each_verdict_is_counted_once_and_the_lists_name_what_is_short(world, province):
    assignment = world.assign(world.obligation(), province.an_phuc)
    world.duty(assignment, 6, done=1)
    world.duty(assignment, 7, done=2)
    world.duty(assignment, 8, done=2, met_on=date(2026, 8, 27))
    overdue = world.duty(assignment, 9, done=1)
    figures = compute(agency=province.an_phuc, **Q3)
    owed = figures["owed"]
    assert (owed["total"], owed["met"], owed["met_late"], owed["overdue"]) == (3, 1, 1, 1)
    assert owed["percent_met"] == "66.666666"
    assert [row["id"] for row in figures["overdue"]] == [overdue.public_id]
    assert [row["due_on"] for row in figures["earlier"]] == ["2026-06-25"]
    task = figures["tasks"][0]
    assert (task["state"], task["lines"][0]["done"], task["lines"][0]["minimum"]) == ("1 việc quá hạn", 5, 6)


def test_a_duty_whose_day_has_not_come_is_no_fault(world, province):
    assignment = world.assign(world.obligation(), province.an_phuc)
    world.duty(assignment, 9, due_on=date(2026, 9, 25))
    figures = compute(agency=province.an_phuc, **{**Q3, "today": date(2026, 9, 25)})
    assert (figures["owed"]["overdue"], figures["owed"]["due"], figures["tasks"][0]["late"]) == (0, 1, False)


def test_evidence_of_a_task_is_what_was_credited_to_it_inside_also_by_a_partner(world, province):
    assignment = world.assign(world.obligation(), province.an_phuc)
    other = world.assign(world.obligation("phối hợp"), province.binh_linh)
    duty = world.duty(assignment, 8)
    own, partner, early = (
        world.result(province.an_phuc, date(2026, 8, 3)),
        world.result(province.binh_linh, date(2026, 8, 4)),
        world.result(province.an_phuc, date(2026, 6, 4)),
    )
    for result in (own, own, partner, early):
        world.link(result)
    world.credit(own, assignment, duty)
    world.credit(partner, assignment, duty)
    world.credit(early, assignment)
    world.credit(world.result(province.an_phuc, date(2026, 8, 5)), assignment, duty, counts=False)
    figures = compute(agency=province.an_phuc, **Q3)
    task = next(row for row in figures["tasks"] if row["item"] == assignment.item.public_id)
    assert (task["results"], task["evidence"]) == (2, 3)
    assert other.item.public_id not in {row["item"] for row in figures["tasks"]}
    # The partner's article is the partner's: it stands in no row of this body.
    assert row_of(figures, "article")["done"] == 2


def test_an_office_inside_a_body_speaks_through_the_bodys_report(world, province):
    world.result(province.an_phuc_vhxh, date(2026, 8, 3))
    world.duty(world.assign(world.obligation(), province.an_phuc_vhxh), 8)
    figures = compute(agency=province.an_phuc, **Q3)
    assert (figures["done"]["results"], figures["owed"]["total"]) == (1, 1)


def test_what_several_hold_together_counts_once_at_their_common_body(world, province):
    obligation = world.obligation(share="together")
    duty = world.duty(world.assign(obligation, province.an_phuc), 8, at=province.ubnd)
    holder, common = compute(agency=province.an_phuc, **Q3), compute(agency=province.ubnd, **Q3)
    assert (holder["owed"]["total"], holder["owed"]["shared"], common["owed"]["total"]) == (0, 1, 1)
    assert holder["tasks"][0]["shared"] == 1
    assert [(row["id"], row["shared"]) for row in holder["overdue"]] == [(duty.public_id, True)]


def test_support_and_requests_stand_apart_and_owe_nothing(world, province):
    support = world.assign(world.obligation("phối hợp biên tập"), province.an_phuc, AssignmentKind.SUPPORT)
    world.assign(world.obligation("đề nghị phổ biến"), province.mat_tran, AssignmentKind.REQUEST)
    world.link(result := world.result(province.an_phuc, date(2026, 8, 3)))
    world.credit(result, support)
    figures = compute(agency=province.an_phuc, **Q3)
    assert [(row["results"], row["evidence"]) for row in figures["support"]] == [(1, 1)]
    assert (figures["owed"]["total"], figures["tasks"]) == (0, [])
    asked = compute(agency=province.mat_tran, **Q3)
    assert (len(asked["requests"]), asked["owed"]["total"], asked["owed"]["percent_met"]) == (1, 0, None)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, "chưa nêu"),
        (CompletionState.DECLARED, "đã nêu, chờ xác nhận"),
        (CompletionState.ACCEPTED, "đã xác nhận"),
    ],
)
def test_standing_work_is_unsaid_until_it_is_stated_and_never_in_the_percentage(world, province, state, words):
    standing = world.obligation("niêm yết", every="standing", unit=None, minimum=None, channel=None)
    assignment = world.assign(standing, province.an_phuc)
    before = {"starts_on": date(2026, 4, 1), "last_on": date(2026, 6, 30), "state": CompletionState.ACCEPTED}
    during = {"starts_on": date(2026, 7, 1), "last_on": date(2026, 9, 30), "state": state}
    for values in (before, during) if state else (before,):
        Statement.objects.create(
            assignment=assignment, text="Đã làm", stated_by=province["xa"], stated_at=timezone.now(), **values
        )
    figures = compute(agency=province.an_phuc, **Q3)
    assert [row["state"] for row in figures["standing"]] == [words]
    assert (figures["owed"]["total"], figures["owed"]["percent_met"], figures["tasks"]) == (0, None, [])


def test_a_plain_quarters_statement_is_read_in_the_decree_quarter_that_holds_most_of_it(world, province):
    standing = world.obligation("niêm yết", every="standing", unit=None, minimum=None, channel=None)
    Statement.objects.create(
        assignment=world.assign(standing, province.an_phuc),
        text="Đã làm",
        starts_on=date(2026, 7, 1),
        last_on=date(2026, 9, 30),
        stated_by=province["xa"],
        stated_at=timezone.now(),
    )
    third = {"starts_on": date(2026, 6, 15), "last_on": date(2026, 9, 14), "today": TODAY}
    fourth = {"starts_on": date(2026, 9, 15), "last_on": date(2026, 12, 14), "today": TODAY}
    said = [compute(agency=province.an_phuc, **window)["standing"][0]["state"] for window in (third, fourth)]
    assert said == ["đã nêu, chờ xác nhận", "chưa nêu"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 9, 20), "được cập nhật"),
        (date(2026, 8, 1), "đã 60 ngày chưa cập nhật"),
        (date(2026, 10, 1), "chưa có cập nhật"),
    ],
)
def test_standing_work_on_a_dated_channel_is_as_fresh_as_it_was_at_the_periods_end(world, province, day, words):
    column = world.obligation("duy trì chuyên mục", every="standing", unit=None, minimum=None)
    assignment = world.assign(column, province.an_phuc)
    world.credit(world.result(province.an_phuc, day), assignment)
    assert compute(agency=province.an_phuc, **Q3)["standing"][0]["state"] == words


def test_an_accepted_completion_is_what_the_task_says(world, province):
    assignment = world.assign(world.obligation(), province.an_phuc)
    world.duty(assignment, 8, done=2)
    Completion.objects.create(
        item=assignment.item,
        agency=province.an_phuc,
        state=CompletionState.ACCEPTED,
        finished_on=date(2026, 9, 1),
        declared_by=province["xa"],
        declared_at=timezone.now(),
    )
    assert compute(agency=province.an_phuc, **Q3)["tasks"][0]["state"] == "hoàn thành"


def test_another_plan_can_be_left_out_of_what_is_owed(world, province):
    world.duty(world.assign(world.obligation(), province.an_phuc), 8)
    assert compute(agency=province.an_phuc, **Q3, plan_ids=frozenset())["owed"]["total"] == 0
    assert compute(agency=province.an_phuc, **Q3, plan_ids=frozenset({world.plan.pk}))["owed"]["total"] == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_the_number_of_queries_does_not_grow_with_the_work(world, province, django_assert_num_queries, rows):
    for _ in range(rows):
        assignment = world.assign(world.obligation(), province.an_phuc)
        duty = world.duty(assignment, 8)
        world.link(result := world.result(province.an_phuc, date(2026, 8, 3)))
        world.credit(result, assignment, duty)
        world.assign(world.obligation("niêm yết", every="standing", unit=None, minimum=None), province.an_phuc)
    with django_assert_num_queries(14):
        assert len(compute(agency=province.an_phuc, **Q3)["tasks"]) == rows
