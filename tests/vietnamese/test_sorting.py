"""Lists stand in the order of Vietnamese dictionaries, in any database."""

import random

from hypothesis import given
from hypothesis import strategies as st

from lantoa.vietnamese import sort_key


def in_order(names):
    shuffled = list(names)
    random.Random(7).shuffle(shuffled)  # noqa: S311
    return sorted(shuffled, key=lambda name: sort_key(name).encode()) == list(names)


def test_letters_stand_in_the_order_of_the_alphabet():
    assert in_order(["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "o", "ô", "ơ", "p", "u", "ư", "v"])


def test_tones_stand_ngang_huyen_hoi_nga_sac_nang():
    assert in_order(["ma", "mà", "mả", "mã", "má", "mạ", "man"])


def test_a_letter_weighs_more_than_a_tone():
    assert in_order(["An", "Ánh", "Ăn", "Ân"])
    assert in_order(["dạy", "đa"])


def test_provinces_stand_as_in_an_official_list():
    assert in_order(
        [
            "An Giang",
            "Bắc Ninh",
            "Cà Mau",
            "Cao Bằng",
            "Đà Nẵng",
            "Đắk Lắk",
            "Điện Biên",
            "Đồng Nai",
            "Hà Nội",
            "Hà Tĩnh",
            "Hải Phòng",
            "Huế",
            "Hưng Yên",
        ]
    )


def test_communes_of_one_first_syllable_stay_together():
    assert in_order(["Hà Nội", "Hà Tĩnh", "Hạ Long", "Hải Phòng"])


def test_numbered_hamlets_stand_by_their_number():
    assert in_order(["Thôn 1", "Thôn 2", "Thôn 9", "Thôn 10", "Thôn 100", "Thôn Đông"])


def test_case_and_dashes_do_not_count():
    assert sort_key("VĂN HÓA - XÃ HỘI") == sort_key("Văn hóa Xã hội")


@given(st.text())
def test_any_name_has_a_key_in_ascii(text):
    assert sort_key(text).isascii()
