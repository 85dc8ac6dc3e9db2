"""Whatever people paste comes out as the text they saw, or is refused with a sentence they can act on."""

import io
import unicodedata

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.paper import Cell, Column, Paragraph, Signature, Table, UnwritableText, write_docx, written
from lantoa.paper.text import _SUSPECT, _fault


def _paragraphs(data):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.mark.parametrize(
    "text",
    [
        "<b>đậm</b> & “trích”",
        "]]><w:p/>",
        "{{ lệnh }} {% if %} ${x}",
        "Chào 👋🏽 bà con 🇻🇳",
        "Hồ sơ\u200b không\u200d hết\u200e hạn",
        "=HYPERLINK(1)",
        "Ậ" * 5000,
    ],
)
def test_text_that_only_looks_dangerous_comes_out_as_it_was(report, text):
    assert text in _paragraphs(write_docx(report(body=(Paragraph(text), Paragraph("Hết.")))))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"])
def test_every_kind_of_line_end_that_is_pasted_begins_a_new_paragraph(report, end):
    lines = _paragraphs(write_docx(report(body=(Paragraph(f"Dòng một{end}Dòng hai"), Paragraph("Hết.")))))
    assert "Dòng một" in lines and "Dòng hai" in lines


@pytest.mark.parametrize(
    ("letter", "fault"),
    [
        ("\x00", "ký tự điều khiển (U+0000)"),
        ("\x1b", "ký tự điều khiển (U+001B)"),
        ("\x9f", "ký tự điều khiển (U+009F)"),
        ("\ud83d", "nửa ký tự bị lỗi mã (U+D83D)"),
        ("\uffff", "mã không phải là ký tự (U+FFFF)"),
        ("\u202e", "ký tự đảo chiều chữ (U+202E)"),
    ],
)
def test_what_cannot_be_seen_is_refused_with_its_place(letter, fault):
    with pytest.raises(UnwritableText) as refusal:
        written(f"Bài{letter} viết", "nội dung, đoạn 3")
    assert refusal.value.sentence == (
        f"Không ghi được văn bản: nội dung, đoạn 3 có {fault} ở vị trí 4, trong “Bài  viết”. "
        "Hãy xóa ký tự đó rồi thử lại."
    )
    assert refusal.value.where == "nội dung, đoạn 3"


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"abstract": "a\x01"}, "trích yếu"),
        ({"agency": "a\x01"}, "tên cơ quan ban hành"),
        ({"parent_agency": "a\x01"}, "tên cơ quan chủ quản"),
        ({"place": "a\x01"}, "địa danh"),
        ({"symbol": "BC-a\x01"}, "ký hiệu"),
        ({"addressees": ("a\x01",)}, "nơi kính gửi"),
        ({"bases": ("a\x01",)}, "căn cứ"),
        ({"recipients": ("a\x01",)}, "nơi nhận"),
        ({"filed": "a\x01"}, "nơi lưu"),
        ({"signature": Signature(capacity=("a\x01",), name=None)}, "chức vụ người ký"),
        ({"signature": Signature(capacity=(), name="a\x01")}, "họ tên người ký"),
        ({"body": (Paragraph("tốt"), Paragraph("a\x01"))}, "nội dung, đoạn 2"),
        (
            {"body": (Table(columns=(Column("Ghi chú", 1),), rows=(("tốt",), (Cell(value="a\x01"),))),)},
            "nội dung, bảng 1, dòng 2, cột “Ghi chú”",
        ),
    ],
)
def test_the_sentence_says_where_the_text_stands(report, changes, where):
    with pytest.raises(UnwritableText) as refusal:
        write_docx(report(**changes))
    assert refusal.value.where == where


def test_the_quick_look_misses_no_letter_that_the_close_look_refuses():
    for code in range(0x110000):
        letter = chr(code)
        assert not _fault(letter) or _SUSPECT.search(letter), hex(code)


@given(st.text(max_size=60))
def test_any_text_is_either_refused_or_kept_whole(text):
    try:
        kept = written(text, "nội dung")
    except UnwritableText as refusal:
        assert refusal.sentence.encode()
        return
    file = docx.Document()
    file.add_paragraph().add_run().text = kept
    for mark in "\r\v\f\t\u0085\u2028\u2029":
        assert mark not in kept
    assert unicodedata.is_normalized("NFC", kept)


def test_decomposed_letters_are_composed(report):
    lines = _paragraphs(write_docx(report(body=(Paragraph(unicodedata.normalize("NFD", "Tuyên truyền.")),))))
    assert "Tuyên truyền./." in lines


def test_a_cell_longer_than_a_page_is_printed_to_its_last_word(report, pdf_text):
    long = " ".join(f"chữ{n}" for n in range(3000))
    table = Table(columns=(Column("Nhiệm vụ", 1), Column("Kết quả", 1)), rows=(("Ngắn", long), ("Sau", "cuối bảng")))
    text = pdf_text(write_docx(report(body=(table, Paragraph("Hết.")), appendices=())))
    assert all(f"chữ{n} " in text or f"chữ{n}\n" in text for n in (0, 1500, 2999))
    assert "cuối bảng" in text


def test_a_cell_of_a_hundred_thousand_letters_is_kept_whole(report):
    long = "Tuyên truyền cải cách hành chính. " * 3000
    table = Table(columns=(Column("Nhiệm vụ"), Column("Kết quả")), rows=(("Ngắn", long),))
    file = docx.Document(io.BytesIO(write_docx(report(body=(table, Paragraph("Hết.")), appendices=()))))
    assert len(long) > 100_000 and file.tables[1].cell(1, 1).text == long


def test_an_address_without_spaces_stays_inside_its_cell(report, pdf_text):
    address = "https://honglam.gov.vn/" + "tin-tuc-cai-cach-hanh-chinh" * 20
    table = Table(columns=(Column("TT", 1), Column("Liên kết", 1)), rows=((1, address),))
    text = pdf_text(write_docx(report(body=(table, Paragraph("Hết.")), appendices=())))
    assert address in "".join(text.split()).replace("1https", "https")
