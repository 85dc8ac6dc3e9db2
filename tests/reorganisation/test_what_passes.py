"""Two communes merge on 15/08/2026: what each owed, had done, was writing goes on at the new one, once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import Sum
from django.urls import reverse

from lantoa.agencies.access import Forbidden
from lantoa.agencies.models import Agency, HandedOver, HeldRole, User
from lantoa.agencies.reach import reach_of
from lantoa.assignments.duties import COUNTED
from lantoa.assignments.models import Assignment, Duty
from lantoa.catalogue.models import ResultKind
from lantoa.desk.queries.todo import todo
from lantoa.domain.every import Every
from lantoa.domain.lifecycle import AssignmentKind, DutyState
from lantoa.persistence.identifiers import new_public_id
from lantoa.results.models import Credit, Result
from lantoa.results.operations import record_result
from lantoa.results.operations.crediting import CreditTo

DAY = date(2026, 8, 15)
TODAY = date(2026, 10, 1)


def duties(agency: Agency, **where: Any) -> Any:
    return Duty.objects.filter(COUNTED, agency=agency, item__ref="PL.1", **where).order_by("starts_on")


def did(province: Any, who: str, agency: Agency, duty: Duty, day: date, quantity: int = 1) -> Result:
    """A result of an agency, credited to a duty it holds."""
    holder = duty.holder_rows.get(agency=agency)
    return record_result(
        actor=User.objects.get(username=who),
        agency=agency,
        token=new_public_id(),
        kind=ResultKind.objects.get(code="article"),
        title=f"Tin về một cửa ngày {day:%d/%m}",
        happened_on=day,
        quantity=quantity,
        channel=None,
        item=duty.item,
        note="Có ảnh lưu tại văn phòng.",
        links=[],
        uploads=[],
        credit_to=[CreditTo(holder.assignment_id, duty.pk, quantity)],
    )


def august(agency: Agency) -> Duty:
    return duties(agency).get(starts_on=date(2026, 8, 1))


def test_what_three_bodies_owed_for_a_month_to_come_is_owed_once(province: Any, merged: Callable[..., Any]) -> None:
    _, new = merged()
    later = duties(new, starts_on__gte=DAY)
    assert [duty.starts_on.month for duty in later] == [9, 10, 11, 12]
    assert {duty.minimum for duty in later} == {5}
    for old in (province.an_phuc, province.binh_linh):
        assert not duties(old, last_on__gte=DAY).exists()


def test_what_was_closed_says_by_which_decision_and_is_not_deleted(province: Any, merged: Callable[..., Any]) -> None:
    before = Duty.objects.filter(agency=province.an_phuc).count()
    row, _ = merged()
    assert Duty.objects.filter(agency=province.an_phuc).count() == before
    closed = Duty.objects.filter(agency=province.an_phuc, state=DutyState.CLOSED)
    assert closed.count() > 0
    assert set(closed.values_list("closed_by", flat=True)) == {row.decision}
    assert row.decision == "Nghị quyết số 15/NQ-HĐND ngày 01/08/2026 của Hội đồng nhân dân tỉnh Hồng Lam"


def test_the_running_month_takes_along_what_both_had_done(
    province: Any, issued_plan: Any, merged: Callable[..., Any]
) -> None:
    one = did(province, "xa", province.an_phuc, august(province.an_phuc), date(2026, 8, 3), 2)
    two = did(province, "xa_khac", province.binh_linh, august(province.binh_linh), date(2026, 8, 10), 3)
    _, new = merged()
    duty = august(new)
    assert (duty.done, duty.met_on) == (5, date(2026, 8, 10))
    assert set(Credit.objects.filter(duty=duty).values_list("result_id", flat=True)) == {one.pk, two.pk}
    one.refresh_from_db()
    assert one.agency == province.an_phuc  # who did it never changes


def test_a_month_that_was_over_stays_where_it_was_owed_and_the_heir_can_still_do_it(
    province: Any, issued_plan: Any, merged: Callable[..., Any]
) -> None:
    july = duties(province.an_phuc).get(starts_on=date(2026, 7, 1))
    _, new = merged()
    july.refresh_from_db()
    assert (july.agency, july.state) == (province.an_phuc, DutyState.OPEN)
    assert july.holder_rows.get(agency=new).since == DAY
    late = did(province, "xa", new, july, date(2026, 8, 20), 5)
    july.refresh_from_db()
    assert (july.done, late.agency) == (5, new)


def test_an_overdue_month_stands_on_the_heirs_list(province: Any, issued_plan: Any, merged: Callable[..., Any]) -> None:
    before = todo(frozenset({province.an_phuc.pk, province.binh_linh.pk}), DAY).overdue
    _, new = merged()
    assert before > 0
    assert todo(frozenset({new.pk}), DAY).overdue == before


def test_no_duty_is_owed_twice_and_none_is_lost(province: Any, issued_plan: Any, merged: Callable[..., Any]) -> None:
    _, new = merged()
    rows = Duty.objects.filter(COUNTED, holders=new, last_on__gte=DAY)
    assert rows.count() == rows.values("obligation", "starts_on", "due_on").distinct().count()
    other = Duty.objects.filter(COUNTED, agency=province.hong_son, last_on__gte=DAY)
    assert rows.count() == other.count()  # what one commune owes, and no more


def test_standing_work_support_and_requests_pass_and_keep_their_kind(
    province: Any, issued_plan: Any, merged: Callable[..., Any]
) -> None:
    before = set(Assignment.objects.filter(agency=province.an_phuc).values_list("item_id", "obligation_id", "kind"))
    row, new = merged()
    given = Assignment.objects.filter(agency=new)
    assert set(given.values_list("item_id", "obligation_id", "kind")) == before
    assert set(given.values_list("since", "state")) == {(DAY, DutyState.OPEN)}
    for one in given:
        assert {old.agency for old in one.passed_from.all()} == {province.an_phuc, province.binh_linh}
    closed = Assignment.objects.filter(agency=province.an_phuc)
    assert set(closed.values_list("state", "closed_by")) == {(DutyState.CLOSED, row.decision)}


def test_a_standing_channel_is_as_fresh_as_its_last_result_before_the_merger(
    province: Any, issued_plan: Any, merged: Callable[..., Any]
) -> None:
    standing = Assignment.objects.filter(
        agency=province.an_phuc, obligation__every=Every.STANDING, kind=AssignmentKind.OWED
    ).first()
    if standing is None:
        pytest.fail("the small plan has standing work for communes")
    record_result(
        actor=province["xa"],
        agency=province.an_phuc,
        token=new_public_id(),
        kind=ResultKind.objects.get(code="article"),
        title="Bài trên chuyên mục",
        happened_on=date(2026, 8, 12),
        quantity=1,
        channel=None,
        item=standing.item,
        note="Có ảnh lưu tại văn phòng.",
        links=[],
        uploads=[],
        credit_to=[CreditTo(standing.pk, None, 1)],
    )
    _, new = merged()
    at_heir = Assignment.objects.get(agency=new, obligation=standing.obligation)
    assert (at_heir.last_result_on, at_heir.result_count) == (date(2026, 8, 12), 1)


def test_sums_of_a_year_stay_to_the_unit(province: Any, issued_plan: Any, merged: Callable[..., Any]) -> None:
    did(province, "xa", province.an_phuc, august(province.an_phuc), date(2026, 8, 3), 2)
    did(province, "xa_khac", province.binh_linh, august(province.binh_linh), date(2026, 8, 10), 3)

    def sums() -> Any:
        return list(Result.objects.order_by("agency_id").values_list("agency_id").annotate(Sum("quantity")))

    before = sums()
    merged()
    assert sums() == before


def test_people_of_both_see_and_record_at_once_for_the_new_commune(
    province: Any, issued_plan: Any, merged: Callable[..., Any]
) -> None:
    result = did(province, "xa", province.an_phuc, august(province.an_phuc), date(2026, 8, 3), 2)
    _, new = merged()
    for name in ("xa", "xa_khac"):
        person = reach_of(User.objects.get(username=name), TODAY)
        assert new.pk in person.own
        assert {province.an_phuc.pk, province.binh_linh.pk} <= person.seen
        assert province.an_phuc.pk not in person.own
    made = did(province, "xa_khac", new, duties(new).get(starts_on=date(2026, 9, 1)), date(2026, 9, 2))
    assert made.agency == new
    assert result.agency == province.an_phuc


def test_nothing_new_is_recorded_for_a_body_that_ended(
    province: Any, issued_plan: Any, merged: Callable[..., Any]
) -> None:
    july = duties(province.an_phuc).get(starts_on=date(2026, 7, 1))
    merged()
    with pytest.raises(Forbidden):
        did(province, "xa", province.an_phuc, july, date(2026, 8, 20))


def test_without_roles_given_again_people_of_the_old_communes_get_no_further(
    province: Any, issued_plan: Any, merged: Callable[..., Any]
) -> None:
    merged(with_roles=False)
    person = reach_of(User.objects.get(username="xa_khac"), TODAY)
    assert person.held == ()
    ended = HeldRole.objects.get(user=province["xa_khac"])
    assert ended.ends_on == DAY


def test_the_record_of_hand_over_names_what_passed(province: Any, issued_plan: Any, merged: Callable[..., Any]) -> None:
    row, new = merged()
    lines = HandedOver.objects.filter(reorganisation=row, predecessor=province.an_phuc)
    assert set(lines.values_list("heir", flat=True)) == {new.pk}
    labels = set(lines.values_list("label", flat=True))
    assert {"Nhiệm vụ được giao, phối hợp, đề nghị", "Việc phải làm trong kỳ chưa xong"} <= labels
    assert lines.filter(title__contains="mục 1").exists()


def test_the_heir_sees_from_whom_an_overdue_duty_came(
    province: Any, issued_plan: Any, merged: Callable[..., Any], signed_in_as: Any
) -> None:
    merged()
    page = signed_in_as("xa_khac").get(reverse("desk:todo")).content.decode()
    assert "nhận bàn giao từ Xã An Phúc" in page
    assert "nhận bàn giao từ Xã Bình Lĩnh" in page
