"""A document that leaves the product can be signed as it is: Decree 30/2020 measured in the file that was written."""

import io

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from lantoa.paper import Preset, write_docx
from lantoa.paper.metrics import text_width_mm


def _paragraph(file, text):
    tables = [paragraph for table in file.tables for cell in table._cells for paragraph in cell.paragraphs]
    return next(paragraph for paragraph in [*file.paragraphs, *tables] if paragraph.text.startswith(text))


def _looks(paragraph):
    run = paragraph.runs[0]
    return run.font.size.pt, bool(run.font.bold), bool(run.font.italic)


def test_the_page_is_a4_with_the_usual_margins(report, opened):
    section = opened(report()).sections[0]
    sizes = section.page_width.mm, section.page_height.mm
    margins = section.top_margin.mm, section.bottom_margin.mm, section.left_margin.mm, section.right_margin.mm
    assert [round(size) for size in sizes] == [210, 297]
    assert [round(margin) for margin in margins] == [20, 20, 30, 20]


def test_the_typeface_is_times_new_roman_in_every_script(report, opened):
    fonts = opened(report()).styles["Normal"].element.rPr.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}


@pytest.mark.parametrize(
    ("text", "size", "bold", "italic"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, False),
        ("ỦY BAN NHÂN DÂN", 12, False, False),
        ("SỞ NỘI VỤ", 12, True, False),
        ("Số: 09/BC-SNV", 13, False, False),
        ("Hồng Lam, ngày 02 tháng 7 năm 2026", 13, False, True),
        ("BÁO CÁO", 14, True, False),
        ("Kết quả tuyên truyền", 14, True, False),
        ("Kính gửi: Ủy ban nhân dân tỉnh Hồng Lam.", 14, False, False),
        ("Căn cứ Kế hoạch", 14, False, True),
        ("I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", 14, True, False),
        ("1. Theo kênh, hình thức", 14, True, False),
        ("a) Về kinh phí", 14, False, False),
        ("- Kinh phí in tờ gấp", 14, False, False),
        ("KT. GIÁM ĐỐC", 14, True, False),
        ("Trần Thị Minh Hạnh", 14, True, False),
        ("Nơi nhận:", 12, True, True),
        ("- Lưu: VT, CCHC.", 11, False, False),
        ("Phụ lục", 14, True, False),
        ("TIẾN ĐỘ TỪNG NHIỆM VỤ", 14, True, False),
        ("(Kèm theo Báo cáo số 09/BC-SNV ngày 02 tháng 7 năm 2026 của Sở Nội vụ)", 14, False, True),
    ],
)
def test_each_part_has_the_size_and_style_of_the_official_example(report, opened, text, size, bold, italic):
    assert _looks(_paragraph(opened(report()), text)) == (size, bold, italic)


def test_the_motto_stands_in_the_wider_column_of_a_table_without_borders(report, opened):
    head = opened(report()).tables[0]
    left, right = (column.width.mm for column in head.columns)
    assert (round(left), round(right)) == (64, 96)
    assert text_width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True) < right
    borders = head._tbl.tblPr.find(qn("w:tblBorders"))
    assert {border.get(qn("w:val")) for border in borders} == {"nil"}


def _line_below(cell, column_mm):
    rule = next(paragraph for paragraph in cell.paragraphs if paragraph._p.pPr.find(qn("w:pBdr")) is not None)
    return column_mm - rule.paragraph_format.left_indent.mm - rule.paragraph_format.right_indent.mm


def test_the_line_under_the_motto_is_as_long_as_the_motto(report, opened):
    cell = opened(report()).tables[0].cell(0, 1)
    assert _line_below(cell, 96) == pytest.approx(text_width_mm("Độc lập - Tự do - Hạnh phúc", 13, bold=True), abs=0.1)


@pytest.mark.parametrize(
    "agency", ["Sở Nội vụ", "Ủy ban nhân dân\nxã Vân Sơn", "Trung tâm Phục vụ hành chính công tỉnh"]
)
def test_the_line_under_the_agency_is_a_third_to_a_half_of_its_name(report, opened, agency):
    cell = opened(report(agency=agency)).tables[0].cell(0, 0)
    last = cell.text.strip().split("\n")[-1]
    column = opened(report(agency=agency)).tables[0].columns[0].width.mm
    assert agency.upper().replace("\n", " ").endswith(last)
    name = text_width_mm(last, 12, bold=True)
    assert name < column and name / 3 <= _line_below(cell, column) <= name / 2


def test_pages_are_numbered_at_the_top_from_the_second_page_on(report, opened):
    section = opened(report()).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert section.header.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert not section.first_page_header.paragraphs[0].text


def test_an_annex_may_lie_on_its_side_and_counts_its_own_pages(report, opened):
    annex = opened(report()).sections[-1]
    assert annex.orientation == WD_ORIENT.LANDSCAPE
    assert (round(annex.page_width.mm), round(annex.page_height.mm)) == (297, 210)
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_running_text_is_justified_with_a_first_line_and_room_between_paragraphs(report, opened):
    shape = _paragraph(opened(report()), "Sở Nội vụ đã ban hành").paragraph_format
    assert shape.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert shape.first_line_indent.mm == pytest.approx(12.7, abs=0.1)
    assert shape.space_after.pt >= 6
    assert 1 <= shape.line_spacing <= 1.5


def test_headings_can_be_found_in_the_navigation_pane_and_stay_with_their_text(report, opened):
    heading = _paragraph(opened(report()), "II. KẾT QUẢ")
    assert heading._p.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"
    assert heading.paragraph_format.keep_with_next


def test_the_signature_never_stands_alone_on_a_page(report, opened):
    end = opened(report()).tables[-2]
    assert end.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None
    before, gap = end._tbl.getprevious().getprevious(), end._tbl.getprevious()
    assert all(each.pPr.find(qn("w:keepNext")) is not None for each in (before, gap))
    assert "Nơi nhận:" in end.cell(0, 0).text and "Trần Thị Minh Hạnh" in end.cell(0, 1).text


@pytest.mark.parametrize(("measure", "value"), [("margin_left", 25), ("text", 12), ("line_spacing", 1.6)])
def test_a_preset_outside_the_law_is_refused(measure, value):
    with pytest.raises(ValueError, match=measure):
        Preset(**{measure: value})


def test_another_lawful_preset_is_followed(report):
    file = docx.Document(io.BytesIO(write_docx(report(), preset=Preset(margin_right=15, text=13))))
    assert round(file.sections[0].right_margin.mm) == 15
    assert _looks(_paragraph(file, "Sở Nội vụ đã ban hành"))[0] == 13


@given(st.text(alphabet="aăâbơƯ ỞợđTRI.", max_size=40), st.floats(8, 20), st.booleans())
def test_a_text_set_twice_is_twice_as_long(text, size, bold):
    once = text_width_mm(text, size, bold=bold)
    assert text_width_mm(text * 2, size, bold=bold) == pytest.approx(2 * once)


@pytest.mark.parametrize("letters", [("ộ", "o"), ("Ế", "E"), ("ữ", "ư"), ("đ", "d")])
def test_a_tone_mark_does_not_widen_a_letter(letters):
    marked, plain = letters
    assert text_width_mm(marked, 14) == text_width_mm(plain, 14)
