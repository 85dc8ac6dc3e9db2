"""Bytes that must not stay: a document in which a mark of secrecy shows late, pictures that nobody looks at again."""

from django.db import transaction

from lantoa.adapters.filestore import file_store
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import IntakeState
from lantoa.intake.models import Intake, IntakePage
from lantoa.persistence.files import is_named


def drop_pages(intake: Intake) -> None:
    """Take a document's page pictures away; bytes that no row names any more leave the store."""
    named = set(intake.pages.values_list("sha256", flat=True))
    intake.pages.all().delete()
    _remove_unnamed(named)


@transaction.atomic
def remove_secret(*, intake_id: int, sentence: str) -> None:
    """Remove a document in whose reading a mark of secrecy was found: the file, the pictures and every word read.

    in: the document being read, the sentence for the person who brought it in. The same file brought in by others, or
    read earlier, is the same secret: it goes with it. A draft made of it stays and is dropped by hand.
    Source: Luật Bảo vệ bí mật nhà nước: nothing secret is kept on a system connected to the network.
    """
    found = Intake.objects.select_for_update().filter(pk=intake_id, state=IntakeState.READING).first()
    if found is None or not found.sha256:
        return
    sha256 = found.sha256
    named = {sha256, *IntakePage.objects.filter(intake__sha256=sha256).values_list("sha256", flat=True)}
    for row in Intake.objects.select_for_update(of=("self",)).select_related("agency").filter(sha256=sha256):
        row.pages.all().delete()
        row.sha256, row.blocks, row.anchors, row.confidence = "", [], {}, {}
        row.reading, row.corrected, row.seen, row.failure = None, None, [], sentence
        if row.state != IntakeState.DRAFTED:
            row.state = IntakeState.FAILED
        row.version += 1
        row.save()
        changes = {"failure": ["", sentence], "file": [sha256, None]}
        record(operation="remove_secret", actor=None, obj=row, agency=row.agency, changes=changes)
    # Before the transaction ends: a row that names missing bytes is said to be unreadable; secret bytes that no row
    # names would stay for good.
    _remove_unnamed(named)


def _remove_unnamed(hashes: set[str]) -> None:
    for sha256 in hashes:
        if not is_named(sha256):
            file_store().delete(sha256)
