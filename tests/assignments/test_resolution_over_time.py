"""What words mean once bodies have ended, by named groups, and as the last plan understood them."""

from datetime import date

import pytest

from lantoa.agencies import units
from lantoa.agencies.groups import Rule
from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency, AgencyLink, Place, PlaceSuccession, Reorganisation, Succession
from lantoa.agencies.operations.groups import GroupTerms, make_group, retire_group
from lantoa.assignments.models import Resolution
from lantoa.assignments.resolution import propose
from lantoa.assignments.resolution.propose import propose_words
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.names import name_columns

ON = date(2026, 1, 8)


@pytest.fixture
def meant(province):
    """meant("UBND các huyện") gives the proposal for a plan of the province committee followed by Sở Nội vụ."""

    def resolve(words: str, on: date = ON):
        return propose_words([words], issuer=province.ubnd, on=on, beside=[province.noi_vu])[0]

    return resolve


@pytest.fixture
def craft_villages(province):
    """The group "Các xã có làng nghề": two of the three communes."""
    terms = GroupTerms(
        name="Các xã có làng nghề", rule=Rule(), put_in=frozenset({province.an_phuc.pk, province.binh_linh.pk})
    )
    return make_group(actor=province["tinh"], token=new_public_id(), owner=province.noi_vu, terms=terms)


@pytest.mark.parametrize(
    "words",
    [
        "Ủy ban nhân dân các huyện, thành phố, thị xã",
        "UBND các huyện, thành phố, thị xã",
        "UBND cấp huyện",
        "Các huyện, thị xã, thành phố",
        "Chủ tịch UBND các huyện, thành phố, thị xã",
    ],
)
def test_districts_ended_so_nobody_is_meant_and_the_communes_are_offered(meant, province, words):
    found = meant(words)
    assert (found.agencies, found.certain) == ((), False)
    assert "Cấp huyện đã kết thúc từ 01/7/2025" in found.how
    assert set(found.offer) == set(province.communes)
    assert found.offer_words == "Giao 3 UBND cấp xã"


def test_communes_named_beside_the_districts_are_proposed_but_a_person_looks(meant, province):
    found = meant("UBND các huyện, thành phố, thị xã; UBND các xã, phường")
    assert set(found.agencies) == set(province.communes)
    assert not found.certain
    assert "Cấp huyện đã kết thúc" in found.how


@pytest.mark.parametrize("words", ["Phòng Nội vụ các huyện, thị xã", "UBND huyện Lam Sơn", "Đài Truyền thanh huyện"])
def test_whatever_belonged_to_a_district_means_nobody_and_says_why(meant, words):
    found = meant(words)
    assert (found.agencies, found.certain) == ((), False)
    assert "Cấp huyện đã kết thúc" in found.how


def test_while_there_were_districts_the_words_mean_them(meant, province, make_district):
    lam_son = make_district("huyện Lam Sơn")
    found = meant("UBND các huyện, thành phố, thị xã", on=date(2025, 1, 8))
    assert found.agencies == (lam_son,)
    assert found.certain
    assert meant("UBND các huyện, thành phố, thị xã").agencies == ()


@pytest.fixture
def make_district(province):
    """make_district("huyện Lam Sơn") is a district's committee from 2021 to the end of districts."""

    def make(name: str) -> Agency:
        Agency.objects.filter(pk=province.ubnd.pk).update(starts_on=date(2021, 1, 1))
        province.ubnd.refresh_from_db()
        body = Agency.objects.create(
            **name_columns(f"Ủy ban nhân dân {name}"),
            kind=AgencyKind.COMMITTEE,
            level=Level.DISTRICT,
            short_name=f"UBND {name}",
            starts_on=date(2021, 1, 1),
            ends_on=units.TWO_LEVELS_SINCE,
        )
        AgencyLink.objects.create(
            child=body, parent=province.ubnd, kind="under", starts_on=body.starts_on, ends_on=body.ends_on
        )
        return body

    return make


def test_a_body_that_ended_is_named_with_whoever_followed_it(meant, province, make_district):
    lam_son = make_district("huyện Lam Sơn")
    decision = Reorganisation.objects.create(
        agency=province.ubnd,
        title="Sắp xếp",
        number="1665/NQ-UBTVQH15",
        decided_on=date(2025, 6, 16),
        issuer="Ủy ban Thường vụ Quốc hội",
        takes_effect_on=units.TWO_LEVELS_SINCE,
        created_by=province["quantri"],
        created_at="2025-06-20T08:00:00+07:00",
    )
    for number, commune in enumerate((province.an_phuc, province.binh_linh)):
        Succession.objects.create(
            reorganisation=decision,
            predecessor=lam_son,
            successor=commune,
            on=units.TWO_LEVELS_SINCE,
            is_heir=number == 0,
            is_whole=False,
        )
    found = meant("UBND huyện Lam Sơn")
    assert (found.agencies, found.certain) == ((), False)
    assert "kết thúc hoạt động từ 01/07/2025; kế thừa: Xã An Phúc, Xã Bình Lĩnh." in found.how
    assert set(found.offer) == {province.an_phuc, province.binh_linh}


def test_a_place_that_was_merged_leads_to_the_communes_it_is_in_now(meant, province):
    old = Place.objects.create(
        **name_columns("Xã Sơn Ninh"), kind="commune", starts_on=date(2021, 1, 1), ends_on=units.TWO_LEVELS_SINCE
    )
    new = Place.objects.create(**name_columns("Xã An Phúc"), kind="commune", starts_on=units.TWO_LEVELS_SINCE)
    PlaceSuccession.objects.create(predecessor=old, successor=new, on=units.TWO_LEVELS_SINCE)
    Agency.objects.filter(pk=province.an_phuc.pk).update(place=new)
    found = meant("UBND xã Sơn Ninh")
    assert (found.agencies, found.certain, found.offer) == ((), False, (province.an_phuc,))
    assert "địa bàn nay thuộc Xã An Phúc" in found.how
    assert found.offer_words == "Giao Xã An Phúc"


def test_one_kind_of_commune_alone_is_that_kind(meant, province):
    assert meant("UBND các phường").agencies == (province.hong_son,)
    assert set(meant("Các xã").agencies) == {province.an_phuc, province.binh_linh}
    assert set(meant("UBND các xã, phường (trừ các phường)").agencies) == {province.an_phuc, province.binh_linh}
    assert set(meant("UBND cấp xã").agencies) == set(province.communes)


@pytest.mark.parametrize("words", ["Các xã có làng nghề", "UBND các xã có làng nghề", "các xã có làng nghề"])
def test_words_that_name_a_group_mean_its_members(meant, province, craft_villages, words):
    found = meant(words)
    assert set(found.agencies) == {province.an_phuc, province.binh_linh}
    assert (found.certain, found.group) == (True, craft_villages)
    assert found.how == "Theo nhóm “Các xã có làng nghề”: 2 cơ quan ngày 08/01/2026."


def test_a_group_is_combined_with_others_and_with_exceptions(meant, province, craft_villages):
    found = meant("Sở Tư pháp; UBND các xã có làng nghề (trừ xã Bình Lĩnh)")
    assert set(found.agencies) == {province.tu_phap, province.an_phuc}
    assert found.certain


@pytest.mark.parametrize("words", ["Các xã nơi có chợ đầu mối", "UBND các xã, phường có chợ đầu mối"])
def test_without_such_a_group_nobody_is_proposed_and_it_says_what_to_do(meant, words):
    found = meant(words)
    assert (found.agencies, found.certain) == ((), False)
    assert "những nơi có “chợ đầu mối”" in found.how
    assert "lập nhóm mới" in found.how


def test_a_group_no_longer_used_names_nobody(meant, province, craft_villages):
    retire_group(actor=province["tinh"], group=craft_villages, version=1)
    assert meant("Các xã có làng nghề", on=date(2026, 10, 2)).agencies == ()


def test_a_group_with_a_body_that_ended_is_looked_at_again(meant, province, craft_villages):
    Agency.objects.filter(pk=province.binh_linh.pk).update(ends_on=date(2026, 1, 1))
    found = meant("Các xã có làng nghề")
    assert found.agencies == (province.an_phuc,)
    assert not found.certain
    assert "Không còn trong ngày ấy: Xã Bình Lĩnh" in found.how


def chosen(plan, words, agencies=(), **more) -> Resolution:
    row, _ = Resolution.objects.update_or_create(plan=plan, words=words, defaults={"by_hand": True, **more})
    row.agencies.set(agencies)
    return row


def test_the_group_chosen_last_time_is_proposed_again_with_its_members_of_the_day(meant, province, issued_plan):
    terms = GroupTerms(name="Khối nội chính", rule=Rule(), put_in=frozenset({province.tu_phap.pk}))
    group = make_group(actor=province["tinh"], token=new_public_id(), owner=province.noi_vu, terms=terms)
    chosen(issued_plan, "Các cơ quan khối nội chính", [province.tu_phap], group=group)
    found = meant("các cơ quan khối nội chính", on=date(2026, 12, 20))
    assert (found.agencies, found.certain, found.group) == ((province.tu_phap,), True, group)
    assert found.how == "Như kế hoạch 08/KH-UBND: nhóm “Khối nội chính”: 1 cơ quan ngày 20/12/2026."


def test_bodies_chosen_one_by_one_last_time_are_shown_to_be_confirmed(meant, province, issued_plan):
    chosen(issued_plan, "Liên minh Hợp tác xã", [province.khcn, province.tu_phap])
    found = meant("Liên minh hợp tác xã", on=date(2026, 12, 20))
    assert set(found.agencies) == {province.khcn, province.tu_phap}
    assert not found.certain
    assert "Lần trước (08/KH-UBND) hiểu là: Sở Khoa học và Công nghệ, Sở Tư pháp." in found.how
    Agency.objects.filter(pk=province.khcn.pk).update(ends_on=date(2026, 12, 1))
    assert "Nay không còn: Sở Khoa học và Công nghệ." in meant("Liên minh Hợp tác xã", on=date(2026, 12, 20)).how


def test_words_given_to_nobody_last_time_say_so(meant, issued_plan):
    chosen(issued_plan, "Các cơ quan có liên quan", set_aside=True)
    found = meant("Các cơ quan có liên quan", on=date(2026, 12, 20))
    assert (found.agencies, found.certain) == ((), False)
    assert found.how.startswith("Lần trước (08/KH-UBND) không giao ai.")


def test_a_reading_beyond_doubt_stays_where_last_time_said_the_same(meant, province, issued_plan):
    chosen(issued_plan, "UBND các phường", [province.hong_son])
    found = meant("UBND các phường", on=date(2026, 12, 20))
    assert (found.agencies, found.certain) == ((province.hong_son,), True)


def test_a_later_day_is_no_memory_of_an_earlier_one(meant, province, issued_plan):
    chosen(issued_plan, "Liên minh Hợp tác xã", [province.khcn])
    assert meant("Liên minh Hợp tác xã", on=date(2026, 1, 7)).agencies == ()


def test_the_queries_do_not_grow_with_the_wordings(
    province, craft_villages, issued_plan, django_assert_max_num_queries
):
    one = ["Các xã có làng nghề", "UBND huyện Lam Sơn"]
    with django_assert_max_num_queries(16):
        propose_words(one, issuer=province.ubnd, on=ON, beside=[province.noi_vu])
    many = [*one * 10, *(f"UBND huyện số {n}" for n in range(30)), *(f"Sở số {n}" for n in range(30))]
    with django_assert_max_num_queries(16):
        propose_words(many, issuer=province.ubnd, on=ON, beside=[province.noi_vu])


def test_a_plan_finds_the_groups_of_the_body_that_drafts_it(province, draft_plan, craft_villages):
    item = draft_plan.items.first()
    item.parties.create(role="lead", words="Các xã có làng nghề", position=9)
    row = next(row for row in propose(plan=draft_plan, on=ON) if row.words == "Các xã có làng nghề")
    assert row.group == craft_villages
