"""What the words of real plans mean, in a small province."""

from datetime import date

import pytest

from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency
from lantoa.assignments.resolution.propose import propose_words
from lantoa.persistence.names import name_columns

ON = date(2026, 1, 8)


@pytest.fixture
def meant(province):
    """meant("Các sở, ban, ngành") gives the proposal for a plan of the province committee (or another issuer)."""

    def resolve(words: str, issuer: Agency | None = None):
        return propose_words([words], issuer=issuer or province.ubnd, on=ON)[0]

    return resolve


@pytest.mark.parametrize(
    "words",
    [
        "Các sở, ban, ngành",
        "các sở, ban, ngành cấp tỉnh",
        "Các Sở, ban, ngành tỉnh",
        "sở, ban, ngành",
    ],
)
def test_the_departments_are_meant_by_their_collective_name(meant, province, words):
    found = meant(words)
    assert set(found.agencies) == {province.noi_vu, province.khcn, province.tu_phap, province.van_phong}
    assert found.certain


@pytest.mark.parametrize(
    "words",
    [
        "UBND các xã, phường",
        "Ủy ban nhân dân các xã, phường",
        "Uỷ ban nhân dân các xã, phường, đặc khu",
        "Ủy ban nhân dân các xã, phường, thị trấn",
        "Ủy ban nhân dân cấp xã",
        "UBND cấp xã",
        "Các xã, phường",
        "Chủ tịch UBND các xã, phường",
        "Các địa phương",
    ],
)
def test_the_communes_are_meant_by_their_collective_name(meant, province, words):
    found = meant(words)
    assert set(found.agencies) == set(province.communes)
    assert found.certain


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Sở Nội vụ", "noi_vu"),
        ("Sở Nội vụ tỉnh Hồng Lam", "noi_vu"),
        ("SỞ NỘI VỤ", "noi_vu"),
        ("Sở KH&CN", "khcn"),
        ("Sở Khoa học, Công nghệ", "khcn"),
        ("Văn phòng UBND tỉnh", "van_phong"),
        ("Ủy ban nhân dân tỉnh", "ubnd"),
        ("UBND tỉnh Hồng Lam", "ubnd"),
        ("UBND xã An Phúc", "an_phuc"),
        ("Xã An Phúc", "an_phuc"),
        ("Phường Hồng Sơn", "hong_son"),
        ("Báo và phát thanh, truyền hình Hồng Lam", "bao"),
        ("Báo và Phát thanh, Truyền hình tỉnh", "bao"),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "tuyen_giao"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "mat_tran"),
        ("Mặt trận Tổ quốc tỉnh", "mat_tran"),
        ("Bưu điện tỉnh", "buu_dien"),
    ],
)
def test_a_named_body_is_found_by_any_way_of_writing_it(meant, province, words, key):
    found = meant(words)
    assert found.agencies == (getattr(province, key),)
    assert found.certain


def test_a_channel_named_as_lead_means_the_body_that_runs_it(meant, province):
    assert meant("Cổng Thông tin điện tử của tỉnh").agencies == (province.van_phong,)
    assert meant("Cổng TTĐT tỉnh").agencies == (province.van_phong,)


def test_exceptions_are_left_out(meant, province):
    found = meant("Các sở, ban, ngành (trừ Sở Tư pháp, Văn phòng UBND tỉnh)")
    assert set(found.agencies) == {province.noi_vu, province.khcn}
    assert found.certain


def test_an_exception_that_is_not_understood_needs_a_person(meant):
    assert not meant("Các sở, ban, ngành trừ cơ quan khối nội chính").certain


def test_two_collectives_in_one_entry_are_both_meant(meant, province):
    for words in ("Các sở, ban, ngành; UBND các xã, phường", "các sở, ban, ngành và UBND các xã, phường"):
        found = meant(words)
        assert set(province.communes) < set(found.agencies)
        assert province.noi_vu in found.agencies
        assert found.certain


def test_bodies_districts_and_departments_together(meant, province):
    found = meant("Các cơ quan, đơn vị, địa phương")
    assert {province.noi_vu, province.an_phuc, province.hong_son} < set(found.agencies)


def test_the_districts_ended_so_nobody_is_meant_and_a_person_decides(meant):
    for words in ("Ủy ban nhân dân các huyện, thành phố, thị xã", "Ủy ban nhân dân cấp huyện"):
        found = meant(words)
        assert found.agencies == ()
        assert not found.certain


def test_a_post_is_kept_and_its_body_is_assigned(meant, province):
    found = meant("công chức Tư pháp - Hộ tịch", issuer=province.an_phuc)
    assert found.agencies == (province.an_phuc,)
    assert found.post == "công chức Tư pháp - Hộ tịch"
    found = meant("Văn phòng - Thống kê", issuer=province.an_phuc)
    assert (found.agencies, found.post) == ((province.an_phuc,), "Văn phòng - Thống kê")
    found = meant("Công chức Văn hóa - Xã hội các xã, phường")
    assert set(found.agencies) == set(province.communes)
    assert found.post == "Công chức Văn hóa - Xã hội"


def test_one_office_of_every_commune(meant, province):
    found = meant("Phòng Văn hóa - Xã hội các xã, phường")
    assert found.agencies == (province.an_phuc_vhxh,)
    assert meant("Phòng Văn hóa - Xã hội", issuer=province.an_phuc).agencies == (province.an_phuc_vhxh,)


def test_the_offices_of_the_body_that_issues(meant, province):
    for words in ("Các phòng, đơn vị thuộc xã", "Các cơ quan, đơn vị", "Thủ trưởng các phòng, đơn vị trực thuộc"):
        found = meant(words, issuer=province.an_phuc)
        assert found.agencies == (province.an_phuc_vhxh,), words


def test_words_that_name_nobody_come_back_empty(meant):
    for words in ("Các cơ quan có liên quan", "Liên minh Hợp tác xã", "Toàn thể cán bộ, công chức thuộc Sở"):
        found = meant(words)
        assert (found.agencies, found.certain) == ((), False), words
        assert found.how


def test_a_body_that_ended_is_not_assigned_but_named(meant, province):
    Agency.objects.create(
        **name_columns("Sở Thông tin và Truyền thông"),
        kind=AgencyKind.DEPARTMENT,
        level=Level.PROVINCE,
        short_name="Sở TT&TT",
        starts_on=date(2008, 4, 1),
        ends_on=date(2025, 3, 1),
    )
    found = meant("Sở TT&TT")
    assert (found.agencies, found.certain) == ((), False)
    assert "01/03/2025" in found.how


def test_only_bodies_valid_on_the_day_are_meant(meant, province):
    Agency.objects.filter(pk=province.hong_son.pk).update(ends_on=date(2026, 1, 1))
    assert province.hong_son not in meant("UBND các xã, phường").agencies


def test_the_number_of_queries_does_not_grow_with_the_words(province, django_assert_max_num_queries):
    wordings = ["Các sở, ban, ngành", "Sở Nội vụ", "UBND các xã, phường", "Ai đó"] * 20
    with django_assert_max_num_queries(14):
        propose_words(wordings, issuer=province.ubnd, on=ON)


def test_a_name_of_all_levels_means_every_body_that_bears_it(meant, province):
    assert meant("Ủy ban Mặt trận Tổ quốc Việt Nam các cấp").agencies == (province.mat_tran,)


def test_an_office_alone_is_the_issuers_own_and_no_neighbours(meant, province):
    assert meant("Văn phòng").agencies == (province.van_phong,)
    found = meant("Văn phòng", issuer=province.noi_vu)
    assert (found.agencies, found.certain) == ((), False)


def test_a_collective_of_which_a_part_is_missing_is_looked_at_by_a_person(meant, province):
    found = meant("Các sở, ban, ngành, đoàn thể cấp tỉnh")
    assert province.noi_vu in found.agencies
    assert not found.certain


def test_words_of_the_three_real_plans_are_understood_or_left_to_a_person(province):
    """Nothing of another level or province is taken for certain."""
    proposals = propose_words(
        ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân các huyện, thành phố, thị xã", "Báo Hà Tĩnh", "Phòng Tư pháp"],
        issuer=province.ubnd,
        on=ON,
    )
    assert [row.agencies for row in proposals] == [(), (), ()]
    in_commune = propose_words(
        ["Cổng Thông tin điện tử huyện", "Ban Tuyên giáo Huyện ủy", "Các đoàn thể cấp huyện"],
        issuer=province.an_phuc,
        on=ON,
    )
    assert not any(row.certain for row in in_commune)
