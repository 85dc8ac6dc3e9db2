"""Pictures of pages → pages of words and cells, as a PDF's text layer would give them."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, median

import cv2
import numpy as np

from lantoa.reading.pictures import small
from lantoa.reading.readers.layout import Box, Page, Word
from lantoa.reading.scan.engine import OcrEngine, Picture, Seen
from lantoa.reading.scan.marks import list_marks
from lantoa.reading.scan.rules import PixelBox, Rules, rules_of, without
from lantoa.reading.scan.straighten import evened, is_sideways, levelled
from lantoa.reading.scan.strips import Region, Strip, ink_of, on_page, regions_of, strip_of
from lantoa.reading.scan.strokes import bold_boxes
from lantoa.vietnamese import nfc

_DOUBTFUL_PAGE = 62.0  # mean sureness below which the page may stand on its head
_UNSURE = 55.0
_NONSENSE = -20.0
_ZOOM = 1.5
_SIGN = 45.0  # a sign that is neither letter nor figure counts only when the engine is this sure


@dataclass(frozen=True)
class Photo:
    """One page as a grey picture at a known resolution, and its number in the document."""

    number: int
    picture: Picture
    dpi: int


@dataclass(frozen=True)
class _Sheet:
    """A page made ready for the engine."""

    photo: Photo
    level: Picture  # the page as it is shown; `page` is without its rules
    page: Picture
    ink: Picture
    rules: Rules
    strip: Strip


def read_pages(photos: Iterable[Photo], engine: OcrEngine) -> Iterator[Page]:
    """Read pages in their order. Draws a picture only when the engine is ready for it, so few are held at once.

    Raises UnreadableDocument as the engine does.
    """
    cv2.setNumThreads(1)  # the engine has the other cores; OpenCV's threads would only wait for them
    sheets: deque[_Sheet] = deque()

    def strips() -> Iterator[Picture]:
        for photo in photos:
            sheet = _prepared(photo)
            sheets.append(sheet)
            yield sheet.strip.picture

    for words in engine.read(strips()):
        sheet = sheets.popleft()
        if _sureness(words) < _DOUBTFUL_PAGE and len(words) > 3:
            sheet, words = _upright(sheet, words, engine)
        yield _page(sheet, _mended(sheet, words, engine))


def _prepared(photo: Photo) -> _Sheet:
    even = evened(photo.picture)
    if is_sideways(even, photo.dpi):
        even = np.ascontiguousarray(np.rot90(even, -1))
    return _sheet(photo, levelled(even))


def _sheet(photo: Photo, page: Picture) -> _Sheet:
    rules = rules_of(page, photo.dpi)
    clean = without(page, rules)
    ink = ink_of(clean, photo.dpi)
    strip = strip_of(clean, ink, rules.tables, regions_of(ink, rules.tables, photo.dpi), photo.dpi)
    return _Sheet(photo, page, clean, ink, rules, strip)


def _sureness(words: Sequence[Seen]) -> float:
    return fmean(word.sureness for word in words) if words else 0.0


def _upright(sheet: _Sheet, words: Sequence[Seen], engine: OcrEngine) -> tuple[_Sheet, Sequence[Seen]]:
    """The page turned on its head and read again, when that reads better."""
    even = evened(sheet.photo.picture)
    if is_sideways(even, sheet.photo.dpi):
        even = np.ascontiguousarray(np.rot90(even, -1))
    turned = _sheet(sheet.photo, levelled(np.ascontiguousarray(even[::-1, ::-1])))
    again = next(iter(engine.read([turned.strip.picture])), [])
    return (turned, again) if _sureness(again) > _sureness(words) + 5 else (sheet, words)


def _mended(sheet: _Sheet, words: Sequence[Seen], engine: OcrEngine) -> list[tuple[int, Seen]]:
    """The words on the page; doubtful regions are read once more, larger, and once with only what is darkest."""
    best: dict[int, list[Seen]] = {number: [] for number in range(len(sheet.strip.parts))}
    for number, word in on_page(sheet.strip, words):
        best[number].append(word)
    doubtful = [number for number, own in best.items() if _is_doubtful(own)]
    if doubtful:
        regions = [sheet.strip.parts[number].region for number in doubtful]
        large, dark = _strip(sheet, sheet.page, regions), _strip(sheet, _darkest(sheet.page, sheet.ink), regions)
        first, second = engine.read([_enlarged(large.picture), dark.picture])
        for strip, seen in ((large, [_shrunk(word) for word in first]), (dark, second)):
            again: dict[int, list[Seen]] = {}
            for part, word in on_page(strip, seen):
                again.setdefault(doubtful[part], []).append(word)
            for number, own in again.items():
                if _worth(own) > _worth(best[number]):
                    best[number] = own
    placed = [(number, word) for number, own in best.items() for word in own]
    boxes = [part.box for part in sheet.strip.parts]
    return placed + list_marks(sheet.ink, placed, boxes, sheet.photo.dpi)


def _is_doubtful(words: Sequence[Seen]) -> bool:
    unsure = sum(word.sureness < _UNSURE for word in words)
    return unsure >= 0.25 * len(words)


def _worth(words: Sequence[Seen]) -> float:
    """How much of what was read can be relied on: letters count by how sure they are, nonsense counts against."""
    return sum(
        len(word.text) * (word.sureness - _UNSURE) if any(sign.isalnum() for sign in word.text) else _NONSENSE
        for word in words
    )


def _strip(sheet: _Sheet, page: Picture, regions: Sequence[Region]) -> Strip:
    return strip_of(page, sheet.ink, sheet.rules.tables, regions, sheet.photo.dpi)


def _darkest(page: Picture, ink: Picture) -> Picture:
    """Only the darkest ink: a stamp over letters is paler than they are."""
    shades = page[ink > 0].reshape(-1, 1)
    parting, _ = cv2.threshold(shades, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    pale = float(parting) + 30  # the soft edges of letters belong to them
    return np.asarray(cv2.convertScaleAbs(np.minimum(page, int(pale)), alpha=255 / pale), dtype=np.uint8)


def _enlarged(picture: Picture) -> Picture:
    return np.asarray(cv2.resize(picture, None, fx=_ZOOM, fy=_ZOOM, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def _shrunk(word: Seen) -> Seen:
    x0, top, x1, bottom = (round(value / _ZOOM) for value in (word.x0, word.top, word.x1, word.bottom))
    return Seen(word.text, x0, top, x1, bottom, word.sureness, word.line)


def _page(sheet: _Sheet, placed: Sequence[tuple[int, Seen]]) -> Page:
    height, width = sheet.page.shape
    scale = 72 / sheet.photo.dpi
    kept = [(number, word) for number, word in placed if _is_text(word)]
    bold = bold_boxes(sheet.page, [_pixels(word) for _, word in kept])
    words = []
    lines: dict[tuple[int, int], list[int]] = {}
    for index, (number, word) in enumerate(kept):
        lines.setdefault((number, word.line), []).append(index)
    usual = _usual_height([[kept[index][1] for index in line] for line in lines.values()])
    for _, line in sorted(lines.items()):
        line.sort(key=lambda index: kept[index][1].x0)
        members = [kept[index][1] for index in line]
        top, bottom = _extent(members, usual)
        for index, word in zip(line, members, strict=True):
            words.append(
                Word(
                    nfc(word.text), word.x0 * scale, word.x1 * scale, top * scale, bottom * scale, bold[index],
                    max(0.0, word.sureness) / 100,
                )
            )  # fmt: skip
    tables = tuple(tuple(_points(box, scale) for box in cells) for cells in sheet.rules.tables)
    return Page(sheet.photo.number, width * scale, height * scale, tuple(words), tables, small(sheet.level))


def _is_text(word: Seen) -> bool:
    return any(sign.isalnum() for sign in word.text) or word.sureness >= _SIGN


def _pixels(word: Seen) -> PixelBox:
    return word.x0, word.top, word.x1, word.bottom


def _points(box: PixelBox, scale: float) -> Box:
    return box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale


def _usual_height(lines: Sequence[Sequence[Seen]]) -> float:
    heights = [max(w.bottom for w in line) - min(w.top for w in line) for line in lines if len(line) > 2]
    return median(heights) if heights else 0.0


def _extent(line: Sequence[Seen], usual: float) -> tuple[float, float]:
    """Top and bottom for all words of a line, like a font's: an engine's boxes are as tall as each word's ink."""
    own = max(word.bottom for word in line) - min(word.top for word in line)
    height = min(max(own, 0.8 * usual), 1.3 * usual) if usual else own
    base = median(sorted(word.bottom for word in line)[: max(1, (len(line) + 1) // 2)])
    return base - 0.8 * height, base + 0.2 * height
