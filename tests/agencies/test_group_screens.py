"""The screens of groups: who is in is shown as the rule is typed; ticks put in and leave out."""

from datetime import date

import pytest

from lantoa.agencies import groups
from lantoa.agencies.groups import Rule
from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import AgencyGroup
from lantoa.agencies.operations.groups import GroupTerms, make_group
from lantoa.persistence.identifiers import new_public_id

TODAY = date(2026, 10, 1)


@pytest.fixture
def group(province) -> AgencyGroup:
    rule = Rule(kinds=(AgencyKind.COMMITTEE,), levels=(Level.COMMUNE,))
    terms = GroupTerms(name="Các xã biển", rule=rule, left_out=frozenset({province.an_phuc.pk}))
    return make_group(actor=province["tinh"], token=new_public_id(), owner=province.noi_vu, terms=terms)


def typed(**more) -> dict:
    values = {
        "name": "Các xã có làng nghề",
        "note": "",
        "kinds": ["committee"],
        "levels": ["commune"],
        "under": "",
        "day": "1/10/2026",
        "token": new_public_id(),
        "lam": "luu",
    }
    return values | more


def members(group) -> set[str]:
    return {row.short_name for row in groups.roster_of(group, TODAY).agencies}


def test_who_would_be_in_is_shown_before_anything_is_saved(signed_in_as, province):
    address = f"/nhom-co-quan/moi/{province.noi_vu.public_id}/"
    page = signed_in_as("tinh").post(address, typed(lam="xem")).content.decode()
    assert "Trong nhóm ngày 01/10/2026: 3 cơ quan" in page
    assert "Ủy ban nhân dân xã An Phúc" in page
    part = signed_in_as("tinh").post(address, typed(lam="xem"), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<h2>Trong nhóm")
    assert not AgencyGroup.objects.exists()


def test_a_group_is_made_with_one_left_out_and_one_put_in(signed_in_as, province):
    shown = [row.public_id for row in province.communes]
    ticked = [province.an_phuc.public_id, province.hong_son.public_id, province.buu_dien.public_id]
    values = typed(trong=ticked, **{"da-hien": ",".join(shown)})
    answer = signed_in_as("tinh").post(f"/nhom-co-quan/moi/{province.noi_vu.public_id}/", values)
    assert answer.url == "/nhom-co-quan/"
    assert members(AgencyGroup.objects.get()) == {"Xã An Phúc", "Phường Hồng Sơn", "Bưu điện tỉnh"}


def test_a_form_sent_twice_makes_one_group(signed_in_as, province):
    values = typed()
    for _ in range(2):
        signed_in_as("tinh").post(f"/nhom-co-quan/moi/{province.noi_vu.public_id}/", values)
    assert AgencyGroup.objects.count() == 1


def test_what_stood_there_by_a_rule_that_was_changed_goes_with_it(signed_in_as, province, group):
    shown = ",".join(row.public_id for row in province.communes)
    ticked = [row.public_id for row in province.communes]
    values = typed(kinds=["post"], levels=[], version=1, trong=ticked, **{"da-hien": shown})
    assert signed_in_as("tinh").post(f"/nhom-co-quan/{group.public_id}/", values).status_code == 302
    assert members(AgencyGroup.objects.get()) == {"Bưu điện tỉnh"}


def test_the_page_of_a_group_shows_whom_it_leaves_out(signed_in_as, province, group):
    page = signed_in_as("tinh").get(f"/nhom-co-quan/{group.public_id}/").content.decode()
    assert "Trong nhóm ngày 01/10/2026: 2 cơ quan" in page
    assert f'value="{province.an_phuc.public_id}">' in page
    assert f'value="{province.binh_linh.public_id}" checked>' in page


def test_a_stale_form_keeps_what_was_typed(signed_in_as, group):
    client = signed_in_as("tinh")
    assert client.post(f"/nhom-co-quan/{group.public_id}/", typed(version=1)).status_code == 302
    answer = client.post(f"/nhom-co-quan/{group.public_id}/", typed(version=1, name="Tên khác nữa"))
    assert answer.status_code == 422
    assert "Người khác vừa sửa" in answer.content.decode()
    assert "Tên khác nữa" in answer.content.decode()


def test_bodies_are_searched_to_be_put_in(signed_in_as, province):
    address = f"/nhom-co-quan/moi/{province.noi_vu.public_id}/"
    page = signed_in_as("tinh").post(address, typed(lam="tim", q="buu dien")).content.decode()
    assert "Bưu điện tỉnh" in page


def test_a_group_is_no_longer_used(signed_in_as, group):
    client = signed_in_as("tinh")
    assert client.post(f"/nhom-co-quan/{group.public_id}/thoi-dung/").url == "/nhom-co-quan/"
    assert group.public_id not in client.get("/nhom-co-quan/").content.decode()
    group.refresh_from_db()
    assert group.retired_on == TODAY


@pytest.mark.parametrize("username", ["xa", "so", "lanhdao", "giamsat", "quantri"])
def test_a_stranger_finds_no_group(signed_in_as, province, group, username):
    client = signed_in_as(username)
    for address in ("/nhom-co-quan/", f"/nhom-co-quan/{group.public_id}/"):
        assert client.get(address).status_code == 404
    assert client.get(f"/nhom-co-quan/moi/{province.noi_vu.public_id}/").status_code == 404
    assert client.post(f"/nhom-co-quan/{group.public_id}/thoi-dung/").status_code == 404


def test_the_coordinator_of_another_body_finds_neither(signed_in_as, province, group, make_coordinator):
    make_coordinator("dautu", province.khcn)
    client = signed_in_as("dautu")
    assert client.get("/nhom-co-quan/").status_code == 200
    assert client.get(f"/nhom-co-quan/{group.public_id}/").status_code == 404
    assert client.get(f"/nhom-co-quan/moi/{province.noi_vu.public_id}/").status_code == 404
