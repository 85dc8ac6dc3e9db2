"""A table out of an uploaded file: Excel, LibreOffice or CSV, with limits; a bad file is answered in a sentence."""

import csv
import io
import zipfile
from datetime import date, datetime
from typing import Any

import python_calamine

MOST_BYTES = 8 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 2_000

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"\x89PNG", "một ảnh"),
    (b"\xff\xd8\xff", "một ảnh"),
    (b"GIF8", "một ảnh"),
    (b"RIFF", "một ảnh hoặc đoạn âm thanh"),
    (b"%PDF", "một tệp PDF"),
    (b"{\\rtf", "một văn bản Word"),
)
_SHEETS = (b"xl/workbook.xml", b"xl/workbook.bin", b"content.xml")


class UnreadableTable(Exception):  # noqa: N818  an answer to the person who sent the file
    """The file is no table that can be read; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_table(data: bytes) -> list[list[str]]:
    """The cells of the first sheet as text. in: the file's bytes; out: rows without trailing empty ones.

    Numbers come without ".0", days as 2025-07-01. Raises UnreadableTable for a picture, a document, a locked or broken
    file, one that is too big, and text that is not UTF-8.
    """
    if not data.strip():
        raise UnreadableTable("Tệp rỗng, không có dòng nào.")
    if len(data) > MOST_BYTES:
        raise UnreadableTable(f"Tệp lớn quá {MOST_BYTES // 1024 // 1024} MB. Hãy tách thành nhiều tệp.")
    for head, what in _OTHERS:
        if data.startswith(head):
            raise UnreadableTable(f"Đây là {what}, không phải bảng. Hãy tải tệp Excel (.xlsx) hoặc CSV.")
    rows = _workbook(data) if data.startswith((_ZIP, _OLE)) else _text(data)
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise UnreadableTable("Bảng không có dòng nào.")
    return rows


def _workbook(data: bytes) -> list[list[str]]:
    if data.startswith(_ZIP):
        _check_zip(data)
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        sheet = book.get_sheet_by_index(0)
        last_row, last_column = sheet.end or (-1, -1)
        _check_size(last_row + 1, last_column + 1)
        return [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    except python_calamine.PasswordError as error:
        raise UnreadableTable("Tệp có đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại.") from error
    except (python_calamine.CalamineError, python_calamine.XmlError, python_calamine.ZipError) as error:
        raise UnreadableTable(_broken(data)) from error
    except (ValueError, OSError, IndexError) as error:
        raise UnreadableTable(_broken(data)) from error


def _broken(data: bytes) -> str:
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return "Tệp có đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lại."
    return "Không mở được bảng này: tệp hỏng, hoặc không phải tệp Excel. Hãy lưu lại dạng .xlsx hoặc CSV."


def _check_zip(data: bytes) -> None:
    """Refuse what unpacks to far more than a table needs, and packed files that are no table."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableTable(_broken(data)) from error
    names = {entry.filename.encode() for entry in entries}
    if b"word/document.xml" in names:
        raise UnreadableTable("Đây là một văn bản Word, không phải bảng. Hãy tải tệp Excel (.xlsx) hoặc CSV.")
    if not names.intersection(_SHEETS):
        raise UnreadableTable(_broken(data))
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UnreadableTable("Bảng mở ra quá lớn. Hãy chỉ giữ những dòng cần nhập rồi lưu lại.")


def _check_size(rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        there, most = (f"{number:,}".replace(",", ".") for number in (rows, MOST_ROWS))
        raise UnreadableTable(
            f"Bảng có {there} dòng, mỗi lần chỉ nhập được {most} dòng. Hãy xóa dòng thừa, hoặc tách thành nhiều tệp."
        )
    if columns > MOST_COLUMNS:
        raise UnreadableTable(f"Bảng có {columns} cột. Hãy chỉ giữ những cột của mẫu.")


def _text(data: bytes) -> list[list[str]]:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableTable("Tệp chữ không theo mã Unicode. Hãy lưu dạng “CSV UTF-8”, hoặc .xlsx.") from error
    if "\x00" in text:
        raise UnreadableTable(_broken(data))
    first = next(line for line in text.splitlines() if line.strip())
    separator = max(";\t,", key=first.count)
    try:
        rows = [
            [_cell(value) for value in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error as error:
        raise UnreadableTable("Không đọc được tệp CSV này. Hãy lưu lại dạng “CSV UTF-8”, hoặc .xlsx.") from error
    _check_size(len(rows), max((len(row) for row in rows), default=0))
    return rows


def _cell(value: Any) -> str:
    """A cell as text: one form for what spreadsheets keep as numbers, days and truths."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\xa0", " ").strip()[:LONGEST_CELL]
