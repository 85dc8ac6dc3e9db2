"""A page as words in places and ruled cells: what a PDF's text layer gives, and what a reader of scans gives too."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantoa.reading.structure.labels import split_label


@dataclass(frozen=True, slots=True)
class Word:
    """One word and the box around it, in points from the page's top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool = False
    sureness: float = 1.0  # 0..1: below 1 where letters were read from a picture

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2


UNSURE = 0.5  # a word read less surely than this is one to look at
BULLETS = "-–+•*"
Box = tuple[float, float, float, float]  # x0, top, x1, bottom


@dataclass(frozen=True)
class Page:
    """One page: its size in points, its words in any order, the boxes of the cells of each ruled table."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    tables: tuple[tuple[Box, ...], ...] = ()
    picture: bytes = b""  # of a page read from a picture: upright and level, as its boxes are told, WebP
    stamps: tuple[str, ...] = ()  # words stamped on the page, beside its text: searched for marks of secrecy only


@dataclass
class Line:
    """Words on one height, from left to right, and the room they stand in."""

    words: list[Word]
    page: int = 0
    left: float = 0.0
    right: float = 0.0
    centred: bool = False
    column: int = 0  # of a line in a table: its cell's first column

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        """The height of its tallest word."""
        return max(word.bottom - word.top for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words)

    @property
    def labelled(self) -> bool:
        """Whether it begins with a number, letter or bullet of a list."""
        return split_label(self.text)[0] is not None

    def leaves_room_for(self, after: "Line", room: float) -> bool:
        """Whether the next line's first word would still have fitted here, so that the break was meant."""
        first = after.words[0]
        used = sum(word.x1 - word.x0 for word in self.words) + 0.22 * self.height * len(self.words)
        return max(used, 0.98 * (self.x1 - self.x0)) + (first.x1 - first.x0) < room - 2


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words gathered into lines, from the top down."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.x0)):
        for line in reversed(lines[-3:]):
            height = max(word.bottom - word.top, line[0].bottom - line[0].top)
            if abs(word.middle - line[0].middle) < 0.45 * height:
                line.append(word)
                break
        else:
            lines.append([word])
    return [Line(sorted(line, key=lambda word: word.x0)) for line in lines]


def cell_text(lines: Sequence[Line], box: Box) -> str:
    """The text of a cell: wrapped lines joined, paragraphs on lines of their own."""
    paragraphs: list[list[Line]] = []
    room = box[2] - box[0] - 10.0
    bulleted = bool(lines) and lines[0].text[0] in BULLETS
    for line in lines:
        if paragraphs and not _new_in_cell(paragraphs[-1][-1], line, room, bulleted=bulleted):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return "\n".join(run_on(lines) for lines in paragraphs)


def run_on(lines: Sequence[Line]) -> str:
    """Wrapped lines as one text; what was broken inside a word or number («03-|04», «30/4/202|6») made whole."""
    text = lines[0].text if lines else ""
    for before, line in itertools.pairwise(lines):
        end, start = before.words[-1].text, line.words[0].text
        hyphen = len(end) > 1 and end[-1] in "-–/" and end[-2].isalnum() and start[0].isalnum()
        digits = end[-1].isdigit() and start[0].isdigit() and re.search(r"\d[/.]\d", end) is not None
        capitals = len(end) > 2 and len(start) < 3 and end.isalpha() and start.isalpha() and (end + start).isupper()
        text += ("" if hyphen or digits or (capitals and len(before.words) == 1) else " ") + line.text
    return text


def _new_in_cell(before: Line, line: Line, room: float, *, bulleted: bool) -> bool:
    short, ended = before.leaves_room_for(line, room), before.text[-1] in ".;:"
    if line.text[0] in BULLETS:
        return bulleted or short or ended  # else a dash within words: «Thể thao - Truyền thanh»
    if not short:
        return False
    if line.labelled or ended:
        return True
    # Cells are narrow and often centred: only a line that ends far too early was broken on purpose.
    return not line.text[0].islower() and before.leaves_room_for(line, 0.75 * room)
