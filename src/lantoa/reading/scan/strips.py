"""The regions of a page (cells, columns, blocks of text) set one below the other, so that one run reads each by itself.

An engine that meets columns side by side mixes their lines; below one another they cannot mix. Words found in the strip
are brought back to where they stand on the page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from lantoa.reading.scan.engine import Picture, Seen
from lantoa.reading.scan.rules import PixelBox

_DARK = 175
_SPECK = 8  # pixels at 200 dpi: less ink than a full stop has
_LONELY = 45  # with less ink than this a mark counts only beside others


@dataclass(frozen=True)
class Region:
    """A part of the page to be read by itself: the box around its ink; a cell of a table or text outside tables."""

    box: PixelBox
    is_cell: bool


@dataclass(frozen=True)
class Placed:
    """A region of the page and the height at which it stands in the strip."""

    region: Region
    top: int

    @property
    def box(self) -> PixelBox:
        """Where it stands on the page."""
        return self.region.box


@dataclass(frozen=True)
class Strip:
    """The picture an engine reads, and what stands in it."""

    picture: Picture
    parts: tuple[Placed, ...]
    left: int


def ink_of(page: Picture, dpi: int) -> Picture:
    """The mask of ink (1 or 0) without specks, and without the page's outermost edge."""
    dark = (page < _DARK).astype(np.uint8)
    edge = int(0.02 * min(page.shape))
    dark[:edge], dark[-edge:], dark[:, :edge], dark[:, -edge:] = 0, 0, 0, 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    area = stats[:, cv2.CC_STAT_AREA] / (dpi / 200) ** 2
    sound, any_size = (area >= _LONELY).astype(np.uint8), (area >= _SPECK).astype(np.uint8)
    sound[0] = any_size[0] = 0
    # Full stops, accents and the dashes of a list have letters beside them; dust lies alone.
    beside, above = int(0.6 * dpi), int(0.1 * dpi)
    company = cv2.dilate(sound[labels], np.ones((2 * above + 1, 2 * beside + 1), np.uint8))
    return np.asarray(any_size[labels] & company, dtype=np.uint8)


def regions_of(ink: Picture, tables: Sequence[Sequence[PixelBox]], dpi: int) -> list[Region]:
    """The parts to be read each by itself, from the top down: blocks of text outside tables, and cells."""
    found: list[Region] = []
    inset = max(2, dpi // 70)
    for cells in tables:
        for x0, top, x1, bottom in cells:
            box = _trimmed(ink, (x0 + inset, top + inset, x1 - inset, bottom - inset))
            if box and _is_worth_reading(box, dpi):
                found.append(Region(box, is_cell=True))
    outside = _outside(ink, tables, 0)
    found += [Region(box, is_cell=False) for box in _blocks(outside, dpi) if _is_worth_reading(box, dpi)]
    return sorted(found, key=lambda region: (region.box[1], region.box[0]))


def _is_worth_reading(box: PixelBox, dpi: int) -> bool:
    """Whether a box could hold a letter."""
    width, height = box[2] - box[0], box[3] - box[1]
    return height > 0.035 * dpi and width > 0.01 * dpi and width * height > 0.0015 * dpi * dpi


def _outside(page: Picture, tables: Sequence[Sequence[PixelBox]], blank: int) -> Picture:
    """The page with its tables filled with one value."""
    rest = page.copy()
    for cells in tables:
        x0, top = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
        x1, bottom = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
        rest[max(0, top - 3) : bottom + 3, max(0, x0 - 3) : x1 + 3] = blank
    return rest


def _trimmed(ink: Picture, box: PixelBox) -> PixelBox | None:
    x0, top, x1, bottom = box
    part = ink[top:bottom, x0:x1]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return None
    return (x0 + int(columns[0]), top + int(rows[0]), x0 + int(columns[-1]) + 1, top + int(rows[-1]) + 1)


def _blocks(ink: Picture, dpi: int) -> Iterator[PixelBox]:
    """Bands of text; where consecutive lines leave the same strip white, the columns on either side of it."""
    band: list[tuple[int, int]] = []
    gutter: tuple[int, int] | None = None
    for top, bottom in _runs(ink.max(axis=1), int(0.01 * dpi)):
        gap = _gap(ink[top:bottom], dpi)
        shared = _shared(gutter, gap, dpi) if band else gap
        if band and shared is None and (gutter is not None or gap is not None):
            yield from _split(ink, band, gutter)
            band, gutter = [], None
            shared = gap
        band.append((top, bottom))
        gutter = shared
    yield from _split(ink, band, gutter)


def _shared(one: tuple[int, int] | None, two: tuple[int, int] | None, dpi: int) -> tuple[int, int] | None:
    if one is None or two is None:
        return None
    both = max(one[0], two[0]), min(one[1], two[1])
    return both if both[1] - both[0] >= 0.12 * dpi else None


def _gap(line: Picture, dpi: int) -> tuple[int, int] | None:
    """The widest white strip within a line, in the middle half of the page, when wider than any space of words."""
    filled = line.max(axis=0)
    columns = np.flatnonzero(filled)
    if not len(columns):
        return None
    width = line.shape[1]
    best: tuple[int, int] | None = None
    for start, end in _runs(1 - filled[columns[0] : columns[-1]], 0):
        start, end = start + int(columns[0]), end + int(columns[0])
        inside = 0.15 * width < (start + end) / 2 < 0.8 * width
        # A number in front of a heading is no column.
        inside = inside and min(start - columns[0], columns[-1] - end) > 0.06 * width
        if inside and end - start >= 0.18 * dpi and (best is None or end - start > best[1] - best[0]):
            best = (start, end)
    return best


def _split(ink: Picture, band: Sequence[tuple[int, int]], gutter: tuple[int, int] | None) -> Iterator[PixelBox]:
    if not band:
        return
    top, bottom = band[0][0], band[-1][1]
    middle = (gutter[0] + gutter[1]) // 2 if gutter else 0
    spans = [(0, middle), (middle, ink.shape[1])] if middle else [(0, ink.shape[1])]
    for x0, x1 in spans:
        box = _trimmed(ink, (x0, top, x1, bottom))
        if box:
            yield box


def _runs(filled: Picture, bridge: int) -> Iterator[tuple[int, int]]:
    """The stretches [start, end) that are filled; gaps up to `bridge` do not part them."""
    places = np.flatnonzero(filled)
    if not len(places):
        return
    breaks = np.flatnonzero(np.diff(places) > bridge + 1)
    starts = [int(places[0]), *(int(places[index + 1]) for index in breaks)]
    ends = [*(int(places[index]) + 1 for index in breaks), int(places[-1]) + 1]
    yield from zip(starts, ends, strict=True)


def strip_of(
    page: Picture, ink: Picture, tables: Sequence[Sequence[PixelBox]], regions: Sequence[Region], dpi: int
) -> Strip:
    """Set the regions of a page one below the other on white."""
    margin, gap, pad = dpi // 5, dpi // 7, dpi // 33
    height = 2 * margin + sum(region.box[3] - region.box[1] + gap for region in regions)
    width = 2 * margin + max((region.box[2] - region.box[0] for region in regions), default=0)
    picture = np.full((height, width), 255, np.uint8)
    near = cv2.dilate(ink, np.ones((2 * pad + 1, 2 * pad + 1), np.uint8))
    clean = np.where(near > 0, page, 255).astype(np.uint8)
    clean = np.asarray(cv2.convertScaleAbs(clean, alpha=255 / 190, beta=-40 * 255 / 190), dtype=np.uint8)
    outside = _outside(clean, tables, 255) if tables else clean
    parts = []
    y = margin
    for region in regions:
        x0, top, x1, bottom = region.box
        source = clean if region.is_cell else outside
        picture[y : y + bottom - top, margin : margin + x1 - x0] = source[top:bottom, x0:x1]
        parts.append(Placed(region, y))
        y += bottom - top + gap
    return Strip(picture, tuple(parts), margin)


def on_page(strip: Strip, words: Iterable[Seen]) -> list[tuple[int, Seen]]:
    """Words of the strip where they stand on the page, each with the number of its region."""
    placed: list[tuple[int, Seen]] = []
    for word in words:
        for number, part in enumerate(strip.parts):
            x0, top, _, bottom = part.box
            if part.top - 2 <= word.middle <= part.top + bottom - top + 2:
                right, down = x0 - strip.left, top - part.top
                moved = Seen(
                    word.text, word.x0 + right, word.top + down, word.x1 + right, word.bottom + down,
                    word.sureness, word.line,
                )  # fmt: skip
                placed.append((number, moved))
                break
    return placed
