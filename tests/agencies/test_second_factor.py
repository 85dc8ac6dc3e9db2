"""Two steps at the door: codes by time, recovery codes, and the roles that may not go without."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.test import Client

from lantoa.agencies.checks import sign_in as check_settings
from lantoa.audit.models import Entry

SIGN_IN, STEP = "/dang-nhap/", "/dang-nhap/buoc-hai/"
INDEX, ACTIVATE, CODES = "/tai-khoan/hai-buoc/", "/tai-khoan/hai-buoc/ung-dung/", "/tai-khoan/hai-buoc/ma-du-phong/"
AGAIN = "/tai-khoan/xac-nhan/"
pytestmark = pytest.mark.django_db


def enter(client, username, password, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def code(secret, steps=0):
    """The code a telephone shows, now or some steps of 30 seconds away."""
    return f"{hotp_value(secret, int(time.time()) // 30 + steps):06d}"


def confirm(client, password):
    return client.post(AGAIN, {"password": password})


def set_up(client, password):
    """Set a code generator up as a person does; out: its secret."""
    confirm(client, password)
    page = client.get(ACTIVATE).content.decode()
    secret = re.search(r'id="bi-mat">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    answer = client.post(ACTIVATE, {"code": code(secret)})
    assert answer.url == CODES
    return secret


@pytest.fixture
def guarded(signed_in_as):
    """xa set a code generator up; out: the secret and the recovery codes."""
    client = signed_in_as("xa")
    secret = set_up(client, "xa-matkhau")
    codes = re.findall(r'nowrap">(\d{8})<', client.get(CODES).content.decode())
    assert len(codes) == 10
    return secret, codes


def test_setting_up_asks_for_the_password_first_and_shows_a_picture_that_the_policy_allows(signed_in_as):
    client = signed_in_as("xa")
    asked = client.get(ACTIVATE)
    assert asked.url.startswith(AGAIN)
    assert confirm(client, "sai").status_code == 422
    assert client.post(asked.url, {"password": "xa-matkhau"}).url == ACTIVATE
    page = client.get(ACTIVATE).content.decode()
    assert "<svg" in page
    assert "<?xml" not in page
    assert "style=" not in page[page.index("<svg") : page.index("</svg>")]
    assert client.post(ACTIVATE, {"code": "000000"}).status_code == 422


def test_the_password_alone_no_longer_opens_anything(guarded):
    client = Client()
    assert enter(client, "xa", "xa-matkhau").url == STEP
    assert client.get("/tai-khoan/").url.startswith(SIGN_IN)
    assert client.post(STEP, {"code": "000000"}).status_code == 422
    assert client.get("/tai-khoan/").url.startswith(SIGN_IN)


def test_the_code_of_the_next_moment_opens(guarded):
    client = Client()
    enter(client, "xa", "xa-matkhau", next="/don-vi/")
    assert client.post(STEP, {"code": code(guarded[0], 1)}).url == "/don-vi/"
    assert client.get("/tai-khoan/").status_code == 200


def test_a_code_opens_once(guarded):
    used = code(guarded[0], 1)
    client = Client()
    enter(client, "xa", "xa-matkhau")
    client.post(STEP, {"code": used})
    looker_on = Client()
    enter(looker_on, "xa", "xa-matkhau")
    assert looker_on.post(STEP, {"code": used}).status_code == 422


def test_a_recovery_code_opens_once(guarded):
    for expected in (302, 422):
        client = Client()
        enter(client, "xa", "xa-matkhau")
        assert client.post(STEP, {"code": guarded[1][3]}).status_code == expected


def test_codes_cannot_be_tried_out(guarded):
    client = Client()
    enter(client, "xa", "xa-matkhau")
    for at in range(8):
        assert client.post(STEP, {"code": f"{at:06d}"}).status_code == 422
    locked = client.post(STEP, {"code": code(guarded[0], 1)})
    assert locked.status_code == 422
    assert "chờ 15 phút" in locked.content.decode()
    fresh = Client(REMOTE_ADDR="203.0.113.5", headers={"user-agent": "khác"})
    enter(fresh, "xa", "xa-matkhau")
    assert fresh.post(STEP, {"code": code(guarded[0], 1)}).status_code == 422
    cache.clear()
    assert fresh.post(STEP, {"code": code(guarded[0], 1)}).status_code == 302


def test_the_second_step_is_not_reached_without_the_first(guarded):
    assert Client().get(STEP).url == SIGN_IN
    assert Client().post(STEP, {"code": code(guarded[0], 1)}).url == SIGN_IN


def test_one_can_go_back_and_enter_as_somebody_else(guarded):
    client = Client()
    enter(client, "xa", "xa-matkhau")
    assert client.get(SIGN_IN).url == STEP
    client.post("/dang-xuat/")
    assert client.get(SIGN_IN).status_code == 200


def test_secrets_are_not_readable_in_the_table(guarded, settings):
    row = Authenticator.objects.get(type="totp")
    assert guarded[0] not in str(row.data)
    assert decrypt(row.data["secret"]) == guarded[0]
    former, settings.SECRET_KEY = settings.SECRET_KEY, "mot khoa khac " * 5
    assert decrypt(row.data["secret"]) != guarded[0]
    settings.SECRET_KEY_FALLBACKS = [former]
    assert decrypt(row.data["secret"]) == guarded[0]


def test_turning_it_off_and_new_codes_ask_again_and_stand_in_the_trail(guarded, signed_in_as):
    client = signed_in_as("xa")
    for address in ("/tai-khoan/hai-buoc/tat-ung-dung/", CODES + "lap-lai/", CODES):
        assert client.get(address).url.startswith(AGAIN)
    confirm(client, "xa-matkhau")
    client.post(CODES + "lap-lai/")
    assert guarded[1][0] not in client.get(CODES).content.decode()
    assert client.post("/tai-khoan/hai-buoc/tat-ung-dung/").url == INDEX
    assert not Authenticator.objects.exists()
    assert enter(Client(), "xa", "xa-matkhau").status_code == 302


def test_the_trail_tells_what_changed(django_capture_on_commit_callbacks, signed_in_as):
    with django_capture_on_commit_callbacks(execute=True):
        set_up(signed_in_as("xa"), "xa-matkhau")
    assert Entry.objects.filter(operation="set_up_second_factor", actor_name="Nguyễn Thị Lan").count() == 1


def test_an_administrator_takes_a_lost_factor_away_but_only_in_reach(guarded, signed_in_as, province):
    address = f"/nguoi-dung/{province['xa'].public_id}/go-buoc-hai/"
    assert signed_in_as("tinh").post(address).status_code == 404
    assert Authenticator.objects.exists()
    assert signed_in_as("quantri").post(address).status_code == 302
    assert not Authenticator.objects.exists()
    assert Entry.objects.get(operation="reset_second_factor").object_name == "Nguyễn Thị Lan"


def test_a_role_that_must_have_a_second_factor_is_led_to_set_one_up(signed_in_as, settings, province):
    settings.LANTOA_SECOND_FACTOR = ["coordinator"]
    client = signed_in_as("tinh")
    assert client.get("/don-vi/").url == INDEX
    assert "phải đăng nhập hai bước" in client.get(INDEX).content.decode()
    assert signed_in_as("xa").get("/don-vi/").status_code == 200
    set_up(client, "tinh-matkhau")
    assert client.get("/don-vi/").status_code == 200


def test_without_the_setting_nobody_is_stopped_and_those_who_reach_far_are_asked(signed_in_as):
    for username, asked in (("tinh", True), ("quantri", True), ("xa", False)):
        client = signed_in_as(username)
        assert ("nên bật" in client.get("/tai-khoan/").content.decode()) is asked
        assert ("nên bật" in client.get(INDEX).content.decode()) is asked
        assert client.get("/don-vi/").status_code == 200


def test_a_role_that_does_not_exist_stops_the_start(settings):
    assert check_settings(None) == []
    settings.LANTOA_SECOND_FACTOR = ["administrator", "quan-tri"]
    assert "quan-tri" in check_settings(None)[0].msg
