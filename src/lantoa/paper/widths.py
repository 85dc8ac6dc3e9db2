"""How wide the columns of a table are: by the shares given, or so that its rows come out low and no word is broken."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lantoa.paper.metrics import WIDEST, text_width_mm

# Rows measured: enough to know a long table by, few enough that a long table costs no more.
_SAMPLE = 40
_STEPS = 25
# A single word may claim at most this share of the table; a longer one, an address say, is broken.
_LONGEST_WORD = 0.3


@dataclass(frozen=True)
class CellText:
    """A cell's text as it counts for the widths: in which column it begins, how many it spans."""

    first: int
    columns: int
    text: str
    bold: bool = False


def shared(
    shares: Sequence[float], rows: Sequence[Sequence[CellText]], whole: float, size: float, padding: float
) -> list[float]:
    """Widths in mm in the proportion of `shares` that add up to `whole`; a column whose share would break a word takes
    what it lacks from the others."""
    total = sum(shares)
    ends = [whole * part / total for part in accumulate(shares)]
    widths = [end - start for start, end in zip([0.0, *ends], ends, strict=False)]
    least = _least(_sampled(rows), len(shares), whole, size, padding)
    lack = sum(max(0.0, need - width) for need, width in zip(least, widths, strict=True))
    spare = sum(max(0.0, width - need) for need, width in zip(least, widths, strict=True))
    if not lack or lack > spare:
        return widths
    return [
        need if width < need else width - (width - need) * lack / spare
        for need, width in zip(least, widths, strict=True)
    ]


def fitted(rows: Sequence[Sequence[CellText]], count: int, whole: float, size: float, padding: float) -> list[float]:
    """Widths in mm of `count` columns filling `whole`, from what the rows (head rows too) hold at `size` points.

    Every column first gets its longest word; what is left goes, step by step, where it lowers the table most.
    """
    sample = _sampled(rows)
    widths = _least(sample, count, whole, size, padding)
    spare = whole - sum(widths)
    if spare <= 0:
        return [width * whole / sum(widths) for width in widths]
    step = spare / _STEPS
    columns = [[_lines_of(row, at, size) for row in sample] for at in range(count)]
    heights = [_heights(lines, width - 2 * padding) for lines, width in zip(columns, widths, strict=True)]
    for _ in range(_STEPS):
        at = _neediest(heights, widths)
        widths[at] += step
        heights[at] = _heights(columns[at], widths[at] - 2 * padding)
    return widths


def _sampled(rows: Sequence[Sequence[CellText]]) -> list[Sequence[CellText]]:
    if len(rows) <= _SAMPLE:
        return list(rows)
    return [rows[round(at * (len(rows) - 1) / (_SAMPLE - 1))] for at in range(_SAMPLE)]


def _least(rows: Sequence[Sequence[CellText]], count: int, whole: float, size: float, padding: float) -> list[float]:
    longest = [0.0] * count
    for at in range(count):
        words = {(word, cell.bold) for row in rows for cell in row if cell.columns == 1 and cell.first == at
                 for word in cell.text.split()}  # fmt: skip
        for word, bold in sorted(words, key=lambda each: -len(each[0])):
            if len(word) * size * WIDEST < longest[at]:
                break  # no letter is wide enough for a shorter word to be longer
            longest[at] = max(longest[at], text_width_mm(word, size, bold=bold))
    most = whole * _LONGEST_WORD
    # A tenth of a millimetre keeps a word whole in a program whose letters are a hair wider.
    return [min(most, width + 0.1) + 2 * padding for width in longest]


def _lines_of(row: Sequence[CellText], column: int, size: float) -> list[float]:
    """The lengths in mm of the lines of the cell that stands in a column alone."""
    cell = next((cell for cell in row if cell.first == column and cell.columns == 1 and cell.text), None)
    return [text_width_mm(line, size, bold=cell.bold) for line in cell.text.split("\n")] if cell else []


def _heights(cells: Sequence[Sequence[float]], room: float) -> list[float]:
    """About how many lines each cell of a column takes in so much room; below zero where every line fits as it is.

    A line that does not fit loses about half a word at each end.
    """
    room = max(1.0, room)
    return [
        -float(len(lines)) if not lines or max(lines) <= room else sum(max(1.0, each / room + 0.3) for each in lines)
        for lines in cells
    ]


def _neediest(heights: Sequence[Sequence[float]], widths: Sequence[float]) -> int:
    """The column to which a little more width would lower the rows most: the rows that it makes high count for it."""
    gain = [0.0] * len(widths)
    for row in zip(*heights, strict=True):
        top = 0.9 * max(max(row), -min(row))
        for at, height in enumerate(row):
            if height > top:
                gain[at] += height
    gain = [each / width for each, width in zip(gain, widths, strict=True)]
    if not any(gain):
        # Every line fits: what is left goes to the widest, where a table looks fullest.
        return max(range(len(widths)), key=widths.__getitem__)
    return max(range(len(widths)), key=gain.__getitem__)
