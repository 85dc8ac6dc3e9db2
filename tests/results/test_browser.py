"""«Ghi kết quả» in real Chromium at 390 px: a link pasted, confirmed and saved in a few taps; and without scripts."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from lantoa.adapters.fetcher import Page
from lantoa.results import tasks
from lantoa.results.models import Evidence, Result

SHOTS = os.environ.get("LANTOA_SHOTS")  # a folder to look at the screens in
LINK = "https://anphuc.example.vn/tin/thu-tuc-dat-dai"
HTML = """<html><head><meta property="og:title" content="An Phúc: 100% thủ tục đất đai được niêm yết">
<meta property="article:published_time" content="2026-09-16T08:00:00+07:00"></head><body><h1>An Phúc</h1>
<p>Sáng nay, xã đã niêm yết.</p></body></html>"""
pytestmark = pytest.mark.browser


@pytest.fixture
def browser(browser, monkeypatch):
    """The browser, while the queue's fetcher answers with one known page."""
    page = Page(final_url=LINK, status=200, media_type="text/html", text=HTML, truncated=False)
    monkeypatch.setattr(tasks, "fetch", lambda url: page)
    return browser


@pytest.fixture
def page_of(page_of, plan):
    """The pages of people once a plan is in force."""
    return page_of


def shot(page, name: str, *, full: bool = True) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=full)


def fits(page) -> bool:
    """Whether nothing sticks out sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_link_is_pasted_confirmed_and_saved_in_two_taps(page_of, duty_of, province):
    page = page_of("xa", 390)
    page.goto(reverse("results:record"))
    shot(page, "ghi-390-trong")
    page.locator("#id_link").click()  # first tap; the paste itself fills the rest
    page.evaluate(
        """text => { const box = document.querySelector("#id_link"); box.value = text;
        box.dispatchEvent(new ClipboardEvent("paste", {bubbles: true})); }""",
        LINK,
    )
    page.get_by_text("Đọc được từ trang").wait_for()
    assert page.locator("#id_title").input_value() == "An Phúc: 100% thủ tục đất đai được niêm yết"
    assert page.locator("#id_happened_on").input_value() == "16/09/2026"
    assert fits(page)
    shot(page, "ghi-390-da-doc")
    shot(page, "ghi-390-man-hinh", full=False)
    assert page.get_by_role("button", name="Lưu kết quả").is_visible()
    page.get_by_role("button", name="Lưu kết quả").click()  # second tap
    page.get_by_text("Đã lưu").wait_for()
    shot(page, "ket-qua-390")
    assert fits(page)
    september = duty_of(province.an_phuc, 9)
    assert september.done == 1
    assert "Sáng nay" in Evidence.objects.get().fetched_text


def test_ticks_made_by_hand_survive_a_change_of_the_day(page_of, duty_of, province):
    page = page_of("xa", 390)
    september = duty_of(province.an_phuc, 9)
    page.goto(reverse("results:record") + f"?duty={september.public_id}")
    box = page.locator(f"input[name=tinh-cho][value$='-{september.pk}']")
    assert box.is_checked()
    box.uncheck()
    with page.expect_response(lambda answer: "tinh-cho" in answer.url):
        page.locator("#id_quantity").fill("3")
        page.locator("#id_quantity").blur()
    page.get_by_text("thành 3 trong ít nhất 2").first.wait_for()
    assert not box.is_checked()


def test_it_works_without_scripts_in_two_steps(page_of):
    page = page_of("xa", 390, scripts=False)
    page.goto(reverse("results:record"))
    page.locator("#id_link").fill(LINK)
    page.get_by_role("button", name="Đọc trang").click()
    page.get_by_role("button", name="Đọc trang").click()
    assert page.locator("#id_title").input_value() == "An Phúc: 100% thủ tục đất đai được niêm yết"
    page.get_by_role("button", name="Lưu kết quả").click()
    assert page.get_by_text("Đã lưu").is_visible()
    assert Result.objects.count() == 1


def test_a_photograph_taken_is_shown_and_kept_over_an_error(page_of, tmp_path):
    from PIL import Image  # noqa: PLC0415

    picture = tmp_path / "hop.jpg"
    Image.new("RGB", (640, 480), "teal").save(picture)
    page = page_of("xa", 390)
    page.goto(reverse("results:record"))
    page.locator("#id_photo").set_input_files(str(picture))
    page.locator("#anh-xem-truoc canvas").wait_for()
    page.locator("#id_happened_on").fill("2/10/2026")
    page.locator("#id_title").fill("Họp thôn về dịch vụ công trực tuyến")
    page.get_by_role("button", name="Lưu kết quả").click()
    page.get_by_text("Đã nhận tệp hop.jpg").wait_for()
    shot(page, "ghi-390-loi")
    page.locator("#id_happened_on").fill("30/9/2026")
    page.get_by_role("button", name="Lưu kết quả").click()
    page.get_by_text("Đã lưu").wait_for()
    page.locator(".proof img").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.proof img').complete")
    assert page.locator(".proof img").evaluate("image => image.naturalWidth") == 640


def test_the_other_screens_fit_a_phone_and_a_desk(page_of, record, standing_of, province, plan):
    result = record(quantity=3)
    guidance = standing_of(province.an_phuc, "hướng dẫn")
    addresses = {
        "danh-sach": reverse("results:list"),
        "ket-qua": reverse("results:detail", args=[result.public_id]),
        "tinh-cho": reverse("results:credits", args=[result.public_id]),
        "neu": reverse("results:state", args=[guidance.public_id]),
        "hoan-thanh": reverse("results:complete", args=[plan.items.get(ref="PL.1").public_id]),
        "ghi": reverse("results:record"),
    }
    for width in (390, 1280):
        page = page_of("xa", width)
        for name, address in addresses.items():
            page.goto(address)
            assert fits(page), (name, width)
            shot(page, f"{name}-{width}")
    page = page_of("tinh", 1280)
    page.goto(addresses["ket-qua"])
    shot(page, "xac-nhan-1280")
    assert page.get_by_role("button", name="Xác nhận", exact=True).is_visible()
