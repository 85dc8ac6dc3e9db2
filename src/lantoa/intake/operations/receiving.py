"""A document comes in: checked, kept, queued for reading; its reading or its failure comes back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django_q.tasks import async_task

from lantoa.adapters import clock
from lantoa.adapters.filestore import StoredBytes, file_store
from lantoa.adapters.ocr import Tesseract
from lantoa.adapters.uploads.names import clean_filename
from lantoa.agencies.access import require
from lantoa.agencies.models import Agency, User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import IntakeState
from lantoa.intake.models import Intake, IntakePage
from lantoa.intake.operations.removing import drop_pages
from lantoa.intake.places import keyed
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.plans.access import may_draft_for
from lantoa.reading import Reading, UnreadableDocument, refuse_secret
from lantoa.reading.pictures import MEDIA_TYPE

MEGABYTE = 1_000_000
LARGEST = 25 * MEGABYTE
WORD = (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
PDF = (".pdf", "application/pdf")
PAGE_SUFFIX = ".webp"
PLAIN = (".txt", "text/plain; charset=utf-8")
_KINDS = (
    (b"PK", WORD),
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", (".jpg", "image/jpeg")),
    (b"\x89PNG", (".png", "image/png")),
    (b"II*\x00", (".tif", "image/tiff")),
    (b"MM\x00*", (".tif", "image/tiff")),
)
TASK = "lantoa.intake.tasks.read_intake"
READING_SECONDS = 600  # a long scan; other work of the queue ends far sooner
STUCK_AFTER = timedelta(seconds=READING_SECONDS)


def receive_document(*, actor: User, agency: Agency, token: str, data: bytes, name: str) -> tuple[Intake, bool]:
    """Take a plan document in: refuse what cannot be read or is secret, keep the bytes, queue the reading.

    in: the person, the agency it is brought in for, the form's token, the file's bytes and name. out: the intake, and
    whether it is new; the same file brought in before by the agency (and read) gives that intake again.
    Raises Forbidden; Refused with the sentence for a file that is too large, empty, of no kind that is read, a bomb, a
    scan where Tesseract is missing, or marked MẬT (of a scan, on its first page): nothing of it is stored then
    (design, section 4).
    """
    require(may_draft_for(reach_of(actor, clock.today()), agency.pk))
    if len(data) > LARGEST:
        raise Refused(f"Tệp lớn hơn {LARGEST // MEGABYTE} MB. Hãy bỏ bớt ảnh trong văn bản rồi tải lại.", field="file")
    try:
        refuse_secret(data, ocr=Tesseract())
    except UnreadableDocument as error:
        raise Refused(error.sentence, field="file") from error
    earlier = _earlier(agency, token, hashlib.sha256(data).hexdigest())
    if earlier is not None:
        return earlier, False
    # The bytes are on disk before the row says so; a row that fails leaves only bytes nobody names.
    kept = file_store().put(data, kind_of(data)[0])
    try:
        intake = _saved(actor, agency, token, data, kept, name)
    except IntegrityError:
        # The same form sent twice at the same moment: the other one won.
        earlier = _earlier(agency, token, kept.sha256)
        if earlier is None:
            raise
        return earlier, False
    intake.refresh_from_db()
    return intake, True


def _saved(actor: User, agency: Agency, token: str, data: bytes, kept: StoredBytes, name: str) -> Intake:
    """The row of a document whose bytes are on disk, with its reading queued in the same transaction."""
    suffix, media_type = kind_of(data)
    with transaction.atomic():
        intake = Intake.objects.create(
            agency=agency,
            uploaded_by=actor,
            uploaded_at=clock.now(),
            token=token or new_public_id(),
            sha256=kept.sha256,
            size=kept.size,
            media_type=media_type,
            suffix=suffix,
            file_name=clean_filename(name, suffix=suffix, fallback="ke-hoach"),
        )
        record(operation="receive_document", actor=actor, obj=intake, agency=agency)
        async_task(TASK, intake.pk, timeout=READING_SECONDS)
    return intake


def kind_of(data: bytes) -> tuple[str, str]:
    """The ending and media type of a document that can be read, told by its bytes: a name may lie."""
    return next((kind for mark, kind in _KINDS if data.startswith(mark)), PLAIN)


def _earlier(agency: Agency, token: str, sha256: str) -> Intake | None:
    """What a retry of the form made, or the same file brought in before and not failed."""
    if token:
        made = Intake.objects.filter(agency=agency, token=token).first()
        if made is not None:
            return made
    return Intake.objects.filter(agency=agency, sha256=sha256).exclude(state=IntakeState.FAILED).order_by("-pk").first()


@transaction.atomic
def read_again(*, actor: User, intake: Intake) -> Intake:
    """Read the kept file once more: corrections made since are dropped. What became a draft is read as a new intake.

    Raises Forbidden; Refused while a reading is under way.
    """
    row = Intake.objects.select_for_update().select_related("agency").get(pk=intake.pk)
    require(may_draft_for(reach_of(actor, clock.today()), row.agency_id))
    if row.state == IntakeState.READING and clock.now() - row.uploaded_at < STUCK_AFTER:
        raise Refused("Văn bản đang được đọc. Hãy chờ trong ít phút.")
    if row.state == IntakeState.DRAFTED:
        row.pk, row.plan, row.public_id, row.token = None, None, new_public_id(), new_public_id()
        row._state.adding = True
        row.uploaded_by = actor
    if not row.sha256:
        raise Refused("Tệp này đã bị xóa vì có dấu độ mật, nên không đọc lại được.")
    row.state, row.progress, row.progress_words, row.failure = IntakeState.READING, 0, "", ""
    row.reading, row.corrected, row.seen, row.uploaded_at = None, None, [], clock.now()
    row.version += 1
    row.save()
    record(operation="read_again", actor=actor, obj=row, agency=row.agency)
    async_task(TASK, row.pk, timeout=READING_SECONDS)
    row.refresh_from_db()
    return row


def note_progress(*, intake_id: int, percent: int, words: str) -> None:
    """Say how far a reading has come; nothing for one that is no longer being read."""
    rows = Intake.objects.filter(pk=intake_id, state=IntakeState.READING)
    rows.update(progress=max(0, min(100, percent)), progress_words=words[:200])


@dataclass(frozen=True, kw_only=True)
class KeptPage:
    """The picture of a page whose bytes are in the file store; width and height in pixels."""

    number: int
    file: StoredBytes
    width: int
    height: int


@transaction.atomic
def keep_reading(*, intake_id: int, reading: Reading, pages: Sequence[KeptPage] = ()) -> None:
    """Keep what was read and its pages' pictures, ready for a person; nothing when it is no longer being read."""
    row = Intake.objects.select_for_update().filter(pk=intake_id, state=IntakeState.READING).first()
    if row is None:
        return
    row.reading, row.corrected = reading.plan, keyed(reading.plan)
    row.blocks = [
        {
            "id": block.id,
            "text": block.shown,
            "cells": list(block.cells) if block.kind == "table-row" else [],
            "table": block.table,
            "bold": block.bold,
            "centred": block.centred,
            "spots": [[spot.page, *spot.box, spot.cell, spot.text] for spot in block.spots],
            "unsure": [[spot.page, *spot.box, spot.text] for spot in block.unsure],
        }
        for block in reading.blocks
    ]
    row.anchors = {key: list(ids) for key, ids in reading.anchors.items()}
    row.confidence = {key: value for key, value in reading.confidence.items() if value < 1}
    row.state, row.progress, row.progress_words, row.seen = IntakeState.READ, 100, "", []
    row.version += 1
    row.save()
    drop_pages(row)
    IntakePage.objects.bulk_create(
        IntakePage(
            intake=row,
            number=page.number,
            width=page.width,
            height=page.height,
            sha256=page.file.sha256,
            size=page.file.size,
            media_type=MEDIA_TYPE,
            suffix=PAGE_SUFFIX,
            file_name=f"trang-{page.number}{PAGE_SUFFIX}",
        )
        for page in pages
    )
    record(operation="keep_reading", actor=None, obj=row, agency=row.agency)


@transaction.atomic
def fail_reading(*, intake_id: int, sentence: str) -> None:
    """Keep why a document could not be read."""
    row = Intake.objects.select_for_update().filter(pk=intake_id, state=IntakeState.READING).first()
    if row is None:
        return
    row.state, row.failure = IntakeState.FAILED, sentence
    row.version += 1
    row.save(update_fields=["state", "failure", "version"])
    record(operation="fail_reading", actor=None, obj=row, agency=row.agency, changes={"failure": ["", sentence]})
