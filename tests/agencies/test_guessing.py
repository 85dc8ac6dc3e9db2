"""Guessing passwords: what an attacker may rotate gains nothing, and nobody else is shut out by it."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client

from lantoa.agencies import devices
from lantoa.agencies.guessing import SPRAYED_ACCOUNTS, address_of
from lantoa.agencies.models import User

SIGN_IN = "/dang-nhap/"
pytestmark = pytest.mark.django_db


def enter(client, username, password, **more):
    return client.post(SIGN_IN, {"username": username, "password": password}, **more)


def guess(username, number, client=None, **more):
    """Wrong passwords, each from a new browser unless one is given; out: the statuses."""
    return [enter(client or Client(), username, f"sai {at}", **more).status_code for at in range(number)]


@pytest.fixture
def known(province):
    """A browser where xa signed in before, and has signed out since."""
    client = Client()
    assert enter(client, "xa", "xa-matkhau").status_code == 302
    client.post("/dang-xuat/")
    return client


def test_eight_wrong_passwords_make_unknown_devices_wait(province):
    assert guess("xa", 8) == [422] * 7 + [429]
    locked = enter(Client(), "Xa", "xa-matkhau")
    assert locked.status_code == 429
    assert "tạm khóa" in locked.content.decode()
    assert enter(Client(), "so", "so-matkhau").status_code == 302


def test_another_browser_name_gains_no_guess(province):
    codes = [guess("xa", 1, headers={"user-agent": f"trình duyệt {at}"})[0] for at in range(9)]
    assert codes == [422] * 7 + [429, 429]


def test_another_address_gains_no_guess(province):
    codes = [guess("xa", 1, REMOTE_ADDR=f"203.0.113.{at}")[0] for at in range(9)]
    assert codes == [422] * 7 + [429, 429]


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_forged_address_gains_no_guess(province, settings, proxies):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    forged = [{"x-forwarded-for": f"198.51.100.{at}, 203.0.113.9"} for at in range(9)]
    assert [guess("xa", 1, headers=one)[0] for one in forged] == [422] * 7 + [429, 429]
    seen = set(AccessAttempt.objects.values_list("ip_address", flat=True))
    assert seen == {"203.0.113.9" if proxies else "127.0.0.1"}


def test_a_cookie_that_is_not_ours_makes_no_known_device(province, known):
    stolen = known.cookies[devices.COOKIE].value
    for value in ("", "x", stolen[:-2], stolen.replace(stolen[5], "_", 1), "a" * 4000):
        client = Client()
        client.cookies[devices.COOKIE] = value
        assert guess("xa", 1, client) in ([422], [429])
    assert enter(Client(), "xa", "sai").status_code == 422
    assert set(AccessAttempt.objects.values_list("user_agent", flat=True)) == {"máy lạ"}


def test_a_known_device_goes_on_while_others_guess(province, known):
    guess("xa", 9)
    assert enter(Client(), "xa", "xa-matkhau").status_code == 429
    assert enter(known, "xa", "xa-matkhau").status_code == 302


def test_a_known_device_has_its_own_eight_guesses_and_locks_nobody_else(province, known):
    assert guess("xa", 9, known) == [422] * 7 + [429, 429]
    assert enter(known, "xa", "xa-matkhau").status_code == 429
    assert enter(Client(), "xa", "xa-matkhau").status_code == 302


def test_a_device_is_known_for_the_accounts_that_signed_in_there_and_no_other(province, known):
    guess("so", 9)
    assert enter(known, "so", "so-matkhau").status_code == 429


def test_two_people_share_a_machine_and_both_are_known(province, known):
    enter(known, "so", "so-matkhau")
    known.post("/dang-xuat/")
    guess("xa", 9)
    guess("so", 9)
    assert enter(known, "xa", "xa-matkhau").status_code == 302
    known.post("/dang-xuat/")
    assert enter(known, "so", "so-matkhau").status_code == 302


def test_the_mark_of_a_device_tells_no_user_name(known):
    cookie = known.cookies[devices.COOKIE]
    assert cookie["httponly"]
    assert "xa" not in str(devices.signing.loads(cookie.value, salt=devices.SALT)["cho"])


def test_waiting_ends_after_a_quarter_of_an_hour(province):
    guess("xa", 8)
    passed = AccessAttempt.objects.first().attempt_time - timedelta(minutes=15, seconds=1)
    AccessAttempt.objects.update(attempt_time=passed)
    assert enter(Client(), "xa", "xa-matkhau").status_code == 302


def test_trying_again_while_locked_makes_nobody_wait_longer(province):
    guess("xa", 8)
    first = AccessAttempt.objects.get().attempt_time
    guess("xa", 3)
    assert AccessAttempt.objects.get().attempt_time == first


@pytest.fixture
def sprayed(province):
    """One address tried one password on very many accounts."""
    rows = [
        AccessAttempt(
            username=f"nguoi{at}",
            ip_address="203.0.113.7",
            user_agent="máy lạ",
            failures_since_start=1,
            path_info=SIGN_IN,
            http_accept="",
            get_data="",
            post_data="",
        )
        for at in range(SPRAYED_ACCOUNTS)
    ]
    AccessAttempt.objects.bulk_create(rows)
    return {"REMOTE_ADDR": "203.0.113.7"}


def test_an_address_that_tries_many_accounts_is_slowed_down_not_locked(sprayed):
    assert guess("so", 3, **sprayed) == [422, 429, 429]
    slowed = enter(Client(), "xa", "xa-matkhau", **sprayed)
    assert slowed.status_code == 429
    assert "chờ vài giây" in slowed.content.decode()
    assert AccessAttempt.objects.get(username="so").failures_since_start == 1, "what was not looked at is not counted"
    cache.delete("slow:203.0.113.7")
    assert enter(Client(), "xa", "xa-matkhau", **sprayed).status_code == 302


def test_known_devices_behind_a_sprayed_address_notice_nothing(sprayed, known):
    guess("so", 3, **sprayed)
    assert enter(known, "xa", "xa-matkhau", **sprayed).status_code == 302


def test_other_addresses_notice_nothing(sprayed):
    guess("so", 3, **sprayed)
    assert enter(Client(), "xa", "xa-matkhau", REMOTE_ADDR="203.0.113.8").status_code == 302


@pytest.mark.parametrize(
    ("proxies", "header", "expected"),
    [
        (0, "198.51.100.1", "192.0.2.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "198.51.100.1", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "vớ vẩn".encode().decode("latin-1"), "0.0.0.0"),  # noqa: S104  no address at all
    ],
)
def test_the_address_is_what_our_own_proxies_say(rf, settings, proxies, header, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = rf.post(SIGN_IN, headers={"x-forwarded-for": header} if header else {}, REMOTE_ADDR="192.0.2.1")
    assert address_of(request) == expected


def test_names_that_are_nobody_s_are_counted_and_answered_like_others(province):
    assert guess("khong-co-ai", 8) == [422] * 7 + [429]
    assert not User.objects.filter(username="khong-co-ai").exists()
