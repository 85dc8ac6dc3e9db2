"""Who works where by role, and what passes on when a person leaves."""

from datetime import date

import pytest

from lantoa.agencies import handover, queries
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole, User
from lantoa.audit.models import Entry

TODAY = date(2026, 10, 1)


def test_people_at_bodies_are_those_who_hold_the_role_there_on_the_day(province):
    found = queries.people_at([province.noi_vu.pk, province.ubnd.pk], [Role.COORDINATOR, Role.HEAD], TODAY)
    assert [user.username for user in found] == ["lanhdao", "tinh"]
    HeldRole.objects.filter(user=province["tinh"]).update(ends_on=TODAY)
    province["lanhdao"].is_active = False
    province["lanhdao"].save()
    assert not queries.people_at([province.noi_vu.pk, province.ubnd.pk], list(Role), date(2026, 9, 30)).filter(
        username="lanhdao"
    )
    assert [u.username for u in queries.people_at([province.noi_vu.pk], [Role.COORDINATOR], TODAY)] == []


class Notebooks:
    """A kind of thing kept in a person's name."""

    label = "sổ tay"

    def __init__(self, owners):
        self.owners = owners

    def held_by(self, user_id):
        return sum(owner == user_id for owner in self.owners)

    def pass_on(self, from_user, to_user, actor):
        moved = self.held_by(from_user.pk)
        self.owners[:] = [to_user.pk if owner == from_user.pk else owner for owner in self.owners]
        return moved


@pytest.fixture
def notebooks(province, monkeypatch):
    """Three notebooks: two of tinh's, one of so's; nothing else is registered."""
    kept = Notebooks([province["tinh"].pk, province["so"].pk, province["tinh"].pk])
    monkeypatch.setattr(handover, "_holdings", [])
    handover.register_personal_holdings(kept)
    handover.register_personal_holdings(kept)
    return kept


def test_what_a_person_holds_is_counted_once_and_passes_whole(province, notebooks):
    tinh, so = province["tinh"], province["so"]
    assert handover.held_by(tinh) == [handover.Held("sổ tay", 2)]
    assert handover.pass_on(from_user=tinh, to_user=so, actor=province["quantri"]) == [handover.Held("sổ tay", 2)]
    assert handover.held_by(tinh) == []
    assert handover.held_by(so) == [handover.Held("sổ tay", 3)]


def leaving(client, user, **sent):
    return client.post(f"/nguoi-dung/{user.public_id}/ban-giao/", {"last_day": "30/09/2026", **sent})


def test_the_preview_shows_what_ends_and_what_passes(province, notebooks, signed_in_as):
    page = signed_in_as("quantri").get(f"/nguoi-dung/{province['tinh'].public_id}/ban-giao/").content.decode()
    assert "Đầu mối" in page
    assert "sổ tay" in page
    assert ">2</span>" in page


def test_roles_end_work_passes_sessions_end_and_the_trail_says_so(province, notebooks, signed_in_as):
    phone = signed_in_as("tinh")
    answer = leaving(signed_in_as("quantri"), province["tinh"], successor="ho thi yen")
    assert answer.status_code == 302
    assert notebooks.owners.count(province["vanthu"].pk) == 2
    held = HeldRole.objects.get(user=province["tinh"])
    assert held.ends_on == TODAY
    assert phone.get("/tai-khoan/").status_code == 302
    changes = Entry.objects.get(operation="hand_over_account").changes
    assert changes["sổ tay"] == [2, 0]
    assert changes["successor"] == [None, "Hồ Thị Yến"]


def test_before_the_last_day_the_person_works_on(province, notebooks, signed_in_as):
    phone = signed_in_as("tinh")
    leaving(signed_in_as("quantri"), province["tinh"], successor="vanthu", last_day="31/10/2026")
    assert HeldRole.objects.get(user=province["tinh"]).ends_on == date(2026, 11, 1)
    assert phone.get("/don-vi/").status_code == 200


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"successor": ""}, "hãy chọn người nhận"),
        ({"successor": "so"}, "chưa có vai trò ở cơ quan"),
        ({"successor": "tinh"}, "một người khác"),
        ({"successor": "khong co ai"}, "Không thấy ai"),
        ({"successor": "vanthu", "last_day": "30/06/2026"}, "quá lâu"),
    ],
)
def test_a_hand_over_that_cannot_be_is_refused_whole(province, notebooks, signed_in_as, sent, says):
    answer = leaving(signed_in_as("quantri"), province["tinh"], **sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert notebooks.owners.count(province["tinh"].pk) == 2
    assert HeldRole.objects.get(user=province["tinh"]).ends_on is None


def test_colleagues_of_two_offices_of_one_body_take_over_from_each_other(province, notebooks, signed_in_as):
    chairman = User.objects.create_user("chutich", "x", name="Phan Văn Hậu")
    HeldRole.objects.create(user=chairman, agency=province.an_phuc, role=Role.HEAD, starts_on=date(2025, 7, 1))
    assert leaving(signed_in_as("quantri"), province["xa"], successor="chutich").status_code == 302


def test_two_people_of_one_name_are_told_apart_by_their_sign_in_names(province, notebooks, signed_in_as):
    for username in ("yen1", "yen2"):
        user = User.objects.create_user(username, "x", name="Hồ Thị Yến Nhi")
        HeldRole.objects.create(user=user, agency=province.noi_vu, role=Role.OFFICER, starts_on=date(2025, 7, 1))
    client = signed_in_as("quantri")
    answer = leaving(client, province["tinh"], successor="Hồ Thị Yến Nhi")
    assert "Có nhiều người cùng tên" in answer.content.decode()
    assert leaving(client, province["tinh"], successor="yen2").status_code == 302


def test_nobody_hands_the_own_account_over_nor_one_out_of_reach(province, notebooks, signed_in_as):
    assert leaving(signed_in_as("quantri"), province["quantri"]).status_code == 422
    assert leaving(signed_in_as("lanhdao"), province["tinh"], successor="vanthu").status_code == 404
    HeldRole.objects.create(
        user=province["tinh"], agency=province.mat_tran, role=Role.OFFICER, starts_on=date(2025, 7, 1)
    )
    assert leaving(signed_in_as("quantri"), province["tinh"], successor="vanthu").status_code == 404


def test_a_role_that_would_have_begun_later_never_begins(province, notebooks, signed_in_as):
    HeldRole.objects.create(user=province["tinh"], agency=province.noi_vu, role=Role.HEAD, starts_on=date(2026, 12, 1))
    leaving(signed_in_as("quantri"), province["tinh"], successor="vanthu")
    assert list(HeldRole.objects.filter(user=province["tinh"]).values_list("role", flat=True)) == ["coordinator"]
