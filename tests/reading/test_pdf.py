"""Plans in PDF: with a text layer they are read like Word files; scans and broken files are told."""

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

import lantoa
from lantoa.reading import UnreadableDocument, read
from lantoa.reading.errors import ScannedPages
from lantoa.reading.readers import pdf, read_source
from lantoa.reading.readers.pdf import Layer, layers_of, read_pdf_source
from lantoa.reading.source import SourceBlock, Table

FONTS = Path(lantoa.__file__).parent / "paper" / "fonts"

HEAD = """
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, y: 2cm), numbering: "1")
#set text(font: "Tinos", size: 14pt)
#set par(justify: true, first-line-indent: (amount: 1.27cm, all: true))
#grid(columns: (40%, 60%), align: center,
  [UBND TỈNH AN SƠN\\ *SỞ NỘI VỤ*\\ Số: 12/KH-SNV],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*\\ *Độc lập - Tự do - Hạnh phúc*\\ An Sơn, ngày 09 tháng 01 năm 2026])
#v(1em)
#align(center)[*KẾ HOẠCH*\\ *Truyền thông cải cách hành chính năm 2026*]

Căn cứ Quyết định số 30/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh, Sở Nội vụ xây dựng Kế hoạch như sau:

*I. MỤC ĐÍCH, YÊU CẦU*

*1. Mục đích*

- Làm cho công chức, viên chức hiểu rõ việc phải làm và trách nhiệm của mình
trong cải cách hành chính, để người dân được phục vụ nhanh hơn, thuận tiện hơn
và biết nơi phản ánh khi bị chậm trễ.

*2. Yêu cầu*

- Thiết thực, tiết kiệm.

*II. TỔ CHỨC THỰC HIỆN*

1. Văn phòng Sở: hằng tháng đăng ít nhất 02 tin, bài trên Trang thông tin điện tử của Sở.

2. Thanh tra Sở: báo cáo kết quả kiểm tra trước ngày 20 tháng cuối quý.
"""

FOOT = """
#v(1em)
#grid(columns: (50%, 50%), [#set par(first-line-indent: 0pt)
*Nơi nhận:*\\ - UBND tỉnh;\\ - Các phòng thuộc Sở;\\ - Lưu: VT.],
align(center)[*KT. GIÁM ĐỐC*\\ *PHÓ GIÁM ĐỐC*\\ \\ \\ *Lê Thu Thảo*])
#pagebreak()
#set page(flipped: true)
#align(center)[*PHỤ LỤC*\\ *PHÂN CÔNG NHIỆM VỤ*]
"""


def bulleted(source: str) -> str:
    """Typst would make a list of lines that begin with a dash; offices type the dash."""
    return "\n".join(r"\- " + line[2:] if line.startswith("- ") else line for line in source.split("\n")).replace(
        r"\ - ", r"\ \- "
    )


def annex(rows: int) -> str:
    cells = "".join(
        f"[{number}], [Viết chuyên đề số {number} về kết quả giải quyết hồ sơ, ý kiến của người dân và cách làm mới "
        f"của các phòng trong Sở], [Bài viết], [Văn phòng Sở], [Quý I/2026],\n"
        for number in range(1, rows + 1)
    )
    return (
        "#set par(first-line-indent: 0pt, justify: false)\n#table(columns: (1cm, 1fr, 3cm, 3.5cm, 3cm),\n"
        "table.header([TT], [Nhiệm vụ], [Sản phẩm], [Cơ quan chủ trì], [Thời gian]),\n" + cells + ")"
    )


def typeset(source: str) -> bytes:
    made = typst.compile(source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


@pytest.fixture(scope="module")
def office_pdf() -> bytes:
    return typeset(bulleted(HEAD + FOOT) + annex(14))


def test_the_head_and_foot_in_two_columns_are_read(office_pdf: bytes) -> None:
    document = read(office_pdf).plan["document"]
    assert document["issuer"] == "Sở Nội vụ tỉnh An Sơn"
    assert (document["number"], document["issued_on"], document["place"]) == ("12/KH-SNV", "2026-01-09", "An Sơn")
    assert document["subject"] == "Truyền thông cải cách hành chính năm 2026"
    assert document["recipients"] == ["Ủy ban nhân dân tỉnh", "Các phòng thuộc Sở"]
    assert document["signer"]["name"] == "Lê Thu Thảo"


def test_wrapped_lines_are_one_paragraph_and_points_stay_apart(office_pdf: bytes) -> None:
    texts = [item.text for item in read_source(office_pdf).flow if isinstance(item, SourceBlock)]
    [long] = [text for text in texts if text.startswith("- Làm cho")]
    assert long.endswith("khi bị chậm trễ.")
    assert [text[:2] for text in texts if text.startswith(("1. V", "2. T"))] == ["1.", "2."]
    assert "1" not in texts and "2" not in texts  # page numbers


def test_what_bodies_owe_is_read_out_of_the_prose(office_pdf: bytes) -> None:
    [office, inspectors] = read(office_pdf).plan["responsibilities"]
    assert office["obligations"][0]["min"] == 2 and office["obligations"][0]["every"] == "month"
    assert inspectors["obligations"][0]["report"]


def test_a_table_over_several_pages_is_one_table_with_one_header(office_pdf: bytes) -> None:
    assert len(pypdfium2.PdfDocument(office_pdf)) >= 3
    [table] = [item for item in read_source(office_pdf).flow if isinstance(item, Table) and item.columns == 5]
    assert [row.cells[0].text for row in table.rows] == ["TT", *(str(number) for number in range(1, 15))]
    assert table.rows[0].header and not table.rows[1].header
    tasks = read(office_pdf).plan["tasks"]
    assert len(tasks) == 14 and tasks[9]["lead"] == ["Văn phòng Sở"]
    assert all(task["title"].endswith("các phòng trong Sở") for task in tasks)


def test_merged_cells_cover_their_rows_and_columns() -> None:
    source = (
        HEAD.replace("#set page", "#set page", 1)
        + """
#set par(first-line-indent: 0pt)
#table(columns: (1cm, 4cm, 4cm, 3cm), [TT], [Nhiệm vụ], [Cơ quan chủ trì], [Thời gian],
table.cell(rowspan: 2)[1], table.cell(rowspan: 2)[Phát thanh], [Các thôn], [Quý I], [Các khu phố], [Quý II],
table.cell(colspan: 4)[II. Việc khác])"""
    )
    [table] = [
        item for item in read_source(typeset(bulleted(source))).flow if isinstance(item, Table) and item.columns == 4
    ]
    assert [cell.continued for cell in table.rows[2].cells] == [True, True, False, False]
    assert table.rows[2].text_at(2) == "Các khu phố"
    assert [(cell.text, cell.span) for cell in table.rows[3].cells] == [("II. Việc khác", 4)]


def picture_of(data: bytes) -> bytes:
    """The first page as a scanner gives it: an image."""
    document = pypdfium2.PdfDocument(data)
    image = document[0].render(scale=1.2).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "PDF", resolution=86)
    return out.getvalue()


def test_a_scan_is_told_with_its_pages(office_pdf: bytes) -> None:
    mixed = pypdfium2.PdfDocument(office_pdf)
    mixed.import_pages(pypdfium2.PdfDocument(picture_of(office_pdf)), index=1)
    out = io.BytesIO()
    mixed.save(out)
    assert layers_of(out.getvalue())[:3] == [Layer.TRUSTED, Layer.MISSING, Layer.TRUSTED]
    with pytest.raises(ScannedPages, match="Trang 2 là ảnh quét") as told:
        read_pdf_source(out.getvalue())
    assert told.value.pages == (2,)


def test_a_text_layer_without_accents_and_without_picture_is_restored() -> None:
    data = typeset(bulleted(unaccented(HEAD)))
    assert set(layers_of(data)) == {Layer.MENDED}
    text = read(data).text
    assert "ít nhất 02 tin, bài trên Trang thông tin điện tử của Sở" in text
    assert "Số: 12/KH-SNV" in text and "05/01/2026" in text


def unaccented(source: str) -> str:
    """The source without accents, its capitals kept."""
    letters = unicodedata.normalize("NFD", source.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


def encrypted(data: bytes) -> bytes:
    """A PDF that wants a password (the keys fit none)."""
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    )
    key = b"<" + b"41" * 32 + b">"
    body += b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O" + key + b"/U" + key + b">>endobj\n"
    return body + b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF"


def many_pages(count: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(count):
        document.new_page(200, 200)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (encrypted, "mật khẩu"),
        (lambda data: data[: len(data) // 3], "hỏng"),
        (lambda data: b"%PDF-1.7\n" + bytes(range(256)) * 20, "hỏng"),
        (lambda data: many_pages(500), "500 trang"),
        (lambda data: many_pages(3), "không có trang nào có nội dung"),
    ],
)
def test_a_bad_pdf_is_refused_with_what_to_do(office_pdf: bytes, spoil: Callable[[bytes], bytes], words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words) as refused:
        read(spoil(office_pdf))
    assert str(refused.value).endswith(".")


def test_a_broken_table_of_references_is_mended(office_pdf: bytes) -> None:
    place = office_pdf.rindex(b"startxref")
    broken = office_pdf[:place] + b"startxref\n7\n%%EOF"
    assert len(read(broken).plan["tasks"]) == 14


def test_a_page_of_endless_drawing_is_refused(office_pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "OBJECTS_A_PAGE", 3)
    with pytest.raises(UnreadableDocument, match="Trang 1"):
        read(office_pdf)


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_spoilt_bytes_end_in_a_sentence_or_a_reading(office_pdf: bytes, data: Any) -> None:
    spoilt = bytearray(office_pdf)
    for _ in range(data.draw(st.integers(1, 30))):
        spoilt[data.draw(st.integers(8, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(spoilt))
    except UnreadableDocument as refused:
        assert str(refused).endswith(".")


def test_progress_is_told_page_by_page(office_pdf: bytes) -> None:
    told: list[tuple[float, str]] = []
    read(office_pdf, progress=lambda share, sentence: told.append((share, sentence)))
    assert any("trang 2/" in sentence for _, sentence in told)
    assert [share for share, _ in told] == sorted(share for share, _ in told)
