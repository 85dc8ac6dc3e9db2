"""A table of values as ruled rows: merged cells, head rows on every page, numbers to the right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate
from math import ceil

from lantoa.paper.document import Align, Cell, Column, ColumnKind, Row, Table, Value
from lantoa.paper.figures import figure
from lantoa.paper.metrics import text_width_mm
from lantoa.paper.ooxml import (
    TWIPS_A_MM,
    Element,
    Run,
    Shape,
    element,
    paragraph,
    table_cell,
    table_properties,
    table_row,
    twips,
)
from lantoa.paper.preset import Preset
from lantoa.paper.text import written

_PADDING = 85
# A row that fills more of the page than this may break over pages: kept whole it would leave a half-empty page or,
# higher than a page, lose its end.
_WHOLE_ROW_LINES = 22
_ALIGN = {ColumnKind.TEXT: Align.LEFT, ColumnKind.NUMBER: Align.RIGHT, ColumnKind.ORDER: Align.CENTER}


@dataclass(frozen=True)
class _Placed:
    """A cell in one row of the grid: its first column, the rows it still covers, whether it began in a row above."""

    cell: Cell
    first: int
    left: int
    above: bool = False

    def below(self) -> "_Placed":
        return replace(self, left=self.left - 1, above=True)


def table_element(table: Table, width_mm: float, preset: Preset, where: str) -> Element:
    """The w:tbl of a table filling `width_mm`. `where` names the table in the sentence of UnwritableText.

    Raises ValueError for a row that does not fill the columns exactly, UnwritableText for a text that cannot stand.
    """
    writer = _TableWriter(table, width_mm, table.size or preset.table, where)
    made = element("w:tbl", *table_properties(writer.widths, ruled=True, padding=_PADDING))
    head = table.header or (tuple(Cell(value=column.title, bold=True) for column in table.columns),)
    for row in writer.rows(head, head=True) + writer.rows(table.rows, head=False):
        made.append(row)
    return made


class _TableWriter:
    def __init__(self, table: Table, width_mm: float, size: float, where: str) -> None:
        self.columns = table.columns
        self.size = size
        self.where = where
        self.widths = _shares(table.columns, twips(width_mm))

    def rows(self, rows: Sequence[Row], *, head: bool) -> list[Element]:
        return [
            self._row(placed, head=head, number=number)
            for number, placed in enumerate(_placed(rows, len(self.columns)), start=1)
        ]

    def _row(self, placed: list[_Placed], *, head: bool, number: int) -> Element:
        cells: list[Element] = []
        height = 0
        for each in placed:
            width = sum(self.widths[each.first : each.first + each.cell.columns])
            place = f"{self.where}, {'tiêu đề cột' if head else f'dòng {number}, cột “{self._title(each.first)}”'}"
            text = "" if each.above else written(_text(each.cell.value), place)
            if each.cell.rows == 1:
                height = max(height, _line_count(text, width, self.size))
            cells.append(self._cell(each, text, width, head=head))
        return table_row(cells, whole=head or height <= _WHOLE_ROW_LINES, head=head)

    def _cell(self, placed: _Placed, text: str, width: int, *, head: bool) -> Element:
        cell = placed.cell
        align = cell.align or (Align.CENTER if head else self._align(placed.first, cell.value))
        bold = cell.bold or head
        shape = Shape(align=align, before=1, after=1)
        lines = [
            paragraph((Run(text=line, size=self.size, bold=bold, italic=cell.italic),), shape)
            for line in text.split("\n")
        ]
        merge = None if cell.rows == 1 else "continue" if placed.above else "restart"
        return table_cell(width, lines, columns=cell.columns, merge=merge, middle=head)

    def _align(self, column: int, value: Value) -> Align:
        kind = self.columns[column].kind
        if kind is ColumnKind.TEXT and isinstance(value, (int, Decimal)):
            return Align.RIGHT
        return self.columns[column].align or _ALIGN[kind]

    def _title(self, column: int) -> str:
        return " ".join(self.columns[column].title.split()) or str(column + 1)


def _shares(columns: Sequence[Column], whole: int) -> list[int]:
    """Widths in twips that add up to the whole exactly."""
    total = sum(column.share for column in columns)
    ends = [round(whole * part / total) for part in accumulate(column.share for column in columns)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _placed(rows: Sequence[Row], width: int) -> list[list[_Placed]]:
    """Each row's cells at their columns, with the continuations of merged cells filled in."""
    grid: list[list[_Placed]] = []
    hanging: list[_Placed] = []
    for number, row in enumerate(rows, start=1):
        placed: list[_Placed] = []
        column, values = 0, list(row)
        while column < width:
            over = next((each for each in hanging if each.first == column), None)
            if over is None and not values:
                raise ValueError(f"row {number} fills {column} of {width} columns")
            each = over or _placed_at(column, values.pop(0))
            placed.append(each)
            column += each.cell.columns
        if values or column > width:
            raise ValueError(f"row {number} has more cells than the {width} columns hold")
        grid.append(placed)
        hanging = [each.below() for each in placed if each.left > 1]
    if hanging:
        raise ValueError("a merged cell reaches below the last row")
    return grid


def _placed_at(column: int, value: Cell | Value) -> _Placed:
    cell = value if isinstance(value, Cell) else Cell(value=value)
    return _Placed(cell, column, cell.rows)


def _text(value: Value) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else figure(value)


def _line_count(text: str, width: int, size: float) -> int:
    room = max(1.0, (width - 2 * _PADDING) / TWIPS_A_MM)
    return sum(max(1, ceil(text_width_mm(line, size) / room)) for line in text.split("\n"))
