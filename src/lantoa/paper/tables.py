"""A table of values as ruled rows: merged cells, head rows on every page, numbers to the right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from lantoa.paper.document import Align, Cell, ColumnKind, Row, Table, Value
from lantoa.paper.figures import figure
from lantoa.paper.layout import Grid, GridCell, GridRow, Line, Run, Shape
from lantoa.paper.metrics import text_width_mm
from lantoa.paper.preset import Preset
from lantoa.paper.text import written
from lantoa.paper.widths import CellText, fitted, shared

_PADDING = 1.5
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
    text: str = ""
    above: bool = False

    def below(self) -> "_Placed":
        return replace(self, left=self.left - 1, above=True)


def laid_out(table: Table, width_mm: float, preset: Preset, where: str) -> Grid:
    """A table filling `width_mm`. `where` names the table in the sentence of UnwritableText.

    Raises ValueError for a row that does not fill the columns exactly, UnwritableText for a text that cannot stand.
    """
    return _TableWriter(table, width_mm, table.size or preset.table, where).grid()


class _TableWriter:
    def __init__(self, table: Table, width_mm: float, size: float, where: str) -> None:
        self.columns = table.columns
        self.size = size
        self.where = where
        titles = (tuple(Cell(value=column.title, bold=True) for column in table.columns),)
        self.head = self._texts(_placed(table.header or titles, len(table.columns)), head=True)
        self.body = self._texts(_placed(table.rows, len(table.columns)), head=False)
        self.widths = self._widths(width_mm)

    def grid(self) -> Grid:
        rows = [self._row(placed, head=True) for placed in self.head]
        rows += [self._row(placed, head=False) for placed in self.body]
        return Grid(widths=self.widths, padding=_PADDING, rows=tuple(rows))

    def _texts(self, rows: list[list[_Placed]], *, head: bool) -> list[list[_Placed]]:
        return [
            [each if each.above else replace(each, text=self._text(each, number, head=head)) for each in placed]
            for number, placed in enumerate(rows, start=1)
        ]

    def _text(self, placed: _Placed, number: int, *, head: bool) -> str:
        value = placed.cell.value
        if value is None:
            return ""
        if not isinstance(value, str):
            return figure(value)
        place = f"{self.where}, {'tiêu đề cột' if head else f'dòng {number}, cột “{self._title(placed.first)}”'}"
        return written(value, place)

    def _widths(self, whole: float) -> tuple[float, ...]:
        shares = [column.share for column in self.columns]
        given = [share for share in shares if share is not None]
        rows = [
            [CellText(each.first, each.cell.columns, each.text, each.cell.bold or head) for each in placed]
            for placed, head in (*((row, True) for row in self.head), *((row, False) for row in self.body))
        ]
        if len(given) == len(shares):
            return tuple(shared(given, rows, whole, self.size, _PADDING))
        return tuple(fitted(rows, len(shares), whole, self.size, _PADDING))

    def _row(self, placed: list[_Placed], *, head: bool) -> GridRow:
        height = 0
        for each in placed:
            if each.cell.rows == 1:
                width = sum(self.widths[each.first : each.first + each.cell.columns])
                height = max(height, _line_count(each.text, width, self.size))
        cells = tuple(self._cell(each, head=head) for each in placed)
        return GridRow(cells=cells, whole=head or height <= _WHOLE_ROW_LINES, head=head)

    def _cell(self, placed: _Placed, *, head: bool) -> GridCell:
        cell = placed.cell
        align = cell.align or (Align.CENTER if head else self._align(placed.first, cell.value))
        shape = Shape(align=align, before=1, after=1)
        text = "" if placed.above else placed.text
        lines = tuple(
            Line((Run(text=each, size=self.size, bold=cell.bold or head, italic=cell.italic),), shape, self.where)
            for each in text.split("\n")
        )
        return GridCell(first=placed.first, lines=lines, columns=cell.columns, rows=cell.rows, above=placed.above)

    def _align(self, column: int, value: Value) -> Align:
        kind = self.columns[column].kind
        if kind is ColumnKind.TEXT and isinstance(value, (int, Decimal)):
            return Align.RIGHT
        return self.columns[column].align or _ALIGN[kind]

    def _title(self, column: int) -> str:
        return " ".join(self.columns[column].title.split()) or str(column + 1)


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


def _line_count(text: str, width: float, size: float) -> int:
    room = max(1.0, width - 2 * _PADDING)
    return sum(max(1, ceil(text_width_mm(line, size) / room)) for line in text.split("\n"))
