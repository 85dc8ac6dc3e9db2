"""Issuing a plan: who owes what, from when, and what is refused."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from lantoa.agencies.access import Forbidden
from lantoa.agencies.models import Agency
from lantoa.agencies.reach import reach_of
from lantoa.assignments.models import Assignment, Duty, DutyHolder, Resolution
from lantoa.assignments.operations import Decision, issue_plan, preview, save_resolutions
from lantoa.audit.models import Entry
from lantoa.domain.lifecycle import AssignmentKind, PlanState
from lantoa.persistence.refusal import Refused
from lantoa.plans.access import plan_seen
from lantoa.plans.models import Obligation, Plan

PAPER = {
    "number": "08/KH-UBND",
    "issued_on": date(2026, 2, 10),
    "signer_capacity": "KT. CHỦ TỊCH",
    "signer_title": "PHÓ CHỦ TỊCH",
    "signer_name": "Đặng Quốc Việt",
}


@pytest.fixture
def issue(province, draft):
    """issue(number="…") issues the draft as the coordinator, with a paper that is in order unless told otherwise."""

    def run(actor="tinh", plan=None, **changes):
        return issue_plan(actor=province[actor], plan=plan or draft, **(PAPER | changes))

    return run


def owed(plan, ref):
    return Assignment.objects.filter(plan=plan, item__ref=ref, kind=AssignmentKind.OWED)


def test_an_issued_plan_gives_every_lead_a_duty_in_every_period(issue, draft, province):
    summary = issue()
    draft.refresh_from_db()
    assert draft.state == PlanState.ISSUED
    news = Duty.objects.filter(item__ref="PL.1")
    assert set(news.values_list("agency_id", flat=True)) == {row.pk for row in province.communes}
    assert news.count() == 3 * 12
    september = news.get(agency=province.an_phuc, starts_on=date(2026, 9, 1))
    assert (september.minimum, september.maximum, september.due_on) == (5, None, date(2026, 9, 30))
    assert summary.duties == Duty.objects.count() == 36 + 12 + 3 + 1
    assert summary.owed == Assignment.objects.filter(kind=AssignmentKind.OWED).count()


def test_what_lay_before_the_issue_is_not_owed(issue, province):
    summary = issue()
    assert list(Duty.objects.filter(item__ref="PL.2", before_issue=True).values_list("starts_on", flat=True)) == [
        date(2026, 1, 1)
    ]
    once = Duty.objects.get(item__ref="IV.2", agency=province.an_phuc)
    assert once.before_issue
    assert once.due_on == date(2026, 1, 19)
    assert summary.before_issue == 3 + 1 + 3


def test_a_party_body_is_asked_and_never_owes(issue, province):
    issue()
    asked = Assignment.objects.get(agency=province.tuyen_giao)
    assert asked.kind == AssignmentKind.REQUEST
    assert not Duty.objects.filter(item__ref="IV.3").exists()
    assert Assignment.objects.get(agency=province.mat_tran).kind == AssignmentKind.REQUEST


def test_supporters_get_support_under_the_item_and_a_lead_is_no_supporter(issue, province):
    issue()
    helped = Assignment.objects.filter(item__ref="PL.2", kind=AssignmentKind.SUPPORT)
    assert set(helped.values_list("agency_id", flat=True)) == {
        row.pk for row in (province.noi_vu, province.khcn, province.tu_phap, province.van_phong)
    }
    assert not helped.exclude(obligation=None).exists()
    assert not DutyHolder.objects.filter(assignment__in=helped).exists()


def test_together_makes_one_duty_at_the_lowest_common_body(issue, province):
    issue()
    film = Duty.objects.get(item__ref="PL.3")
    assert film.agency == province.ubnd
    assert set(film.holders.all()) == {province.noi_vu, province.bao}
    assert owed(film.plan, "PL.3").count() == 2


def test_a_report_is_assigned_and_waits_for_its_regime_without_a_duty(issue, province):
    summary = issue()
    reports = Assignment.objects.filter(obligation__is_report=True)
    assert reports.count() == summary.reports == 3
    assert not Duty.objects.filter(obligation__is_report=True).exists()


def test_a_standing_obligation_is_assigned_without_a_duty(issue, province):
    summary = issue()
    assert owed(Plan.objects.get(), "IV.1").get().agency == province.noi_vu
    assert not Duty.objects.filter(item__ref="IV.1").exists()
    assert summary.standing == 1


def test_an_obligation_that_repeats_another_makes_nothing(issue, draft):
    original = Obligation.objects.get(item__ref="PL.1")
    repeat = Obligation.objects.get(item__ref="IV.1")
    Obligation.objects.filter(pk=repeat.pk).update(same_as=original, same_as_decided=True)
    summary = issue()
    assert summary.repeats == 1
    assert not Assignment.objects.filter(obligation=repeat).exists()


def test_a_repetition_nobody_decided_holds_the_issue(issue, draft):
    original = Obligation.objects.get(item__ref="PL.1")
    Obligation.objects.filter(item__ref="IV.1").update(same_as=original, same_as_decided=False)
    with pytest.raises(Refused, match="một hay hai việc"):
        issue()


def test_unknown_words_hold_the_issue_until_somebody_decides(issue, draft_of, reading, province):
    reading["tasks"][0]["support"].append("Liên minh Hợp tác xã")
    plan = draft_of(reading)
    with pytest.raises(Refused, match="Liên minh Hợp tác xã"):
        issue(plan=plan)
    save_resolutions(
        actor=province["tinh"], plan=plan, decisions=[Decision(words="Liên minh Hợp tác xã", set_aside=True)]
    )
    issue(plan=plan)
    assert Resolution.objects.get(plan=plan, words="Liên minh Hợp tác xã").set_aside


def test_a_person_may_choose_other_agencies_than_proposed(issue, draft, province):
    save_resolutions(
        actor=province["tinh"],
        plan=draft,
        decisions=[Decision(words="UBND các xã, phường", agency_ids=(province.an_phuc.pk,))],
    )
    issue()
    assert {row.agency for row in owed(draft, "PL.1")} == {province.an_phuc}


def test_the_collective_is_frozen_with_the_issue(issue, draft, province):
    issue()
    frozen = Resolution.objects.get(plan=draft, words="UBND các xã, phường")
    Agency.objects.filter(pk=province.hong_son.pk).update(ends_on=date(2026, 7, 1))
    assert set(frozen.agencies.all()) == set(province.communes)


def test_words_of_an_issued_plan_can_no_longer_be_changed(issue, draft, province):
    issue()
    with pytest.raises(Forbidden):
        save_resolutions(actor=province["tinh"], plan=draft, decisions=[Decision(words="Sở Nội vụ", set_aside=True)])


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"issued_on": date(2025, 2, 10)}, "issued_on", "thuộc năm 2025, còn kế hoạch là của năm 2026"),
        ({"issued_on": date(2026, 12, 10)}, "issued_on", "còn ở phía trước"),
        ({"number": "8"}, "number", "08/KH-UBND"),
        ({"number": ""}, "number", "08/KH-UBND"),
        ({"signer_name": " "}, "signer_name", "người ký"),
        ({"signer_capacity": "CHỦ TỊCH"}, "signer_capacity", "TM."),
    ],
)
def test_a_paper_that_is_not_in_order_is_refused_with_a_sentence(issue, draft, changes, field, said):
    with pytest.raises(Refused, match=said) as refusal:
        issue(**changes)
    assert refusal.value.field == field
    draft.refresh_from_db()
    assert draft.state == PlanState.DRAFT
    assert not Assignment.objects.exists()


def test_the_head_signs_in_their_own_title(issue, draft):
    issue(signer_capacity="CHỦ TỊCH", signer_title="Chủ tịch")
    assert Plan.objects.get(pk=draft.pk).signer_capacity == "CHỦ TỊCH"


def test_a_number_is_used_once_a_year(issue, draft_of, reading):
    issue()
    with pytest.raises(Refused, match="đã dùng"):
        issue(plan=draft_of(reading))


def test_a_plan_is_issued_once(issue):
    issue()
    with pytest.raises(Refused, match="đã được ban hành"):
        issue()


@pytest.mark.parametrize("who", ["so", "xa", "xa_khac", "bientap", "lanhdao", "giamsat", "quantri"])
def test_only_coordinator_and_clerk_issue(issue, who):
    with pytest.raises(Forbidden):
        issue(actor=who)


def test_the_clerk_issues(issue, draft):
    issue(actor="vanthu")
    assert Entry.objects.filter(operation="issue_plan", actor_name="Hồ Thị Yến").exists()


def test_after_the_issue_the_coordinator_watches_and_the_assigned_see_the_plan(issue, draft, province):
    day = date(2026, 10, 1)
    assert province.an_phuc.pk not in reach_of(province["tinh"], day).watched
    with pytest.raises(Forbidden):
        plan_seen(reach_of(province["xa"], day), draft.public_id)
    issue()
    province["tinh"]._lantoa_reach = None
    assert {row.pk for row in province.communes} <= reach_of(province["tinh"], day).watched
    assert plan_seen(reach_of(province["xa"], day), draft.public_id) == draft


def test_the_preview_says_what_the_issue_will_make(draft, province):
    wordings, drawing = preview(plan=draft, issued_on=PAPER["issued_on"], on=date(2026, 10, 1))
    assert not any(row.open for row in wordings)
    assert sum(line.duty_count for line in drawing.lines) == 52
    assert not Assignment.objects.exists()


def test_the_table_itself_refuses_a_second_assignment_of_the_same(issue, province):
    issue()
    row = owed(Plan.objects.get(), "PL.1").first()
    row.pk, row.public_id = None, "another-public-id"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
