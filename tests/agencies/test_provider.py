"""Signing in by a province's provider of identities: a real server beside, the right way and every wrong one."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from lantoa.agencies import oidc
from lantoa.agencies.checks import sign_in as check_settings
from lantoa.agencies.models import User
from lantoa.audit.models import Entry
from lantoa.settings.sign_in import oidc_apps

BEGIN, BACK = "/dang-nhap/qua/don-vi/", "/dang-nhap/qua/don-vi/ve/"
NAME, CLIENT, SECRET = "tài khoản Hồng Lam", "lantoa", "bi-mat-cua-lantoa"
PASSWORD = "mat-khau-o-tinh"
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|request)" value="([^"]+)"')
SITE = "http://testserver"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def issuer(tmp_path_factory) -> Iterator[str]:
    """The address of the provider, a process that ends with this module."""
    port, script = free_port(), Path(__file__).with_name("identity_provider.py")
    words = [sys.executable, str(script), str(port), str(tmp_path_factory.mktemp("provider"))]
    process = subprocess.Popen([*words, SITE + BACK], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=10)
    process.stdout.close()


def configure(settings, issuer):
    provider = {"provider_class": "lantoa.agencies.oidc.Provider", "OAUTH_PKCE_ENABLED": True}
    apps = oidc_apps(issuer, NAME, CLIENT, SECRET)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": provider | {"APPS": apps}}


@pytest.fixture
def provider(issuer, settings, province) -> Iterator[str]:
    """The provider is configured here and tells the truth."""
    configure(settings, issuer)
    yield issuer
    requests.get(f"{issuer}/spoil/nothing/", timeout=5)


@pytest.fixture
def bound(provider, province) -> User:
    """xa is bound to the provider's lan."""
    SocialAccount.objects.create(user=province["xa"], provider="don-vi", uid="CB-lan")
    return province["xa"]


def asked(client, **sent) -> str:
    """Begin at the door; out: the provider's address one is led to."""
    answer = client.post(BEGIN, sent)
    assert answer.status_code == 302
    return answer.url


def at_the_provider(address: str, username: str = "lan", action: str = "grant") -> str:
    """Sign in and consent there, as a browser does; out: the path and question that lead back to us."""
    with requests.Session() as browser:
        page = browser.get(address, timeout=5)
        fields = dict(HIDDEN.findall(page.text)) | {"login": username, "password": PASSWORD}
        page = browser.post(page.url, fields, timeout=5)
        fields = dict(HIDDEN.findall(page.text)) | {"scopes": ["openid"], "action": action}
        done = browser.post(page.url.split("?")[0], fields, timeout=5, allow_redirects=False)
    parts = urlsplit(done.headers["Location"])
    return f"{parts.path}?{parts.query}"


def walk(client, username: str = "lan", **sent):
    """The whole way; out: our answer at its end."""
    return client.get(at_the_provider(asked(client, **sent), username))


def is_in(client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


def test_it_is_offered_only_where_it_is_configured(provider, settings):
    assert NAME in Client().get("/dang-nhap/").content.decode()
    configure(settings, "")
    assert NAME not in Client().get("/dang-nhap/").content.decode()
    assert Client().post(BEGIN).status_code == Client().get(BACK).status_code == 404


def test_the_provider_is_asked_with_a_state_a_nonce_and_a_challenge_and_only_who_it_is(provider):
    address = urlsplit(asked(Client(), **{"scope": "admin", "auth_params": "prompt=none"}))
    question = {name: value[0] for name, value in parse_qs(address.query).items()}
    assert question["code_challenge_method"] == "S256"
    assert len(question["code_challenge"]) == 43
    assert len(question["nonce"]) >= 32
    assert len(question["state"]) >= 16
    assert question["scope"] == "openid"
    assert question["redirect_uri"] == f"http://testserver{BACK}"
    assert "prompt" not in question
    assert asked(Client()) != asked(Client())


def test_parameters_in_our_own_address_reach_nobody(provider):
    answer = Client().post(BEGIN + "?scope=profile&auth_params=prompt%3Dnone")
    assert "prompt" not in answer.url
    assert "profile" not in answer.url


def test_a_person_who_is_bound_comes_in_and_goes_on(bound):
    client = Client()
    assert walk(client, next="/don-vi/").url == "/don-vi/"
    assert "Nguyễn Thị Lan" in client.get("/tai-khoan/").content.decode()


def test_an_account_that_is_bound_to_nobody_makes_none(provider, province):
    province["xa"].email = "lan@honglam.example.vn"  # the provider says this address is verified
    province["xa"].save()
    people, client = User.objects.count(), Client()
    page = walk(client)
    assert "chưa gắn với người dùng nào" in page.content.decode()
    assert User.objects.count() == people
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_a_person_binds_the_own_account_once_after_the_password_again(provider, signed_in_as, province):
    client = signed_in_as("xa")
    again = walk(client, process="connect")
    assert again.url == "/tai-khoan/xac-nhan/"
    assert not SocialAccount.objects.exists()
    client.post(again.url, {"password": "xa-matkhau"})
    row = SocialAccount.objects.get()
    assert (row.user, row.uid) == (province["xa"], "CB-lan")
    assert row.extra_data == {}
    assert Entry.objects.get(operation="bind_own_identity").actor_name == "Nguyễn Thị Lan"
    stranger = Client()
    walk(stranger)
    assert is_in(stranger)


def test_nobody_takes_an_identity_that_another_is_bound_to(bound, signed_in_as):
    client = signed_in_as("so")
    again = walk(client, process="connect")
    client.post(again.url, {"password": "so-matkhau"})
    assert SocialAccount.objects.get().user == bound


def test_one_unbinds_and_the_way_is_shut(bound, signed_in_as):
    client = signed_in_as("xa")
    assert "Đã gắn" in client.get("/tai-khoan/").content.decode()
    client.post("/tai-khoan/bo-gan/")
    stranger = Client()
    walk(stranger)
    assert not is_in(stranger)


def test_an_administrator_binds_by_the_provider_s_own_name_in_reach_only(provider, signed_in_as, province):
    address = f"/nguoi-dung/{province['xa'].public_id}/gan/"
    assert signed_in_as("tinh").post(address, {"identifier": "CB-lan"}).status_code == 404
    administrator = signed_in_as("quantri")
    administrator.post(address, {"identifier": " CB-lan "})
    client = Client()
    walk(client)
    assert is_in(client)
    taken = administrator.post(f"/nguoi-dung/{province['so'].public_id}/gan/", {"identifier": "CB-lan"}, follow=True)
    assert "đã gắn với một người dùng khác" in taken.content.decode()
    administrator.post(address, {"identifier": ""})
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_a_stopped_account_does_not_come_in(bound):
    User.objects.filter(pk=bound.pk).update(is_active=False)
    client = Client()
    page = client.get(at_the_provider(asked(client)), follow=True)
    assert "không đăng nhập được" in page.content.decode()
    assert not is_in(client)


def test_whoever_stops_at_the_provider_is_back_at_our_door(bound):
    client = Client()
    page = client.get(at_the_provider(asked(client), action="cancel"), follow=True)
    assert "đã dừng ở trang của hệ thống đăng nhập" in page.content.decode()
    assert not is_in(client)


def refused(client, answer):
    assert answer.status_code == 401
    page = answer.content.decode()
    assert "Không nhận được xác nhận hợp lệ" in page
    assert "tên đăng nhập và mật khẩu" in page
    assert not is_in(client)


def test_an_answer_to_a_question_we_did_not_ask_opens_nothing(bound):
    back = at_the_provider(asked(Client()))
    client = Client()
    refused(client, client.get(back))
    client = Client()
    asked(client)
    refused(client, client.get(back))
    refused(client, client.get(re.sub(r"state=[^&]+", "state=khac", back)))
    refused(client, client.get(BACK))


def test_an_answer_opens_once(bound):
    client = Client()
    back = at_the_provider(asked(client))
    client.get(back)
    client.post("/dang-xuat/")
    refused(client, client.get(back))


def test_another_s_code_under_one_s_own_state_opens_nothing(bound):
    """Somebody slips the own code to a victim, to have the victim work in a wrong account: PKCE stops it."""
    stolen = parse_qs(urlsplit(at_the_provider(asked(Client()))).query)["code"][0]
    client = Client()
    state = parse_qs(urlsplit(asked(client)).query)["state"][0]
    refused(client, client.get(BACK, {"code": stolen, "state": state}))


@pytest.mark.parametrize("what", ["nonce", "issuer", "audience", "signature"])
def test_a_token_with_one_thing_wrong_opens_nothing(bound, provider, what):
    requests.get(f"{provider}/spoil/{what}/", timeout=5)
    client = Client()
    refused(client, walk(client))
    requests.get(f"{provider}/spoil/nothing/", timeout=5)
    assert walk(client).status_code == 302
    assert is_in(client)


def test_a_description_of_another_issuer_is_not_followed(bound, provider):
    requests.get(f"{provider}/spoil/description/", timeout=5)
    refused(Client(), Client().post(BEGIN))


def test_a_provider_that_is_down_is_said_so_and_the_password_goes_on(settings, province):
    configure(settings, f"http://127.0.0.1:{free_port()}")
    client = Client()
    answer = client.post(BEGIN)
    assert answer.status_code == 503
    assert "đang không trả lời" in answer.content.decode()
    assert client.post("/dang-nhap/", {"username": "xa", "password": "xa-matkhau"}).status_code == 302
    assert is_in(client)


def test_a_provider_that_never_answers_holds_nobody_for_long(settings, province, monkeypatch):
    monkeypatch.setattr(oidc, "SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        configure(settings, f"http://127.0.0.1:{silent.getsockname()[1]}")
        assert Client().post(BEGIN).status_code == 503


def test_only_the_configured_origin_is_asked(provider):
    session = oidc.get_session()
    for elsewhere in (
        "http://127.0.0.1:1/",
        provider.replace("http:", "https:"),
        provider + ".example/",
        "file:///etc",
    ):
        with pytest.raises(oidc.ProviderError, match="is not at"):
            session.get(elsewhere)
    with pytest.raises(oidc.ProviderError, match="302"):
        session.get(f"{provider}/accounts/logout/")


def test_an_answer_that_is_too_long_is_not_read(provider, monkeypatch):
    monkeypatch.setattr(oidc, "LARGEST", 100)
    assert Client().post(BEGIN).status_code == 401


def test_settings_that_are_half_there_stop_the_start(settings):
    for issuer, client_id, faults in (
        ("", "", 0),
        ("https://dinh-danh.honglam.example.vn", "lantoa", 0),
        ("https://dinh-danh.honglam.example.vn", "", 1),
        ("http://dinh-danh.honglam.example.vn", "lantoa", 1),
    ):
        provider = {"APPS": oidc_apps(issuer, NAME, client_id, "bi mat")}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": provider}
        assert len(check_settings(None)) == faults


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_whole_way_in_a_browser_under_our_own_policy(provider, browser, live_server, province, settings):
    """From the button through the provider's pages and back: bound once by the person, then in without a password."""
    requests.get(f"{provider}/allow/", {"uri": live_server.url + BACK}, timeout=5)
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"form-action": ["'self'", provider]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy}
    context = browser.new_context(base_url=live_server.url)
    page, faults = context.new_page(), []
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" and "'" in line.text else None)
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("xa")
    page.get_by_label("Mật khẩu").fill("xa-matkhau")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_load_state("networkidle")
    page.goto("/tai-khoan/")
    page.get_by_role("button", name="Gắn để đăng nhập").click()
    page.get_by_placeholder("Username").fill("lan")
    page.get_by_placeholder("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign In").click()
    page.get_by_role("button", name="Authorize").click()
    page.get_by_label("Mật khẩu đang dùng").fill("xa-matkhau")
    page.get_by_role("button", name="Xác nhận").click()
    page.get_by_text("Đã gắn tài khoản").wait_for()
    context.clear_cookies(name="sessionid")
    page.goto("/dang-nhap/?next=/tai-khoan/")
    page.get_by_role("button", name=f"Vào bằng {NAME}").click()
    page.get_by_role("button", name="Authorize").click()
    page.get_by_role("heading", name="Nguyễn Thị Lan").wait_for()
    context.close()
    assert faults == []
