"""Documents handed in as evidence that bear a mark of secrecy: refused before anything of them is kept."""

import io
import re
import zipfile
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]

from lantoa.adapters.uploads.values import UploadRefused
from lantoa.reading.errors import ClassifiedDocument, UnreadableDocument
from lantoa.reading.readers import read_source
from lantoa.reading.secrecy import refuse_classified, refuse_marked

_FIRST_PAGES = 2
_CELL = re.compile(r"<t(?:\s[^>]*)?>([^<]*)</t>")
_SHARED, _LARGEST_SHARED = "xl/sharedStrings.xml", 20_000_000


def refuse_secret(data: bytes, suffix: str) -> None:
    """Refuse (UploadRefused) a PDF, DOCX or XLSX marked MẬT, TỐI MẬT or TUYỆT MẬT.

    A DOCX is looked through whole, an XLSX by its texts, a PDF on its first pages, where the stamp stands. What cannot
    be read (a scan) tells nothing and passes: it is kept as it came and only ever downloaded.
    """
    try:
        if suffix == ".docx":
            refuse_classified(read_source(data))
        else:
            refuse_marked(_lines_of_pdf(data) if suffix == ".pdf" else _cells(data))
    except ClassifiedDocument as secret:
        raise UploadRefused(secret.sentence) from secret
    except UnreadableDocument:
        return


def _lines_of_pdf(data: bytes) -> Iterator[str]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(min(_FIRST_PAGES, len(document))):
            yield from document[number].get_textpage().get_text_bounded().splitlines()
    except pypdfium2.PdfiumError:
        return
    finally:
        document.close()


def _cells(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _SHARED not in archive.namelist():
            return
        with archive.open(_SHARED) as part:
            text = part.read(_LARGEST_SHARED).decode("utf-8", "replace")
    for cell in _CELL.findall(text):
        yield from cell.splitlines()
