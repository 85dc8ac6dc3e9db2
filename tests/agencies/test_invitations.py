"""People come in by a link that works once: who may make it, what it carries, and when it opens nothing."""

import re
import threading
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django_q.conf import Conf

from lantoa.adapters import clock
from lantoa.agencies import handover
from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, Invitation, User
from lantoa.agencies.operations import invitations
from lantoa.agencies.operations.invitations import InvitedTerms, invite_person, withdraw_invitation
from lantoa.agencies.tasks import mail_invitation
from lantoa.audit.models import Entry
from lantoa.persistence.refusal import Refused

PASSWORD = "Mot mat khau rat rieng"
CHOSEN = {"name": "Phan Thị Mới", "username": "Moi.PT", "password": PASSWORD, "again": PASSWORD}
pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(province):
    """invited(…) makes an invitation to xã An Phúc as quantri; out: the row and the address of its link."""

    def make(**more):
        terms = {"name": "Phan Thị Mới", "roles": ["officer", "coordinator"], "starts_on": date(2026, 10, 1)} | more
        about = {"agency": province.an_phuc, "site": "https://lantoa.example.vn/", "terms": InvitedTerms(**terms)}
        row, word = invite_person(actor=province["quantri"], token="mot-loi-moi-00001", **about)
        return row, f"/moi/{word}/"

    return make


def test_an_administrator_makes_a_link_on_the_screen_and_sees_it_once(province, signed_in_as):
    client = signed_in_as("quantri")
    address = f"/don-vi/{province.an_phuc.public_id}/moi/"
    token = re.search(r'name="token" value="([^"]+)"', client.get(address).content.decode())[1]
    sent = {"name": "Phan Thị Mới", "roles": ["officer", "editor"], "starts_on": "01/10/2026", "token": token}
    page = client.post(address, sent).content.decode()
    link = re.search(r"http://testserver(/moi/[\w-]{43}/)", page)[1]
    assert link not in client.get("/loi-moi/").content.decode()
    again = client.post(address, sent).content.decode()
    assert link in again, "a retry gives the same link"
    assert Invitation.objects.count() == 1
    assert Client().post(link, CHOSEN).status_code == 302
    user = User.objects.get(username="moi.pt")
    assert sorted(user.held_roles.values_list("role", "agency")) == [
        ("editor", province.an_phuc.pk),
        ("officer", province.an_phuc.pk),
    ]


def test_whoever_accepts_is_in_at_once_and_the_trail_says_so(invited):
    _, link = invited(post="Công chức")
    client = Client()
    assert "Phan Thị Mới" in client.get(link).content.decode()
    assert client.post(link, CHOSEN).status_code == 302
    page = client.get("/tai-khoan/").content.decode()
    assert "Công chức" in page
    assert "thiết bị này" in page
    entry = Entry.objects.get(operation="accept_invitation")
    assert entry.actor_name == "Phan Thị Mới"
    assert PASSWORD not in str(entry.changes)
    assert User.objects.get(username="moi.pt").check_password(PASSWORD)


def void(link):
    answer = Client().get(link)
    posted = Client().post(link, CHOSEN | {"username": "nguoi.khac"})
    assert answer.status_code == posted.status_code
    assert not User.objects.filter(username="nguoi.khac").exists()
    return answer.status_code, answer.content.decode()


def test_a_link_opens_once(invited):
    _, link = invited()
    Client().post(link, CHOSEN)
    status, page = void(link)
    assert status == 410
    assert "đã dùng rồi" in page


def test_a_link_that_was_withdrawn_opens_nothing(invited, signed_in_as):
    row, link = invited()
    administrator = signed_in_as("quantri")
    administrator.post(f"/loi-moi/{row.public_id}/rut/")
    assert "được rút lại" in void(link)[1]
    assert "đã rút" in administrator.get("/loi-moi/").content.decode()
    again = administrator.post(f"/loi-moi/{row.public_id}/rut/", follow=True).content.decode()
    assert "rút lại trước đó" in again


def test_a_link_opens_nothing_after_a_week(invited):
    row, link = invited()
    assert row.expires_at - row.created_at == timedelta(days=7)
    Invitation.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert "quá hạn 7 ngày" in void(link)[1]


@pytest.mark.parametrize("word", ["x", "A" * 43, "../..", "%00", "mot-loi-moi-00001"])
def test_a_link_that_nobody_made_opens_nothing(invited, word):
    invited()
    assert Client().get(f"/moi/{word}/").status_code in (404, 400)


def test_a_link_holds_only_while_who_sent_it_administers_the_agency(invited, province):
    _, link = invited()
    HeldRole.objects.filter(user=province["quantri"]).update(ends_on=date(2026, 10, 1))
    assert "không còn quản trị" in void(link)[1]


def test_a_link_opens_nothing_when_its_sender_was_stopped(invited, province):
    _, link = invited()
    User.objects.filter(username="quantri").update(is_active=False)
    assert "không còn quản trị" in void(link)[1]


def test_a_link_to_a_body_that_ended_opens_nothing(invited, province):
    _, link = invited()
    type(province.an_phuc).objects.filter(pk=province.an_phuc.pk).update(ends_on=date(2026, 10, 1))
    assert "đã kết thúc hoạt động" in void(link)[1]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"username": "xa"}, "Đã có người dùng"),
        ({"username": "có dấu"}, "không dấu"),
        ({"password": "ngan", "again": "ngan"}, "quá ngắn"),
        ({"password": "password123", "again": "password123"}, "nhiều người dùng"),
        ({"again": PASSWORD + "x"}, "chưa giống nhau"),
        ({"name": ""}, "Chưa nhập"),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_link_still_works(invited, wrong, says):
    _, link = invited()
    answer = Client().post(link, CHOSEN | wrong)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert Client().post(link, CHOSEN).status_code == 302


def test_whoever_is_signed_in_makes_no_second_account(invited, signed_in_as):
    _, link = invited()
    client = signed_in_as("xa")
    assert client.get(link).status_code == client.post(link, CHOSEN).status_code == 409
    assert not User.objects.filter(username="moi.pt").exists()


def test_nobody_invites_where_he_or_she_does_not_administer(province):
    terms = InvitedTerms(name="A", roles=["officer"], starts_on=date(2026, 10, 1))
    for username in ("tinh", "lanhdao", "xa"):
        with pytest.raises(Forbidden):
            invite_person(
                actor=province[username], token="mot-loi-moi-00002", agency=province.an_phuc, terms=terms, site=""
            )
    with pytest.raises(Forbidden):
        invite_person(
            actor=province["quantri"], token="mot-loi-moi-00003", agency=province.mat_tran, terms=terms, site=""
        )


@pytest.mark.parametrize("roles", [[], ["operator"], ["officer", "vua"]])
def test_only_roles_that_may_be_given_are_offered(province, roles):
    terms = InvitedTerms(name="A", roles=roles, starts_on=date(2026, 10, 1))
    with pytest.raises(Refused, match="Chưa chọn vai trò"):
        invite_person(
            actor=province["quantri"], token="mot-loi-moi-00004", agency=province.an_phuc, terms=terms, site=""
        )


def test_another_administrator_cannot_take_a_token_over(invited, province):
    row, _ = invited()
    other = User.objects.create_user("quantri2", "x", name="Lê Quản")
    HeldRole.objects.create(user=other, agency=province.an_phuc, role=Role.ADMINISTRATOR, starts_on=date(2025, 7, 1))
    terms = InvitedTerms(name="A", roles=["officer"], starts_on=date(2026, 10, 1))
    with pytest.raises(Forbidden):
        invite_person(actor=other, token=row.public_id, agency=province.an_phuc, terms=terms, site="")


def test_neither_the_word_nor_its_link_is_kept(invited, settings):
    row, link = invited()
    word = link.split("/")[2]
    assert word not in str(list(Invitation.objects.values()))
    settings.SECRET_KEY = "mot khoa khac " * 5
    assert invitations.word_of(row) != word


def test_the_link_is_mailed_by_the_queue_once_and_never_by_the_request(invited, settings, monkeypatch):
    settings.LANTOA_MAIL = "send"
    monkeypatch.setattr(Conf, "SYNC", False)
    row, link = invited(email="moi@anphuc.example.vn")
    assert mail.outbox == []
    for _ in range(2):
        mail_invitation(row.pk, "https://lantoa.example.vn/")
    (sent,) = mail.outbox
    assert sent.to == ["moi@anphuc.example.vn"]
    assert f"https://lantoa.example.vn{link}" in sent.body
    row.refresh_from_db()
    assert row.mailed_at


def test_no_mail_goes_out_for_what_opens_nothing(invited, province, monkeypatch):
    monkeypatch.setattr(Conf, "SYNC", False)
    row, _ = invited(email="moi@anphuc.example.vn")
    withdraw_invitation(actor=province["quantri"], invitation=row)
    mail_invitation(row.pk, "https://lantoa.example.vn/")
    assert mail.outbox == []


def test_the_list_asks_no_more_for_thirty_invitations_than_for_one(
    province, signed_in_as, django_assert_max_num_queries
):
    client = signed_in_as("quantri")
    for at in range(30):
        terms = InvitedTerms(name=f"Người {at}", roles=["officer", "editor"], starts_on=date(2026, 10, 1))
        about = {"actor": province["quantri"], "agency": province.an_phuc, "terms": terms, "site": ""}
        invite_person(token=f"loi-moi-thu-{at:06d}", **about)
    with django_assert_max_num_queries(12):
        page = client.get("/loi-moi/").content.decode()
    assert page.count("đang chờ") == 30


def test_invitations_that_wait_pass_to_the_successor_of_who_sent_them(invited, province):
    _, link = invited()
    other = User.objects.create_user("quantri2", "x", name="Lê Quản")
    HeldRole.objects.create(user=other, agency=province.ubnd, role=Role.ADMINISTRATOR, starts_on=date(2025, 7, 1))
    assert handover.Held("lời mời chưa dùng", 1) in handover.held_by(province["quantri"])
    handover.pass_on(from_user=province["quantri"], to_user=other, actor=other)
    User.objects.filter(username="quantri").update(is_active=False)
    assert Client().get(link).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"accepted_at": clock.now()},
        {"ends_on": date(2026, 9, 1)},
    ],
)
def test_the_table_itself_refuses_what_makes_no_sense(invited, wrong):
    row, _ = invited()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=row.pk).update(**wrong)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("usernames", [("moi.mot", "moi.hai"), ("moi.mot", "moi.mot")])
def test_two_who_open_one_link_at_once_make_one_account(province, invited, usernames):
    _, link = invited()
    word, start, said = link.split("/")[2], threading.Barrier(2), []

    def accept(username):
        start.wait()
        try:
            invitations.accept_invitation(word=word, name="Phan Thị Mới", username=username, password=PASSWORD)
            said.append("in")
        except Refused as refusal:
            said.append(refusal.sentence)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=(username,)) for username in usernames]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == sorted(["in", invitations.USED])
    assert User.objects.filter(username__startswith="moi.").count() == 1
