"""Places: villages and clusters in communes, codes of the statistics office, what became of a unit."""

from datetime import date

import pytest

from lantoa.agencies.access import Forbidden
from lantoa.agencies.models import Agency, HeldRole, Place, PlaceSuccession, User
from lantoa.agencies.operations.territory import add_territory, edit_territory
from lantoa.audit.models import Entry
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.names import name_columns
from lantoa.persistence.refusal import Refused

SINCE, TODAY = date(2025, 7, 1), date(2026, 10, 1)


def make(name: str, kind: str, parent: Place | None = None, **more) -> Place:
    return Place.objects.create(**name_columns(name), kind=kind, parent=parent, **({"starts_on": SINCE} | more))


@pytest.fixture
def commune(province) -> Place:
    """Xã An Phúc in Tỉnh Hồng Lam, with its committee, and the two units it came from."""
    top = make("Tỉnh Hồng Lam", "province", code="42")
    here = make("Xã An Phúc", "commune", top, code="18133")
    Agency.objects.filter(pk=province.an_phuc.pk).update(place=here)
    Agency.objects.filter(pk=province.ubnd.pk).update(place=top)
    ends = {"starts_on": date(2021, 1, 1), "ends_on": SINCE}
    for name in ("Xã An Bình", "Xã Phúc Lộc"):
        PlaceSuccession.objects.create(predecessor=make(name, "commune", **ends), successor=here, on=SINCE)
    return here


def add(actor, parent, **more):
    values = {"kind": "village", "name": "Thôn Đông Hòa", "code": "", "starts_on": TODAY} | more
    return add_territory(actor=actor, token=new_public_id(), parent=parent, **values)


def test_villages_and_clusters_stand_in_a_commune(province, commune):
    village = add(province["quantri"], commune)
    cluster = add(province["quantri"], village, kind="cluster", name="Cụm loa chợ Gát", code="L-05")
    assert (village.parent, cluster.parent, cluster.code) == (commune, village, "L-05")
    assert Entry.objects.filter(operation="add_territory").count() == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "province"}, "không lập được"),
        ({"name": ""}, "Chưa nhập tên"),
        ({"starts_on": date(2025, 1, 1)}, "trong thời gian có Xã An Phúc"),
    ],
)
def test_a_place_that_cannot_be_is_refused(province, commune, change, says):
    with pytest.raises(Refused, match=says):
        add(province["quantri"], commune, **change)


def test_two_places_of_one_name_in_one_place_are_refused(province, commune):
    add(province["quantri"], commune)
    with pytest.raises(Refused, match="đã có địa bàn tên này"):
        add(province["quantri"], commune, name="THÔN ĐÔNG HÒA")


def test_a_code_is_checked_and_a_unit_of_government_is_not_ended_by_hand(province, commune):
    edit_territory(actor=province["quantri"], place=commune, name="Xã An Phúc", code="133", ends_on=None)
    commune.refresh_from_db()
    assert commune.code == "00133"
    with pytest.raises(Refused, match="cần 5 chữ số"):
        edit_territory(actor=province["quantri"], place=commune, name="Xã An Phúc", code="H27", ends_on=None)
    with pytest.raises(Refused, match="theo quyết định sắp xếp"):
        edit_territory(actor=province["quantri"], place=commune, name="Xã An Phúc", code="", ends_on=TODAY)


def test_an_administrator_of_one_commune_keeps_its_places_only(province, commune):
    user = User.objects.create_user("xa_quantri", "xa_quantri-matkhau", name="Mai Văn Phúc")
    HeldRole.objects.create(user=user, agency=province.an_phuc, role="administrator", starts_on=SINCE)
    elsewhere = make("Xã Bình Lĩnh", "commune", commune.parent)
    Agency.objects.filter(pk=province.binh_linh.pk).update(place=elsewhere)
    assert add(user, commune)
    for place in (elsewhere, commune.parent):
        with pytest.raises(Forbidden):
            add(user, place, kind="village")
    with pytest.raises(Forbidden):
        add(province["tinh"], commune)


def test_the_screens_of_places(signed_in_as, province, commune):
    client = signed_in_as("quantri")
    address = f"/dia-ban/{commune.public_id}/"
    page = client.get(address).content.decode()
    for said in ("18133", "Xã An Bình", "Ủy ban nhân dân xã An Phúc", "Tỉnh Hồng Lam"):
        assert said in page
    values = {"kind": "village", "name": "Thôn Hạ", "code": "", "starts_on": "1/10/2026", "token": new_public_id()}
    assert client.post(f"{address}them/", values).url == address
    assert client.post(f"{address}them/", values).url == address
    assert Place.objects.filter(name="Thôn Hạ").count() == 1
    assert "Thôn Hạ" in client.get("/dia-ban/", {"q": "thon ha"}).content.decode()
    assert "Xã An Phúc" in client.get("/dia-ban/", {"q": "18133"}).content.decode()
    old = Place.objects.get(name="Xã An Bình")
    assert "Xã An Phúc" in client.get(f"/dia-ban/{old.public_id}/").content.decode()
    assert "Xã An Bình" in client.get("/dia-ban/", {"q": "an binh", "ngay": "30/6/2025"}).content.decode()
    assert "Xã An Bình" not in client.get("/dia-ban/", {"q": "an binh"}).content.decode()


@pytest.mark.parametrize("username", ["tinh", "xa", "lanhdao", "giamsat"])
def test_others_read_places_and_change_none(signed_in_as, commune, username):
    client = signed_in_as(username)
    assert client.get(f"/dia-ban/{commune.public_id}/").status_code == 200
    for form in ("sua", "them"):
        assert client.get(f"/dia-ban/{commune.public_id}/{form}/").status_code == 404
