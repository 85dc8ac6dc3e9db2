"""A list as an Excel workbook, with real dates and numbers, written row by row."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lantoa.web.wording import file_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL_LIMIT = 32_767
ROW_LIMIT = 1_048_576
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class Kind(StrEnum):
    """How a column's cells are shown."""

    TEXT = "text"
    WHOLE = "whole"
    AMOUNT = "amount"
    PERCENT = "percent"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True)
class Column:
    """A heading, its width in characters, and the kind of what stands under it (percent: a number of 0 to 100)."""

    title: str
    width: int = 18
    kind: Kind = Kind.TEXT


NUMBER_FORMATS = {
    Kind.WHOLE: "#,##0",
    Kind.AMOUNT: "#,##0.##",
    Kind.PERCENT: '0.0"%"',
    Kind.DAY: "dd/mm/yyyy",
    Kind.MOMENT: "hh:mm dd/mm/yyyy",
}


@dataclass(frozen=True)
class Sheet:
    """A further sheet of a workbook: its name, its columns, its rows (each as long as the columns)."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    heading: str = ""


def xlsx_response(
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    heading: str = "",
    notes: Sequence[str] = (),
    more: Sequence[Sheet] = (),
) -> FileResponse:
    """A workbook to download as "<name>.xlsx" (Vietnamese names keep their accents, RFC 5987).

    rows: each as long as columns; None is an empty cell. heading and notes stand above the table, more are the sheets
    behind it.
    Text is always text: what begins like a formula is stored quoted. Raises ValueError for a row of another length
    or more rows than a sheet holds.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115  FileResponse closes it after the last byte is sent
    try:
        write_workbook(file, name, columns, rows, heading=heading, notes=notes, more=more)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{file_name(name)}.xlsx", content_type=XLSX)


def write_workbook(
    file: Any,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    heading: str = "",
    notes: Sequence[str] = (),
    more: Sequence[Sheet] = (),
) -> None:
    """Write the workbook of xlsx_response into a binary file object."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        _write_sheet(book, Sheet(name, columns, rows, heading), notes)
        for sheet in more:
            _write_sheet(book, sheet, ())


def _write_sheet(book: xlsxwriter.Workbook, table: Sheet, notes: Sequence[str]) -> None:
    sheet = book.add_worksheet(_sheet_name(table.name))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E6EEF5"})
    top = _write_notes(book, sheet, table.heading, notes)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(top, place, column.title, head)
    sheet.freeze_panes(top + 1, 0)
    last = _write_rows(book, sheet, table.columns, table.rows, top + 1)
    if last > top:
        sheet.autofilter(top, 0, last, len(table.columns) - 1)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_notes(book: xlsxwriter.Workbook, sheet: Worksheet, heading: str, notes: Sequence[str]) -> int:
    """The lines above the table; the row where its heading stands."""
    row = 0
    if heading:
        _write_text(sheet, row, 0, heading, book.add_format({"bold": True, "font_size": 14}), None)
        row += 1
    for note in notes:
        _write_text(sheet, row, 0, note, book.add_format({"italic": True}), None)
        row += 1
    return row + 1 if row else 0


def _write_rows(
    book: xlsxwriter.Workbook, sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Sequence[Any]], first: int
) -> int:
    base = {"text_wrap": True, "valign": "top"}
    formats = [
        book.add_format(base | ({"num_format": NUMBER_FORMATS[c.kind]} if c.kind in NUMBER_FORMATS else {}))
        for c in columns
    ]
    quoted = book.add_format(base | {"quote_prefix": True})
    row = first - 1
    for row, values in enumerate(rows, start=first):
        if len(values) != len(columns):
            raise ValueError(f"row {row - first + 1} has {len(values)} cells, the table {len(columns)}")
        if row >= ROW_LIMIT:
            raise ValueError("more rows than a worksheet holds")
        for place, value in enumerate(values):
            _write_cell(sheet, row, place, value, formats[place], quoted)
    return row


def _write_cell(sheet: Worksheet, row: int, place: int, value: Any, shape: Format, quoted: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(row, place, None, shape)
    elif isinstance(value, bool):
        sheet.write_string(row, place, "Có" if value else "Không", shape)
    elif isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        sheet.write_datetime(row, place, local.replace(tzinfo=None), shape)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, shape)
    elif isinstance(value, str):
        _write_text(sheet, row, place, value, shape, quoted)
    else:
        sheet.write_number(row, place, value, shape)


def _write_text(sheet: Worksheet, row: int, place: int, text: str, shape: Format, quoted: Format | None) -> None:
    """Text as text. Excel cuts a cell at 32,767 characters and xlsxwriter drops longer ones whole: cut with a mark."""
    if len(text) > CELL_LIMIT:
        text = text[: CELL_LIMIT - 1] + "…"
    sheet.write_string(row, place, text, quoted if quoted and text.startswith(DANGEROUS) else shape)


def _sheet_name(name: str) -> str:
    clean = "".join(" " if letter in "[]:*?/\\" else letter for letter in name).strip("' ")
    return clean[:31] or "Bảng"
