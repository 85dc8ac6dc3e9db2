"""Pages of a PDF and photographs → grey pictures at a resolution that suits an engine."""

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import cv2
import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageOps

from lantoa.reading.errors import UnreadableDocument
from lantoa.reading.scan.engine import Picture
from lantoa.reading.scan.pages import Photo
from lantoa.reading.scan.sheets import sheet_in

DPI = 200
LONG_SIDE = 2339  # of A4 at that resolution
PIXEL_LIMIT = 80_000_000
SCAN_LIMIT = 150
SMALLEST = 300
TOO_MANY = (
    "Bản quét có {pages} trang, vượt quá {limit} trang quét mà phần mềm nhận dạng trong một lần. "
    "Hãy tách riêng phần kế hoạch rồi tải lại."
)
TOO_LARGE = "Ảnh lớn hơn 80 triệu điểm nên phần mềm không mở. Hãy chụp hoặc quét lại ở 200–300 dpi."
TOO_SMALL = "Ảnh quá nhỏ để đọc được chữ. Hãy chụp hoặc quét lại trang giấy ở 200–300 dpi."
BROKEN = "Tệp ảnh bị hỏng hoặc tải lên chưa trọn vẹn. Hãy chụp hoặc quét lại rồi tải lại."


def refuse_too_many(pages: int) -> None:
    """Raise UnreadableDocument, with the limit, for more pages than are read in one go."""
    if pages > SCAN_LIMIT:
        raise UnreadableDocument(TOO_MANY.format(pages=pages, limit=SCAN_LIMIT))


def photos_of_pdf(data: bytes, numbers: Sequence[int]) -> Iterator[Photo]:
    """The named pages (from 1) of a sound PDF as pictures, drawn one at a time. Raises UnreadableDocument."""
    refuse_too_many(len(numbers))
    document = pypdfium2.PdfDocument(data)
    try:
        for number in numbers:
            page = document[number - 1]
            longest = max(page.get_size())
            # Pages larger than A3 are drawn smaller: their letters are larger too.
            dpi = min(DPI, int(72 * 2 * LONG_SIDE / longest))
            drawn = page.render(scale=dpi / 72, grayscale=True).to_numpy()
            yield Photo(number, np.ascontiguousarray(drawn.reshape(drawn.shape[:2]), dtype=np.uint8), dpi)
            page.close()
    finally:
        document.close()


def count_pages(data: bytes) -> int:
    """How many pages a JPEG, PNG or TIFF holds. Raises UnreadableDocument."""
    with _unbroken():
        return int(getattr(_opened(data), "n_frames", 1))


def photos_of_image(data: bytes) -> Iterator[Photo]:
    """The pages of a JPEG, PNG or TIFF, as A4 sheets. Raises UnreadableDocument (a Vietnamese sentence)."""
    total = count_pages(data)
    refuse_too_many(total)
    with _unbroken():
        image = _opened(data)
    for index in range(total):
        with _unbroken():
            picture = _sized(sheet_in(_frame(image, index)))
        yield Photo(index + 1, picture, DPI)


@contextmanager
def _unbroken() -> Iterator[None]:
    """Whatever the library stumbles over in a picture becomes one sentence; its warnings help nobody."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except UnreadableDocument:
            raise
        except Exception as error:  # the library raises whatever its parsers stumble on
            raise UnreadableDocument(BROKEN) from error


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF"))


def _frame(image: Image.Image, index: int) -> Picture:
    """One page of a picture in grey, as its camera meant it to be held, on white where it is clear."""
    image.seek(index)
    if image.width * image.height > PIXEL_LIMIT:
        raise UnreadableDocument(TOO_LARGE)
    if min(image.size) < SMALLEST:
        raise UnreadableDocument(TOO_SMALL)
    flat = ImageOps.exif_transpose(image).convert("RGBA")
    paper = Image.new("RGBA", flat.size, "white")
    return _grey(np.asarray(Image.alpha_composite(paper, flat).convert("RGB"), dtype=np.uint8))


def _grey(colours: np.ndarray) -> Picture:
    """Colours (red, green, blue) as light falls on the eye."""
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(colours), cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _sized(picture: Picture) -> Picture:
    share = LONG_SIDE / max(picture.shape)
    if abs(share - 1) < 0.03:
        return picture
    kind = cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, None, fx=share, fy=share, interpolation=kind), dtype=np.uint8)
