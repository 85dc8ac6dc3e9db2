"""When something goes wrong, the page says in plain words what and how to go on, and tells nobody what exists."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.urls import path

from lantoa.web import errors

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error


def fails_with(exception: Exception):
    def view(request: HttpRequest) -> HttpResponse:
        raise exception

    return view


urlpatterns = [
    path("400/", fails_with(BadRequest("x"))),
    path("cam/", fails_with(PermissionDenied("bí mật"))),
    path("khong-co/", fails_with(Http404("bí mật"))),
    path("qua-lon/", fails_with(RequestDataTooBig("x"))),
    path("hong/", fails_with(RuntimeError("bí mật"))),
    path("405/", lambda request: HttpResponseNotAllowed(["POST"])),
    path("413/", lambda request: HttpResponse(status=413)),
    path("429/", lambda request: HttpResponse(status=429, headers={"Retry-After": "900"})),
    path("rieng/", lambda request: HttpResponse("của riêng", status=429)),
    path("bieu-mau/", lambda request: render(request, "web/blank.html")),
]
pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(settings):
    settings.ROOT_URLCONF = __name__
    settings.CSRF_FAILURE_VIEW = "lantoa.web.errors.csrf_failure"
    if "lantoa.web.errors.ErrorPages" not in settings.MIDDLEWARE:
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, "lantoa.web.errors.ErrorPages"]
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/400/", 400, "Yêu cầu không đọc được"),
        ("/cam/", 404, "Không tìm thấy trang"),
        ("/khong-co/", 404, "Không tìm thấy trang"),
        ("/dia-chi-la/", 404, "Không tìm thấy trang"),
        ("/405/", 405, "Không làm được theo cách này"),
        ("/413/", 413, "quá lớn"),
        ("/qua-lon/", 413, "quá lớn"),
        ("/429/", 429, "quá nhanh"),
        ("/hong/", 500, "Hệ thống gặp lỗi"),
    ],
)
def test_each_failure_has_its_page_in_plain_words(browser, address, status, words):
    answer = browser.get(address)
    html = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{words}" in html or words in html.split("<h1>")[1].split("</h1>")[0]
    assert '<html lang="vi">' in html
    assert "bí mật" not in html


def test_forbidden_and_absent_cannot_be_told_apart(browser):
    forbidden, absent = browser.get("/cam/"), browser.get("/khong-co/")
    assert (forbidden.status_code, forbidden.content) == (absent.status_code, absent.content)
    assert forbidden.headers == absent.headers


def test_a_bare_answer_keeps_what_its_maker_said(browser):
    assert browser.get("/405/")["Allow"] == "POST"
    assert browser.get("/429/")["Retry-After"] == "900"
    assert browser.get("/rieng/").content.decode() == "của riêng"


def test_a_form_kept_open_too_long_says_how_to_go_on(browser):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/bieu-mau/")
    assert answer.status_code == 403
    assert "Trang đã mở quá lâu" in answer.content.decode()


def test_the_page_for_our_own_failure_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in answer.content.decode()


def test_the_page_for_our_own_failure_stands_without_static_files(monkeypatch, caplog):
    def missing(name):
        raise ValueError("Missing staticfiles manifest entry")

    monkeypatch.setattr(errors, "get_template", missing)
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Xin thử lại sau ít phút" in answer.content.decode()
