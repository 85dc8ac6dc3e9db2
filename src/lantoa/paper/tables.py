"""A table of values as ruled rows: merged cells, head rows on every page, numbers to the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from lantoa.paper.document import Align, Cell, ColumnKind, Row, Table, Value
from lantoa.paper.figures import figure
from lantoa.paper.layout import Grid, GridCell, GridRow, Line, Run, Shape
from lantoa.paper.metrics import WIDEST, text_width_mm
from lantoa.paper.preset import Preset
from lantoa.paper.text import written
from lantoa.paper.widths import CellText, fitted, shared

_PADDING = 1.5
# A row that fills more of the page than this may break over pages: kept whole it would leave a half-empty page or,
# higher than a page, lose its end.
_WHOLE_ROW_LINES = 22
_NOTHING = Cell(value=None)
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
        self.titles = [" ".join(column.title.split()) or str(at) for at, column in enumerate(table.columns, start=1)]
        self.size = size
        self.where = where
        titles = (tuple(Cell(value=column.title, bold=True) for column in table.columns),)
        self.head = _placed(table.header or titles, len(table.columns), self._head_text)
        self.body = _placed(table.rows, len(table.columns), self._body_text)
        self.shapes = {align: Shape(align=align, before=1, after=1) for align in Align}
        self.widths = self._widths(width_mm)

    def grid(self) -> Grid:
        rows = [self._row(placed, head=True) for placed in self.head]
        rows += [self._row(placed, head=False) for placed in self.body]
        return Grid(widths=self.widths, padding=_PADDING, rows=tuple(rows))

    def _head_text(self, value: Value, _number: int, _column: int) -> str:
        return _text(value) or written(str(value or ""), f"{self.where}, tiêu đề cột")

    def _body_text(self, value: Value, number: int, column: int) -> str:
        return _text(value) or written(str(value or ""), f"{self.where}, dòng {number}, cột “{self.titles[column]}”")

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
        whole = head or all(each.cell.rows > 1 or self._is_low(each) for each in placed)
        return GridRow(cells=tuple(self._cell(each, head=head) for each in placed), whole=whole, head=head)

    def _is_low(self, placed: _Placed) -> bool:
        """Whether a cell is low enough for its row to be kept whole; a text that is short enough is not measured."""
        room = max(1.0, sum(self.widths[placed.first : placed.first + placed.cell.columns]) - 2 * _PADDING)
        lines = placed.text.split("\n")
        if sum(len(line) * self.size * WIDEST / room + 1 for line in lines) <= _WHOLE_ROW_LINES:
            return True
        return sum(max(1, ceil(text_width_mm(line, self.size) / room)) for line in lines) <= _WHOLE_ROW_LINES

    def _cell(self, placed: _Placed, *, head: bool) -> GridCell:
        cell = placed.cell
        align = cell.align or (Align.CENTER if head else self._align(placed.first, cell.value))
        shape = self.shapes[align]
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


def _text(value: Value) -> str:
    """A number as it is written; empty for what is none."""
    return "" if value is None or isinstance(value, str) else figure(value)


def _placed(rows: Sequence[Row], width: int, text: Callable[[Value, int, int], str]) -> list[list[_Placed]]:
    """Each row's cells at their columns, with the continuations of merged cells filled in."""
    grid: list[list[_Placed]] = []
    hanging: dict[int, _Placed] = {}
    for number, row in enumerate(rows, start=1):
        placed: list[_Placed] = []
        column, values = 0, iter(row)
        while column < width:
            each = hanging.get(column)
            if each is None:
                value = next(values, _NOTHING)
                if value is _NOTHING:
                    raise ValueError(f"row {number} fills {column} of {width} columns")
                cell = value if isinstance(value, Cell) else Cell(value=value)
                each = _Placed(cell, column, cell.rows, text(cell.value, number, column))
            placed.append(each)
            column += each.cell.columns
        if next(values, _NOTHING) is not _NOTHING or column > width:
            raise ValueError(f"row {number} has more cells than the {width} columns hold")
        grid.append(placed)
        hanging = {each.first: each.below() for each in placed if each.left > 1}
    if hanging:
        raise ValueError("a merged cell reaches below the last row")
    return grid
