"""What an administrator changes about bodies, and what the trail keeps of it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from lantoa.agencies import tree
from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, AgencyLink, AgencyName, HeldRole, LinkKind, User
from lantoa.agencies.operations import bodies
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
        "name": "Trạm Y tế xã An Phúc",
        "short_name": "",
        "kind": "office",
        "level": "commune",
        "symbol": "",
        "code": "",
        "other_names": "Trạm y tế\nTYT An Phúc",
        "link": "office",
        "starts_on": "1/10/2026",
        "token": new_public_id(),
    }
    return values | more


def test_a_body_is_added_under_another_and_the_trail_says_so(signed_in_as, province):
    client = signed_in_as("quantri")
    answer = client.post(f"/don-vi/{province.an_phuc.public_id}/them/", typed())
    made = Agency.objects.get(name="Trạm Y tế xã An Phúc")
    assert answer.url == f"/don-vi/{made.public_id}/"
    assert made in tree.children_of(province.an_phuc, TODAY)
    assert made not in tree.children_of(province.an_phuc, date(2026, 9, 30))
    assert set(made.names.values_list("name", flat=True)) == {"Trạm y tế", "TYT An Phúc"}
    entry = Entry.objects.get(operation="add_agency")
    assert entry.agency_id == made.pk
    assert entry.changes["parent"] == [None, "Ủy ban nhân dân xã An Phúc"]


def test_a_form_sent_twice_makes_one_body(signed_in_as, province):
    client, values = signed_in_as("quantri"), typed()
    first, second = (client.post(f"/don-vi/{province.an_phuc.public_id}/them/", values) for _ in range(2))
    assert first.url == second.url
    assert Agency.objects.filter(name=values["name"]).count() == 1


def test_a_token_never_reaches_a_body_that_is_already_there(province, xa_quan_tri):
    words = {"name": "Tên khác", "kind": "office", "level": "commune"}
    with pytest.raises(Forbidden):
        bodies.add_agency(
            actor=xa_quan_tri,
            token=province.noi_vu.public_id,
            parent=province.an_phuc,
            link=LinkKind.OFFICE,
            values=words,
            starts_on=TODAY,
        )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "Chưa nhập"),
        ({"kind": "khong-co"}, "khong-co"),
        ({"name": "PHÒNG VĂN HÓA - XÃ HỘI xã An Phúc"}, "đã có một cơ quan tên này"),
        ({"starts_on": "1/1/2025"}, "còn hiệu lực"),
        ({"starts_on": "31/9/2026"}, "không có ngày 31"),
    ],
)
def test_a_body_that_cannot_be_is_refused_and_what_was_typed_stays(signed_in_as, province, change, says):
    answer = signed_in_as("quantri").post(f"/don-vi/{province.an_phuc.public_id}/them/", typed(**change))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "TYT An Phúc" in page
    assert Agency.objects.filter(starts_on=TODAY).count() == 0


def test_a_renamed_body_is_still_found_by_its_former_name(signed_in_as, province):
    body = province.noi_vu
    values = typed(name="Sở Nội vụ và Lao động", kind="department", level="province", version=1, other_names="SNV")
    answer = signed_in_as("quantri").post(f"/don-vi/{body.public_id}/sua/", values)
    assert answer.status_code == 302
    body.refresh_from_db()
    assert body.name == "Sở Nội vụ và Lao động"
    assert body.folded == "so noi vu va lao dong"
    assert set(AgencyName.objects.filter(agency=body).values_list("name", flat=True)) == {"SNV", "Sở Nội vụ"}
    entry = Entry.objects.get(operation="edit_agency")
    assert entry.changes["name"] == ["Sở Nội vụ", "Sở Nội vụ và Lao động"]


def test_a_stale_form_is_refused_and_saves_nothing(signed_in_as, province):
    body, client = province.noi_vu, signed_in_as("quantri")
    address = f"/don-vi/{body.public_id}/sua/"
    values = typed(name="Sở Nội vụ mới", kind="department", level="province", version=1)
    assert client.post(address, values).status_code == 302
    second = client.post(address, values | {"name": "Sở Nội vụ khác"})
    assert second.status_code == 422
    assert "Người khác vừa sửa" in second.content.decode()
    assert "Sở Nội vụ khác" in second.content.decode()
    body.refresh_from_db()
    assert body.name == "Sở Nội vụ mới"


def test_a_body_hangs_from_another_from_a_day_on_and_the_past_stays(signed_in_as, province):
    body = province.tu_phap
    answer = signed_in_as("quantri").post(
        f"/don-vi/{body.public_id}/cap-tren/", {"parent": "van phong uy ban", "link": "under", "starts_on": "1/11/2026"}
    )
    assert answer.status_code == 302
    assert body in tree.children_of(province.ubnd, date(2026, 10, 31))
    assert body in tree.children_of(province.van_phong, date(2026, 11, 1))
    assert body not in tree.children_of(province.ubnd, date(2026, 11, 1))
    changes = Entry.objects.get(operation="move_agency").changes
    assert changes["parent"] == ["Ủy ban nhân dân tỉnh Hồng Lam", "Văn phòng Ủy ban nhân dân tỉnh"]


def test_a_move_on_the_day_of_the_last_one_corrects_it(province):
    body, actor = province.tu_phap, province["quantri"]
    for parent in (province.van_phong, province.noi_vu):
        bodies.move_agency(actor=actor, agency=body, parent=parent, link=LinkKind.UNDER, starts_on=TODAY)
    assert [link.parent for link in AgencyLink.objects.filter(child=body).order_by("starts_on")] == [
        province.ubnd,
        province.noi_vu,
    ]


def test_a_name_that_several_bodies_share_is_asked_back(signed_in_as, province):
    answer = signed_in_as("quantri").post(
        f"/don-vi/{province.tu_phap.public_id}/cap-tren/", {"parent": "xã", "link": "under", "starts_on": "1/11/2026"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ủy ban nhân dân xã An Phúc" in page
    assert "Ủy ban nhân dân xã Bình Lĩnh" in page


def test_no_body_stands_under_itself(province):
    for parent in (province.an_phuc, province.an_phuc_vhxh):
        with pytest.raises(Refused, match="dưới chính nó"):
            bodies.move_agency(
                actor=province["quantri"],
                agency=province.an_phuc,
                parent=parent,
                link=LinkKind.UNDER,
                starts_on=TODAY,
            )


def test_a_move_before_a_later_move_is_refused(province):
    move = {"actor": province["quantri"], "agency": province.tu_phap, "link": LinkKind.UNDER}
    bodies.move_agency(parent=province.van_phong, starts_on=date(2026, 12, 1), **move)
    with pytest.raises(Refused, match="sau ngày đó"):
        bodies.move_agency(parent=province.noi_vu, starts_on=date(2026, 11, 1), **move)


@pytest.mark.parametrize("page", ["sua", "them", "cap-tren", "them-nguoi"])
def test_only_the_administrator_of_a_body_opens_its_forms(signed_in_as, province, xa_quan_tri, page):
    an_phuc, binh_linh = province.an_phuc_vhxh.public_id, province.binh_linh.public_id
    assert signed_in_as("xa_quantri").get(f"/don-vi/{an_phuc}/{page}/").status_code == 200
    assert signed_in_as("xa_quantri").get(f"/don-vi/{binh_linh}/{page}/").status_code == 404
    for username in ("tinh", "xa", "lanhdao", "giamsat"):
        assert signed_in_as(username).get(f"/don-vi/{an_phuc}/{page}/").status_code == 404


def test_an_operation_refuses_whoever_is_no_administrator_there(province, xa_quan_tri):
    values = {"name": "Tên mới", "kind": "department", "level": "province"}
    for actor in (xa_quan_tri, province["tinh"], province["lanhdao"]):
        with pytest.raises(Forbidden):
            bodies.edit_agency(actor=actor, agency=province.noi_vu, version=1, values=values)
        with pytest.raises(Forbidden):
            bodies.move_agency(
                actor=actor,
                agency=province.an_phuc_vhxh,
                parent=province.noi_vu,
                link=LinkKind.UNDER,
                starts_on=TODAY,
            )
    assert not Entry.objects.exists()


def test_the_database_itself_refuses_two_parents_on_one_day(province):
    for starts, ends in ((date(2026, 1, 1), None), (date(2020, 1, 1), date(2025, 7, 2))):
        with pytest.raises(IntegrityError), transaction.atomic():
            AgencyLink.objects.create(
                child=province.tu_phap, parent=province.noi_vu, kind=LinkKind.UNDER, starts_on=starts, ends_on=ends
            )
    AgencyLink.objects.create(
        child=province.tu_phap,
        parent=province.noi_vu,
        kind=LinkKind.UNDER,
        starts_on=date(2020, 1, 1),
        ends_on=date(2025, 7, 1),
    )


def test_the_database_refuses_an_overlap_made_by_a_change_too(province):
    AgencyLink.objects.filter(child=province.tu_phap).update(ends_on=date(2026, 1, 1))
    AgencyLink.objects.create(
        child=province.tu_phap, parent=province.noi_vu, kind=LinkKind.UNDER, starts_on=date(2026, 1, 1)
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyLink.objects.filter(child=province.tu_phap, parent=province.ubnd).update(ends_on=date(2026, 1, 2))
