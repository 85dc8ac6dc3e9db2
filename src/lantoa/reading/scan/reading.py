"""Scans and photographs → SourceDocument."""

from collections.abc import Iterable
from itertools import islice

from lantoa.reading.errors import ScannedPages, UnreadableDocument
from lantoa.reading.progress import Progress, silent
from lantoa.reading.readers.assembling import assembled
from lantoa.reading.readers.layout import Page
from lantoa.reading.scan.corrections import corrected
from lantoa.reading.scan.engine import OcrEngine
from lantoa.reading.scan.pages import Photo, read_pages
from lantoa.reading.scan.pictures import count_pages, photos_of_image, photos_of_pdf
from lantoa.reading.source import SourceDocument

IMAGE_MARKS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")  # JPEG, PNG, TIFF
LEAST_WORDS = 12
NO_TEXT = (
    "Không thấy chữ nào đọc được trong ảnh. Hãy kiểm tra xem đã chọn đúng tệp chưa, "
    "hoặc chụp, quét lại trang giấy cho rõ (200–300 dpi)."
)


def read_image_source(data: bytes, progress: Progress = silent, ocr: OcrEngine | None = None) -> SourceDocument:
    """Read a JPEG, PNG or TIFF of pages. Raises ScannedPages without `ocr`, UnreadableDocument for bad pictures."""
    total = count_pages(data)
    if ocr is None:
        raise ScannedPages(range(1, total + 1), total)
    return assembled(read_scans(photos_of_image(data), total, ocr, progress))


def first_page(data: bytes, number: int, ocr: OcrEngine) -> SourceDocument:
    """One page (from 1) of a PDF or picture, by itself: enough to see a mark of secrecy before anything is kept."""
    photos = photos_of_pdf(data, [number]) if data.startswith(b"%PDF-") else islice(photos_of_image(data), 1)
    return assembled(corrected(list(read_pages(photos, ocr))))


def read_scans(photos: Iterable[Photo], total: int, ocr: OcrEngine, progress: Progress = silent) -> list[Page]:
    """Read pictures of pages, saying how far it has come; misreadings are put right over the whole document.

    Raises UnreadableDocument when hardly a word is seen.
    """
    words, pages = 0, []
    for count, page in enumerate(read_pages(photos, ocr), start=1):
        words += sum(word.text.isalpha() and word.sureness > 0.6 for word in page.words)
        progress(0.05 + 0.33 * count / total, f"Đang nhận dạng chữ: xong trang {count}/{total}")
        pages.append(page)
    if words < LEAST_WORDS:
        raise UnreadableDocument(NO_TEXT)
    return corrected(pages)
