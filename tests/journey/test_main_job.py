"""The main job in a real browser: a commune officer's phone, the coordinator's desk, the report as a Word file."""

import io
from datetime import date
from pathlib import Path

import docx
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole
from lantoa.assignments.models import Duty
from lantoa.domain.due import DueRule
from lantoa.domain.period import Calendar
from lantoa.reports.operations import create_regime, open_report, save_narrative, submit_report
from lantoa.results.models import Result

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    """A photograph as a phone takes it: large, turned, with the place in it."""
    picture = Image.new("RGB", (3000, 2000), (90, 140, 90))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    path = tmp_path / "doi-thoai.jpg"
    picture.save(path, "JPEG", exif=exif)
    return path


@pytest.fixture
def regime(province, issued_plan):
    """The quarterly report of communes to the Department of Home Affairs, due on the 5th."""
    return create_regime(
        actor=province["tinh"],
        name="Báo cáo tuyên truyền cải cách hành chính hằng quý",
        receiver=province.noi_vu,
        period_kind="quarter",
        calendar=Calendar.PLAIN,
        due=DueRule.from_json({"day": 5, "of": "next-month"}),
        starts_on=date(2026, 7, 1),
        reporters=province.communes,
    )


def send_report(province, regime) -> None:
    """The commune's report of the quarter, written and sent."""
    actor = province["xa"]
    report = open_report(actor=actor, regime=regime, agency=province.an_phuc, last_on=date(2026, 9, 30))
    sections = {key: text or "Không phát sinh." for key, text in report.narrative.items()}
    report = save_narrative(actor=actor, report=report, version=report.version, sections=sections)
    submit_report(actor=actor, report=report, version=report.version)


def the_cell(page: Page, month: int):
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Xã An Phúc"))
    return row.get_by_role("cell").nth(month - 1).get_by_role("link")


def record_on_the_phone(phone: Page, duty: Duty, photograph: Path) -> None:
    """A card, a photograph, a line of words, a day, saved."""
    phone.goto(f"/ket-qua/ghi/?duty={duty.public_id}")
    phone.locator("input[type=file][name=photo]").set_input_files(photograph)
    phone.get_by_label("Nội dung đã làm").fill("Bản tin cải cách hành chính trên loa xã An Phúc")
    phone.get_by_label("Ngày đăng, phát, làm").fill("27/9/2026")
    phone.get_by_role("button", name="Lưu kết quả").click()
    expect(phone.get_by_text("Đã lưu, tính cho 1 việc.")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def assert_kept_without_the_place(phone: Page) -> None:
    """The photograph is kept small, upright, and says nothing of where it was taken."""
    proof = Result.objects.get().evidence.get()
    assert (proof.kind, proof.media_type) == ("photo", "image/jpeg")
    assert max(proof.width, proof.height) <= 2048
    answer = phone.request.get(f"/ket-qua/minh-chung/{proof.public_id}/")
    with Image.open(io.BytesIO(answer.body())) as kept:
        assert not kept.getexif()


def words_of(path: Path) -> str:
    """All words of a Word file, tables too."""
    file = docx.Document(path)
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in file.paragraphs] + cells)


def test_from_the_phone_to_the_report(province, issued_plan, regime, open_page, signs_in, photograph, tmp_path):
    duty = Duty.objects.get(item__ref="PL.2", agency=province.an_phuc, due_on=date(2026, 9, 27))
    desk, phone = open_page(DESK), open_page(PHONE)
    signs_in(desk, "tinh")
    desk.wait_for_url("**/tien-do/**")
    before = the_cell(desk, 9).inner_text()

    signs_in(phone, "xa")
    phone.wait_for_url("**/viec-can-lam/")
    record_on_the_phone(phone, duty, photograph)
    assert_kept_without_the_place(phone)

    desk.reload()
    assert the_cell(desk, 9).inner_text() != before
    the_cell(desk, 9).click()
    desk.get_by_role("link", name="Tin, bài phát trên đài truyền thanh").first.wait_for()

    send_report(province, regime)
    desk.goto("/bao-cao/?xem=gui-den")
    desk.get_by_role("link", name="Ủy ban nhân dân xã An Phúc").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Quý III/2026")
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Bản Word").click()
    path = tmp_path / "bao-cao.docx"
    download.value.save_as(path)
    assert "Quý III/2026" in words_of(path)
    assert "BÁO CÁO" in words_of(path)


def test_the_watcher_by_plan_needs_no_place_in_the_tree(province, issued_plan, open_page, signs_in):
    """Sở Nội vụ is a sibling of the communes it watches, never above them."""
    assert not HeldRole.objects.filter(user=province["tinh"], role=Role.OBSERVER).exists()
    page = open_page(DESK)
    signs_in(page, "tinh")
    page.wait_for_url("**/tien-do/**")
    expect(page.get_by_role("rowheader", name="Phường Hồng Sơn")).to_be_visible()
