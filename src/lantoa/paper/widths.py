"""How wide the columns of a table are: by the shares given, or so that its rows come out low and no word is broken."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lantoa.paper.metrics import text_width_mm

# Rows measured: enough to know a long table by, few enough that a long table costs no more.
_SAMPLE = 60
_STEPS = 50
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
    lengths = [_lengths(row, count, size) for row in sample]
    step = spare / _STEPS
    for _ in range(_STEPS):
        widths[_neediest(lengths, widths, padding)] += step
    return widths


def _sampled(rows: Sequence[Sequence[CellText]]) -> list[Sequence[CellText]]:
    if len(rows) <= _SAMPLE:
        return list(rows)
    return [rows[round(at * (len(rows) - 1) / (_SAMPLE - 1))] for at in range(_SAMPLE)]


def _least(rows: Sequence[Sequence[CellText]], count: int, whole: float, size: float, padding: float) -> list[float]:
    words: list[dict[tuple[str, bool], None]] = [{} for _ in range(count)]
    for row in rows:
        for cell in row:
            if cell.columns == 1:
                words[cell.first].update(dict.fromkeys((word, cell.bold) for word in cell.text.split()))
    most = whole * _LONGEST_WORD
    longest = [max((text_width_mm(word, size, bold=bold) for word, bold in column), default=0.0) for column in words]
    # A tenth of a millimetre keeps a word whole in a program whose letters are a hair wider.
    return [min(most, width + 0.1) + 2 * padding for width in longest]


def _lengths(row: Sequence[CellText], count: int, size: float) -> list[list[float]]:
    """For each column the lengths in mm of the lines of the cell that stands in it alone."""
    found: list[list[float]] = [[] for _ in range(count)]
    for cell in row:
        if cell.columns == 1 and cell.text:
            found[cell.first] = [text_width_mm(line, size, bold=cell.bold) for line in cell.text.split("\n")]
    return found


def _neediest(rows: Sequence[Sequence[Sequence[float]]], widths: Sequence[float], padding: float) -> int:
    """The column to which a little more width would lower the rows most: the rows that it makes high count for it."""
    room = [max(1.0, width - 2 * padding) for width in widths]
    gain = [0.0] * len(widths)
    for row in rows:
        # A line that fits needs one line; one that does not, loses about half a word at each end.
        heights = [sum(1.0 if length <= room[at] else length / room[at] + 0.3 for length in cell)
                   for at, cell in enumerate(row)]  # fmt: skip
        top = max(heights, default=0.0)
        for at, height in enumerate(heights):
            if height > 0.9 * top and any(length > room[at] for length in row[at]):
                gain[at] += height / room[at]
    if not any(gain):
        # Every line fits: what is left goes to the widest, where a table looks fullest.
        return max(range(len(widths)), key=widths.__getitem__)
    return max(range(len(widths)), key=gain.__getitem__)
