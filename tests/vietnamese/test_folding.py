"""Names are found with or without accents, however the source wrote them."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from lantoa.vietnamese import fold, nfc

VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậÀẢÃÁẠĐƯỢ 0123456789.,/-")


def test_a_name_folds_to_plain_lower_case_letters():
    assert fold("Ủy ban nhân dân xã Đồng Lộc") == "uy ban nhan dan xa dong loc"


def test_composed_and_decomposed_spellings_are_the_same_to_a_search():
    name = "Sở Thông tin và Truyền thông tỉnh Hà Tĩnh"
    assert fold(unicodedata.normalize("NFD", name)) == fold(name)


def test_the_icelandic_letter_of_converted_documents_is_read_as_the_vietnamese_one():
    assert nfc("Ðồng Tháp, xã ðông") == "Đồng Tháp, xã đông"
    assert fold("Ðồng Tháp") == "dong thap"


def test_hard_and_invisible_spaces_do_not_make_two_names_of_one():
    assert nfc("Hà\u00a0Tĩnh\u200b") == "Hà Tĩnh"


def test_the_place_of_a_tone_is_left_as_written():
    assert nfc("Uỷ ban") != nfc("Ủy ban")
    assert fold("Uỷ ban") == fold("Ủy ban")


@given(VIETNAMESE)
def test_folded_positions_are_positions_of_the_text(text):
    assert len(fold(text)) == len(nfc(text))


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert nfc(nfc(text)) == nfc(text)
