"""What an administrator changes about people."""

import re
from datetime import date

import pytest
from django.test import Client

from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, User
from lantoa.agencies.operations import people
from lantoa.agencies.operations.people import HeldTerms
from lantoa.audit.models import Entry
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused

TODAY = date(2026, 10, 1)


@pytest.fixture
def xa_quan_tri(province) -> User:
    """An administrator of one commune only."""
    user = User.objects.create_user("xa_quantri", "xa_quantri-matkhau", name="Mai Văn Phúc")
    HeldRole.objects.create(user=user, agency=province.an_phuc, role=Role.ADMINISTRATOR, starts_on=date(2026, 1, 1))
    province.people["xa_quantri"] = user
    return user


def typed(**more) -> dict:
    values = {
        "name": "Hà Thị Thu",
        "username": "Thu.HT",
        "email": "",
        "role": "officer",
        "post": "Công chức",
        "starts_on": "1/10/2026",
        "last_day": "",
        "token": new_public_id(),
    }
    return values | more


def shown_password(page: str) -> str:
    return re.search(r'id="mat-khau-tam">([^<]+)<', page)[1]


def sign_in(username: str, password: str) -> Client:
    client = Client()
    client.post("/dang-nhap/", {"username": username, "password": password})
    return client


def test_a_new_person_gets_a_temporary_password_shown_once_and_must_change_it(signed_in_as, province):
    answer = signed_in_as("quantri").post(f"/don-vi/{province.an_phuc.public_id}/them-nguoi/", typed())
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    password = shown_password(answer.content.decode())
    client = sign_in("thu.ht", password)
    assert client.get("/don-vi/").url == "/tai-khoan/mat-khau/"
    new = "mot mat khau dai va rieng"
    client.post("/tai-khoan/mat-khau/", {"old": password, "new": new, "again": new})
    assert client.get("/don-vi/").status_code == 200
    assert password not in str(list(Entry.objects.values_list("changes", flat=True)))
    assert Entry.objects.get(operation="add_person").changes["role"] == [None, "Cán bộ"]


def test_a_form_sent_twice_makes_one_account_whose_last_shown_password_works(signed_in_as, province):
    client, values = signed_in_as("quantri"), typed()
    pages = [client.post(f"/don-vi/{province.an_phuc.public_id}/them-nguoi/", values) for _ in range(2)]
    assert User.objects.filter(username="thu.ht").count() == 1
    assert HeldRole.objects.filter(user__username="thu.ht").count() == 1
    last = shown_password(pages[1].content.decode())
    assert sign_in("thu.ht", last).get("/tai-khoan/mat-khau/").status_code == 200


def test_a_token_never_reaches_anothers_account(province, xa_quan_tri):
    victim = province["tinh"]
    with pytest.raises(Forbidden):
        people.add_person(
            actor=xa_quan_tri,
            token=victim.public_id,
            agency=province.an_phuc,
            username="tinh",
            name="x",
            email="",
            role=HeldTerms(role=Role.OFFICER, starts_on=TODAY),
        )
    victim.refresh_from_db()
    assert victim.check_password("tinh-matkhau")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"username": "xa"}, "Đã có người dùng"),
        ({"username": "Thu Hà"}, "chữ thường không dấu"),
        ({"role": "operator"}, "operator"),
        ({"role": ""}, "Chưa chọn"),
        ({"last_day": "30/9/2026"}, "Ngày cuối"),
        ({"email": "khong phai thu"}, "chưa đúng dạng"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_its_reason(signed_in_as, province, change, says):
    answer = signed_in_as("quantri").post(f"/don-vi/{province.an_phuc.public_id}/them-nguoi/", typed(**change))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not User.objects.filter(name="Hà Thị Thu").exists()


def test_a_role_given_and_ended_counts_from_its_first_to_its_last_day(signed_in_as, province):
    client, user = signed_in_as("quantri"), province["xa"]
    page = f"/nguoi-dung/{user.public_id}/"
    role = {"agency": "binh linh", "role": "officer", "post": "", "starts_on": "1/10/2026", "last_day": ""}
    assert client.post(f"{page}vai-tro/", role).status_code == 302
    held = HeldRole.objects.get(user=user, agency=province.binh_linh)
    assert client.post(f"{page}ket-thuc-vai-tro/", {"held": held.pk, "last_day": "15/10/2026"}).status_code == 302
    held.refresh_from_db()
    assert held.ends_on == date(2026, 10, 16)
    assert Entry.objects.get(operation="end_role").changes["ends_on"] == [None, "2026-10-16"]


def test_the_same_role_is_not_given_twice_for_one_time(signed_in_as, province):
    role = {"agency": "Phòng Văn hóa - Xã hội xã An Phúc", "role": "officer", "post": "", "last_day": ""}
    answer = signed_in_as("quantri").post(
        f"/nguoi-dung/{province['xa'].public_id}/vai-tro/", role | {"starts_on": "1/11/2026"}
    )
    assert answer.status_code == 422
    assert "đã giữ vai trò đó" in answer.content.decode()


def test_a_role_given_by_mistake_today_is_taken_back_whole(province):
    role = HeldTerms(role=Role.HEAD, starts_on=TODAY)
    held = people.give_role(actor=province["quantri"], user=province["xa"], agency=province.khcn, role=role)
    people.end_role(actor=province["quantri"], held=held, ends_on=TODAY)
    assert not HeldRole.objects.filter(pk=held.pk).exists()
    assert Entry.objects.get(operation="end_role").changes["role"] == ["Lãnh đạo", None]


def test_a_role_that_was_used_is_never_erased(province):
    held = HeldRole.objects.get(user=province["xa"])
    with pytest.raises(Refused, match="Ngày cuối"):
        people.end_role(actor=province["quantri"], held=held, ends_on=date(2025, 1, 1))


def test_a_stopped_account_is_out_at_once_and_can_come_back(signed_in_as, province):
    client, admin = signed_in_as("xa"), signed_in_as("quantri")
    address = f"/nguoi-dung/{province['xa'].public_id}/su-dung/"
    assert client.get("/tai-khoan/").status_code == 200
    admin.post(address, {"active": "0"})
    assert client.get("/tai-khoan/").status_code == 302
    admin.post(address, {"active": "1"})
    assert sign_in("xa", "xa-matkhau").get("/tai-khoan/").status_code == 200


def test_a_temporary_password_ends_the_open_sessions(signed_in_as, province):
    client = sign_in("xa", "xa-matkhau")
    answer = signed_in_as("quantri").post(f"/nguoi-dung/{province['xa'].public_id}/mat-khau-tam/")
    assert client.get("/tai-khoan/").url.startswith("/dang-nhap/")
    assert sign_in("xa", shown_password(answer.content.decode())).get("/tai-khoan/mat-khau/").status_code == 200


def test_one_cannot_shut_oneself_out(signed_in_as, province):
    user = province["quantri"]
    client = signed_in_as("quantri")
    for page in ("mat-khau-tam", "su-dung"):
        client.post(f"/nguoi-dung/{user.public_id}/{page}/", {"active": "0"})
    held = HeldRole.objects.get(user=user)
    answer = client.post(f"/nguoi-dung/{user.public_id}/ket-thuc-vai-tro/", {"held": held.pk, "last_day": "1/10/2026"})
    assert answer.status_code == 422
    user.refresh_from_db()
    assert user.is_active
    assert user.check_password("quantri-matkhau")


def test_a_commune_cannot_take_over_an_account_that_also_works_elsewhere(province, xa_quan_tri, signed_in_as):
    """A person of the province who also holds a role in the commune: the commune ends that role and no more."""
    victim = province["tinh"]
    held = HeldRole.objects.create(user=victim, agency=province.an_phuc, role=Role.OFFICER, starts_on=TODAY)
    for attack in (
        lambda: people.set_temporary_password(actor=xa_quan_tri, user=victim),
        lambda: people.set_active(actor=xa_quan_tri, user=victim, active=False),
        lambda: people.edit_person(actor=xa_quan_tri, user=victim, version=1, name="x", email="x@example.com"),
    ):
        with pytest.raises(Forbidden):
            attack()
    page = signed_in_as("xa_quantri").get(f"/nguoi-dung/{victim.public_id}/").content.decode()
    assert "Cấp mật khẩu tạm" not in page
    people.end_role(actor=xa_quan_tri, held=held, ends_on=date(2026, 10, 2))


def test_an_administrator_gives_no_role_outside_the_own_subtree(province, xa_quan_tri, signed_in_as):
    role = HeldTerms(role=Role.COORDINATOR, starts_on=TODAY)
    with pytest.raises(Forbidden):
        people.give_role(actor=xa_quan_tri, user=province["xa"], agency=province.noi_vu, role=role)
    with pytest.raises(Forbidden):
        people.give_role(actor=xa_quan_tri, user=province["xa_khac"], agency=province.an_phuc, role=role)
    with pytest.raises(Forbidden):
        people.end_role(actor=xa_quan_tri, held=HeldRole.objects.get(user=province["tinh"]), ends_on=TODAY)
    answer = signed_in_as("xa_quantri").post(
        f"/nguoi-dung/{province['xa'].public_id}/vai-tro/",
        {"agency": "Sở Nội vụ", "role": "coordinator", "starts_on": "1/10/2026"},
    )
    assert "Không thấy cơ quan nào" in answer.content.decode()


def test_the_list_has_the_people_of_the_subtree_in_vietnamese_order(signed_in_as, province, xa_quan_tri):
    page = signed_in_as("quantri").get("/nguoi-dung/").content.decode()
    order = ["Bùi Văn Sơn", "Cao Văn Tú", "Đặng Quốc Việt", "Hồ Thị Yến", "Võ Thị Mai"]
    places = [page.rindex(f">{name}</a>") for name in order]
    assert places == sorted(places)
    mine = signed_in_as("xa_quantri").get("/nguoi-dung/").content.decode()
    assert "Nguyễn Thị Lan" in mine
    assert "Phạm Văn Đông" not in mine


def test_people_are_found_with_or_without_accents_or_by_sign_in_name(signed_in_as):
    client = signed_in_as("quantri")
    for words in ("dang quoc", "Đặng", "lanhdao"):
        page = client.get("/nguoi-dung/", {"q": words}).content.decode()
        assert "Đặng Quốc Việt" in page
        assert "Bùi Văn Sơn" not in page


def test_the_queries_of_the_list_do_not_grow_with_the_people(
    signed_in_as, province, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in_as("quantri")
    client.get("/nguoi-dung/")
    with django_assert_max_num_queries(12) as before:
        client.get("/nguoi-dung/")
    for number in range(30):
        user = User.objects.create_user(f"nguoi{number}", None, name=f"Người {number}")
        HeldRole.objects.create(user=user, agency=province.khcn, role=Role.OFFICER, starts_on=TODAY)
    with django_assert_num_queries(len(before)):
        client.get("/nguoi-dung/")


@pytest.mark.parametrize("username", ["tinh", "xa", "xa_khac", "lanhdao", "vanthu", "giamsat"])
def test_whoever_is_no_administrator_sees_no_people(signed_in_as, province, username):
    client = signed_in_as(username)
    assert client.get("/nguoi-dung/").status_code == 404
    assert client.get(f"/nguoi-dung/{province['xa'].public_id}/").status_code == 404
    assert client.post(f"/nguoi-dung/{province['xa'].public_id}/mat-khau-tam/").status_code == 404
