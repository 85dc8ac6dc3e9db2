"""Named groups of bodies: who is in on a day, what changes from a day on, what becomes of them when bodies end."""

from datetime import date

import pytest

from lantoa.agencies import groups
from lantoa.agencies.access import Forbidden
from lantoa.agencies.groups import Rule
from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency, AgencyGroup
from lantoa.agencies.operations.group_succession import Groups
from lantoa.agencies.operations.groups import GroupTerms, change_group, make_group, retire_group
from lantoa.audit.models import Entry
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused

TODAY = date(2026, 10, 1)
COMMUNES = Rule(kinds=(AgencyKind.COMMITTEE,), levels=(Level.COMMUNE,))


def make(province, name="Các xã có làng nghề", rule=COMMUNES, **more) -> AgencyGroup:
    terms = GroupTerms(name=name, rule=rule, **more)
    return make_group(actor=province["tinh"], token=new_public_id(), owner=province.noi_vu, terms=terms)


def names(group, on=TODAY) -> set[str]:
    return {row.short_name for row in groups.roster_of(group, on).agencies}


def test_a_rule_takes_kinds_at_levels_below_one_body(province):
    assert names(make(province)) == {"Xã An Phúc", "Xã Bình Lĩnh", "Phường Hồng Sơn"}
    offices = Rule(kinds=(AgencyKind.OFFICE,), under=province.an_phuc.pk)
    assert names(make(province, "Phòng của xã An Phúc", offices)) == {"Phòng Văn hóa - Xã hội"}
    elsewhere = Rule(kinds=(AgencyKind.OFFICE,), under=province.binh_linh.pk)
    assert names(make(province, "Phòng của xã Bình Lĩnh", elsewhere)) == set()


def test_bodies_are_put_in_and_left_out_by_hand(province):
    group = make(province, left_out=frozenset({province.hong_son.pk}), put_in=frozenset({province.buu_dien.pk}))
    assert names(group) == {"Bưu điện tỉnh", "Xã An Phúc", "Xã Bình Lĩnh"}


def test_a_group_without_a_rule_is_a_list(province):
    group = make(province, rule=Rule(), put_in=frozenset({province.an_phuc.pk}))
    assert names(group) == {"Xã An Phúc"}
    with pytest.raises(Refused, match="Chọn ít nhất một loại"):
        make(province, "Nhóm trống", Rule())


def test_who_is_in_is_that_of_the_day(province, make_body):
    group = make(province)
    make_body(
        "Ủy ban nhân dân xã Mới",
        AgencyKind.COMMITTEE,
        Level.COMMUNE,
        under=province.ubnd,
        short_name="Xã Mới",
        starts_on=date(2026, 9, 1),
    )
    Agency.objects.filter(pk=province.an_phuc.pk).update(ends_on=date(2026, 9, 1))
    assert names(group, date(2026, 8, 31)) == {"Xã An Phúc", "Xã Bình Lĩnh", "Phường Hồng Sơn"}
    assert names(group, date(2026, 9, 1)) == {"Xã Bình Lĩnh", "Xã Mới", "Phường Hồng Sơn"}


def test_a_body_put_in_by_hand_that_ended_is_named(province):
    group = make(province, rule=Rule(), put_in=frozenset({province.an_phuc.pk, province.binh_linh.pk}))
    Agency.objects.filter(pk=province.an_phuc.pk).update(ends_on=date(2026, 9, 1))
    roster = groups.roster_of(group, TODAY)
    assert [row.short_name for row in roster.agencies] == ["Xã Bình Lĩnh"]
    assert roster.gone == (province.an_phuc,)


def test_a_change_holds_from_its_day_and_the_past_stays(province):
    group = make(province, put_in=frozenset({province.buu_dien.pk}))
    terms = GroupTerms(name=group.name, rule=COMMUNES, left_out=frozenset({province.hong_son.pk}))
    change_group(actor=province["tinh"], group=group, version=1, terms=terms, from_day=date(2026, 9, 1))
    group.refresh_from_db()
    assert names(group, date(2026, 8, 31)) == {"Bưu điện tỉnh", "Xã An Phúc", "Xã Bình Lĩnh", "Phường Hồng Sơn"}
    assert names(group, date(2026, 9, 1)) == {"Xã An Phúc", "Xã Bình Lĩnh"}
    changes = Entry.objects.filter(operation__in=["make_group", "change_group"]).latest("pk").changes
    assert changes["left_out"] == ["", "Ủy ban nhân dân phường Hồng Sơn"]
    assert changes["put_in"] == ["Bưu điện tỉnh", ""]


def test_a_stale_form_and_a_name_in_use_are_refused(province):
    group = make(province)
    terms = GroupTerms(name="Tên mới", rule=COMMUNES)
    change_group(actor=province["tinh"], group=group, version=1, terms=terms, from_day=TODAY)
    with pytest.raises(Refused, match="Người khác vừa sửa"):
        change_group(actor=province["tinh"], group=group, version=1, terms=terms, from_day=TODAY)
    with pytest.raises(Refused, match="Đã có một nhóm tên này"):
        make(province, "TÊN MỚI")
    retire_group(actor=province["tinh"], group=group, version=2)
    assert make(province, "Tên mới")


def test_only_the_coordinator_of_its_body_keeps_a_group(province):
    group = make(province)
    terms = GroupTerms(name="Khác", rule=COMMUNES)
    for username in ("so", "xa", "lanhdao", "vanthu", "giamsat", "quantri"):
        with pytest.raises(Forbidden):
            make_group(actor=province[username], token=new_public_id(), owner=province.noi_vu, terms=terms)
        with pytest.raises(Forbidden):
            change_group(actor=province[username], group=group, version=1, terms=terms, from_day=TODAY)
        with pytest.raises(Forbidden):
            retire_group(actor=province[username], group=group, version=1)
    with pytest.raises(Forbidden):
        make_group(actor=province["tinh"], token=new_public_id(), owner=province.an_phuc, terms=terms)


def test_plans_find_their_own_bodies_groups_and_those_of_the_bodies_above(province):
    group = make(province)
    assert list(groups.usable_by([province.noi_vu], TODAY)) == [group]
    assert list(groups.usable_by([province.ubnd, province.noi_vu], TODAY)) == [group]
    assert list(groups.usable_by([province.khcn], TODAY)) == []
    retire_group(actor=province["tinh"], group=group, version=1)
    assert list(groups.usable_by([province.noi_vu], TODAY)) == []
    assert list(groups.usable_by([province.noi_vu], date(2026, 9, 30))) == [group]


def test_whoever_follows_a_body_takes_its_place_in_the_group(province):
    group = make(province, rule=Rule(), put_in=frozenset({province.an_phuc.pk, province.binh_linh.pk}))
    on = date(2026, 11, 1)
    holdings = Groups()
    assert holdings.held_by([province.an_phuc.pk, province.noi_vu.pk, province.khcn.pk], on) == {
        province.an_phuc.pk: 1,
        province.noi_vu.pk: 1,
    }
    communes = (province.hong_son.pk, province.binh_linh.pk)
    heirs = {province.an_phuc.pk: communes, province.noi_vu.pk: (province.khcn.pk,)}
    lines = holdings.pass_on(heirs=heirs, on=on, decision="NQ 01", actor=province["quantri"])
    assert {(line.predecessor, line.heir) for line in lines} == {
        (province.an_phuc.pk, province.hong_son.pk),
        (province.an_phuc.pk, province.binh_linh.pk),
        (province.noi_vu.pk, province.khcn.pk),
    }
    group.refresh_from_db()
    assert group.owner == province.khcn
    assert names(group, date(2026, 10, 31)) == {"Xã An Phúc", "Xã Bình Lĩnh"}
    assert names(group, on) == {"Xã Bình Lĩnh", "Phường Hồng Sơn"}
