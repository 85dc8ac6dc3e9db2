"""Readers: one for each kind of file, chosen by what the bytes are and never by the name alone."""

from lantoa.reading.progress import Progress, silent
from lantoa.reading.readers.docx import read_docx_source
from lantoa.reading.readers.pdf import read_pdf_source
from lantoa.reading.readers.text import is_text, read_text_source
from lantoa.reading.scan.engine import OcrEngine
from lantoa.reading.scan.reading import IMAGE_MARKS, read_image_source
from lantoa.reading.source import Reader, SourceDocument

# (what the bytes begin with, the reader); text has no mark of its own and is told by its signs.
READERS: tuple[tuple[bytes, Reader], ...] = (
    (b"PK", read_docx_source),
    (b"%PDF-", read_pdf_source),
    *((mark, read_image_source) for mark in IMAGE_MARKS),
)


def read_source(data: bytes, progress: Progress = silent, ocr: OcrEngine | None = None) -> SourceDocument:
    """Read a file with the reader for its kind; pages that are pictures with `ocr`.

    Raises UnreadableDocument when there is no reader; ScannedPages when there are pictures and no `ocr`.
    """
    for magic, reader in READERS:
        if data.startswith(magic):
            return reader(data, progress, ocr)
    if is_text(data):
        return read_text_source(data, progress)
    return read_docx_source(data, progress)  # refuses it with the sentence for what the file is


__all__ = ["READERS", "read_source"]
