"""The units of the country that come with the product, and the planting of one province."""

from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lantoa.agencies import tree, units
from lantoa.agencies.access import Forbidden
from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency, Place, PlaceSuccession
from lantoa.agencies.operations.beginning import begin_tree
from lantoa.agencies.operations.planting import plant_province
from lantoa.audit.models import Entry
from lantoa.persistence.refusal import Refused

TODAY = date(2026, 10, 1)


@pytest.fixture
def ha_tinh(db) -> Agency:
    """A real province's committee on an empty installation."""
    agency, _, _ = begin_tree(
        name="Ủy ban nhân dân tỉnh Hà Tĩnh",
        short_name="UBND tỉnh",
        symbol="UBND",
        kind=AgencyKind.COMMITTEE,
        level=Level.PROVINCE,
        username="quantri.hatinh",
        person="Cao Văn Tú",
    )
    return agency


def test_the_country_has_34_provinces_and_3321_communes():
    kinds = Counter(unit.kind for unit in units.present().values())
    assert kinds == {"province": 34, "commune": 3321}
    communes = Counter(unit.name.split()[0] for unit in units.present().values() if unit.kind == "commune")
    assert communes == {"Xã": 2621, "Phường": 687, "Đặc": 13}


def test_before_the_reform_it_had_63_provinces_696_districts_and_10035_communes():
    assert Counter(unit.kind for unit in units.former().values()) == {"province": 63, "district": 696, "commune": 10035}


def test_every_former_unit_went_into_present_ones():
    present = units.present()
    for unit in units.former().values():
        assert unit.successors, unit
        assert all(new in present for new in unit.successors), unit


def test_every_present_commune_came_out_of_a_former_one():
    olds = units.former().values()
    parents = {unit.parent for unit in olds}  # five island districts had no communes: they themselves went over
    reached = {new for unit in olds if unit.id not in parents for new in unit.successors}
    missing = {unit.id for unit in units.present().values() if unit.kind == "commune"} - reached
    assert missing == set()


@pytest.mark.parametrize("words", ["Hà Tĩnh", "ha tinh", "Tỉnh Hà Tĩnh", "tỉnh hà tĩnh"])
def test_a_province_is_found_by_its_name_with_or_without_accents(words):
    province = units.province_called(words)
    assert province.name == "Tỉnh Hà Tĩnh"
    assert len(units.communes_of(province)) == 69


def test_ha_tinh_was_209_communes_and_its_district_duc_tho_has_five_successors():
    old = units.former_of(units.province_called("Hà Tĩnh"))
    assert Counter(unit.kind for unit in old) == {"province": 1, "district": 12, "commune": 209}
    names = {unit.name: {units.present()[new].name for new in unit.successors} for unit in old}
    assert names["Xã Sơn Ninh"] == {"Xã Hương Sơn"}
    assert names["Huyện Đức Thọ"] == {"Xã Đức Thọ", "Xã Đức Đồng", "Xã Đức Quang", "Xã Đức Thịnh", "Xã Đức Minh"}


def test_the_ids_are_our_own_and_no_two_units_share_one():
    assert "ha-tinh/xa-huong-son" in units.present()
    assert "2025-06/ha-tinh/huyen-huong-son/xa-son-ninh" in units.former()
    assert not units.present().keys() & units.former().keys()


def test_the_command_plants_a_province_and_a_second_run_adds_nothing(ha_tinh):
    out = StringIO()
    call_command("don_vi_hanh_chinh", "--tinh", "ha tinh", "--truoc-7-2025", stdout=out)
    assert "thêm 70 địa bàn, 69 UBND cấp xã" in out.getvalue()
    assert len(tree.children_of(ha_tinh, TODAY)) == 69
    huong_son = Agency.objects.get(name="Ủy ban nhân dân xã Hương Sơn")
    assert (huong_son.place.code, huong_son.place.parent.name) == ("18133", "Tỉnh Hà Tĩnh")
    son_ninh = Place.objects.get(name="Xã Sơn Ninh")
    assert (son_ninh.ends_on, son_ninh.parent.name) == (date(2025, 7, 1), "Huyện Hương Sơn")
    assert [row.successor for row in PlaceSuccession.objects.filter(predecessor=son_ninh)] == [huong_son.place]
    before = (Agency.objects.count(), Place.objects.count(), PlaceSuccession.objects.count(), Entry.objects.count())
    call_command("don_vi_hanh_chinh", "--tinh", "Hà Tĩnh", "--truoc-7-2025", stdout=out)
    assert "thêm 0 địa bàn, 0 UBND cấp xã" in out.getvalue()
    after = (Agency.objects.count(), Place.objects.count(), PlaceSuccession.objects.count(), Entry.objects.count())
    assert before == after


def test_a_committee_typed_in_before_is_recognised_and_only_given_its_place(ha_tinh, make_body):
    typed = make_body("Ủy ban nhân dân xã Hương Sơn", AgencyKind.COMMITTEE, Level.COMMUNE, under=ha_tinh)
    made = plant_province(actor=None, root=ha_tinh, province=units.province_called("Hà Tĩnh"))
    assert made.committees == 68
    typed.refresh_from_db()
    assert typed.place.unit == "ha-tinh/xa-huong-son"


def test_another_province_is_not_planted_under_it(ha_tinh):
    plant_province(actor=None, root=ha_tinh, province=units.province_called("Hà Tĩnh"))
    ha_tinh.refresh_from_db()
    with pytest.raises(Refused, match="đang ở Tỉnh Hà Tĩnh"):
        plant_province(actor=None, root=ha_tinh, province=units.province_called("Nghệ An"))
    assert not Place.objects.filter(unit__startswith="nghe-an").exists()


def test_a_province_that_is_not_in_the_list_is_answered_with_the_names_that_are(ha_tinh):
    with pytest.raises(CommandError, match=r"không có tỉnh, thành phố “Hà Tây”.*Cà Mau"):
        call_command("don_vi_hanh_chinh", "--tinh", "Hà Tây")


def test_only_its_administrator_plants_a_province(province):
    for username in ("tinh", "xa", "lanhdao", "giamsat"):
        with pytest.raises(Forbidden):
            plant_province(actor=province[username], root=province.ubnd, province=units.province_called("Hà Tĩnh"))
    with pytest.raises(Refused, match="không phải Ủy ban nhân dân cấp tỉnh"):
        plant_province(actor=province["quantri"], root=province.an_phuc, province=units.province_called("Hà Tĩnh"))
