"""Nhập kế hoạch in real Chromium: a phone and a desk, keys, and what is kept when the window is closed."""

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


def test_from_the_upload_to_the_draft_on_a_desk(transactional_db, page_of, province, plan_docx):
    page = page_of("tinh", 1280)
    page.goto(reverse("intake:upload"))
    page.set_input_files("input[type=file]", {"name": "ke-hoach.docx", "mimeType": "", "buffer": plan_docx})
    shot(page, "upload-1280")
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.wait_for_selector("#xem-lai")
    shot(page, "review-1280")
    # The source stands open beside the form, with the place lit.
    assert page.locator(".source .lit").first.is_visible()
    assert fits(page)

    title = page.locator("#sua h2").inner_text()
    page.keyboard.press("Control+Enter")
    page.locator("#sua h2").filter(has_not_text=title).wait_for()
    assert page.locator(".source .lit").first.is_visible()

    page.get_by_role("link", name="Tạo dự thảo kế hoạch").click()
    shot(page, "create-1280")
    page.get_by_role("button", name="Tạo dự thảo kế hoạch").click()
    page.wait_for_url("**/du-thao/")
    shot(page, "draft-1280")
    assert fits(page)
    assert Plan.objects.count() == 1


def test_what_is_being_typed_is_kept_when_the_window_is_closed(transactional_db, page_of, bring_in):
    intake = bring_in()
    url = reverse("intake:review", args=[intake.public_id]) + "?cho=tasks/0"
    page = page_of("tinh", 1280)
    page.goto(url)
    phrase = page.locator(".phrase").first
    phrase.fill("ít nhất 9 tin, bài/quý")
    page.locator(".explained", has_text="9 tin, bài").first.wait_for()
    page.locator("#id_title").fill("Đang gõ dở")
    page.locator("#id_title").blur()
    page.locator("#luu", has_text="Đã lưu").wait_for()
    shot(page, "typing-1280")
    page.close(run_before_unload=False)
    intake.refresh_from_db()
    row = intake.corrected["tasks"][0]
    assert row["title"] == "Đang gõ dở"
    assert (row["obligations"][0]["min"], row["obligations"][0]["every"]) == (9, "quarter")


def test_a_word_half_typed_is_kept_too(transactional_db, page_of, bring_in):
    """The browser is closed while the cursor still stands in the field: nobody has left it, nothing was pressed."""
    intake = bring_in()
    page = page_of("tinh", 1280)
    page.goto(reverse("intake:review", args=[intake.public_id]) + "?cho=tasks/0")
    page.locator("#id_title").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Chưa gõ xo")
    page.locator("#luu", has_text="Đã lưu").wait_for()
    page.keyboard.type("ng")
    # Going on at once, with the quiet save just behind or still under way, is no quarrel with oneself.
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: not url.endswith("cho=tasks/0"))
    page.close(run_before_unload=False)
    intake.refresh_from_db()
    assert intake.corrected["tasks"][0]["title"] == "Chưa gõ xong"


def test_on_a_phone_the_source_folds_away(transactional_db, page_of, bring_in):
    intake = bring_in()
    page = page_of("tinh", 390)
    page.goto(reverse("intake:review", args=[intake.public_id]) + "?cho=tasks/9")
    assert not page.locator(".source .lit").first.is_visible()
    assert fits(page)
    shot(page, "review-390")
    page.get_by_text("Xem văn bản gốc").click()
    assert page.locator(".source .lit").first.is_visible()
    assert fits(page)
    shot(page, "review-390-source")


def test_it_works_without_scripts(transactional_db, page_of, bring_in):
    intake = bring_in()
    page = page_of("tinh", 1280, scripts=False)
    page.goto(reverse("intake:review", args=[intake.public_id]) + "?cho=tasks/0")
    assert page.locator(".source .lit").first.is_visible()
    page.locator("#id_title").fill("Không cần kịch bản")
    page.get_by_role("button", name="Lưu, ở lại").click()
    assert page.locator("#id_title").input_value() == "Không cần kịch bản"


def test_the_plan_screens_fit_a_phone(transactional_db, page_of, bring_in, province):
    from lantoa.intake.operations import make_draft  # noqa: PLC0415  needs the app registry

    bodies = {"issuer": province.ubnd, "drafter": province.noi_vu, "coordinator": province.noi_vu}
    plan = make_draft(actor=province["tinh"], intake=bring_in(), **bodies)
    item = plan.items.filter(obligations__isnull=False).first()
    obligation = item.obligations.first()
    page = page_of("tinh", 390)
    for name, url in {
        "list": reverse("plans:list"),
        "draft": reverse("plans:draft", args=[plan.public_id]),
        "header": reverse("plans:header", args=[plan.public_id]),
        "item": reverse("plans:item", args=[plan.public_id, item.public_id]),
        "obligation": reverse("plans:obligation", args=[plan.public_id, obligation.public_id]),
        "intakes": reverse("intake:list"),
        "upload": reverse("intake:upload"),
    }.items():
        page.goto(url)
        shot(page, f"{name}-390")
        assert fits(page), name
