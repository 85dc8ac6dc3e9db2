"""The frame of every page: menu, person, messages, what the browser is told."""

import json
import re

import pytest
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.test import RequestFactory
from django.urls import include, path

from lantoa.web import menu, person
from lantoa.web.htmx import go_to, render_part

SIGN_OUT = "/dang-xuat/"


def blank(request: HttpRequest) -> HttpResponse:
    return render(request, "web/blank.html")


def save(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Đã lưu <b>kết quả</b>.")
    return go_to(request, "/viec/")


def part(request: HttpRequest) -> HttpResponse:
    return render_part(request, "web/blank.html", "web/messages.html")


urlpatterns = [
    path("viec/", blank),
    path("viec/12/", blank),
    path("luu/", save),
    path("phan/", part),
    path("", include("lantoa.web.urls")),
    path("thong-bao/", include("lantoa.notices.urls")),  # the bell leads there
]


def entries(request: HttpRequest) -> list[menu.MenuEntry]:
    return [
        menu.MenuEntry(label="Theo dõi tiến độ", url="/tien-do/", group="Theo dõi", order=20, icon="tien-do"),
        menu.MenuEntry(label="Việc cần làm", url="/viec/", group="Thực hiện", order=10, in_dock=True, short="Việc"),
        menu.MenuEntry(label="Ghi kết quả", url="/viec/ghi/", group="Thực hiện", order=11, in_dock=True),
    ]


@pytest.fixture(autouse=True)
def own_pages(settings, monkeypatch):
    """This module's pages and menu alone: other apps register theirs when the project starts."""
    settings.ROOT_URLCONF = __name__
    monkeypatch.setattr(menu, "_providers", [entries])
    monkeypatch.setattr(
        person,
        "_describe",
        [lambda request: person.Person(name="Nguyễn Thị Hương", agency="UBND xã An Phúc", sign_out_url=SIGN_OUT)],
    )


@pytest.fixture
def signed_in(client, monkeypatch):
    """A browser with a person in it; who the person is does not matter to the frame."""
    user = get_user_model()(pk=1)
    monkeypatch.setattr("django.contrib.auth.middleware.get_user", lambda request: user)
    return client


pytestmark = pytest.mark.django_db


def page_of(client, address="/viec/") -> str:
    return client.get(address).content.decode()


def test_a_signed_in_person_sees_name_agency_menu_and_the_way_out(signed_in):
    html = page_of(signed_in)
    assert "Nguyễn Thị Hương" in html
    assert "UBND xã An Phúc" in html
    assert re.search(rf'<form method="post" action="{SIGN_OUT}"><input type="hidden" name="csrfmiddlewaretoken"', html)
    assert html.index("Thực hiện") < html.index("Theo dõi tiến độ"), "groups stand in the order of their entries"


def test_a_visitor_sees_no_menu(client):
    html = page_of(client)
    assert "Menu chính" not in html
    assert "Việc cần làm" not in html
    assert "csrf-token" not in html


def test_a_page_below_an_entry_lights_that_entry_alone(signed_in):
    html = page_of(signed_in, "/viec/12/")
    assert re.findall(r'<a href="([^"]+)" aria-current="page"', html) == ["/viec/", "/viec/"]  # side menu and dock


def test_the_dock_holds_the_short_names_of_its_entries_only(signed_in):
    dock = page_of(signed_in).split('class="dock"')[1]
    assert "<span>Việc</span>" in dock
    assert "Ghi kết quả" in dock
    assert "tiến độ" not in dock


def test_the_dock_never_holds_more_than_a_thumb_can_tell_apart():
    many = [
        menu.MenuEntry(label=f"Mục {number}", url=f"/{number}/", group="A", order=number, in_dock=True)
        for number in range(7)
    ]
    assert len(menu.dock_of([menu.MenuGroup("A", tuple(many))])) == menu.DOCK_SIZE


@pytest.mark.parametrize("url", ["", "#", "javascript:x", "viec/"])
def test_an_entry_that_leads_nowhere_cannot_be_made(url):
    with pytest.raises(ValueError, match="nowhere"):
        menu.MenuEntry(label="Báo cáo", url=url, group="A", order=1)


def test_a_provider_registered_twice_is_asked_once(monkeypatch):
    monkeypatch.setattr(menu, "_providers", [])
    menu.register(entries)
    menu.register(entries)
    request = RequestFactory().get("/")
    request.user = get_user_model()(pk=1)
    assert sum(len(group.entries) for group in menu.menu_for(request)) == 3


def test_nobody_is_asked_for_a_menu_for_a_visitor(monkeypatch):
    def fail(request):
        raise AssertionError("asked for a visitor")

    monkeypatch.setattr(menu, "_providers", [fail])
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert menu.menu_for(request) == []


def test_invented_data_is_marked_on_every_page(client, settings):
    assert "Dữ liệu minh họa" not in page_of(client)
    settings.LANTOA_DEMO = True
    assert "Dữ liệu minh họa" in page_of(client)


def test_a_message_is_announced_once_and_escaped(client):
    client.post("/luu/")
    html = page_of(client)
    assert 'aria-live="polite"' in html
    assert "Đã lưu &lt;b&gt;kết quả&lt;/b&gt;." in html
    assert "Đã lưu" not in page_of(client)


def test_the_page_speaks_vietnamese_and_can_be_skipped_to_its_content(client):
    html = page_of(client)
    assert '<html lang="vi">' in html
    assert html.index('class="skip" href="#noi-dung"') < html.index("<header")
    assert '<main id="noi-dung"' in html


def test_htmx_runs_no_text_as_code_and_swaps_a_form_with_errors(client):
    meta = re.search(r"name=\"htmx-config\" content='([^']+)'", page_of(client))[1]
    config = json.loads(meta)
    assert config["allowEval"] is False
    assert config["includeIndicatorStyles"] is False
    assert config["selfRequestsOnly"] is True
    rules = [rule for rule in config["responseHandling"] if re.match(rule["code"], "422")]
    assert rules[0]["swap"] is True


def test_htmx_gets_the_part_and_a_browser_the_whole(client):
    assert "<!doctype" in client.get("/phan/").content.decode()
    answer = client.get("/phan/", headers={"hx-request": "true"})
    assert "<!doctype" not in answer.content.decode()
    assert "HX-Request" in answer["Vary"]
    restored = client.get("/phan/", headers={"hx-request": "true", "hx-history-restore-request": "true"})
    assert "<!doctype" in restored.content.decode()


def test_after_saving_htmx_is_led_on_like_a_browser(client):
    assert client.post("/luu/").url == "/viec/"
    assert client.post("/luu/", headers={"hx-request": "true"})["HX-Redirect"] == "/viec/"
    assert isinstance(go_to(RequestFactory().get("/"), "/x/"), HttpResponseRedirect)


def test_the_health_check_answers_anybody_and_is_not_kept(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/healthz").status_code == 405


def test_the_health_check_says_when_the_database_is_away(client, monkeypatch):
    from django.db import OperationalError, connection  # noqa: PLC0415  the exception of the engine under test

    def away():
        raise OperationalError("away")

    monkeypatch.setattr(connection, "cursor", away)
    assert client.get("/healthz").status_code == 503
