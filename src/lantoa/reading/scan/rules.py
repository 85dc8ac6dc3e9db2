"""Ruled lines in a levelled picture → the cells of each table, merged ones whole; and the picture without the lines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from lantoa.reading.scan.engine import Picture

PixelBox = tuple[int, int, int, int]  # x0, top, x1, bottom
_DARK = 190
_CELL_LIMIT = 4_000


@dataclass(frozen=True)
class Rules:
    """The lines of a page as two masks (level, upright), and the cells of each table they make."""

    level: Picture
    upright: Picture
    tables: tuple[tuple[PixelBox, ...], ...]


def rules_of(page: Picture, dpi: int) -> Rules:
    """Find the ruled lines of a levelled page and the tables among them."""
    dark = np.where(page < _DARK, 255, 0).astype(np.uint8)
    level, upright = _lines(dark, dpi, upright=False), _lines(dark, dpi, upright=True)
    level, upright = _long_or_joined(level, upright, dpi), _long_or_joined(upright, level, dpi)
    level = _not_underlines(level, upright, dark, dpi)
    return Rules(level, upright, tuple(_tables(level, upright, dpi)))


def without(page: Picture, rules: Rules) -> Picture:
    """The page with its rules painted over."""
    clean = page.copy()
    clean[cv2.dilate(rules.level | rules.upright, np.ones((5, 5), np.uint8)) > 0] = 255
    return clean


def _not_underlines(level: Picture, upright: Picture, dark: Picture, dpi: int) -> Picture:
    """Level lines but those under words: painted over, an underline would take the words' lower parts with it."""
    near = cv2.dilate(upright, np.ones((7, 7), np.uint8))

    def stays(x: int, y: int, width: int, height: int) -> bool:
        if near[y : y + height, x : x + width].any():
            return True
        above = dark[max(0, y - int(0.05 * dpi)) : max(0, y - 2), x : x + width]
        return not above.size or float((above > 0).any(axis=0).mean()) <= 0.35

    return _kept(level, stays)


def _lines(dark: Picture, dpi: int, *, upright: bool) -> Picture:
    """The mask of straight thin lines longer than any stroke of a letter."""
    least = int(dpi * 0.22)
    along = (least, 1) if upright else (1, least)
    bridge = (least // 2, 3) if upright else (3, least // 2)
    opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(along, np.uint8))
    mask = np.asarray(cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones(bridge, np.uint8)), dtype=np.uint8)

    def is_line(x: int, y: int, width: int, height: int) -> bool:
        length, across = (height, width) if upright else (width, height)
        if length < 0.3 * dpi or across > max(0.045 * dpi, 0.012 * length + 0.03 * dpi):
            return False
        return bool(np.count_nonzero(mask[y : y + height, x : x + width]) <= length * dpi / 25)

    return _kept(mask, is_line)


def _long_or_joined(lines: Picture, others: Picture, dpi: int) -> Picture:
    """Lines that are long, or meet a line of the other direction: the bars of «TTTT» run together to a short one."""
    near = cv2.dilate(others, np.ones((7, 7), np.uint8))

    def stays(x: int, y: int, width: int, height: int) -> bool:
        return max(width, height) > 0.6 * dpi or bool(near[y : y + height, x : x + width].any())

    return _kept(lines, stays)


def _kept(mask: Picture, stays: Callable[[int, int, int, int], bool]) -> Picture:
    """The mask with only those parts whose box (x, y, width, height) stays."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    staying = [outline for outline in outlines if stays(*cv2.boundingRect(outline))]
    made = np.zeros_like(mask)
    cv2.drawContours(made, staying, -1, (255,), cv2.FILLED)
    return made


def _tables(level: Picture, upright: Picture, dpi: int) -> Iterable[tuple[PixelBox, ...]]:
    if not (level.any() and upright.any()):
        return
    joined = cv2.dilate(level | upright, np.ones((7, 7), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    order = sorted(range(1, count), key=lambda index: int(stats[index][1]))
    for index in order:
        x, y, width, height, _ = (int(value) for value in stats[index])
        if width < 1.2 * dpi or height < 0.25 * dpi:
            continue
        part = labels[y : y + height, x : x + width] == index
        rows = np.where(part, level[y : y + height, x : x + width], 0).astype(np.uint8)
        columns = np.where(part, upright[y : y + height, x : x + width], 0).astype(np.uint8)
        cells = _cells(rows, columns, dpi)
        if cells:
            yield tuple((x + x0, y + top, x + x1, y + bottom) for x0, top, x1, bottom in cells)


def _cells(rows: Picture, columns: Picture, dpi: int) -> list[PixelBox]:
    """The cells between the lines of one table; [] for a mere frame or a crossing."""
    ys, xs = _places(rows, dpi, upright=False), _places(columns, dpi, upright=True)
    across, down = len(xs) - 1, len(ys) - 1
    if across < 2 or down < 1 or across * down > _CELL_LIMIT:
        return []
    group = _Groups(across * down)
    reach = max(3, int(dpi * 0.035))
    for row in range(down):
        for column in range(across):
            own = row * across + column
            top, bottom, left, right = ys[row], ys[row + 1], xs[column], xs[column + 1]
            if column + 1 < across:
                border = columns[top + reach : bottom - reach, max(0, right - reach) : right + reach]
                if not _stands(border, 1):
                    group.join(own, own + 1)
            if row + 1 < down:
                border = rows[max(0, bottom - reach) : bottom + reach, left + reach : right - reach]
                if not _stands(border, 0):
                    group.join(own, own + across)
    boxes = []
    for members in group.all():
        tops, lefts = [member // across for member in members], [member % across for member in members]
        boxes.append((xs[min(lefts)], ys[min(tops)], xs[max(lefts) + 1], ys[max(tops) + 1]))
    return sorted(boxes, key=lambda box: (box[1], box[0]))


def _stands(border: Picture, axis: int) -> bool:
    """Whether a line runs along most of a border."""
    return border.size == 0 or float((border.max(axis=axis) > 0).mean()) > 0.5


def _places(mask: Picture, dpi: int, *, upright: bool) -> list[int]:
    """Where lines run: their places across, those nearer than a line of text made one."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    boxes = [cv2.boundingRect(outline) for outline in outlines]
    middles = sorted(x + width // 2 if upright else y + height // 2 for x, y, width, height in boxes)
    places: list[list[int]] = []
    for middle in middles:
        if places and middle - places[-1][-1] <= 0.06 * dpi:
            places[-1].append(middle)
        else:
            places.append([middle])
    return [sum(place) // len(place) for place in places]


class _Groups:
    """Slots of a grid that no line parts."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def _root(self, slot: int) -> int:
        while self._above[slot] != slot:
            slot = self._above[slot]
        return slot

    def join(self, one: int, two: int) -> None:
        """Note that two slots are of one cell."""
        first, second = sorted((self._root(one), self._root(two)))
        self._above[second] = first

    def all(self) -> Sequence[list[int]]:
        """The slots of each cell."""
        found: dict[int, list[int]] = {}
        for slot in range(len(self._above)):
            found.setdefault(self._root(slot), []).append(slot)
        return list(found.values())
