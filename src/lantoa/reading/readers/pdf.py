"""PDF with text → SourceDocument. Pages whose text layer is missing or worthless are told apart."""

import io
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]

from lantoa.reading.errors import ScannedPages, UnreadableDocument
from lantoa.reading.progress import Progress, silent
from lantoa.reading.readers.assembling import assembled
from lantoa.reading.readers.layout import Page, Word
from lantoa.reading.scan.engine import OcrEngine
from lantoa.reading.scan.pictures import photos_of_pdf
from lantoa.reading.scan.reading import read_scans
from lantoa.reading.source import SourceDocument
from lantoa.vietnamese import nfc
from lantoa.vietnamese.restoration import Condition, measure

PAGE_LIMIT = 300
SIGNS_A_PAGE = 20_000
OBJECTS_A_PAGE = 40_000
ENCRYPTED = (
    "Tệp PDF đang được đặt mật khẩu. Hãy bỏ mật khẩu (mở bằng phần mềm đọc PDF, in lại thành PDF mới) rồi tải lại."
)
BROKEN = "Tệp PDF bị hỏng hoặc tải lên chưa trọn vẹn. Hãy mở thử, xuất lại thành PDF rồi tải lại."
TOO_MANY = (
    "Tệp PDF có {pages} trang, vượt quá {limit} trang mà phần mềm nhận. Hãy tách riêng phần kế hoạch rồi tải lại."
)
TOO_DENSE = "Trang {page} của tệp PDF chứa quá nhiều nét vẽ hoặc chữ nên phần mềm không đọc. Hãy kiểm tra lại tệp."
EMPTY = "Tệp PDF không có trang nào có nội dung. Hãy chọn lại tệp kế hoạch."


class Layer(StrEnum):
    """What a page's text layer is worth."""

    TRUSTED = "trusted"
    MENDED = "mended"  # letters or accents lost, and no image to read instead: restored
    WORTHLESS = "worthless"  # text under a scan that is not Vietnamese as written
    MISSING = "missing"  # an image without text
    BLANK = "blank"


def layers_of(data: bytes) -> list[Layer]:
    """For each page, what its text layer is worth. Raises UnreadableDocument for what is no sound PDF."""
    document = _opened(data)
    try:
        return [_layer(document[index], index + 1) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(BROKEN) from error
    finally:
        document.close()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(ENCRYPTED if "password" in str(error).lower() else BROKEN) from error
    if pages > PAGE_LIMIT:
        document.close()
        raise UnreadableDocument(TOO_MANY.format(pages=pages, limit=PAGE_LIMIT))
    if not pages:
        raise UnreadableDocument(EMPTY)
    return document


def _layer(page: Any, number: int) -> Layer:
    text = page.get_textpage().get_text_bounded()
    covered = 0.0
    for count, item in enumerate(page.get_objects(max_depth=3)):
        if count > OBJECTS_A_PAGE:
            raise UnreadableDocument(TOO_DENSE.format(page=number))
        if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            covered += max(0.0, right - left) * max(0.0, top - bottom)
    if len(text) > SIGNS_A_PAGE:
        raise UnreadableDocument(TOO_DENSE.format(page=number))
    is_image = covered > 0.5 * page.get_width() * page.get_height()
    if sum(sign.isalnum() for sign in text) < 3:
        return Layer.MISSING if is_image else Layer.BLANK
    condition = measure(text).condition
    if condition is Condition.SOUND:
        return Layer.TRUSTED
    if condition is Condition.OTHER:
        return Layer.WORTHLESS if is_image else Layer.TRUSTED
    return Layer.WORTHLESS if is_image else Layer.MENDED


def read_pdf_source(data: bytes, progress: Progress = silent, ocr: OcrEngine | None = None) -> SourceDocument:
    """Read a PDF: lines, columns of head and foot, ruled tables across pages, as the Word reader gives them.

    `ocr` reads the pages that are images; without it such a document raises ScannedPages, which lists them. Raises
    UnreadableDocument for everything else that cannot be read.
    """
    layers = layers_of(data)
    wanted = [index + 1 for index, layer in enumerate(layers) if layer in (Layer.MISSING, Layer.WORTHLESS)]
    if wanted and ocr is None:
        raise ScannedPages(wanted, len(layers))
    if all(layer is Layer.BLANK for layer in layers):
        raise UnreadableDocument(EMPTY)
    pages = {page.number: page for page in _pages(data, layers, progress)}
    if ocr is not None and wanted:
        seen = read_scans(photos_of_pdf(data, wanted), len(wanted), ocr, progress)
        pages |= {page.number: page for page in seen}
    return assembled([pages[number] for number in sorted(pages)], restoring=Layer.MENDED in layers)


def _pages(data: bytes, layers: Sequence[Layer], progress: Progress) -> list[Page]:
    """The text layer's words and rules, page by page; a file that one library cannot open is rewritten by the other."""
    for attempt in (data, None):
        try:
            with pdfplumber.open(io.BytesIO(attempt if attempt is not None else _rewritten(data))) as document:
                found = []
                for number, (page, layer) in enumerate(zip(document.pages, layers, strict=True), start=1):
                    progress(0.05 + 0.3 * number / len(layers), f"Đang đọc trang {number}/{len(layers)}")
                    found.append(_page(page, number, skip=layer in (Layer.MISSING, Layer.WORTHLESS, Layer.BLANK)))
                    page.close()
                return found
        except UnreadableDocument:
            raise
        except Exception as error:  # the library raises whatever its parser stumbles on
            if attempt is None:
                raise UnreadableDocument(BROKEN) from error
    raise UnreadableDocument(BROKEN)


def _rewritten(data: bytes) -> bytes:
    document = pypdfium2.PdfDocument(data)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def _page(page: Any, number: int, *, skip: bool) -> Page:
    if skip:
        return Page(number, float(page.width), float(page.height), ())
    words = tuple(
        Word(
            nfc(word["text"]), float(word["x0"]), float(word["x1"]), float(word["top"]), float(word["bottom"]),
            "bold" in str(word["fontname"]).lower(),
        )
        for word in page.extract_words(extra_attrs=["fontname", "upright"], x_tolerance_ratio=0.18)
        if word["upright"]
    )  # fmt: skip
    tables = tuple(
        tuple((float(x0), float(top), float(x1), float(bottom)) for x0, top, x1, bottom in table.cells)
        for table in page.find_tables()
    )
    return Page(number, float(page.width), float(page.height), tuple(_rejoined(words)), tables)


def _rejoined(words: Sequence[Word]) -> list[Word]:
    """Words that a change of font within them cut in two made whole."""
    made: list[Word] = []
    for word in words:
        last = made[-1] if made else None
        if last and abs(last.middle - word.middle) < 2 and -0.5 < word.x0 - last.x1 < 0.08 * (word.bottom - word.top):
            made[-1] = Word(
                last.text + word.text, last.x0, word.x1, min(last.top, word.top), max(last.bottom, word.bottom),
                last.bold and word.bold,
            )  # fmt: skip
        else:
            made.append(word)
    return made
