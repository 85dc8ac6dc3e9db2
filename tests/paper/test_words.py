"""The formulas around the content: number, day, addressees, bases, recipients, the closing mark."""

from datetime import UTC, date, datetime

import pytest

from lantoa.paper import LETTER, NOTICE, PLAN, REPORT, Appendix, Bullet, Heading, Paragraph, day_line, write_docx


def _lines(file):
    head = [line for cell in file.tables[0]._cells for line in cell.text.split("\n")]
    return [line for line in [*head, *(paragraph.text for paragraph in file.paragraphs)] if line.strip()]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
        (None, "ngày … tháng … năm 2026"),
    ],
)
def test_days_below_ten_and_only_the_first_two_months_get_a_zero(day, words):
    assert day_line(day, 2026) == words


def test_a_document_that_the_clerk_has_not_numbered_leaves_room_for_number_and_day(report, opened):
    lines = _lines(opened(report(number=None, issued_on=None)))
    assert "Số:       /BC-SNV" in lines
    assert "Hồng Lam, ngày … tháng … năm 2026" in lines


def test_symbols_are_made_from_the_kind_but_a_letter_has_no_abbreviation():
    assert PLAN.symbol("UBND") == "KH-UBND"
    assert LETTER.symbol("UBND", "VX") == "UBND-VX"


def test_a_letter_has_its_subject_under_the_number_and_no_title(report, opened):
    letter = report(
        kind=LETTER, symbol="SNV-CCHC", abstract="đôn đốc báo cáo Quý II", addressees=("Sở Tư pháp", "Sở Y tế")
    )
    lines = _lines(opened(letter))
    assert "V/v đôn đốc báo cáo Quý II" in lines
    assert "CÔNG VĂN" not in lines
    assert lines[lines.index("Kính gửi:") : lines.index("Kính gửi:") + 3] == [
        "Kính gửi:",
        "- Sở Tư pháp;",
        "- Sở Y tế.",
    ]


def test_bases_end_in_semicolons_and_the_last_in_a_full_stop(report, opened):
    lines = _lines(opened(report(bases=("Căn cứ Luật A.", "Căn cứ Kế hoạch B;"))))
    assert "Căn cứ Luật A;" in lines and "Căn cứ Kế hoạch B." in lines


def test_recipients_are_listed_one_a_line_and_the_file_copy_comes_last(report, opened):
    cell = opened(report()).tables[-2].cell(0, 0)
    assert cell.text.split("\n") == ["Nơi nhận:", "- Như trên;", "- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, CCHC."]


@pytest.mark.parametrize(
    ("last", "ends"),
    [
        (Paragraph("Trên đây là báo cáo."), "Trên đây là báo cáo./."),
        (Paragraph("Đã có dấu kết thúc./."), "Đã có dấu kết thúc./."),
        (Bullet("Tiếp tục đôn đốc;"), "- Tiếp tục đôn đốc./."),
        (Heading(2, "3", "Kiến nghị"), "./."),
    ],
)
def test_the_content_is_closed_once(report, opened, last, ends):
    lines = _lines(opened(report(body=(Paragraph("Mở đầu."), last), appendices=())))
    assert lines[-1] == ends
    assert "".join(lines).count("./.") == 1


def test_every_line_an_officer_types_is_a_paragraph_and_bold_words_may_open_it(report, opened):
    duty = Paragraph("chủ trì thực hiện.\n\nBáo cáo hằng quý.", lead="1. Sở Nội vụ:")
    file = opened(report(body=(duty, Paragraph("Hết."))))
    opening = next(paragraph for paragraph in file.paragraphs if paragraph.text.startswith("1. Sở"))
    assert opening.text == "1. Sở Nội vụ: chủ trì thực hiện."
    assert [bool(run.font.bold) for run in opening.runs] == [True, False]
    assert "Báo cáo hằng quý." in _lines(file)


def test_several_annexes_are_numbered_in_roman_figures_and_one_is_not(report, opened):
    annexes = tuple(Appendix(title=name, body=(Paragraph("Nội dung"),)) for name in ("Biểu một", "Biểu hai"))
    assert {"Phụ lục I", "BIỂU MỘT", "Phụ lục II", "BIỂU HAI"} <= set(_lines(opened(report(appendices=annexes))))
    assert "Phụ lục" in _lines(opened(report(appendices=annexes[:1])))


def test_more_annexes_than_anyone_counted_on_still_get_numbers(report, opened):
    annexes = tuple(Appendix(title=f"Biểu {n}", body=(Paragraph("Nội dung"),)) for n in range(40))
    lines = _lines(opened(report(appendices=annexes)))
    assert "Phụ lục XIV" in lines and "Phụ lục XL" in lines


@pytest.mark.parametrize(
    "wrong",
    [
        {"symbol": "KH-SNV"},
        {"number": 0},
        {"issued_on": date(2025, 1, 1)},
        {"body": ()},
        {"kind": NOTICE, "symbol": "TB-SNV"},
    ],
)
def test_values_that_contradict_one_another_are_refused(report, wrong):
    with pytest.raises(ValueError):
        report(**wrong)


def test_the_same_document_gives_the_same_bytes_and_its_own_dates(report, opened):
    assert write_docx(report()) == write_docx(report())
    made_at = datetime(2026, 7, 2, 9, 30, tzinfo=UTC)
    core = opened(report(made_at=made_at)).core_properties
    assert core.created.replace(tzinfo=UTC) == core.modified.replace(tzinfo=UTC) == made_at
    assert core.title == "Báo cáo Kết quả tuyên truyền cải cách hành chính Quý II năm 2026"
    assert core.author == "Sở Nội vụ"
    assert REPORT.name in core.title
