"""«Giao việc và ban hành» in real Chromium: on a desk and on a phone."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from lantoa.plans.models import Plan

SHOTS = os.environ.get("LANTOA_SHOTS")  # a folder to look at the screens in
pytestmark = pytest.mark.browser


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
