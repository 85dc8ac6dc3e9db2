"""The tree of bodies on a day: opened, searched, paged."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.agencies import queries, tree
from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency, AgencyLink, FormerName, LinkKind
from lantoa.agencies.models.bodies import true_on
from lantoa.persistence.names import name_columns

TODAY = date(2026, 10, 1)


def many(parent: Agency, number: int) -> list[Agency]:
    rows = [
        Agency(
            **name_columns(f"Trường Tiểu học số {n}"),
            kind=AgencyKind.SCHOOL,
            level=Level.COMMUNE,
            short_name=f"Trường {n}",
            starts_on=date(2025, 7, 1),
        )
        for n in range(number)
    ]
    Agency.objects.bulk_create(rows)
    links = [AgencyLink(child=row, parent=parent, kind=LinkKind.UNDER, starts_on=row.starts_on) for row in rows]
    AgencyLink.objects.bulk_create(links)
    return rows


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_forest_has_several_roots_and_opens_where_the_person_works(signed_in_as):
    page = text(signed_in_as("xa").get("/don-vi/"))
    for root in ("Ủy ban nhân dân tỉnh Hồng Lam", "Bưu điện tỉnh", "Ban Tuyên giáo và Dân vận Tỉnh ủy"):
        assert root in page
    assert "Phòng Văn hóa - Xã hội xã An Phúc" in page
    assert page.index("Sở Khoa học và Công nghệ") < page.index("Sở Nội vụ") < page.index("Sở Tư pháp")


def test_a_closed_branch_says_how_many_stand_under_it(signed_in_as, province):
    page = text(signed_in_as("tinh").get("/don-vi/", {"duoi": ""}))
    assert "Mở 8 đơn vị" in page
    assert "Phòng Văn hóa - Xã hội xã An Phúc" not in page


def test_the_tree_is_that_of_the_day_asked_for(signed_in_as, province):
    link = AgencyLink.objects.get(child=province.hong_son)
    link.ends_on = date(2026, 8, 1)
    link.save()
    opened = {"duoi": province.ubnd.public_id}
    client = signed_in_as("giamsat")
    before = text(client.get("/don-vi/", opened | {"ngay": "31/7/2026"}))
    assert "Mở 1 đơn vị" in before  # An Phúc has its office
    branches, _ = queries.branches(date(2026, 7, 31), province.ubnd)
    assert [row.below for row in branches if row.agency == province.ubnd] == [8]
    branches, _ = queries.branches(date(2026, 8, 1), province.ubnd)
    assert [row.below for row in branches if row.agency == province.ubnd] == [7]
    assert "Chưa có cơ quan nào" in text(client.get("/don-vi/", {"ngay": "1/1/2020", "duoi": ""}))


def test_a_day_that_cannot_be_read_is_answered_with_a_sentence(signed_in_as):
    assert "Không có tháng 13" in text(signed_in_as("xa").get("/don-vi/", {"ngay": "1/13/2026"}))


@pytest.mark.parametrize("words", ["an phuc", "AN PHÚC", "xã an phúc"])
def test_a_body_is_found_with_or_without_accents_with_the_one_above_it(signed_in_as, words):
    page = text(signed_in_as("tinh").get("/don-vi/", {"q": words}))
    assert "Ủy ban nhân dân xã An Phúc" in page
    assert "thuộc Ủy ban nhân dân tỉnh Hồng Lam" in page
    assert "Bình Lĩnh" not in page


def test_a_body_is_found_by_another_name_it_has_in_documents(signed_in_as):
    page = text(signed_in_as("tinh").get("/don-vi/", {"q": "so kh&cn"}))
    assert "Sở Khoa học và Công nghệ" in page
    assert "Không thấy cơ quan nào" in text(signed_in_as("tinh").get("/don-vi/", {"q": "100% xã"}))


def test_a_body_is_found_by_its_short_name_and_by_its_code(signed_in_as, province):
    Agency.objects.filter(pk=province.buu_dien.pk).update(code="H27.90.01")
    province.bao.short_name = "Báo HL"
    province.bao.save()
    client = signed_in_as("tinh")
    assert "Báo và Phát thanh, Truyền hình Hồng Lam" in text(client.get("/don-vi/", {"q": "bao hl"}))
    assert "Bưu điện tỉnh" in text(client.get("/don-vi/", {"q": "h27.90"}))


def test_a_branch_alone_is_sent_when_scripts_ask_for_it(signed_in_as, province):
    client = signed_in_as("tinh")
    asked = {"nhanh": province.an_phuc.public_id, "mo": "1"}
    part = text(client.get("/don-vi/", asked, headers={"HX-Request": "true"}))
    assert part.startswith("<li>")
    assert "Phòng Văn hóa - Xã hội xã An Phúc" in part
    assert f'href="/don-vi/?duoi={province.ubnd.public_id}"' in part  # without scripts: the one above stays open
    closed = text(client.get("/don-vi/", asked | {"mo": "0"}, headers={"HX-Request": "true"}))
    assert "Mở 1 đơn vị" in closed
    assert "Phòng Văn hóa - Xã hội" not in closed
    assert "<!doctype html>" in text(client.get("/don-vi/", asked)).lower()


def test_a_renamed_body_bears_the_name_of_the_day(signed_in_as, province):
    FormerName.objects.create(
        agency=province.khcn,
        name="Sở Thông tin và Truyền thông",
        short_name="Sở TTTT",
        folded="so thong tin va truyen thong",
        starts_on=date(2025, 7, 1),
        ends_on=date(2026, 3, 1),
    )
    client = signed_in_as("tinh")
    opened = {"duoi": province.ubnd.public_id}
    before = text(client.get("/don-vi/", opened | {"ngay": "28/2/2026"}))
    assert "Sở Thông tin và Truyền thông" in before
    assert "Sở Khoa học và Công nghệ" not in before
    assert "Sở Khoa học và Công nghệ" in text(client.get("/don-vi/", opened | {"ngay": "1/3/2026"}))
    found = text(client.get("/don-vi/", {"q": "so khoa hoc", "ngay": "28/2/2026"}))
    assert "Sở Thông tin và Truyền thông" in found
    page = text(client.get(f"/don-vi/{province.khcn.public_id}/"))
    assert "đến hết 28/02/2026" in page


def test_what_was_typed_is_shown_as_text_never_as_markup(signed_in_as, province):
    Agency.objects.filter(pk=province.buu_dien.pk).update(**name_columns("<b>Bưu điện</b>"))
    page = text(signed_in_as("tinh").get("/don-vi/", {"q": "<b>"}))
    assert "<b>Bưu" not in page
    assert "<b>Bưu" not in text(signed_in_as("tinh").get("/don-vi/", {"duoi": ""}))


def test_the_number_of_queries_does_not_grow_with_the_bodies(signed_in_as, province):
    client = signed_in_as("lanhdao")

    def cost(parameters) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            text(client.get("/don-vi/", parameters))
        return len(asked)

    cases = [{}, {"q": "a"}, {"duoi": province.an_phuc.public_id}]
    few = [cost(case) for case in cases]
    for parent in (province.an_phuc, province.ubnd):
        many(parent, 60)
    assert [cost(case) for case in cases] == few


def test_a_very_long_list_is_cut_and_the_bodys_own_page_pages_it(signed_in_as, province, monkeypatch):
    monkeypatch.setattr(queries, "LEVEL_LIMIT", 20)
    many(province.an_phuc, 60)
    client = signed_in_as("xa")
    assert "xem đủ ở trang của cơ quan" in text(client.get("/don-vi/", {"duoi": province.an_phuc.public_id}))
    page = text(client.get(f"/don-vi/{province.an_phuc.public_id}/"))
    assert page.count("Trường Tiểu học") == 49  # 50 rows, the first is the office
    assert "Trang sau" in page


def test_a_bodys_page_says_what_it_is_but_names_people_only_to_who_administers_it(signed_in_as, province):
    address = f"/don-vi/{province.an_phuc_vhxh.public_id}/"
    for username in ("xa_khac", "giamsat", "tinh"):
        page = text(signed_in_as(username).get(address))
        assert "Phòng Văn hóa - Xã hội" in page
        assert "Nguyễn Thị Lan" not in page
    assert "Nguyễn Thị Lan" in text(signed_in_as("quantri").get(address))


def test_an_unknown_body_is_absent(signed_in_as):
    assert signed_in_as("quantri").get("/don-vi/AAAAAAAAAAAAAAAA/").status_code == 404
    assert signed_in_as("quantri").get("/don-vi/", {"duoi": "AAAA"}).status_code == 404


def test_below_and_the_way_to_the_root_follow_the_links_of_the_day(province):
    assert tree.below([province.an_phuc.pk], TODAY) == {province.an_phuc_vhxh.pk}
    assert len(tree.below([province.ubnd.pk], TODAY)) == 9
    way = tree.paths_to_root([province.an_phuc_vhxh.pk, province.buu_dien.pk], TODAY)
    assert way[province.an_phuc_vhxh.pk] == (province.ubnd.pk, province.an_phuc.pk, province.an_phuc_vhxh.pk)
    assert way[province.buu_dien.pk] == (province.buu_dien.pk,)
    assert tree.below([province.ubnd.pk], date(2025, 6, 30)) == set()


def test_a_whole_subtree_is_read_in_one_query_and_a_circle_ends(province, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = tree.below([province.ubnd.pk, province.buu_dien.pk], TODAY)
    assert len(found) == 9
    with django_assert_num_queries(0):
        assert tree.below([], TODAY) == set()
    AgencyLink.objects.create(
        child=province.ubnd, parent=province.an_phuc_vhxh, kind=LinkKind.UNDER, starts_on=date(2025, 7, 1)
    )
    assert province.noi_vu.pk in tree.below([province.an_phuc.pk], TODAY)


def test_the_whole_forest_lists_each_body_once_under_its_parent(province):
    rows = tree.forest(TODAY)
    assert len({agency.pk for agency, _ in rows}) == len(rows) == Agency.objects.filter(true_on(TODAY)).count()
    depths = {agency.pk: depth for agency, depth in rows}
    assert (depths[province.ubnd.pk], depths[province.an_phuc.pk], depths[province.an_phuc_vhxh.pk]) == (0, 1, 2)


def test_the_queries_of_the_whole_forest_are_two(province, django_assert_num_queries):
    with django_assert_num_queries(2):
        tree.forest(TODAY)
