"""Figures in a report stand as an office writes them, and a long table stays readable from page to page."""

from decimal import Decimal

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from lantoa.paper import Cell, Column, ColumnKind, Paragraph, Table, figure, write_docx

TWO = (Column("Kênh", 3), Column("Số lượng", 1, ColumnKind.NUMBER))


def _table(opened, report, table):
    return opened(report(body=(table, Paragraph("Hết.")), appendices=())).tables[1]


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (999, "999"), (1234567, "1.234.567"), (-4500, "-4.500"), (Decimal("1234.50"), "1.234,50")],
)
def test_numbers_have_vietnamese_separators(value, written):
    assert figure(value) == written


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_written_number_reads_back_as_the_same_number(value):
    assert Decimal(figure(value).replace(".", "").replace(",", ".")) == value


def test_numbers_stand_to_the_right_running_numbers_in_the_middle_words_to_the_left(report, opened):
    columns = (Column("TT", 1, ColumnKind.ORDER), *TWO)
    table = _table(opened, report, Table(columns=columns, rows=((1, "Cổng tỉnh", 12500),)))
    aligned = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert aligned == [WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT]
    assert [cell.text for cell in table.rows[1].cells] == ["1", "Cổng tỉnh", "12.500"]


def test_what_was_not_reported_stays_empty_and_is_not_zero(report, opened):
    table = _table(opened, report, Table(columns=TWO, rows=(("Zalo", None), ("Loa", 0))))
    assert [row.cells[1].text for row in table.rows[1:]] == ["", "0"]


def test_head_rows_repeat_on_every_page_and_rows_are_not_torn(report, opened):
    table = _table(opened, report, Table(columns=TWO, rows=tuple((f"Kênh {n}", n) for n in range(80))))
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None


def test_the_table_fills_the_width_between_the_margins_by_its_shares(report, opened):
    table = _table(opened, report, Table(columns=TWO, rows=(("Zalo", 1),)))
    assert [round(column.width.mm) for column in table.columns] == [120, 40]


def test_a_task_with_two_parts_is_written_once_beside_both(report, opened):
    rows = ((Cell(value="Duy trì chuyên mục", rows=2), 4), (2,))
    table = _table(opened, report, Table(columns=TWO, rows=rows))
    assert table.cell(1, 0)._tc is table.cell(2, 0)._tc
    assert [table.cell(row, 1).text for row in (1, 2)] == ["4", "2"]


def test_a_head_of_two_rows_and_a_total_over_several_columns(report, opened):
    columns = (Column("Kênh", 2), Column("Kế hoạch", 1, ColumnKind.NUMBER), Column("Đạt", 1, ColumnKind.NUMBER))
    header = ((Cell(value="Kênh", rows=2), Cell(value="Trong kỳ", columns=2)), ("Kế hoạch", "Đạt"))
    rows = (("Zalo", 3, 2), (Cell(value="Cộng", columns=2, bold=True), 5))
    table = _table(opened, report, Table(columns=columns, header=header, rows=rows))
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert table.cell(3, 0)._tc is table.cell(3, 1)._tc and table.cell(3, 2).text == "5"


@pytest.mark.parametrize(
    "rows",
    [
        (("Zalo",),),
        (("Zalo", 1, 2),),
        ((Cell(value="Cộng", columns=3),),),
        ((Cell(value="Zalo", rows=2), 1),),
        ((Cell(value="Zalo", rows=2), 1), ("Loa", 2)),
    ],
)
def test_a_row_that_does_not_fit_the_columns_is_refused(report, rows):
    with pytest.raises(ValueError, match=r"row|cell"):
        write_docx(report(body=(Table(columns=TWO, rows=rows), Paragraph("Hết."))))


@st.composite
def _grids(draw):
    """Tables of 1–5 columns whose cells span at random, laid out so that every row is full."""
    width, height = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    free = [[True] * width for _ in range(height)]
    rows = []
    for line in range(height):
        row = []
        for column in range(width):
            if not free[line][column]:
                continue
            room = next((n for n in range(1, width - column) if not free[line][column + n]), width - column)
            across, down = draw(st.integers(1, room)), draw(st.integers(1, height - line))
            for y in range(line, line + down):
                free[y][column : column + across] = [False] * across
            row.append(Cell(value=f"{line}.{column}", columns=across, rows=down))
        rows.append(tuple(row))
    return width, tuple(rows)


@given(_grids())
def test_any_lawful_mixture_of_merged_cells_can_be_written_and_read_back(report, opened, grid):
    width, rows = grid
    columns = tuple(Column(f"C{n}", 1) for n in range(width))
    table = _table(opened, report, Table(columns=columns, rows=rows))
    for line, row in enumerate(rows, start=1):
        for cell in row:
            first = int(cell.value.split(".")[1])
            covered = [table.cell(line + y, first + x) for y in range(cell.rows) for x in range(cell.columns)]
            assert {each.text for each in covered} == {cell.value}
