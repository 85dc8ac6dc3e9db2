"""`lantoa paper check` finds what departs from the decree, says where and by how much, and nothing in what we write."""

import io

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.paper import Preset, write_docx
from lantoa.paper.checking import check_docx
from lantoa.reading import UnreadableDocument


def _paragraphs(file):
    cells = [cell for table in file.tables for row in table.rows for cell in row.cells]
    return [*(each for cell in cells for each in cell.paragraphs), *file.paragraphs]


def _find(file, beginning):
    return next(each for each in _paragraphs(file) if each.text.startswith(beginning))


def _runs(change):
    return lambda file, beginning: [change(run) for run in _find(file, beginning).runs]


def _set(name, value):
    return _runs(lambda run: setattr(run.font, name, value))


def _say(text):
    def change(file, beginning):
        first, *rest = _find(file, beginning).runs
        first.text = text
        for run in rest:
            run.text = ""

    return change


def _shape(**values):
    def change(file, beginning):
        for name, value in values.items():
            setattr(_find(file, beginning).paragraph_format, name, value)

    return change


def _page(**values):
    def change(file, _beginning):
        for name, value in values.items():
            setattr(file.sections[0], name, value)

    return change


def _line_after(length):
    """Make the line under a part `length` mm long, or take it away."""

    def change(file, beginning):
        element = _find(file, beginning)._p.getnext()
        if length is None:
            element.pPr.remove(element.pPr.find(qn("w:pBdr")))
            return
        indent = element.pPr.find(qn("w:ind"))
        spare = (int(indent.get(qn("w:left"))) + int(indent.get(qn("w:right")))) * 25.4 / 1440
        column = 64 if beginning == "SỞ" else 96 if beginning == "Độc" else 160
        assert spare < column
        for side in ("left", "right"):
            indent.set(qn(f"w:{side}"), str(round((column - length) / 2 * 1440 / 25.4)))

    return change


def _no_page_number(file, _beginning):
    file.sections[0].header.paragraphs[0].clear()


def _page_number(**values):
    def change(file, _beginning):
        for name, value in values.items():
            setattr(file.sections[0].header.paragraphs[0], name, value)

    return change


def _number_on_first(file, _beginning):
    file.sections[0].different_first_page_header_footer = False


def _remove(file, beginning):
    element = _find(file, beginning)._p
    element.getparent().remove(element)


REPORT, PLAN, LETTER = "báo cáo", "kế hoạch", "công văn"
TIEP = "Tiếp tục"
PLANTED = [
    (REPORT, "", _page(left_margin=Mm(25)), "trang giấy, phần 1: lề trái 25 mm; đúng: 30 - 35 mm."),
    (REPORT, "", _page(right_margin=Mm(25)), "lề phải 25 mm; đúng: 15 - 20 mm."),
    (REPORT, "", _page(top_margin=Mm(15)), "lề trên 15 mm; đúng: 20 - 25 mm."),
    (REPORT, "", _page(bottom_margin=Mm(30)), "lề dưới 30 mm; đúng: 20 - 25 mm."),
    (REPORT, "", _page(page_width=Mm(216), page_height=Mm(279)), "khổ giấy 216 x 279 mm; đúng: A4 (210 x 297 mm)."),
    (PLAN, "", _no_page_number, "số trang không có; đúng: chữ số Ả Rập, canh giữa, trong phần lề trên."),
    (PLAN, "", _page_number(alignment=WD_ALIGN_PARAGRAPH.RIGHT), "vị trí số trang không canh giữa"),
    (PLAN, "", _number_on_first, "số trang hiện ở trang thứ nhất; đúng: không hiển thị số trang thứ nhất."),
    (REPORT, TIEP, _set("name", "Arial"), "“Tiếp tục nâng cao"),
    (REPORT, TIEP, _set("name", "Arial"), "phông chữ Arial; đúng: Times New Roman."),
    (REPORT, TIEP, lambda f, b: [setattr(r.font.color, "rgb", RGBColor(255, 0, 0)) for r in _find(f, b).runs],
     "màu chữ #FF0000; đúng: màu đen."),
    (REPORT, "CỘNG", _set("size", Pt(14)), "Quốc hiệu: cỡ chữ 14 pt; đúng: 12 - 13 pt."),
    (REPORT, "CỘNG", _set("bold", False), "Quốc hiệu: kiểu chữ không đậm; đúng: đậm."),
    (REPORT, "Độc", _say("Độc lập- Tự do- Hạnh phúc"), "Tiêu ngữ: lời văn “Độc lập- Tự do- Hạnh phúc”"),
    (REPORT, "Độc", _line_after(30), "Tiêu ngữ: đường kẻ bên dưới 30 mm; đúng: 56,1 mm (dài bằng dòng chữ)."),
    (REPORT, "Độc", _line_after(None), "Tiêu ngữ: đường kẻ bên dưới không có"),
    (REPORT, "Độc", _set("underline", True), "Tiêu ngữ: đường kẻ bên dưới gạch chân chữ"),
    (REPORT, "SỞ", _line_after(24), "tên cơ quan ban hành: đường kẻ bên dưới 24 mm; đúng:"),
    (REPORT, "SỞ", _set("size", Pt(14)), "tên cơ quan ban hành “SỞ NỘI VỤ”: cỡ chữ 14 pt; đúng: 12 - 13 pt."),
    (REPORT, "TỈNH HỒNG LAM", _set("italic", True), "tên cơ quan chủ quản “TỈNH HỒNG LAM”: kiểu chữ nghiêng"),
    (REPORT, "Số:", _say("Số: 9/BC-SNV"), "số, ký hiệu: số nhỏ hơn 10 9; đúng: 09."),
    (REPORT, "Số:", _say("Số 09/BC-SNV"), "sau chữ “Số” “Số 09/BC-SNV”; đúng: có dấu hai chấm (:)."),
    (REPORT, "Số:", _say("Số: 09/BC - SNV"), "nối bằng gạch nối (-) không cách chữ."),
    (REPORT, "Số:", _say("Số: 09/KH-SNV"), "chữ viết tắt tên loại “KH”; đúng: BC-… (báo cáo)."),
    (LETTER, "Số:", _say("Số: 112/CV-SNV"), "đúng: công văn không ghi chữ viết tắt tên loại."),
    (LETTER, "V/v", _set("size", Pt(14)), "trích yếu công văn: cỡ chữ 14 pt; đúng: 12 - 13 pt."),
    (LETTER, "V/v", _shape(space_before=Pt(0)), "trích yếu công văn: khoảng cách với số, ký hiệu 0 pt; đúng: 6 pt."),
    (REPORT, "Hồng Lam, ngày", _say("Hồng Lam, ngày 2 tháng 7 năm 2026"), "ngày nhỏ hơn 10 2; đúng: 02."),
    (REPORT, "Hồng Lam, ngày", _say("Hồng Lam, ngày 02 tháng 07 năm 2026"), "tháng 3 đến tháng 9 07; đúng: 7."),
    (REPORT, "Hồng Lam, ngày", _say("Hồng Lam, ngày 02 tháng 1 năm 2026"), "tháng 1, tháng 2 1; đúng: 01."),
    (REPORT, "Hồng Lam, ngày", _say("Hồng Lam ngày 02 tháng 7 năm 2026"), "đúng: có dấu phẩy (,)."),
    (REPORT, "Hồng Lam, ngày", _set("italic", False), "địa danh và thời gian: kiểu chữ đứng; đúng: nghiêng."),
    (REPORT, "BÁO CÁO", _set("size", Pt(16)), "tên loại văn bản: cỡ chữ 16 pt; đúng: 13 - 14 pt."),
    (REPORT, "Kết quả tuyên truyền", _set("bold", False), "trích yếu: kiểu chữ không đậm; đúng: đậm."),
    (REPORT, "Kết quả tuyên truyền", _line_after(120), "trích yếu: đường kẻ bên dưới 120 mm; đúng:"),
    (REPORT, "Kính gửi", _set("bold", True), "Kính gửi: kiểu chữ đậm; đúng: không đậm."),
    (PLAN, "Căn cứ", _set("italic", False), "căn cứ “Căn cứ Nghị quyết số 76/NQ-CP"),
    (PLAN, "Căn cứ", _say("Căn cứ Nghị quyết số 76/NQ-CP"), "cuối dòng “P”; đúng: dấu “.”."),
    (REPORT, TIEP, _set("size", Pt(12)), "cỡ chữ 12 pt; đúng: 13 - 14 pt."),
    (REPORT, TIEP, _shape(first_line_indent=Mm(20)), "lùi đầu dòng 20 mm; đúng: 10 mm hoặc 12,7 mm."),
    (REPORT, TIEP, _shape(alignment=WD_ALIGN_PARAGRAPH.LEFT), "canh dòng không canh đều; đúng: canh đều hai lề."),
    (REPORT, TIEP, _shape(line_spacing=2.0), "khoảng cách dòng 2 dòng; đúng: 1 - 1,5 dòng."),
    (REPORT, TIEP, _shape(line_spacing=Pt(13)), "khoảng cách dòng 13 pt; đúng: 16,1 - 24,1 pt."),
    (REPORT, "I. ", _shape(space_after=Pt(2)), "khoảng cách với đoạn sau 2 pt; đúng: tối thiểu 6 pt."),
    (REPORT, "I. ", _say("I. Kết quả"), "chữ in thường; đúng: in hoa."),
    (REPORT, TIEP, _say("Đã làm xong."), "nội dung, đoạn cuối: kết thúc “Đã làm xong.”; đúng: dấu “./.”."),
    (REPORT, "Nơi nhận", _set("size", Pt(14)), "“Nơi nhận:”: cỡ chữ 14 pt; đúng: 12 pt."),
    (REPORT, "Nơi nhận", _remove, "“Nơi nhận:” không có"),
    (REPORT, "- Như trên", _set("size", Pt(12)), "nơi nhận “- Như trên;”: cỡ chữ 12 pt; đúng: 11 pt."),
    (REPORT, "- Như trên", _say("- Như trên."), "cuối dòng “.”; đúng: dấu “;”."),
    (REPORT, "- Lưu", _say("- Văn thư."), "dòng cuối “- Văn thư.”; đúng: “- Lưu: VT, …”."),
    (REPORT, "GIÁM ĐỐC", _say("PHÓ GIÁM ĐỐC"), "cấp phó ký “PHÓ GIÁM ĐỐC”; đúng: có “KT.”"),
    (REPORT, "GIÁM ĐỐC", _say("TM. SỞ NỘI VỤ"), "theo chế độ thủ trưởng “TM. SỞ NỘI VỤ”; đúng: không ghi “TM.”."),
    (PLAN, "TM. ", _remove, "có “TM. ỦY BAN NHÂN DÂN” ở dòng đầu."),
    (PLAN, "PHÓ CHỦ TỊCH", _say("CHÁNH VĂN PHÒNG"), "sau “KT.” “CHÁNH VĂN PHÒNG”; đúng: chức vụ cấp phó"),
    (PLAN, "KT. ", _say("KT.CHỦ TỊCH"), "chữ viết tắt “KT.CHỦ TỊCH”; đúng: có dấu chấm rồi cách chữ"),
    (REPORT, "Trần Thị", _say("ThS. Trần Thị Minh Hạnh"), "trước họ tên “ThS.”; đúng: không ghi học hàm, học vị."),
    (REPORT, "Trần Thị", _say("TRẦN THỊ MINH HẠNH"), "họ tên người ký “TRẦN THỊ MINH HẠNH”: chữ in hoa; đúng:"),
    (PLAN, "Phụ lục I", _say("PHỤ LỤC I"), "PHỤ LỤC I: chữ “Phụ lục” in hoa; đúng: in thường."),
    (PLAN, "Phụ lục II", _say("Phụ lục 2"), "số thứ tự phụ lục “Phụ lục 2”; đúng: chữ số La Mã"),
    (PLAN, "Phụ lục I", _set("size", Pt(13)), "Phụ lục I: cỡ chữ 13 pt; đúng: 14 pt."),
    (PLAN, "DANH MỤC", _set("bold", False), "Phụ lục I, tên phụ lục: kiểu chữ không đậm; đúng: đậm."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "beginning", "change", "words"), PLANTED, ids=lambda value: str(value)[:40])
def test_a_planted_departure_is_named_with_its_place_its_value_and_the_lawful_one(
    examples, kind, beginning, change, words
):
    file = docx.Document(io.BytesIO(write_docx(examples[kind])))
    change(file, beginning)
    changed = io.BytesIO()
    file.save(changed)
    sentences = [departure.sentence for departure in check_docx(changed.getvalue())]
    assert any(words in sentence for sentence in sentences), sentences
    assert len(sentences) <= 3, sentences


def test_nothing_is_found_in_what_we_write(example):
    assert check_docx(write_docx(example)) == ()


@given(
    st.builds(
        Preset, margin_top=st.floats(20, 25), margin_left=st.floats(30, 35), margin_right=st.floats(15, 20),
        text=st.sampled_from([13, 13.5, 14]), agency=st.sampled_from([12, 13]), motto_second=st.sampled_from([13, 14]),
        first_line=st.sampled_from([10, 12.7]), line_spacing=st.floats(1, 1.5), abstract=st.sampled_from([13, 14]),
    )
)  # fmt: skip
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_found_in_any_lawful_house_style(examples, preset):
    for kind in ("kế hoạch", "công văn", "biên bản"):
        assert check_docx(write_docx(examples[kind], preset=preset)) == ()


def test_departures_alike_are_gathered_with_their_count(examples):
    file = docx.Document(io.BytesIO(write_docx(examples["kế hoạch"])))
    for paragraph in file.paragraphs:
        if paragraph.text.startswith("- Tiếp tục"):
            for run in paragraph.runs:
                run.font.size = Pt(12)
    changed = io.BytesIO()
    file.save(changed)
    (only,) = check_docx(changed.getvalue())
    assert only.place.startswith("nội dung, đoạn “- Tiếp tục nâng cao") and only.place.endswith("và 14 chỗ khác")
    assert (only.what, only.value, only.lawful) == ("cỡ chữ", "12 pt", "13 - 14 pt")


def test_a_look_that_comes_from_a_style_counts_as_one_that_is_set(examples):
    file = docx.Document(io.BytesIO(write_docx(examples["báo cáo"])))
    style = file.styles.add_style("Nội dung", 1)
    style.font.size = Pt(12)
    paragraph = _find(file, TIEP)
    paragraph.style = style
    for run in paragraph.runs:
        for tag in ("w:sz", "w:szCs"):
            run._r.rPr.remove(run._r.rPr.find(qn(tag)))
    changed = io.BytesIO()
    file.save(changed)
    assert any("cỡ chữ 12 pt" in each.sentence for each in check_docx(changed.getvalue()))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04rubbish", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_file_that_is_no_word_document_is_refused_with_a_sentence(data):
    with pytest.raises(UnreadableDocument, match="Tệp"):
        check_docx(data)


@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_checked_or_refused_and_never_breaks_the_check(examples, data):
    whole = write_docx(examples["công văn"])
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:place] + data.draw(st.binary(max_size=6)) + whole[place + data.draw(st.integers(0, 6)) :]
    try:
        found = check_docx(damaged)
    except UnreadableDocument as refusal:
        assert refusal.sentence
        return
    assert all(each.sentence for each in found)


_ODD = st.sampled_from(["", "x", "-1", "99999999999999999999", "NaN", "inf", "1e9", "½", "12pt"])


@given(_ODD, st.sampled_from(["sz", "spacing", "ind", "jc", "gridCol", "gridSpan", "pgSz", "pgMar", "tcW", "numId"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_odd_values_in_a_file_do_not_break_the_check(examples, value, tag):
    file = docx.Document(io.BytesIO(write_docx(examples["kế hoạch"])))
    for element in file.element.body.iter(qn(f"w:{tag}")):
        for name in element.attrib:
            element.set(name, value)
    changed = io.BytesIO()
    file.part._element = file.element
    file.save(changed)
    assert all(each.sentence for each in check_docx(changed.getvalue()))
