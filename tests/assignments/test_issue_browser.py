"""«Giao việc và ban hành» in real Chromium: on a desk and on a phone."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from lantoa.plans.models import Plan

CHROMIUM = Path("/usr/bin/chromium")
SHOTS = os.environ.get("LANTOA_SHOTS")  # a folder to look at the screens in
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed (/usr/bin/chromium)"),
]


@pytest.fixture
def page_of(monkeypatch, live_server, province, signed_in_as):
    """page_of("tinh", 390) is a page of that person on a screen of that width."""
    # Playwright keeps an event loop in this thread; the ORM is used from it only between page loads.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  an optional tool

    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])

        def page(username: str, width: int):
            context = browser.new_context(viewport={"width": width, "height": 844}, base_url=live_server.url)
            session = signed_in_as(username).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
            return context.new_page()

        yield page
        browser.close()


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def fits(page) -> bool:
    """Whether nothing sticks out sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_plan_is_looked_over_and_issued(page_of, draft_of, reading):
    reading["tasks"][0]["support"].append("Liên minh Hợp tác xã")
    plan = draft_of(reading)
    address = reverse("assignments:issue", args=[plan.public_id])
    for width in (390, 1280):
        page = page_of("tinh", width)
        page.goto(address)
        assert fits(page), width
        shot(page, f"ban-hanh-{width}")
    page.get_by_role("link", name="Chọn cơ quan").click()
    page.locator("#q").fill("tu phap")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_text("Sở Tư pháp").click()
    shot(page, "chon-co-quan-1280")
    page.get_by_role("button", name="Lưu").click()
    for box, words in (
        ("number", "08/KH-UBND"),
        ("issued_on", "10/02/2026"),
        ("signer_capacity", "KT. CHỦ TỊCH"),
        ("signer_title", "PHÓ CHỦ TỊCH"),
        ("signer_name", "Đặng Quốc Việt"),
    ):
        page.locator(f"#id_{box}").fill(words)
    page.get_by_role("button", name="Ban hành kế hoạch").click()
    page.get_by_role("dialog").get_by_role("button", name="Ban hành", exact=True).click()
    page.get_by_text("Đã ban hành kế hoạch").wait_for()
    assert Plan.objects.get(pk=plan.pk).state == "issued"
