"""The province issues, three communes make their plans from it, the coordinator sees it in the matrix and reminds."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, HeldRole, User
from lantoa.assignments.models import Duty, Reminder
from lantoa.notices.models import Notice
from lantoa.plans.models import Adoption, Plan
from lantoa.plans.operations import create_draft_plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
READING = Path(__file__).resolve().parents[1] / "data" / "cascade-plan.json"


def hold(user: User, agency: Agency, *roles: Role) -> None:
    for role in roles:
        HeldRole.objects.create(user=user, agency=agency, role=role, starts_on=date(2025, 7, 1))


@pytest.fixture
def people(province: Any) -> None:
    """Each commune has an officer who is its clerk too; the third has one at all."""
    hold(province["xa"], province.an_phuc, Role.CLERK)
    hold(province["xa_khac"], province.binh_linh, Role.CLERK)
    third = User.objects.create_user("xa_ba", "xa_ba-matkhau", name="Lý Thị Sen")
    hold(third, province.hong_son, Role.OFFICER, Role.CLERK)


@pytest.fixture
def draft(province: Any) -> Plan:
    """The province's plan, ready to be issued."""
    reading = json.loads(READING.read_text("utf-8"))
    bodies = {"issuer": province.ubnd, "drafter": province.noi_vu, "coordinator": province.noi_vu}
    return create_draft_plan(actor=province["tinh"], reading=reading, **bodies)


def issue(page: Page, number: str, day: str, signer: tuple[str, str, str]) -> None:
    """From a draft through «Giao việc và ban hành» to a plan in force."""
    page.get_by_role("link", name="Giao việc và ban hành").click()
    page.get_by_label("Số, ký hiệu").fill(number)
    page.get_by_label("Ngày ban hành").fill(day)
    for box, words in zip(("signer_capacity", "signer_title", "signer_name"), signer, strict=True):
        page.locator(f"#id_{box}").fill(words)
    page.get_by_role("button", name="Ban hành kế hoạch").click()
    page.get_by_role("dialog").get_by_role("button", name="Ban hành", exact=True).click()
    page.get_by_text("Đã ban hành kế hoạch").wait_for()


def begin(page: Page, upper: Plan, commune: str) -> None:
    """From the notice's page of the plan above to the sheet of proposals."""
    page.goto(f"/xem-ke-hoach/{upper.public_id}/")
    page.get_by_role("link", name=f"Lập kế hoạch của {commune} từ KH 08").click()
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_text("Còn 5 mục chờ xem")).to_be_visible()


def take_rest_and_issue(page: Page, number: str) -> None:
    page.get_by_role("button", name="Nhận các mục còn lại như cấp trên").click()
    page.get_by_role("dialog").get_by_role("button", name="Nhận", exact=True).click()
    expect(page.get_by_text("Đã xem hết 6 mục")).to_be_visible()
    page.get_by_role("link", name="Thêm việc riêng, sửa dự thảo").click()
    issue(page, number, "19/01/2026", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Hoàng Văn Nam"))


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def sharpened(page: Page, upper: Plan) -> None:
    """An Phúc, on a phone: 6 a month instead of 5, done by its office; the rest as above; issued."""
    begin(page, upper, "Xã An Phúc")
    row = page.locator("article").filter(has_text="Đăng tin, bài về cải cách hành chính")
    row.get_by_role("link", name="Quyết định").click()
    page.get_by_label("tin, bài trên trang của xã, phường").fill("ít nhất 06 tin, bài/tháng")
    assert page.get_by_label("Phòng Văn hóa - Xã hội xã An Phúc").is_checked()
    assert fits(page)
    page.get_by_role("button", name="Nhận mục này").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mục 2")
    page.get_by_role("link", name="Đối chiếu với cấp trên").click()
    expect(page.get_by_text("Cao hơn: 72 thay vì 60")).to_be_visible()
    assert fits(page)
    take_rest_and_issue(page, "15/KH-UBND")


def dropped(page: Page, upper: Plan) -> None:
    """Bình Lĩnh leaves the dialogue out, with the reason, and issues."""
    begin(page, upper, "Xã Bình Lĩnh")
    row = page.locator("article").filter(has_text="Đối thoại với người dân, doanh nghiệp")
    row.get_by_role("link", name="Quyết định").click()
    page.locator("#khong textarea").fill("Đã đối thoại cùng HĐND xã")
    page.get_by_role("button", name="Không đưa vào kế hoạch").click()
    page.get_by_role("link", name="Đối chiếu với cấp trên").click()
    expect(page.get_by_text("Đã đối thoại cùng HĐND xã")).to_be_visible()
    take_rest_and_issue(page, "16/KH-UBND")


def begun_only(page: Page, upper: Plan) -> None:
    """Hồng Sơn makes a draft and goes no further."""
    begin(page, upper, "Phường Hồng Sơn")
    page.get_by_role("button", name="Nhận các mục còn lại như cấp trên").click()
    page.get_by_role("dialog").get_by_role("button", name="Nhận", exact=True).click()
    expect(page.get_by_text("Đã xem hết 6 mục")).to_be_visible()


def test_from_the_plan_above_to_the_matrix_and_a_reminder(province, people, draft, open_page, signs_in):
    desk = open_page(DESK)
    signs_in(desk, "tinh")
    desk.goto(f"/ke-hoach/{draft.public_id}/du-thao/")
    issue(desk, "08/KH-UBND", "08/01/2026", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trịnh Hoài Sơn"))
    assert Notice.objects.filter(user__username="xa_khac", title__contains="cần ban hành kế hoạch").exists()

    for username, walk in (("xa", sharpened), ("xa_khac", dropped), ("xa_ba", begun_only)):
        page = open_page(PHONE if username == "xa" else DESK)
        signs_in(page, username)
        page.wait_for_url("**/viec-can-lam/")
        walk(page, draft)

    duty = Duty.objects.get(plan=draft, agency=province.an_phuc, item__ref="IV.1")
    assert (duty.done, duty.met_on) == (1, date(2026, 1, 19))
    look_at_the_matrix(desk, draft)
    remind(desk)
    reminder = Reminder.objects.get()
    assert [line.agency for line in reminder.lines.all()] == [province.hong_son]
    assert Notice.objects.filter(user__username="xa_ba", title__icontains="đôn đốc").exists()


def look_at_the_matrix(desk: Page, plan: Plan) -> None:
    """What stands where, and the way from a cell to the two rows."""
    desk.goto(f"/xem-ke-hoach/{plan.public_id}/")
    desk.get_by_role("link", name="Kế hoạch cấp dưới").click()
    expect(desk.get_by_text("2/3")).to_be_visible()
    desk.get_by_role("link", name="Bảng đối chiếu").click()
    rows = {name: desk.get_by_role("row").filter(has_text=name) for name in ("An Phúc", "Bình Lĩnh", "Hồng Sơn")}
    expect(rows["An Phúc"].get_by_role("link", name="↑ cao hơn")).to_have_count(1)
    expect(rows["Bình Lĩnh"].get_by_role("link", name="✗ không có")).to_have_count(1)
    expect(rows["Hồng Sơn"]).to_contain_text("đang soạn, chậm")
    rows["Bình Lĩnh"].get_by_role("link", name="✗ không có").click()
    expect(desk.get_by_text("Đã đối thoại cùng HĐND xã")).to_be_visible()
    row = Adoption.objects.get(cascade__lower__issuer__short_name="Xã Bình Lĩnh", upper_item__ref="PL.3")
    assert row.public_id in desk.url
    desk.go_back()
    desk.get_by_role("link", name="3", exact=True).click()
    expect(desk.get_by_text("Đã đối thoại cùng HĐND xã")).to_be_visible()
    desk.get_by_role("link", name="Kế hoạch cấp dưới của KH 08").click()


def remind(desk: Page) -> None:
    """The commune that is late is reminded from here."""
    desk.get_by_role("link", name="Đôn đốc nơi quá hạn").click()
    expect(desk.get_by_text("Phường Hồng Sơn")).to_be_visible()
    expect(desk.get_by_text("Xã An Phúc")).to_have_count(0)
    desk.get_by_role("button", name="Xem trước").click()
    desk.get_by_role("button", name="Gửi đôn đốc").click()
    expect(desk.get_by_text("Đã đôn đốc 1 cơ quan")).to_be_visible()
