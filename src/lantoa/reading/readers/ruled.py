"""Ruled tables: boxes of cells → rows with merged cells; tables that run over pages made one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from lantoa.reading.readers.layout import BULLETS, Box, Line, Word, cell_text, lines_of
from lantoa.reading.source import Cell
from lantoa.vietnamese import fold

SAME_EDGE = 4.0
HEADER_ROWS = 4


@dataclass
class Grid:
    """A table before it has ids: rows of cells, the share of the page width at which each column begins."""

    rows: list[list[Cell]]
    columns: int
    edges: tuple[float, ...]
    headers: int = 0  # rows at the top that later pages repeat
    lines: list[list[Line]] = field(default_factory=list)  # of each row, as they stand on the page


def grid_of(boxes: Sequence[Box], words: Iterable[Word], width: float) -> Grid | None:
    """The grid of a ruled table; None when it has but one column (a frame around text)."""
    xs = _edges([value for box in boxes for value in (box[0], box[2])])
    ys = _edges([value for box in boxes for value in (box[1], box[3])])
    if len(xs) < 3 or len(ys) < 2:
        return None
    inside: dict[Box, list[Word]] = {box: [] for box in boxes}
    for word in words:
        centre = ((word.x0 + word.x1) / 2, word.middle)
        for box in boxes:
            if box[0] <= centre[0] <= box[2] and box[1] <= centre[1] <= box[3]:
                inside[box].append(word)
                break
    rows: list[list[Cell]] = [[] for _ in ys[1:]]
    lines: list[list[Line]] = [[] for _ in ys[1:]]
    for box in boxes:
        first, last = _index(xs, box[0]), _index(xs, box[2])
        top, bottom = _index(ys, box[1]), _index(ys, box[3])
        own_lines = lines_of(inside[box])
        text, bold = cell_text(own_lines, box), bool(inside[box]) and all(word.bold for word in inside[box])
        for line in own_lines:
            line.column = first
        lines[top] += own_lines
        for row in range(top, max(bottom, top + 1)):
            own = row == top
            cell = Cell(text=text if own else "", column=first, span=max(1, last - first), continued=not own, bold=bold)
            rows[row].append(cell)
    kept = [sorted(row, key=lambda cell: cell.column) for row in rows if row]
    standing = [own for row, own in zip(rows, lines, strict=True) if row]
    return Grid(kept, len(xs) - 1, tuple(x / width for x in xs), lines=standing)


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SAME_EDGE:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def runs_on(before: Grid, after: Grid) -> bool:
    """Whether a table at the top of a page goes on from the one at the foot of the page before."""
    return before.columns == after.columns and all(
        abs(a - b) < 0.015 for a, b in zip(before.edges, after.edges, strict=True)
    )


def join(before: Grid, after: Grid) -> None:
    """Add a later page's rows to a table: repeated header rows once, a row cut by the page's end made whole."""
    repeated = 0
    while repeated < min(len(before.rows), len(after.rows), HEADER_ROWS) and _same(
        before.rows[repeated], after.rows[repeated]
    ):
        repeated += 1
    before.headers = max(before.headers, repeated)
    rows, lines = after.rows[repeated:], after.lines[repeated:]
    if rows and before.rows and _is_rest(before.rows[-1], rows[0]):
        before.rows[-1] = _whole(before.rows[-1], rows[0])
        before.lines[-1] = before.lines[-1] + lines[0]
        rows, lines = rows[1:], lines[1:]
    before.rows += rows
    before.lines += lines


def _same(one: list[Cell], two: list[Cell]) -> bool:
    """Whether two rows say the same, give or take a letter that was read wrongly in a picture.

    Numbers must agree to the digit: rows 2 and 12 of a list often differ in nothing else.
    """
    left, right = ([fold(cell.text) for cell in row] for row in (one, two))
    if len(left) != len(right) or not any(left):
        return False
    if re.findall(r"\d+", "|".join(left)) != re.findall(r"\d+", "|".join(right)):
        return False
    return left == right or SequenceMatcher(None, "|".join(left), "|".join(right), autojunk=False).ratio() > 0.9


def _is_rest(above: list[Cell], row: list[Cell]) -> bool:
    """Whether a row at the top of a page is the lower part of the row above: unnumbered, some cell in mid-sentence."""
    if not row or row[0].text or len(row) != len(above):
        return False
    pairs = [(up.text, down.text) for up, down in zip(above, row, strict=True) if down.text]
    if not pairs or any(not up for up, _ in pairs):
        return False
    if len(pairs) == 1 and len(row) > 3:
        return True  # nobody to do it and no time of its own
    return any(_goes_on(up, down) for up, down in pairs)


# "d. Quý 4", "d) …": a point of its own begins with a small letter, and is no end of the point above it.
_POINT = re.compile(r"[a-zđ][.)]\s")


def _goes_on(up: str, down: str) -> bool:
    if _POINT.match(down):
        return False
    return down[0].islower() or up.endswith((",", " và", " của", " các", " cho", " trên"))


def _whole(above: list[Cell], row: list[Cell]) -> list[Cell]:
    made = []
    for up, down in zip(above, row, strict=True):
        ended = up.text[-1:] in ".;:" and not down.text[:1].islower()
        apart = "\n" if down.text[:1] in BULLETS or ended else " "
        made.append(replace(up, text=f"{up.text}{apart}{down.text}".strip()))
    return made
