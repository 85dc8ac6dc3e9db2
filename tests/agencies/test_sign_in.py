"""Coming in, going out, and the password that must be changed first."""

import pytest
from django.test import override_settings
from django.urls import reverse

from lantoa.agencies.models import HeldRole
from lantoa.audit.models import Entry

SIGN_IN = "/dang-nhap/"
NEW = "Mot mat khau rat rieng"


def enter(client, username, password, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def test_the_name_may_be_typed_with_capitals_and_spaces(signed_in_as):
    client = signed_in_as("khach")
    assert enter(client, "  XA ", "xa-matkhau").status_code == 302
    page = client.get("/tai-khoan/").content.decode()
    assert "Nguyễn Thị Lan" in page
    assert "Phòng Văn hóa - Xã hội xã An Phúc" in page


@pytest.mark.parametrize("username", ["xa", "khong-co-ai"])
def test_a_wrong_password_and_an_unknown_name_are_answered_alike(signed_in_as, username):
    page = enter(signed_in_as("khach"), username, "sai")
    assert page.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in page.content.decode()


def test_a_stopped_account_is_answered_like_a_wrong_password(signed_in_as, province):
    province["xa"].is_active = False
    province["xa"].save()
    page = enter(signed_in_as("khach"), "xa", "xa-matkhau")
    assert page.status_code == 422
    assert "chưa đúng" in page.content.decode()


def test_after_signing_in_one_goes_where_one_was_going_but_never_to_another_site(signed_in_as):
    assert enter(signed_in_as("khach"), "xa", "xa-matkhau", next="/don-vi/").url == "/don-vi/"
    elsewhere = enter(signed_in_as("khach"), "xa", "xa-matkhau", next="https://example.com/")
    assert elsewhere.url == reverse("desk:home")


def test_signing_out_is_a_post_and_ends_the_session(signed_in_as):
    client = signed_in_as("xa")
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").url == SIGN_IN
    assert client.get("/tai-khoan/").status_code == 302


def test_whoever_holds_no_role_today_still_reaches_the_account(signed_in_as, province):
    HeldRole.objects.filter(user=province["xa"]).delete()
    client = signed_in_as("khach")
    assert enter(client, "xa", "xa-matkhau").url == "/tai-khoan/"
    assert "Chưa có vai trò" in client.get("/tai-khoan/").content.decode()


def test_demo_accounts_are_listed_only_in_the_demonstration(signed_in_as):
    accounts = [("tinh", "xem-thu", "Đầu mối")]
    with override_settings(LANTOA_DEMO_ACCOUNTS=accounts):
        assert "xem-thu" not in signed_in_as("khach").get(SIGN_IN).content.decode()
        with override_settings(LANTOA_DEMO=True):
            assert "xem-thu" in signed_in_as("khach").get(SIGN_IN).content.decode()


def test_a_new_password_works_the_session_goes_on_and_the_trail_says_so(signed_in_as):
    client = signed_in_as("xa")
    answer = client.post("/tai-khoan/mat-khau/", {"old": "xa-matkhau", "new": NEW, "again": NEW})
    assert answer.url == "/tai-khoan/"
    assert client.get("/tai-khoan/").status_code == 200
    assert enter(signed_in_as("khach"), "xa", "xa-matkhau").status_code == 422
    assert enter(signed_in_as("khach"), "xa", NEW).status_code == 302
    entry = Entry.objects.get(operation="change_password")
    assert NEW not in str(entry.changes)
    assert entry.actor_name == "Nguyễn Thị Lan"


@pytest.mark.parametrize(
    ("old", "new", "again", "says"),
    [
        ("sai", NEW, NEW, "Mật khẩu đang dùng chưa đúng"),
        ("xa-matkhau", "ngan", "ngan", "quá ngắn"),
        ("xa-matkhau", "password123", "password123", "nhiều người dùng"),
        ("xa-matkhau", NEW, NEW + "x", "chưa giống nhau"),
        ("xa-matkhau", "xa-matkhau", "xa-matkhau", "phải khác"),
        ("", "", "", "Chưa nhập"),
    ],
)
def test_a_bad_change_is_refused_with_its_reason(signed_in_as, province, old, new, again, says):
    answer = signed_in_as("xa").post("/tai-khoan/mat-khau/", {"old": old, "new": new, "again": again})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    province["xa"].refresh_from_db()
    assert province["xa"].check_password("xa-matkhau")


def test_with_a_temporary_password_every_page_leads_to_changing_it(signed_in_as, province):
    province["xa"].must_change_password = True
    province["xa"].save()
    client = signed_in_as("xa")
    for address in (reverse("desk:home"), reverse("desk:todo"), "/don-vi/", "/tai-khoan/"):
        assert client.get(address).url == "/tai-khoan/mat-khau/"
    assert "mật khẩu tạm" in client.get("/tai-khoan/mat-khau/").content.decode()
    client.post("/tai-khoan/mat-khau/", {"old": "xa-matkhau", "new": NEW, "again": NEW})
    assert client.get("/don-vi/").status_code == 200
