"""A draft on its way: submitted, locked, returned with a reason, approved by somebody who did not write it."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, User
from lantoa.agencies.reach import reach_of
from lantoa.domain.lifecycle import ItemKind, PlanState
from lantoa.notices.models import Notice
from lantoa.persistence.refusal import Refused
from lantoa.plans import access
from lantoa.plans.models import Plan, PlanMove
from lantoa.plans.operations import (
    add_item,
    approve_plan,
    drop_draft,
    recall_plan,
    return_plan,
    submit_plan,
)

TODAY = date(2026, 10, 1)


@pytest.fixture
def submitted(province, draft):
    return submit_plan(actor=province["tinh"], plan=draft, version=draft.version, note="Xin duyệt trước 05/10")


def fresh(province, username):
    person = province[username]
    person._lantoa_reach = None
    return person


def test_a_draft_goes_to_the_head_of_the_issuing_body_who_is_told(province, submitted):
    assert submitted.state == PlanState.SUBMITTED
    told = Notice.objects.get(user=province["lanhdao"])
    assert "chờ duyệt" in told.title and submitted.subject in told.text


def test_while_it_waits_nobody_changes_it(province, submitted):
    assert not access.may_edit(reach_of(province["tinh"], TODAY), submitted)
    with pytest.raises(Forbidden):
        add_item(actor=province["tinh"], plan=submitted, kind=ItemKind.TASK, values={"title": "Thêm việc"})


def test_it_comes_back_with_a_reason_and_may_then_be_changed_and_sent_again(province, submitted):
    with pytest.raises(Refused, match="lý do"):
        return_plan(actor=province["lanhdao"], plan=submitted, version=submitted.version, reason=" ")
    back = return_plan(actor=province["lanhdao"], plan=submitted, version=submitted.version, reason="Bổ sung mục 3")
    assert back.state == PlanState.RETURNED
    assert "Bổ sung mục 3" in Notice.objects.get(user=province["tinh"]).text
    add_item(actor=province["tinh"], plan=back, kind=ItemKind.TASK, values={"title": "Thêm việc"})
    back.refresh_from_db()
    again = submit_plan(actor=province["tinh"], plan=back, version=back.version)
    assert again.state == PlanState.SUBMITTED


def test_what_is_approved_is_told_to_its_writers(province, submitted):
    done = approve_plan(actor=province["lanhdao"], plan=submitted, version=submitted.version)
    assert done.state == PlanState.APPROVED
    assert not done.moves.last().forced
    assert Notice.objects.filter(user=province["tinh"], title__contains="đã duyệt").exists()


def test_only_a_head_of_the_issuing_body_decides(province, submitted):
    for username in ("tinh", "vanthu", "giamsat", "quantri", "xa"):
        with pytest.raises(Forbidden):
            approve_plan(actor=province[username], plan=submitted, version=submitted.version)


def test_what_is_decided_is_what_was_read(province, submitted):
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        approve_plan(actor=province["lanhdao"], plan=submitted, version=submitted.version - 1)


def test_a_draft_may_be_taken_back_before_it_is_decided(province, submitted):
    back = recall_plan(actor=province["tinh"], plan=submitted)
    assert back.state == PlanState.DRAFT
    with pytest.raises(Refused, match="không còn chờ duyệt"):
        recall_plan(actor=province["tinh"], plan=back)


def give_head(user, agency):
    HeldRole.objects.create(user=user, agency=agency, role=Role.HEAD, starts_on=date(2025, 7, 1))
    user._lantoa_reach = None


def test_nobody_approves_what_they_wrote_while_another_head_is_there(province, submitted):
    give_head(province["tinh"], province.ubnd)
    with pytest.raises(Refused, match="không tự duyệt"):
        approve_plan(actor=province["tinh"], plan=submitted, version=submitted.version, note="vội")


def test_where_there_is_no_other_head_the_approval_is_marked_and_listed(province, draft, signed_in_as):
    HeldRole.objects.filter(role=Role.HEAD).update(ends_on=date(2026, 9, 1))
    give_head(province["tinh"], province.ubnd)
    sent = submit_plan(actor=province["tinh"], plan=draft, version=draft.version)
    with pytest.raises(Refused, match="Hãy ghi vì sao"):
        approve_plan(actor=province["tinh"], plan=sent, version=sent.version)
    approve_plan(actor=province["tinh"], plan=sent, version=sent.version, note="Cơ quan chỉ có một lãnh đạo")
    assert sent.moves.last().forced
    page = signed_in_as("tinh").get(reverse("plans:forced")).content.decode()
    assert draft.subject in page and "Cơ quan chỉ có một lãnh đạo" in page


def test_whoever_changed_a_word_is_one_of_the_writers(province, draft):
    item = draft.items.get(ref="PL.1")
    other = User.objects.create_user("noivu2", "noivu2-matkhau", name="Vũ Thị Hai")
    HeldRole.objects.create(user=other, agency=province.noi_vu, role=Role.OFFICER, starts_on=date(2025, 7, 1))
    add_item(actor=other, plan=item.plan, kind=ItemKind.TASK, values={"title": "Việc của người thứ hai"})
    assert set(draft.writers.all()) == {province["tinh"], other}


def test_without_a_head_nobody_waits_in_vain(province, draft):
    HeldRole.objects.filter(role=Role.HEAD).delete()
    with pytest.raises(Refused, match="chưa có ai giữ vai trò lãnh đạo"):
        submit_plan(actor=province["tinh"], plan=draft, version=draft.version)


def test_a_draft_that_was_submitted_is_laid_aside_and_its_process_kept(province, submitted):
    back = return_plan(actor=province["lanhdao"], plan=submitted, version=submitted.version, reason="Không làm nữa")
    drop_draft(actor=province["tinh"], plan=back, version=back.version)
    kept = Plan.objects.get(pk=submitted.pk)
    assert kept.state == PlanState.DROPPED
    assert [move.after for move in kept.moves.all()] == ["submitted", "returned", "dropped"]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_process_is_never_changed_not_even_straight_in_the_table(submitted, change):
    rows = PlanMove.objects.filter(plan=submitted)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        if change == "update":
            rows.update(reason="khác")
        else:
            rows._raw_delete(rows.db)


def test_the_walk_on_the_screens(province, draft, signed_in_as):
    tinh, head = signed_in_as("tinh"), signed_in_as("lanhdao")
    page = reverse("plans:draft", args=[draft.public_id])
    assert "Trình lãnh đạo UBND tỉnh duyệt" in tinh.get(page).content.decode()
    tinh.post(reverse("plans:submit", args=[draft.public_id]), {"version": draft.version})
    listed = reverse("plans:list")
    assert "Chờ bạn duyệt" in head.get(listed).content.decode()
    assert "Chờ bạn duyệt" not in tinh.get(listed).content.decode()
    shown = head.get(page)
    assert "đang trình duyệt" in shown.content.decode()
    version = shown.context["plan"].version
    refused = head.post(reverse("plans:send_back", args=[draft.public_id]), {"version": version}, follow=True)
    assert "Hãy ghi lý do trả lại" in refused.content.decode()
    head.post(reverse("plans:send_back", args=[draft.public_id]), {"version": version, "reason": "Thiếu kinh phí"})
    said = tinh.get(page).content.decode()
    assert "Thiếu kinh phí" in said and "Trình lại" in said
    process = tinh.get(reverse("plans:life", args=[draft.public_id])).content.decode()
    assert process.index("Đang trình duyệt") < process.index("Bị trả lại")
