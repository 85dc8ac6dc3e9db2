"""A sheet of paper photographed on something darker: cut out and set square."""

import cv2
import numpy as np

from lantoa.reading.scan.engine import Picture

_LEAST, _MOST = 0.3, 0.97  # share of the picture that a sheet fills; above it there is nothing around it


def sheet_in(picture: Picture) -> Picture:
    """The sheet seen in a photograph, squared; the picture as it is when no sheet stands out from what it lies on."""
    corners = _corners(picture)
    if corners is None:
        return picture
    top = np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[3])
    side = np.linalg.norm(corners[3] - corners[0]), np.linalg.norm(corners[2] - corners[1])
    width, height = int(max(top)), int(max(side))
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getPerspectiveTransform(corners, square)
    return np.asarray(cv2.warpPerspective(picture, turn, (width, height), flags=cv2.INTER_CUBIC), dtype=np.uint8)


def _corners(picture: Picture) -> np.ndarray | None:
    """The four corners of the sheet, clockwise from the top left, in pixels."""
    share = 800 / max(picture.shape)
    small = cv2.GaussianBlur(cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), (7, 7), 0)
    _, bright = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    largest = max(outlines, key=cv2.contourArea)
    filled = cv2.contourArea(largest) / small.size
    shape = cv2.approxPolyDP(largest, 0.02 * cv2.arcLength(largest, closed=True), closed=True)
    if len(shape) != 4 or not _LEAST < filled < _MOST or not cv2.isContourConvex(shape):
        return None
    points = shape.reshape(4, 2).astype(np.float32) / share
    total, across = points.sum(axis=1), points[:, 0] - points[:, 1]
    order = [int(total.argmin()), int(across.argmax()), int(total.argmax()), int(across.argmin())]
    return points[order] if len(set(order)) == 4 else None
