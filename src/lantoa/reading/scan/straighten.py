"""A picture of a page → even light, upright, level."""

import cv2
import numpy as np

from lantoa.reading.scan.engine import Picture

PAPER = 245  # what even paper is brought to
_INK_BELOW = 200
_STEPS = ((0.75, 6.0), (0.15, 0.6), (0.03, 0.12))  # degrees: how fine, how far to either side
_LEAST_LEAN = 0.04


def evened(grey: Picture) -> Picture:
    """The page in even light: shadows and grey paper become white, ink stays dark."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 21)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]))
    return _bytes(cv2.divide(grey, np.maximum(paper, 40), scale=PAPER))


def is_sideways(even: Picture, dpi: int) -> bool:
    """Whether lines of text run up and down the picture: words are then taller than wide."""
    share = 100 / dpi
    ink = np.where(_small_ink(even, share) > 40, 255, 0).astype(np.uint8)
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, 30), np.uint8))
    strokes = cv2.max(level, cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((30, 1), np.uint8)))
    ink[cv2.dilate(strokes, np.ones((3, 3), np.uint8)) > 0] = 0  # rules of tables run both ways
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(ink, np.ones((4, 4), np.uint8)))
    width, height = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    sized = (np.maximum(width, height) > 14) & (np.maximum(width, height) < 150)
    wide, tall = int((sized & (width > 1.7 * height)).sum()), int((sized & (height > 1.7 * width)).sum())
    return tall > 1.5 * wide + 5


def levelled(even: Picture) -> Picture:
    """The page turned so that its lines run level."""
    angle = lean_of(even)
    if abs(angle) < _LEAST_LEAN:
        return even
    height, width = even.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return _bytes(cv2.warpAffine(even, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,)))


def lean_of(even: Picture) -> float:
    """By how many degrees the page must be turned, anticlockwise, to be level."""
    ink = _small_ink(even, 0.33)
    if not ink.any():
        return 0.0
    angle = 0.0
    for step, span in _STEPS:
        if step < 0.1:
            ink = _small_ink(even, 0.5)  # the last step needs finer rows
        count = round(2 * span / step) + 1
        tries = [angle - span + step * index for index in range(count)]
        angle = max(tries, key=lambda turn: _sharpness(ink, turn))
    return angle


def _small_ink(even: Picture, share: float) -> Picture:
    small = cv2.resize(even, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    ink = cv2.subtract(np.full_like(small, _INK_BELOW), small)
    edge = max(2, int(0.03 * min(ink.shape)))  # the shadow of a scanner's lid is no line
    ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:] = 0, 0, 0, 0
    return _bytes(ink)


def _sharpness(ink: Picture, angle: float) -> float:
    """How sharply lines part from the white between them, seen along rows leaning by an angle; free of scale."""
    height, width = ink.shape
    # A small turn moves each column up or down: shearing finds the same angle as turning, at less cost.
    shear = np.array([[1, 0, 0], [-np.tan(np.radians(angle)), 1, np.tan(np.radians(angle)) * width / 2]])
    seen = cv2.warpAffine(ink, shear, (width, height), flags=cv2.INTER_LINEAR)
    rows = np.asarray(cv2.reduce(seen, 1, cv2.REDUCE_SUM, dtype=cv2.CV_64F), dtype=np.float64).ravel()
    whole = float((rows * rows).sum())
    return float((np.diff(rows) ** 2).sum()) / whole if whole else 0.0


def _bytes(picture: object) -> Picture:
    return np.asarray(picture, dtype=np.uint8)
