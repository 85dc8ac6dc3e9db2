"""In the browser: a draft approved on a phone; a plan amended while a second person types in the same place."""

import pytest
from django.urls import reverse

from lantoa.domain.lifecycle import PlanState
from lantoa.plans.operations import start_amendment, submit_plan

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_head_returns_and_approves_on_a_phone(province, draft_plan, page_of):
    submit_plan(actor=province["tinh"], plan=draft_plan, version=draft_plan.version)
    at = reverse("plans:draft", args=[draft_plan.public_id])
    head = page_of("lanhdao", 390)
    head.goto(at)
    head.get_by_label("Ý kiến").fill("Bổ sung kinh phí")
    head.get_by_role("button", name="Trả lại").click()
    head.get_by_text("Đã trả lại dự thảo kèm lý do.").wait_for()
    writer = page_of("tinh", 1280)
    writer.goto(at)
    assert writer.get_by_text("Bổ sung kinh phí").is_visible()
    writer.get_by_role("button", name="Trình lại").click()
    writer.get_by_text("Đã trình dự thảo").wait_for()
    head.goto(at)
    head.get_by_role("button", name="Duyệt", exact=True).click()
    head.get_by_text("Đã duyệt dự thảo").wait_for()
    draft_plan.refresh_from_db()
    assert draft_plan.state == PlanState.APPROVED


def test_a_plan_is_amended_by_two_who_meet_in_one_row(province, issued_plan, page_of):
    draft = start_amendment(actor=province["tinh"], plan=issued_plan)
    item = draft.items.filter(kind="task").first()
    at = reverse("plans:item", args=[draft.public_id, item.public_id])
    first, second = page_of("tinh", 1280), page_of("tinh", 390)
    first.goto(at)
    second.goto(at)
    first.get_by_label("Ghi chú").fill("Của người thứ nhất")
    first.get_by_role("button", name="Lưu mục").click()
    first.get_by_text("Đã lưu mục.").wait_for()
    second.get_by_label("Nhiệm vụ", exact=True).fill("Tên mới của người thứ hai")
    second.get_by_role("button", name="Lưu mục").click()
    meeting = second.get_by_role("region", name="đã sửa phần này")
    meeting.wait_for()
    # The note was not touched here, so what is saved is offered; the title is this person's.
    assert meeting.get_by_role("radio", checked=True).count() == 2
    second.get_by_role("button", name="Lưu mục").click()
    second.get_by_text("Đã lưu mục.").wait_for()
    item.refresh_from_db()
    assert (item.title, item.note) == ("Tên mới của người thứ hai", "Của người thứ nhất")
    first.goto(reverse("assignments:amendment", args=[draft.public_id]))
    first.get_by_text("việc giữ nguyên").wait_for()
    first.get_by_label("Số, ký hiệu").fill("45/KH-UBND")
    first.get_by_role("button", name="Ban hành điều chỉnh").click()
    first.get_by_role("button", name="Ban hành", exact=True).click()
    first.get_by_text("Đã ban hành văn bản điều chỉnh.").wait_for()
    assert first.get_by_text("Bản 2").is_visible()
    issued_plan.refresh_from_db()
    assert issued_plan.items.get(title="Tên mới của người thứ hai").note == "Của người thứ nhất"
