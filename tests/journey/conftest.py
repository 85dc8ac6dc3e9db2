"""A real Chromium. Where there is none the journey is skipped and says so; in CI that is a failure."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Playwright runs its own event loop; Django's guard against mixing does not apply to a test that only drives pages.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: .ci/run installs Debian's package")
        pytest.skip("no Chromium on this machine: install Debian's package `chromium` to run the browser journey")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_chromium(), args=_QUIET)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, live_server, settings) -> Iterator[object]:
    """open_page(PHONE) gives a fresh page of that size at the live server; a script error fails the test."""
    settings.ALLOWED_HOSTS = ["*"]
    contexts, faults = [], []

    def make(size: dict[str, int]) -> Page:
        context = browser.new_context(
            viewport=size, base_url=live_server.url, locale="vi-VN", has_touch=size is PHONE, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


def sign_in(page: Page, username: str) -> None:
    """Sign in through the form, as a person does."""
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(f"{username}-matkhau")
    page.get_by_role("button", name="Đăng nhập").click()


@pytest.fixture
def signs_in():
    return sign_in
