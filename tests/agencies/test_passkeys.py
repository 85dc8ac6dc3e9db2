"""Passkeys in a real Chromium with an authenticator of its own: added, used at the door and as the second step."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(browser, live_server, province, settings) -> Any:
    """A browser at http://localhost (passkeys need a name, not a number) whose machine has a fingerprint reader."""
    settings.ALLOWED_HOSTS = ["localhost"]
    contexts, faults = [], []

    def page(*, scripts: bool = True) -> Any:
        context = browser.new_context(
            viewport={"width": 390, "height": 844},
            base_url=live_server.url.replace("127.0.0.1", "localhost"),
            java_script_enabled=scripts,
        )
        contexts.append(context)
        shown = context.new_page()
        shown.on("pageerror", lambda error: faults.append(str(error)))
        shown.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        reader = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        machine = context.new_cdp_session(shown)
        machine.send("WebAuthn.enable")
        shown.machine = machine
        shown.reader = machine.send("WebAuthn.addVirtualAuthenticator", {"options": reader})["authenticatorId"]
        return shown

    yield page
    for context in contexts:
        context.close()
    assert [fault for fault in faults if "422" not in fault] == []


def enter(page: Any) -> None:
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("xa")
    page.get_by_label("Mật khẩu").fill("xa-matkhau")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_load_state()


def add_passkey(page: Any) -> None:
    enter(page)
    page.goto("/tai-khoan/hai-buoc/")
    page.get_by_role("link", name="Thêm khóa của máy này").click()
    page.get_by_label("Mật khẩu đang dùng").fill("xa-matkhau")
    page.get_by_role("button", name="Xác nhận").click()
    page.get_by_label("Tên để nhận ra khóa này").fill("Điện thoại của Lan")
    page.get_by_role("button", name="Tạo khóa").click()
    page.wait_for_url("**/ma-du-phong/")


def test_a_passkey_is_added_and_opens_the_door_without_name_and_password(visit):
    page = visit()
    add_passkey(page)
    page.goto("/tai-khoan/hai-buoc/")
    assert page.get_by_text("Điện thoại của Lan").is_visible()
    page.context.clear_cookies()
    page.goto("/dang-nhap/?next=/don-vi/")
    page.get_by_role("button", name="Vào bằng khóa của máy").click()
    page.wait_for_url("**/don-vi/")
    page.wait_for_load_state("networkidle")
    page.goto("/tai-khoan/")
    assert page.get_by_role("heading", name="Nguyễn Thị Lan").is_visible()


def test_it_stands_for_the_second_step_after_the_password(visit):
    page = visit()
    add_passkey(page)
    page.context.clear_cookies()
    enter(page)
    page.wait_for_url("**/buoc-hai/")
    page.get_by_role("button", name="Dùng khóa của máy").click()
    page.wait_for_url(lambda url: "/buoc-hai/" not in url)
    page.wait_for_load_state("networkidle")
    page.goto("/tai-khoan/")
    assert page.get_by_text("thiết bị này").is_visible()


def test_a_machine_without_the_key_does_not_get_in_and_is_told_so(visit):
    add_passkey(visit())
    stranger = visit()
    enter(stranger)
    stranger.wait_for_url("**/buoc-hai/")
    stranger.get_by_role("button", name="Dùng khóa của máy").click()
    stranger.get_by_text("Thiết bị chưa xác nhận").wait_for()
    stranger.goto("/tai-khoan/")
    assert "/dang-nhap/" in stranger.url


def test_a_finger_that_is_not_the_person_s_adds_no_key(visit):
    page = visit()
    page.machine.send("WebAuthn.setUserVerified", {"authenticatorId": page.reader, "isUserVerified": False})
    enter(page)
    page.goto("/tai-khoan/hai-buoc/them-khoa/")
    page.get_by_label("Mật khẩu đang dùng").fill("xa-matkhau")
    page.get_by_role("button", name="Xác nhận").click()
    page.get_by_role("button", name="Tạo khóa").click()
    page.get_by_text("Thiết bị chưa xác nhận").wait_for()
    assert not Authenticator.objects.exists()


def test_a_key_is_taken_away_and_then_opens_nothing(visit):
    page = visit()
    add_passkey(page)
    page.goto("/tai-khoan/hai-buoc/")
    page.get_by_role("button", name="Bỏ", exact=True).click()
    page.get_by_role("button", name="Bỏ khóa").click()
    page.get_by_text("Đã bỏ khóa đăng nhập").wait_for()
    assert not Authenticator.objects.exists()
    page.context.clear_cookies()
    page.goto("/dang-nhap/")
    page.get_by_role("button", name="Vào bằng khóa của máy").click()
    page.wait_for_load_state("networkidle")
    page.goto("/tai-khoan/")
    assert "/dang-nhap/" in page.url


def test_without_scripts_the_password_still_opens_and_no_dead_button_is_shown(visit):
    page = visit(scripts=False)
    page.goto("/dang-nhap/")
    assert page.get_by_role("button", name="Vào bằng khóa của máy").count() == 0
    enter(page)
    page.goto("/tai-khoan/")
    assert page.get_by_text("thiết bị này").is_visible()
