"""Numbers and dates read as an office writes them."""

from datetime import date

import pytest

from lantoa.vietnamese import date_in_words, number_in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (1005, "một nghìn không trăm linh năm"),
        (10_000, "mười nghìn"),
        (2_350_000, "hai triệu ba trăm năm mươi nghìn"),
        (15_001_000_000, "mười lăm tỷ không trăm linh một triệu"),
        (-3, "âm ba"),
    ],
)
def test_a_sum_is_read_aloud(number, words):
    assert number_in_words(number) == words


def test_no_two_sums_read_alike():
    assert len({number_in_words(n) for n in range(12_000)}) == 12_000


def test_small_days_and_the_first_two_months_take_a_zero():
    assert date_in_words(date(2026, 1, 5)) == "ngày 05 tháng 01 năm 2026"
    assert date_in_words(date(2026, 2, 28)) == "ngày 28 tháng 02 năm 2026"


def test_other_months_take_none():
    assert date_in_words(date(2026, 3, 9)) == "ngày 09 tháng 3 năm 2026"
    assert date_in_words(date(2026, 12, 31)) == "ngày 31 tháng 12 năm 2026"
