"""A document's parts as they stand on the sheet: the one layout that the Word file and the PDF are both made from.

Lengths are millimetres, sizes and gaps of type are points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lantoa.paper.document import Align


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words of one look: size in points."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How a paragraph stands: indents in mm, gaps in points, line spacing in lines (or exact points)."""

    align: Align = Align.JUSTIFY
    first_line: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    lines: float = 1
    exact: float | None = None
    with_next: bool = False
    whole: bool = False
    outline: int | None = None
    line_above: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph. `where` names it in sentences to the user."""

    runs: tuple[Run, ...]
    shape: Shape
    where: str = ""


@dataclass(frozen=True)
class Sides:
    """Two columns without borders, `widths` mm wide; a row of them is never split over pages."""

    widths: tuple[float, float]
    rows: tuple[tuple[tuple[Line, ...], tuple[Line, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class GridCell:
    """A cell of a ruled table. `above` marks the rows below the first of a cell that covers several."""

    first: int
    lines: tuple[Line, ...]
    columns: int = 1
    rows: int = 1
    above: bool = False


@dataclass(frozen=True, kw_only=True)
class GridRow:
    """A row of a ruled table; a `head` row stands again on every page, a `whole` one is never split."""

    cells: tuple[GridCell, ...]
    whole: bool
    head: bool


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A ruled table: its columns' widths in mm, the room left and right of a cell's text, its rows."""

    widths: tuple[float, ...]
    padding: float
    rows: tuple[GridRow, ...]


Part: TypeAlias = Line | Sides | Grid


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Parts that begin on a new page and whose pages are numbered from 1."""

    parts: tuple[Part, ...]
    landscape: bool = False


def line(runs: Sequence[Run], shape: Shape, where: str = "") -> Line:
    """A paragraph of `runs`."""
    return Line(tuple(runs), shape, where)


def centred(text: str, size: float, *, bold: bool = False, italic: bool = False, before: float = 0) -> Line:
    """A centred paragraph of one look."""
    return Line((Run(text=text, size=size, bold=bold, italic=italic),), Shape(align=Align.CENTER, before=before))


def rule(column: float, length: float) -> Line:
    """A line of `length` mm in the middle of a column `column` mm wide: a low paragraph with a border above it."""
    side = max(0.0, (column - length) / 2)
    return Line((), Shape(align=Align.CENTER, left=side, right=side, before=2, exact=4, line_above=True))


def gap(points: float = 1, *, with_next: bool = False) -> Line:
    """The paragraph that Word wants after a table, so low that it never makes a page of its own."""
    return Line((Run(text="", size=1),), Shape(align=Align.LEFT, exact=points, with_next=with_next))
