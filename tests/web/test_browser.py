"""In a real browser, at the width of a phone: the policy blocks nothing of ours and the small scripts do their work."""

import contextlib

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import include, path
from playwright.sync_api import Error

from lantoa.web import menu, person
from lantoa.web.forms import BaseForm, CharField, DateField

PAGE = """{% extends "web/base.html" %}{% block title %}Ghi kết quả{% endblock %}
{% block heading %}Ghi kết quả{% endblock %}{% block content %}
<form class="form card" method="post" data-guard {% if htmx %}hx-post="{{ request.path }}" hx-select="form"{% endif %}>
{% csrf_token %}{{ form }}<div class="preview" id="anh"></div>
<div class="form-actions"><button class="btn main" type="submit">Lưu kết quả</button>
<button class="btn danger" type="submit" name="xoa" value="1" data-confirm="Xóa kết quả này?">Xóa</button></div></form>
{% marks 3 5 %}{% bar 62.5 %}{% endblock %}"""
received: list[dict] = []


class Result(BaseForm):
    title = CharField(label="Tên tin, bài")
    day = DateField(label="Ngày đăng")
    photo = forms.FileField(
        label="Ảnh", required=False, widget=forms.FileInput(attrs={"data-preview": "anh", "accept": "image/*"})
    )


def record(request: HttpRequest) -> HttpResponse:
    form = Result(request.POST or None)
    if request.method == "POST":
        received.append(request.POST.dict())
        if form.is_valid():
            return HttpResponseRedirect("/xong/")
    values = {"form": form, "htmx": request.path == "/htmx/"}
    return HttpResponse(
        engines["django"].from_string(PAGE).render(values, request), status=422 if form.is_bound else 200
    )


def done(request: HttpRequest) -> HttpResponse:
    return HttpResponse(engines["django"].from_string('{% extends "web/blank.html" %}').render({}, request))


urlpatterns = [
    path("ghi/", record),
    path("htmx/", record),
    path("xong/", done),
    path("thong-bao/", include("lantoa.notices.urls")),  # the bell leads there
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def page(browser, live_server, settings, monkeypatch):
    """A signed-in person's phone, whose console collects every complaint of the browser."""
    settings.ROOT_URLCONF = __name__
    user = get_user_model()(pk=1)
    monkeypatch.setattr("django.contrib.auth.middleware.get_user", lambda request: user)
    monkeypatch.setattr(person, "_describe", [lambda request: person.Person(name="Nguyễn Thị Hương")])
    entry = menu.MenuEntry(label="Ghi kết quả", url="/ghi/", group="Thực hiện", order=1, icon="ghi", in_dock=True)
    monkeypatch.setattr(menu, "_providers", [lambda request: [entry]])
    received.clear()
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, base_url=live_server.url, locale="vi-VN", accept_downloads=False
    )
    tab = context.new_page()
    tab.complaints = []
    tab.on("console", lambda said: tab.complaints.append(said.text) if "422" not in said.text else None)
    tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
    yield tab
    # Closing a page in the middle of a navigation can hang the driver for good: let it arrive; the browser's own end
    # closes what is left.
    with contextlib.suppress(Error):
        tab.wait_for_load_state("load", timeout=5000)


def test_the_policy_blocks_nothing_and_the_page_fits_its_width(page):
    answer = page.goto("/ghi/")
    page.wait_for_load_state("networkidle")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert page.complaints == []
    for width in (320, 390, 640, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_the_letters_are_set_in_our_own_typeface(page):
    page.goto("/ghi/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.fonts.check('600 16px \"Be Vietnam Pro\"', 'Đổi mới ữ')")


def test_the_menu_opens_and_closes_and_works_without_scripts(page, browser, live_server):
    page.goto("/ghi/")
    button, panel = page.locator(".menu-button"), page.locator("#menu")
    assert not panel.is_visible()
    button.click()
    assert panel.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, base_url=live_server.url, java_script_enabled=False
    )
    plain = context.new_page()
    plain.goto("/ghi/")
    plain.locator(".menu-button").click()
    assert plain.locator("#menu").is_visible()
    context.close()


@pytest.mark.parametrize("address", ["/ghi/", "/htmx/"])
def test_errors_take_the_focus_and_lead_to_their_field(page, address):
    page.goto(address)
    page.fill("[name=title]", "Tin")
    page.fill("[name=day]", "5/1/2206")
    page.click("text=Lưu kết quả")
    page.wait_for_selector(".errors")
    assert page.evaluate("document.activeElement.className") == "errors"
    page.click(".errors a")
    assert page.evaluate("document.activeElement.name") == "day"
    assert page.complaints == []


@pytest.mark.parametrize("address", ["/ghi/", "/htmx/"])
def test_what_cannot_be_undone_is_asked_first(page, address):
    page.goto(address)
    page.fill("[name=title]", "Tin")
    page.click("text=Xóa")
    page.click("dialog >> text=Quay lại")
    page.wait_for_selector("dialog", state="detached")
    assert received == []
    page.click("text=Xóa")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.click("dialog >> text=Đồng ý")
    assert [sent.get("xoa") for sent in received] == ["1"]


def test_two_taps_save_once(page):
    page.goto("/ghi/")
    page.fill("[name=title]", "Tin")
    page.fill("[name=day]", "5/1/2026")
    page.evaluate("{const b = document.querySelector('.btn.main'); b.click(); b.click();}")
    page.wait_for_url("**/xong/")
    assert len(received) == 1


def test_leaving_with_something_typed_is_asked_and_after_saving_is_not(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/ghi/")
    page.locator("[name=title]").press_sequentially("Tin")
    page.goto("/xong/")
    assert asked == ["beforeunload"]
    page.goto("/ghi/")
    page.locator("[name=title]").press_sequentially("Tin")
    page.fill("[name=day]", "5/1/2026")
    page.click("text=Lưu kết quả")
    page.wait_for_url("**/xong/")
    assert asked == ["beforeunload"]


def test_a_lost_line_is_said_in_words_and_nothing_typed_is_lost(page):
    page.goto("/htmx/")
    page.fill("[name=title]", "Tin về cải cách hành chính")
    page.route("**/htmx/", lambda route: route.abort())
    page.click("text=Lưu kết quả")
    note = page.locator("#net-note")
    note.wait_for(state="visible")
    assert "Không kết nối được với máy chủ" in note.inner_text()
    assert page.input_value("[name=title]") == "Tin về cải cách hành chính"
    note.get_by_role("button").click()
    assert not note.is_visible()


def test_a_photograph_is_shown_before_it_is_sent(page, tmp_path):
    from PIL import Image  # noqa: PLC0415  only this test draws one

    Image.new("RGB", (1600, 1200), "teal").save(tmp_path / "truso.jpg")
    page.goto("/ghi/")
    page.set_input_files("[name=photo]", tmp_path / "truso.jpg")
    canvas = page.locator("#anh canvas")
    canvas.wait_for()
    assert page.evaluate("document.querySelector('#anh canvas').width") == 800
    assert "truso.jpg" in page.inner_text("#anh")
    assert page.complaints == []
