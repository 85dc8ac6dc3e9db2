"""A document as a reader hands it on: paragraphs and tables in order, whatever the file was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from lantoa.reading.progress import Progress
from lantoa.reading.scan.engine import OcrEngine


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Words where they stand on a page: a line of a block, or one word.

    `page` counts from 1; `box` is left, top, right, bottom in shares (0..1) of the page as it is shown: upright, level.
    `cell` is the place among the cells of its row, 0 in a paragraph.
    """

    page: int
    box: tuple[float, float, float, float]
    text: str
    cell: int = 0


@dataclass(frozen=True, kw_only=True)
class SourceBlock:
    """One paragraph or one table row, as a screen can show it beside what was read from it.

    `label` is the number or bullet that the word processor wrote by itself (typed ones are part of
    `text`); `cells` holds a row's texts, one a column it has, "" where a merged cell continues.
    `spots` are its lines on the pages of a PDF or picture, `unsure` the words read from a picture without certainty.
    """

    id: str
    kind: str  # "paragraph" or "table-row"
    text: str
    label: str = ""
    cells: tuple[str, ...] = ()
    bold: bool = False
    centred: bool = False
    table: str | None = None
    spots: tuple[Spot, ...] = ()
    unsure: tuple[Spot, ...] = ()

    @property
    def caps(self) -> bool:
        """Whether every letter is a capital."""
        return self.text.isupper()

    @property
    def shown(self) -> str:
        """The text with its automatic number."""
        return f"{self.label} {self.text}".strip()


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell: its lines joined by newlines, the first grid column it covers, how many it covers."""

    text: str
    column: int
    span: int = 1
    continued: bool = False  # the lower part of a vertically merged cell
    bold: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One table row; `header` when the document itself repeats it on each page."""

    block: str
    cells: tuple[Cell, ...]
    header: bool = False

    def text_at(self, column: int) -> str:
        """The text of the cell that covers a grid column, "" when there is none."""
        for cell in self.cells:
            if cell.column <= column < cell.column + cell.span:
                return cell.text
        return ""

    def cell_at(self, column: int) -> Cell | None:
        """The cell that covers a grid column."""
        for cell in self.cells:
            if cell.column <= column < cell.column + cell.span:
                return cell
        return None


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: its rows and its number of grid columns."""

    id: str
    rows: tuple[Row, ...]
    columns: int


@dataclass(frozen=True, kw_only=True)
class SourceDocument:
    """A whole document: `flow` is its paragraphs and tables in reading order."""

    flow: tuple[SourceBlock | Table, ...]
    rows: dict[str, SourceBlock] = field(default_factory=dict)
    margins: tuple[str, ...] = ()  # lines of page headers, footers: searched for secrecy marks only
    notes: tuple[str, ...] = ()  # what a person should know of the reading itself, as sentences for the screen
    pictures: Mapping[int, bytes] = field(default_factory=dict)  # by page: those read from pictures, made level, WebP

    def blocks(self) -> Iterator[SourceBlock]:
        """Every paragraph and table row, in order."""
        for item in self.flow:
            if isinstance(item, Table):
                for row in item.rows:
                    yield self.rows[row.block]
            else:
                yield item


class Reader(Protocol):
    """What reads one kind of file. Raises UnreadableDocument for anything it cannot read."""

    def __call__(self, data: bytes, progress: Progress, ocr: OcrEngine | None, /) -> SourceDocument:
        """Read the bytes of one file; `ocr` reads what is a picture, and without it ScannedPages is raised."""
        ...
