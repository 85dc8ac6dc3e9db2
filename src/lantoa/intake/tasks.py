"""Queued work: reading a document that came in."""

import io
import logging

from PIL import Image

from lantoa.adapters.filestore import file_store
from lantoa.adapters.ocr import Tesseract
from lantoa.domain.lifecycle import IntakeState
from lantoa.intake import operations
from lantoa.intake.models import Intake
from lantoa.intake.operations.receiving import PAGE_SUFFIX
from lantoa.reading import ClassifiedDocument, Reading, UnreadableDocument, read
from lantoa.reading.pictures import pages_shown

log = logging.getLogger(__name__)
BROKE = (
    "Phần mềm gặp lỗi khi đọc văn bản này; lỗi đã được ghi lại để sửa. "
    "Hãy bấm “Đọc lại”; nếu vẫn lỗi, mở tệp bằng Word, lưu lại thành .docx rồi nhập lại."
)


def read_intake(intake_id: int) -> None:
    """Read a document that waits for it. Safe to run again: one that was read, failed or drafted is left alone."""
    intake = Intake.objects.filter(pk=intake_id, state=IntakeState.READING).first()
    if intake is None:
        return
    try:
        with file_store().open(intake.sha256) as file:
            data = file.read()
        reading = _read(intake, data)
        pages = _pages(intake, data, reading)
    except ClassifiedDocument as error:
        operations.remove_secret(intake_id=intake_id, sentence=error.sentence)
    except UnreadableDocument as error:
        operations.fail_reading(intake_id=intake_id, sentence=error.sentence)
    except Exception:  # whatever broke, the person who waits must learn of it
        log.exception("reading intake %s failed", intake_id)
        operations.fail_reading(intake_id=intake_id, sentence=BROKE)
    else:
        operations.keep_reading(intake_id=intake_id, reading=reading, pages=pages)


def _pages(intake: Intake, data: bytes, reading: Reading) -> list[operations.KeptPage]:
    """The pictures of the pages, kept in the file store; only now, when no page was found to be secret."""
    kept = []
    try:
        for number, picture in pages_shown(data, reading.pictures):
            with Image.open(io.BytesIO(picture)) as image:
                width, height = image.size
            file = file_store().put(picture, PAGE_SUFFIX)
            kept.append(operations.KeptPage(number=number, file=file, width=width, height=height))
    except UnreadableDocument:
        # What was read is worth more than its pictures: the text stands beside it then.
        log.exception("pages of intake %s cannot be drawn", intake.pk)
    return kept


def _read(intake: Intake, data: bytes) -> Reading:
    told = -1

    def progress(fraction: float, sentence: str) -> None:
        nonlocal told
        percent = int(fraction * 100)
        # Each telling is a write: tell of steps that an eye can see.
        if percent - told >= 10:
            told = percent
            operations.note_progress(intake_id=intake.pk, percent=percent, words=sentence)

    return read(data, name=intake.file_name, progress=progress, ocr=Tesseract())
