"""A Word file measured: its sections and its paragraphs with the look that Word gives them, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Letters:
    """A stretch of text of one look; size in points, `colour` six hexadecimal digits or "" for black by default."""

    text: str
    size: float
    bold: bool
    italic: bool
    underlined: bool
    font: str
    colour: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """The cell that a paragraph stands in: which table, row and column, how wide, whether the table has borders."""

    table: int
    row: int
    column: int
    width: float
    ruled: bool


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A paragraph: indents in mm, gaps in points. `lines` is the line spacing in lines, or None where `exact` points
    are set. `drawn` is the length in mm of a line that stands there instead of words."""

    letters: tuple[Letters, ...]
    align: str
    first_line: float
    left: float
    before: float
    after: float
    lines: float | None
    exact: float | None
    drawn: float | None
    place: Place | None
    section: int
    numbered: bool = False

    @property
    def text(self) -> str:
        """Its words, spaces at the ends left out."""
        return "".join(each.text for each in self.letters).strip()

    @property
    def words(self) -> tuple[Letters, ...]:
        """The stretches that hold something to see."""
        return tuple(each for each in self.letters if each.text.strip())


@dataclass(frozen=True, kw_only=True)
class Numbering:
    """Where a section shows page numbers: in its header or footer, at what size, how aligned, on its first page too."""

    header: Measured | None
    footer: Measured | None
    first_page: bool


@dataclass(frozen=True, kw_only=True)
class SectionMeasures:
    """A section's page in mm, and its page numbers."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    numbering: Numbering

    @property
    def text_width(self) -> float:
        """Between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True)
class MeasuredFile:
    """What a Word file holds, in its order."""

    sections: tuple[SectionMeasures, ...]
    paragraphs: tuple[Measured, ...] = field(default_factory=tuple)

    def in_cell(self, place: Place) -> Iterator[Measured]:
        """The paragraphs of one cell."""
        cell = (place.table, place.row, place.column)
        return (each for each in self.paragraphs if each.place and _cell(each.place) == cell)

    def in_table(self, table: int) -> tuple[Measured, ...]:
        """The paragraphs of one table."""
        return tuple(each for each in self.paragraphs if each.place and each.place.table == table)


def _cell(place: Place) -> tuple[int, int, int]:
    return place.table, place.row, place.column
