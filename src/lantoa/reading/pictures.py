"""Pages as small grey pictures for a screen, in the frame in which places on a page are told."""

import io
from collections.abc import Iterator, Mapping, Sequence

import cv2
import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from lantoa.reading.errors import UnreadableDocument
from lantoa.reading.scan.engine import Picture

MEDIA_TYPE = "image/webp"
LARGEST = 150_000  # bytes a page
_LONG_SIDE = 1600  # pixels: A4 at 137 dpi, letters of 13 points stay clear when enlarged
_TRIES = ((1600, 40), (1600, 25), (1200, 30), (900, 25), (600, 20))  # long side, quality
BROKEN = "Không vẽ được trang của tệp PDF để xem. Hãy mở thử, xuất lại thành PDF rồi tải lại."


def small(picture: Picture) -> bytes:
    """A grey page as WebP of at most LARGEST bytes; one of noise alone may stay larger."""
    made = b""
    for side, quality in _TRIES:
        made = _encoded(picture, side, quality)
        if len(made) <= LARGEST:
            break
    return made


def _encoded(picture: Picture, side: int, quality: int) -> bytes:
    share = min(1.0, side / max(picture.shape))
    shown = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA) if share < 1 else picture
    out = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(shown)).convert("RGB").save(out, "WEBP", quality=quality, method=2)
    return out.getvalue()


def pages_shown(data: bytes, scanned: Mapping[int, bytes]) -> Iterator[tuple[int, bytes]]:
    """Every page of a PDF or picture that was read, in order, as its number and its small picture.

    `scanned` are the pages that were read from a picture (Reading.pictures); the others are drawn here. Nothing for
    what has no pages (Word, plain text). Raises UnreadableDocument when a page cannot be drawn.
    """
    if not data.startswith(b"%PDF-"):
        yield from sorted(scanned.items())
        return
    for number in range(1, _count(data) + 1):
        if number in scanned:
            yield number, scanned[number]
        else:
            yield from drawn(data, [number])


def _count(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def drawn(data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """The named pages (from 1) of a PDF that was read, each as its number and its small picture.

    A page is drawn whole, to the edges its words are measured from, also where it is meant to be cut when shown.
    Raises UnreadableDocument when a page cannot be drawn.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            for number in numbers:
                yield number, small(_picture(document, number - 1))
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(BROKEN) from error


def _picture(document: pypdfium2.PdfDocument, index: int) -> Picture:
    page = document[index]
    if page.get_cropbox() != page.get_mediabox():
        page.set_cropbox(*page.get_mediabox())
        page.close()
        page = document[index]
    grey = page.render(scale=_LONG_SIDE / max(page.get_size()), grayscale=True).to_numpy()
    page.close()
    return np.ascontiguousarray(grey.reshape(grey.shape[:2]), dtype=np.uint8)
