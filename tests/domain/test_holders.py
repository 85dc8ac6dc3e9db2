"""Who holds a duty, and where a duty of several holders counts."""

import pytest

from lantoa.domain.holders import assignment_groups, lowest_common_body
from lantoa.domain.lifecycle import Share


def test_each_commune_owes_its_own() -> None:
    assert assignment_groups(Share.EACH, ["xã A", "xã B", "xã C"]) == [("xã A",), ("xã B",), ("xã C",)]


def test_two_bodies_together_owe_one_product_once() -> None:
    leads = ["Phòng Nội vụ", "Trung tâm Hành chính công huyện"]
    assert assignment_groups(Share.TOGETHER, leads) == [tuple(leads)]


@pytest.mark.parametrize("share", Share)
def test_a_body_named_twice_holds_once_and_nobody_holds_nothing(share: Share) -> None:
    assert assignment_groups(share, ["Sở Nội vụ", "Sở Nội vụ"]) == [("Sở Nội vụ",)]
    assert assignment_groups(share, []) == []


def test_a_duty_of_two_departments_counts_once_at_their_province() -> None:
    assert lowest_common_body([("tỉnh", "sở Nội vụ"), ("tỉnh", "sở Tư pháp")]) == "tỉnh"


def test_a_duty_of_two_offices_counts_at_their_own_body() -> None:
    paths = [("tỉnh", "sở", "phòng 1"), ("tỉnh", "sở", "phòng 2"), ("tỉnh", "sở")]
    assert lowest_common_body(paths) == "sở"


def test_a_single_holder_counts_its_own() -> None:
    assert lowest_common_body([("tỉnh", "xã")]) == "xã"


def test_bodies_of_two_provinces_have_no_body_in_common() -> None:
    assert lowest_common_body([("tỉnh A", "sở"), ("tỉnh B", "sở")]) is None
    assert lowest_common_body([]) is None
