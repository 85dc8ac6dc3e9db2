"""Bold words told from plain ones by how thick their strokes are."""

from collections.abc import Sequence

import cv2
import numpy as np

from lantoa.reading.scan.engine import Picture
from lantoa.reading.scan.rules import PixelBox

_BOLDER = 1.22  # times the page's usual stroke


def bold_boxes(page: Picture, boxes: Sequence[PixelBox]) -> list[bool]:
    """For each box of a word, whether it is set in bold, judged against the other words of the page."""
    strokes = stroke_widths(page, boxes)
    known = [width for width in strokes if width]
    if not known:
        return [False] * len(boxes)
    usual = float(np.percentile(known, 35))
    return [width > _BOLDER * usual for width in strokes]


def stroke_widths(page: Picture, boxes: Sequence[PixelBox]) -> list[float]:
    """The mean stroke of each word in pixels: twice its ink by the length of its outline, 0 where there is no ink."""
    ink = cv2.subtract(np.full_like(page, 225), page)
    dark = (page < 140).astype(np.uint8)
    outline = dark - cv2.erode(dark, np.ones((3, 3), np.uint8))
    amount, length = cv2.integral(ink), cv2.integral(outline)
    widths = []
    for x0, top, x1, bottom in boxes:
        y1, right = min(bottom, page.shape[0]), min(x1, page.shape[1])
        own = _within(amount, x0, top, right, y1) / 185.0
        edge = _within(length, x0, top, right, y1)
        widths.append(2 * own / edge if edge > 8 else 0.0)
    return widths


def _within(sums: np.ndarray, x0: int, top: int, x1: int, bottom: int) -> float:
    x0, top = max(0, x0), max(0, top)
    if x1 <= x0 or bottom <= top:
        return 0.0
    return float(sums[bottom, x1] - sums[top, x1] - sums[bottom, x0] + sums[top, x0])
