"""Damaged Vietnamese becomes right again; digits never change; sound text is left alone."""

import re
import time
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.vietnamese import fold
from lantoa.vietnamese.restoration import Condition, measure, restore, restore_lost, restore_ocr
from lantoa.vietnamese.restoration.codes import mended_code, mended_roman
from lantoa.vietnamese.restoration.model import language_model, unpack
from lantoa.vietnamese.restoration.syllables import is_syllable, one_spelling

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "plans"
CLEAN = (DATA / "phuong.clean.txt").read_text(encoding="utf-8")  # a ward's plan written for this test alone
OCR = (DATA / "phuong.ocr.txt").read_text(encoding="utf-8")  # its pages as Tesseract's English reads them


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def right(restored: str, clean: str) -> float:
    """F1 of syllables, wherever they stand."""
    have, want = words(restored), words(clean)
    return 2 * sum((Counter(have) & Counter(want)).values()) / (len(have) + len(want))


def with_lost(text: str, letters: str) -> str:
    """Text as a PDF gives it whose font lacks some letters: a space for each."""
    return "".join(" " if letter in letters else letter for letter in text)


def test_what_english_ocr_read_becomes_vietnamese_again() -> None:
    assert right(OCR, CLEAN) < 0.2
    assert right(restore(OCR).text, CLEAN) >= 0.86


@pytest.mark.parametrize("letters", ["ưăự", "ợờầkì", "ăườựợểãóìkĩ"])
def test_letters_that_a_font_lost_come_back(letters: str) -> None:
    broken = with_lost(CLEAN, letters)
    assert right(broken, CLEAN) < 0.95
    assert right(restore_lost(broken).text, CLEAN) >= 0.96


def test_a_syllable_is_chosen_by_its_neighbours() -> None:
    assert restore_ocr("Chi s6 ning lwc canh tranh cap tinh").text == "Chỉ số năng lực cạnh tranh cấp tỉnh"
    assert "tăng cường" in restore_lost("- T ng cư ng công tác; t ng cư ng đ i mới, th c hiện ch  trương").text.lower()


def test_accents_that_were_never_typed_are_added() -> None:
    sentence = "Tuyên truyền cải cách hành chính trên địa bàn tỉnh"
    assert restore_ocr(fold(sentence)).text.lower() == sentence.lower()


def test_sound_text_and_foreign_text_stay_as_they_are() -> None:
    assert restore(CLEAN).text == CLEAN
    english = "The quick brown fox jumps over the lazy dog while nobody watches the other dogs in the yard."
    assert measure(english).condition is Condition.OTHER
    assert restore(english).text == english


def test_a_text_says_what_happened_to_it() -> None:
    assert measure(CLEAN).condition is Condition.SOUND
    assert measure(OCR).condition is Condition.ACCENTS_LOST
    assert measure(with_lost(CLEAN, "ợờầkìưă")).condition is Condition.LETTERS_LOST
    assert measure("08/KH-UBND").condition is Condition.OTHER


def test_doubtful_syllables_are_marked_and_few() -> None:
    restored = restore(OCR)
    assert 0 < len(restored.doubtful) < 0.2 * len(words(CLEAN))
    for start, end in restored.doubtful:
        assert restored.text[start:end].strip() and not re.search(r"\s\s", restored.text[start:end])


@given(
    st.lists(st.sampled_from(["Ké hoach s6", "ngay", "dat", "t6i thiéu", "tin, bai", "nam", "déng"]), max_size=6),
    st.lists(st.from_regex(r"[1-9][0-9]{0,3}(?:[./][0-9]{1,4}){0,2}", fullmatch=True), min_size=1, max_size=6),
)
@settings(max_examples=60, deadline=None)
def test_numbers_and_dates_are_never_changed(phrases: list[str], numbers: list[str]) -> None:
    text = " ".join(part for pair in zip([*phrases, *[""] * 6], numbers, strict=False) for part in pair)
    written = re.findall(r"(?<!\w)\d+(?:[./]\d+)*(?!\w)", text)
    for restored in (restore_ocr(text).text, restore_lost(text).text):
        assert re.findall(r"(?<!\w)\d+(?:[./]\d+)*(?!\w)", restored) == written


@given(st.text(max_size=120))
@settings(max_examples=80, deadline=None)
def test_any_text_keeps_its_lines(text: str) -> None:
    for restored in (restore_ocr(text).text, restore_lost(text).text):
        assert restored.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("876/QD-BNV", "876/QĐ-BNV"),
        ("1847/Qb-TTg", "1847/QĐ-TTg"),
        ("15/ND-CP", "15/NĐ-CP"),
        ("04/NQ-HDND", "04/NQ-HĐND"),
        ("76/NQ-CP", "76/NQ-CP"),
        ("30/KH-UBND", "30/KH-UBND"),
    ],
)
def test_the_signs_of_documents_get_their_stroke_and_keep_their_digits(read: str, meant: str) -> None:
    assert mended_code(read) == meant


def test_a_roman_quarter_is_read_from_strokes_but_a_plain_1_stays() -> None:
    assert mended_roman("111/2024", "Quý") == "III/2024"
    assert mended_roman("1V", "Quý") == "IV"
    assert mended_roman("1", "Quý") == "1"
    assert mended_roman("11", "ngày") == "11"


def test_syllables_are_told_from_other_words() -> None:
    for word in ("nghiêng", "quyết", "giếng", "ủy", "khuỷu", "đắk", "xoong"):
        assert is_syllable(word), word
    for word in ("hop", "ning", "each", "strong", "cạcc", "bếé"):
        assert not is_syllable(word), word
    assert one_spelling("hoá thuỷ quý khoảng") == "hóa thủy quý khoảng"


def test_the_model_is_small_and_quickly_read() -> None:
    data = files("lantoa.vietnamese.restoration").joinpath("model.xz").read_bytes()
    assert len(data) < 3_000_000
    before = time.process_time()
    unpack(data)
    assert time.process_time() - before < 0.8


def test_the_model_prefers_what_offices_write() -> None:
    model = language_model()
    cải, cách, hành, hanh = (model.id_of(word) for word in ("cải", "cách", "hành", "hanh"))
    assert model.cost(cải, cách, hành) < model.cost(cải, cách, hanh)


@pytest.mark.shared
@pytest.mark.parametrize(("name", "least"), [("p1", 0.9), ("p2", 0.92), ("p5", 0.975)])
def test_the_real_plans_that_came_out_damaged_become_readable(name: str, least: float) -> None:
    if not SHARED.is_dir():
        pytest.skip("the real plans (../shared/plans) are not beside this checkout")
    raw, clean = ((SHARED / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("txt", "clean.txt"))
    assert right(restore(raw).text, clean) >= least
