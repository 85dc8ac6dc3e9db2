"""Pages of the browser at the sizes people use, signed in through the form."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


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
