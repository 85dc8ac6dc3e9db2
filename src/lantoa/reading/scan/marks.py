"""Dashes and dots in front of lines, which an engine drops when they stand far from the words."""

from collections.abc import Sequence

import cv2
import numpy as np

from lantoa.reading.scan.engine import Picture, Seen
from lantoa.reading.scan.rules import PixelBox

_SURENESS = 80.0
_REACH = 0.9  # inches that a mark may stand before its line


def list_marks(
    ink: Picture, words: Sequence[tuple[int, Seen]], boxes: Sequence[PixelBox], dpi: int
) -> list[tuple[int, Seen]]:
    """Marks that no word covers, each as a word at the head of its line.

    `words` with the number of their region, `boxes` of the regions by that number.
    """
    rest = ink.copy()
    for _, word in words:
        rest[max(0, word.top - 2) : word.bottom + 2, max(0, word.x0 - 2) : word.x1 + 2] = 0
    heads: dict[tuple[int, int], list[Seen]] = {}
    for number, word in words:
        heads.setdefault((number, word.line), []).append(word)
    count, _, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    found: dict[tuple[int, int], Seen] = {}
    for index in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[index])
        sign = _sign(width / dpi, height / dpi, area / max(1, width * height))
        line = _line_behind(x + width, y + height / 2, heads, boxes, dpi) if sign else None
        if line is not None and line not in found:
            found[line] = Seen(sign, x, y, x + width, y + height, _SURENESS, line[1])
    return [(line[0], mark) for line, mark in found.items()]


def _sign(width: float, height: float, filled: float) -> str:
    """Which mark has this shape (inches, share of its box that is ink), "" when none has."""
    if filled < 0.6:
        return ""
    if height <= 0.04 and 0.03 <= width <= 0.14 and width > 1.7 * height:
        return "-"
    if 0.03 <= height <= 0.09 and 0.7 < width / height < 1.4:
        return "•"
    return ""


def _line_behind(
    x: int, y: float, heads: dict[tuple[int, int], list[Seen]], boxes: Sequence[PixelBox], dpi: int
) -> tuple[int, int] | None:
    """The line that begins to the right of a point, within its region."""
    for line, words in heads.items():
        x0, top, x1, bottom = boxes[line[0]]
        if not (x0 <= x <= x1 and top <= y <= bottom):
            continue
        first = min(words, key=lambda word: word.x0)
        upper, lower = float(np.median([w.top for w in words])), float(np.median([w.bottom for w in words]))
        inside = upper + 0.15 * (lower - upper) < y < lower - 0.05 * (lower - upper)
        if inside and 0 < first.x0 - x < _REACH * dpi:
            return line
    return None
