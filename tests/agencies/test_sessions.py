"""Open sessions: which devices, and what ends them."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from lantoa.agencies.models import HeldRole
from lantoa.agencies.open_sessions import browser_of, partly
from lantoa.audit.models import Entry

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0"
pytestmark = pytest.mark.django_db


def entered(username, agent=DESK, address="203.0.113.77"):
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    answer = client.post("/dang-nhap/", {"username": username, "password": f"{username}-matkhau"})
    assert answer.status_code == 302
    return client


def is_in(client):
    return client.get("/tai-khoan/").status_code == 200


def test_the_account_lists_devices_without_the_whole_address(province):
    desk = entered("xa")
    entered("xa", PHONE, "2001:db8:1:2:3:4:5:6")
    entered("so")
    page = desk.get("/tai-khoan/").content.decode()
    assert "Edge trên máy Windows" in page
    assert "Chrome trên điện thoại Android" in page
    assert page.count("thiết bị này") == 1
    assert "203.0.113.…" in page
    assert "203.0.113.77" not in page
    assert "2001:0db8:0001:…" in page
    assert page.count('name="phien"') == 1


def test_one_session_is_ended_and_the_others_go_on(province):
    desk, phone, third = entered("xa"), entered("xa", PHONE), entered("xa", "Firefox")
    row = UserSession.objects.get(user_agent=PHONE)
    desk.post("/tai-khoan/ket-thuc-phien/", {"phien": row.pk})
    assert [is_in(client) for client in (desk, phone, third)] == [True, False, True]
    assert Entry.objects.get(operation="end_own_session").actor_name == "Nguyễn Thị Lan"


@pytest.mark.parametrize("odd", ["", "x", "9" * 30, "-1"])
def test_nobody_ends_another_person_s_session(province, odd):
    mine, theirs = entered("xa"), entered("so")
    row = UserSession.objects.get(user=province["so"])
    assert mine.post("/tai-khoan/ket-thuc-phien/", {"phien": odd or row.pk}).status_code == 404
    assert is_in(theirs)


def test_all_others_are_ended_also_those_no_list_knows(province, signed_in_as):
    desk, phone, unlisted = entered("xa"), entered("xa", PHONE), signed_in_as("xa")
    desk.post("/tai-khoan/ket-thuc-phien-khac/")
    assert [is_in(client) for client in (desk, phone, unlisted)] == [True, False, False]
    assert UserSession.objects.filter(user=province["xa"]).count() == 1
    assert desk.get("/tai-khoan/").content.decode().count("thiết bị này") == 1


def test_a_new_password_ends_the_others(province):
    desk, phone = entered("xa"), entered("xa", PHONE)
    new = "Mot mat khau rat rieng"
    desk.post("/tai-khoan/mat-khau/", {"old": "xa-matkhau", "new": new, "again": new})
    assert [is_in(desk), is_in(phone)] == [True, False]
    assert UserSession.objects.filter(user=province["xa"]).count() == 1


def test_an_administrator_ends_a_person_s_sessions_but_only_in_reach(province, signed_in_as):
    phone = entered("xa", PHONE)
    address = f"/nguoi-dung/{province['xa'].public_id}/"
    assert signed_in_as("tinh").post(address + "ket-thuc-phien/").status_code == 404
    assert is_in(phone)
    administrator = signed_in_as("quantri")
    assert "Chrome trên điện thoại Android" in administrator.get(address).content.decode()
    administrator.post(address + "ket-thuc-phien/")
    assert not is_in(phone)
    assert Entry.objects.get(operation="end_sessions").object_name == "Nguyễn Thị Lan"


@pytest.mark.parametrize("sent", [("su-dung", {"active": "0"}), ("mat-khau-tam", {})])
def test_a_stopped_account_and_a_temporary_password_end_them(province, signed_in_as, sent):
    phone = entered("xa", PHONE)
    signed_in_as("quantri").post(f"/nguoi-dung/{province['xa'].public_id}/{sent[0]}/", sent[1])
    assert phone.get("/tai-khoan/").status_code == 302
    assert not UserSession.objects.filter(user=province["xa"]).exists()


def test_the_end_of_the_last_role_ends_them_and_of_another_does_not(province, signed_in_as):
    phone = entered("xa", PHONE)
    administrator, address = signed_in_as("quantri"), f"/nguoi-dung/{province['xa'].public_id}/ket-thuc-vai-tro/"
    held = HeldRole.objects.get(user=province["xa"])
    more = HeldRole.objects.create(
        user=province["xa"], agency=province.binh_linh, role="officer", starts_on=held.starts_on
    )
    administrator.post(address, {"held": more.pk, "last_day": "30/09/2026"})
    assert is_in(phone)
    administrator.post(address, {"held": held.pk, "last_day": "30/09/2026"})
    assert not is_in(phone)


def test_signing_out_takes_the_session_off_the_list(province):
    entered("xa").post("/dang-xuat/")
    assert not UserSession.objects.exists()


def test_use_is_written_down_at_most_every_ten_minutes(province, django_assert_num_queries):
    client = entered("xa")
    UserSession.objects.update(last_seen_at=timezone.now() - timezone.timedelta(hours=1))
    client.get("/tai-khoan/")
    assert UserSession.objects.get().last_seen_at < timezone.now() - timezone.timedelta(minutes=59)
    session = client.session
    session["seen"] = int(time.time()) - 601
    session.save()
    client.get("/tai-khoan/")
    assert UserSession.objects.get().last_seen_at > timezone.now() - timezone.timedelta(minutes=1)
    assert client.session["seen"] > time.time() - 60


def test_what_ran_out_is_swept_and_nobody_who_works_is_signed_out(province, capsys):
    gone, here = entered("so"), entered("xa")
    Session.objects.filter(session_key=gone.session.session_key).update(expire_date=timezone.now())
    call_command("don_phien")
    assert "1 phiên" in capsys.readouterr().out
    assert is_in(here)
    assert UserSession.objects.get().user == province["xa"]


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("", "Trình duyệt khác"),
        ("curl/8", "Trình duyệt khác"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari trên iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox trên máy Linux"),
        (
            "Mozilla/5.0 (Linux; Android 13) Chrome/115 Safari/537 Zalo android/1210",
            "Zalo trên điện thoại Android",
        ),
    ],
)
def test_browsers_are_named_as_people_know_them(agent, said):
    assert browser_of(agent) == said


def test_an_address_loses_its_last_part():
    assert partly("10.1.2.3") == "10.1.2.…"
    assert partly("::1") == "0000:0000:0000:…"
