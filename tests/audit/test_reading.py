"""The trail as people read it."""

from datetime import date

import pytest
from django.test import override_settings

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import HeldRole
from lantoa.audit.models import Entry
from lantoa.audit.operations import record
from lantoa.audit.queries import lines
from lantoa.catalogue.models import ResultKind


@pytest.fixture(scope="session", autouse=True)
def static_folder(tmp_path_factory):
    """The folder of collected files exists, as after an installation (whitenoise warns where it does not)."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


def write(province, agency, number=1, operation="edit_agency", obj=None) -> None:
    for place in range(number):
        changes = {"name": [f"cũ {place}", f"mới {place}"]}
        record(operation=operation, actor=province["quantri"], obj=obj or agency, agency=agency, changes=changes)


def read(client) -> str:
    answer = client.get("/nhat-ky/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_line_is_in_the_offices_words(signed_in_as, province):
    write(province, province.noi_vu)
    page = read(signed_in_as("quantri"))
    assert "Sửa thông tin cơ quan" in page
    assert "tên: cũ 0 → mới 0" in page
    assert "edit_agency" not in page


def test_a_state_is_told_in_words(signed_in_as, province):
    changes = {"state": ["draft", "issued"]}
    record(operation="issue_plan", actor=province["tinh"], obj=province.noi_vu, agency=province.noi_vu, changes=changes)
    page = read(signed_in_as("tinh"))
    assert "tình trạng: dự thảo → đã ban hành" in page
    assert "issued" not in page


def test_an_administrator_reads_the_trail_of_the_subtree_and_a_coordinator_that_of_the_own_agency(
    signed_in_as, province
):
    for agency in (province.an_phuc_vhxh, province.noi_vu, province.buu_dien):
        write(province, agency)
    mine = read(signed_in_as("quantri"))
    assert "Phòng Văn hóa - Xã hội xã An Phúc" in mine
    assert "Bưu điện tỉnh" not in mine
    own = read(signed_in_as("tinh"))
    assert "Sở Nội vụ" in own
    assert "An Phúc" not in own


def test_an_administrator_learns_who_did_what_but_not_the_content(signed_in_as, province):
    kind = ResultKind.objects.get(code="article")  # stands for anything that is no body and no person
    write(province, province.noi_vu, operation="record_result", obj=kind)
    page = read(signed_in_as("quantri"))
    assert "Ghi kết quả" in page
    assert "mới 0" not in page
    assert str(kind) not in page
    assert "mới 0" in read(signed_in_as("tinh"))


def test_who_coordinates_one_agency_and_administers_another_reads_content_only_at_the_first(province):
    write(province, province.noi_vu, operation="record_result", obj=ResultKind.objects.first())
    rows = list(Entry.objects.all())
    assert lines(rows, open_to={province.noi_vu.pk}, open_types="agencies.")[0].changes
    assert not lines(rows, open_to={province.khcn.pk}, open_types="agencies.")[0].changes


def test_the_trail_is_paged_and_its_queries_do_not_grow(signed_in_as, province, django_assert_max_num_queries):
    client = signed_in_as("tinh")
    write(province, province.noi_vu, number=1)
    with django_assert_max_num_queries(10) as few:
        read(client)
    write(province, province.noi_vu, number=60)
    with django_assert_max_num_queries(len(few)):
        page = read(client)
    assert page.count("Sửa thông tin cơ quan") == 50
    assert "Trang sau" in page


def test_dates_and_empty_values_are_said_as_people_say_them(province):
    changes = {
        "ends_on": [None, "2026-10-16"],
        "is_active": [True, False],
        "odd": {"a": 1},
        "symbol": ["", "SNV"],
        "post": [None, ""],
    }
    record(operation="end_role", actor=None, obj=province["xa"], agency=province.noi_vu, changes=changes)
    (line,) = lines(Entry.objects.all(), open_to=(), open_types="agencies.")
    assert set(line.changes) == {
        ("hết hiệu lực từ", "", "16/10/2026"),
        ("đang dùng", "có", "không"),
        ("ký hiệu", "trống", "SNV"),
    }
    assert line.more == 1


@pytest.mark.parametrize("username", ["so", "xa", "lanhdao", "vanthu", "giamsat", "bientap"])
def test_nobody_else_reads_it(signed_in_as, username):
    assert signed_in_as(username).get("/nhat-ky/").status_code == 404


def test_a_former_coordinator_reads_it_no_more(signed_in_as, province):
    HeldRole.objects.filter(user=province["tinh"], role=Role.COORDINATOR).update(ends_on=date(2026, 10, 1))
    assert signed_in_as("tinh").get("/nhat-ky/").status_code == 404
