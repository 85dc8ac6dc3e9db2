"""Tables as people send them: every usual kind is read, every bad one answered in a sentence."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from lantoa.adapters.sheets import MOST_ROWS, UnreadableTable, read_table


def workbook(rows) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, place, value, day)
                else:
                    sheet.write(number, place, value)
    return file.getvalue()


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return file.getvalue()


def test_a_workbook_is_read_as_text_with_whole_numbers_and_days():
    rows = read_table(workbook([["Mã", "Tên", "Từ ngày"], [133, "Xã Hương Sơn", date(2025, 7, 1)], ["", "", ""]]))
    assert rows == [["Mã", "Tên", "Từ ngày"], ["133", "Xã Hương Sơn", "2025-07-01"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_with_any_usual_separator_and_encoding(separator, encoding):
    text = f'Tên{separator}Cấp\n"Ủy ban nhân dân xã An Phúc"{separator}cấp xã\n'
    assert read_table(text.encode(encoding)) == [["Tên", "Cấp"], ["Ủy ban nhân dân xã An Phúc", "cấp xã"]]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "rỗng"),
        (b" \n ", "rỗng"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "một ảnh"),
        (b"\xff\xd8\xff\xe0" + b"x" * 50, "một ảnh"),
        (b"%PDF-1.7 ...", "tệp PDF"),
        (b"{\\rtf1 ...", "văn bản Word"),
        (packed("word/document.xml"), "văn bản Word"),
        (packed("xl/workbook.xml"), "Không mở được"),
        (packed("tin.txt"), "Không mở được"),
        (b"PK\x03\x04 hong", "Không mở được"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Không mở được"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "đặt mật khẩu",
        ),
        ("Tên;Cấp\nỦy ban".encode("utf-16-le")[:20], "Unicode"),
        (b"Ten;Cap\nUy ban\x00;", "hỏng"),
        ("Tªn c¬ quan".encode("cp1252"), "Unicode"),
    ],
)
def test_what_is_no_table_is_answered_in_a_sentence(data, says):
    with pytest.raises(UnreadableTable) as refused:
        read_table(data)
    assert says in refused.value.sentence


def test_a_hundred_thousand_rows_are_refused_before_they_are_read():
    with pytest.raises(UnreadableTable, match=r"Bảng có 100\.001 dòng, mỗi lần chỉ nhập được 20\.000 dòng"):
        read_table(workbook([["Tên"], *[[f"Thôn {n}"] for n in range(100_000)]]))
    with pytest.raises(UnreadableTable, match="dòng"):
        read_table(b"Ten\n" + b"Thon\n" * (MOST_ROWS + 5))


def test_what_unpacks_to_far_more_than_a_table_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (210 * 1024 * 1024))
    with pytest.raises(UnreadableTable, match="mở ra quá lớn"):
        read_table(file.getvalue())


def test_more_columns_than_any_table_of_ours_are_refused():
    with pytest.raises(UnreadableTable, match="80 cột"):
        read_table(workbook([[f"c{n}" for n in range(80)]]))
