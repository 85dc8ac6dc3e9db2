"""The lines over a signature, as Decree 30/2020 gives them for each right to sign; and the letters of points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.paper import Signing, capacity, point_letter

COMMITTEE = "Ủy ban nhân dân"


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ({"head": "Chủ tịch", "collective": COMMITTEE}, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        (
            {"head": "Chủ tịch", "collective": COMMITTEE, "way": Signing.DEPUTY, "signer": "Phó Chủ tịch"},
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (
            {"head": "Chủ tịch", "collective": COMMITTEE, "way": Signing.ACTING},
            ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"),
        ),
        (
            {"head": "Chủ tịch", "collective": COMMITTEE, "way": Signing.ORDER, "signer": "Chánh Văn phòng"},
            ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        ),
        (
            {"head": "Chủ tịch", "way": Signing.ORDER, "superior": "Chánh Văn phòng", "signer": "Phó Chánh Văn phòng"},
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
        ({"head": "Giám đốc"}, ("GIÁM ĐỐC",)),
        (
            {"head": "Giám đốc", "way": Signing.DEPUTY, "signer": "Phó Giám đốc"},
            ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ),
        (
            {"head": "Giám đốc", "way": Signing.AUTHORITY, "signer": "Trưởng phòng Hành chính"},
            ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG HÀNH CHÍNH"),
        ),
    ],
)
def test_each_right_to_sign_has_its_formula(words, lines):
    assert capacity(words.pop("head"), **words) == lines


@pytest.mark.parametrize(
    "wrong",
    [
        {"way": Signing.DEPUTY},
        {"way": Signing.ORDER},
        {"way": Signing.AUTHORITY, "signer": "Trưởng phòng", "superior": "Trưởng phòng"},
    ],
)
def test_a_formula_that_lacks_a_post_or_passes_authority_on_is_refused(wrong):
    with pytest.raises(ValueError):
        capacity("Giám đốc", **wrong)


def test_points_run_as_in_the_decree():
    assert [point_letter(n) for n in range(1, 10)] == ["a", "b", "c", "d", "đ", "e", "g", "h", "i"]


@given(st.integers(1, 2000), st.integers(1, 2000))
def test_no_two_points_have_the_same_letter(one, other):
    assert (point_letter(one) == point_letter(other)) == (one == other)
    assert not set(point_letter(one)) & set("fjwzăâêôơư")
