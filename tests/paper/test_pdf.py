"""The PDF can be kept for good, searched and read aloud, and needs nothing but this package to be made."""

import io
import re
import struct
import unicodedata
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import pdfplumber
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.adapters.typesetting import Typst, font_folder
from lantoa.paper import Column, Heading, Paragraph, Table, UnwritableText, write_docx
from lantoa.paper.glyphs import shown
from lantoa.paper.pdf import TypesettingError, write_pdf


@pytest.fixture
def pdf(report):
    return lambda **changes: write_pdf(report(**changes), Typst())


def _text(data):
    with pypdfium2.PdfDocument(data) as file:
        return "\n".join(page.get_textpage().get_text_range() for page in file)


def _plain(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def test_it_says_that_it_is_pdf_a_2a_and_tagged(pdf):
    data = pdf()
    assert b"<pdfaid:part>2</pdfaid:part>" in data and b"<pdfaid:conformance>A</pdfaid:conformance>" in data
    assert b"/MarkInfo" in data and b"/StructTreeRoot" in data and b"/Lang" in data
    assert b"/OutputIntent" in data and b"/Encrypt" not in data


def test_title_agency_and_moment_are_those_of_the_document(pdf):
    with pypdfium2.PdfDocument(pdf()) as file:
        facts = file.get_metadata_dict()
    assert facts["Title"] == "Báo cáo Kết quả tuyên truyền cải cách hành chính Quý II năm 2026"
    assert facts["Author"] == "Sở Nội vụ" and facts["CreationDate"].startswith("D:20260702000000")


def test_the_same_document_gives_the_same_bytes(pdf):
    assert pdf() == pdf()


def test_every_font_is_tinos_and_lies_in_the_file(pdf):
    with pdfplumber.open(io.BytesIO(pdf())) as file:
        fonts = {letter["fontname"].partition("+")[2] for page in file.pages for letter in page.chars}
    assert fonts == {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}


def test_its_words_can_be_searched(pdf, report):
    text = _plain(_text(pdf()))
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 09/BC-SNV", "Hồng Lam, ngày 02 tháng 7 năm 2026", "1.234",
                  "Kính gửi: Ủy ban nhân dân tỉnh Hồng Lam.", "kính báo cáo Ủy ban nhân dân tỉnh./.", "113,3",
                  "TIẾN ĐỘ TỪNG NHIỆM VỤ", "Trần Thị Minh Hạnh", "03-04 số/tháng"):  # fmt: skip
        assert words in text, words


def test_a_reader_of_tags_meets_headings_and_a_table_with_its_head(pdf):
    tags = b" ".join(re.findall(rb"/S\s*/(\w+)", _unpacked(pdf())))
    assert {b"H1", b"H2", b"P", b"Table", b"TR", b"TH", b"TD"} <= set(tags.split())


def _unpacked(data):
    """The file's objects in plain bytes, also those that stand in compressed streams."""

    parts = [data]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            parts.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def test_a_table_over_pages_has_its_head_on_each(pdf):
    table = Table(columns=(Column("Kênh"), Column("Số lượng")), rows=tuple((f"Kênh {n}", n) for n in range(120)))
    with pypdfium2.PdfDocument(pdf(body=(table, Paragraph("Hết.")), appendices=())) as file:
        pages = [page.get_textpage().get_text_range() for page in file]
    with_rows = [page for page in pages if "Kênh 1" in page or re.search(r"Kênh \d", page)]
    assert len(with_rows) >= 3 and all("Số lượng" in page for page in with_rows)


def test_a_cell_higher_than_a_page_is_set_to_its_last_word(pdf):
    long = " ".join(f"chữ{n}" for n in range(20000))
    table = Table(columns=(Column("Nhiệm vụ", 1), Column("Kết quả", 1)), rows=(("Ngắn", long), ("Sau", "cuối bảng")))
    text = _plain(_text(pdf(body=(table, Paragraph("Hết.")), appendices=())))
    assert len(long) > 100_000
    assert all(f"chữ{n} " in text for n in (0, 9999, 19998)) and "cuối bảng" in text


COMMANDS = ('"; #panic("x")', '#read("/etc/passwd")', "$ x^2 $ *đậm* _nghiêng_ `mã` <nhãn> @ai", "\\u{41} \\n \\",
            "// lời chú /* */", "= Tiêu đề\n- dấu", "<b>&amp;</b>", "#import \"@preview/x:1.0.0\"")  # fmt: skip


@pytest.mark.parametrize("text", COMMANDS)
def test_commands_of_the_typesetter_come_out_as_text(pdf, text):
    said = _plain(_text(pdf(body=(Paragraph(text), Heading(2, "1", text), Paragraph("Hết.")), appendices=())))
    assert said.count(_plain(text)) == 2, said


@pytest.mark.parametrize(("letter", "code"), [("👋", "U+1F44B"), ("漢", "U+6F22"), ("✓", "U+2713")])
def test_a_letter_the_font_lacks_is_refused_with_its_place_and_may_go_to_word(report, letter, code):
    odd = report(body=(Paragraph("Tốt"), Paragraph(f"Chào {letter} bà con"), Paragraph("Hết.")))
    with pytest.raises(UnwritableText) as refusal:
        write_pdf(odd, Typst())
    assert refusal.value.sentence.startswith(f"Không tạo được PDF: nội dung, đoạn 2 có ký tự “{letter}” ({code})")
    assert write_docx(odd)


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_set_or_refused_with_a_sentence(report, text):
    plain = replace(report(appendices=()), body=(Paragraph(text), Paragraph("Hết.")))
    try:
        data = write_pdf(plain, Typst())
    except UnwritableText as refusal:
        assert refusal.sentence
        return
    assert data.startswith(b"%PDF-1.7")


def test_a_fault_of_the_typesetter_is_told_in_a_sentence(report):
    with pytest.raises(TypesettingError, match="Không tạo được PDF"):
        Typst().pdf("#khong_co_lenh_nay()", made_at=report().made_at or datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_the_list_of_letters_is_the_fonts_own(style):
    assert {code for code in range(0x20, 0x110000) if shown(code)} == _characters(
        (font_folder() / f"Tinos-{style}.ttf").read_bytes()
    )


def _characters(font):
    """The characters of a TrueType file, from its table of format 4."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {font[12 + 16 * n : 16 + 16 * n]: struct.unpack_from(">I", font, 20 + 16 * n)[0] for n in range(count)}
    table = tables[b"cmap"] + struct.unpack_from(">I", font, tables[b"cmap"] + 8)[0]
    size = struct.unpack_from(">H", font, table + 6)[0]
    segments = size // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{segments}H", font, table + at) for at in (14, 16 + size, 16 + 2 * size, 16 + 3 * size)
    )
    found = set()
    for n, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(max(start, 0x20), min(end, 0xFFFE) + 1):
            glyph = code + delta
            if offset:
                glyph = struct.unpack_from(">H", font, table + 16 + 3 * size + 2 * n + offset + 2 * (code - start))[0]
            if glyph & 0xFFFF:
                found.add(code)
    return found


def test_the_fonts_licence_lies_beside_them():
    licence = (font_folder() / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL Open Font License, Version 1.1" in licence and "PERMISSION & CONDITIONS" in licence
