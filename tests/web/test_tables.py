"""Excel files that offices pass on: real dates and numbers, Vietnamese names, and nothing that runs."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lantoa.web.tables import CELL_LIMIT, Column, Kind, write_workbook, xlsx_response

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
COLUMNS = [
    Column("Cơ quan", 32),
    Column("Số tin, bài", 10, Kind.WHOLE),
    Column("Tỷ lệ", 10, Kind.PERCENT),
    Column("Hạn", 12, Kind.DAY),
]


def cells(data: bytes) -> dict[str, tuple[str, str]]:
    """Every filled cell: place -> (type, text)."""
    sheet = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml"))
    found = {}
    for cell in sheet.iterfind(".//m:c", NS):
        text = "".join(cell.itertext())
        if text:
            found[cell.get("r")] = (cell.get("t", "n"), text)
    assert sheet.find(".//m:f", NS) is None, "a formula was written"
    return found


def made(columns, rows, **more) -> bytes:
    file = io.BytesIO()
    write_workbook(file, "Bảng", columns, rows, **more)
    return file.getvalue()


@pytest.mark.django_db  # closing a response tells every connection
def test_the_file_is_named_in_vietnamese():
    response = xlsx_response("Tiến độ: tháng 9/2026", COLUMNS, [])
    header = response["Content-Disposition"]
    response.close()
    name = unquote(re.search(r"filename\*=utf-8''(.+)", header)[1])
    assert name == "Tiến độ- tháng 9-2026.xlsx"
    assert header.startswith("attachment")


@pytest.mark.django_db
def test_the_whole_workbook_is_sent():
    response = xlsx_response("Bảng", COLUMNS, [["Xã An Phúc", 5, 91.4, date(2026, 1, 5)]])
    assert cells(b"".join(response.streaming_content))["A2"] == ("inlineStr", "Xã An Phúc")
    response.close()


def test_numbers_are_numbers_and_days_are_days():
    found = cells(made(COLUMNS, [["Xã An Phúc", 1234, 91.4, date(2026, 1, 5)]]))
    assert found["B2"] == ("n", "1234")
    assert float(found["C2"][1]) == 91.4
    assert found["D2"] == ("n", "46027")  # days since 1899-12-30, Excel's own way


def test_a_moment_is_shown_as_the_clock_in_viet_nam():
    found = cells(made([Column("Lúc", kind=Kind.MOMENT)], [[datetime(2026, 1, 4, 17, 0, tzinfo=UTC)]]))
    assert found["A2"] == ("n", "46027")


def test_heading_and_notes_stand_above_the_table():
    found = cells(made(COLUMNS, [["Xã", 1, 1, None]], heading="TIẾN ĐỘ", notes=["Tính đến ngày 16/11/2026"]))
    assert [found[place][1] for place in ("A1", "A2", "A4", "A5")] == [
        "TIẾN ĐỘ",
        "Tính đến ngày 16/11/2026",
        "Cơ quan",
        "Xã",
    ]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["=", "+", "-", "@", "\t=", "\r=", "{=", "http://", "1", ""]), st.text(max_size=20))
def test_text_is_never_a_formula_a_link_or_a_number(start, rest):
    data = made([Column("Ghi chú")], [[start + rest]])
    for place, (kind, _) in cells(data).items():
        assert kind == "inlineStr", place
    assert b"hyperlink" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_what_begins_like_a_formula_stays_text_when_somebody_edits_the_cell():
    data = zipfile.ZipFile(io.BytesIO(made([Column("Ghi chú")], [["=1+1"], ["thường"]])))
    styles = etree.fromstring(data.read("xl/styles.xml")).findall(".//m:cellXfs/m:xf", NS)
    sheet = etree.fromstring(data.read("xl/worksheets/sheet1.xml"))
    quoted = {
        cell.get("r"): styles[int(cell.get("s"))].get("quotePrefix") == "1" for cell in sheet.iterfind(".//m:c", NS)
    }
    assert quoted["A2"]
    assert not quoted["A3"]


def test_a_text_longer_than_a_cell_is_cut_with_a_mark_and_not_lost():
    found = cells(made([Column("Ghi chú")], [["a" * (CELL_LIMIT + 10)]]))
    assert len(found["A2"][1]) == CELL_LIMIT
    assert found["A2"][1].endswith("…")


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="3 cells"):
        made(COLUMNS, [["Xã", 1, 2]])


def test_a_long_list_is_written_row_by_row():
    taken = []

    def rows():
        for number in range(3000):
            taken.append(number)
            yield [f"Xã {number}", number, 0, None]

    found = cells(made(COLUMNS, rows()))
    assert len(taken) == 3000
    assert found["A3001"][1] == "Xã 2999"
