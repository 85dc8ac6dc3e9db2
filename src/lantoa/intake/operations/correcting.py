"""A person's corrections of a reading, kept row by row: each is saved at once and none waits for the others."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import Forbidden, require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import differences, record
from lantoa.domain.lifecycle import IntakeState
from lantoa.intake.models import Intake
from lantoa.intake.places import DOCUMENT, ITEM_KINDS, KEY, SECTIONS, bare, find
from lantoa.persistence.refusal import Refused
from lantoa.plans.access import may_draft_for
from lantoa.plans.forms.items import new_item
from lantoa.plans.operations.rows import identifier_from
from lantoa.plans.shape import fingerprint

Json = dict[str, Any]
STALE = (
    "Người khác vừa sửa chỗ này sau khi bạn mở. Những gì bạn gõ vẫn còn ở đây; "
    "hãy mở chỗ này ở cửa sổ khác để xem bản mới rồi lưu lại."
)


def _locked(actor: User, intake_id: int) -> Intake:
    """The intake, locked and open to corrections. Raises Forbidden, Refused when it is not."""
    row = Intake.objects.select_for_update().select_related("agency").get(pk=intake_id)
    require(may_draft_for(reach_of(actor, clock.today()), row.agency_id))
    if row.state != IntakeState.READ:
        raise Refused("Văn bản này đã thành dự thảo hoặc đang được đọc lại, nên không sửa ở đây được nữa.")
    return row


def _place(intake: Intake, key: str) -> tuple[str, Json]:
    found = find(intake.corrected, key)
    if found is None:
        raise Forbidden
    return found


def _keep(intake: Intake, actor: User, operation: str, changes: Mapping[str, Any]) -> None:
    intake.version += 1
    intake.save(update_fields=["corrected", "seen", "version"])
    record(operation=operation, actor=actor, obj=intake, agency=intake.agency, changes=dict(changes))


def _see(intake: Intake, key: str) -> bool:
    if key in intake.seen:
        return False
    intake.seen = [*intake.seen, key]
    return True


@transaction.atomic
def save_place(
    *, actor: User, intake: Intake, key: str, values: Json, expected: str | None = None, seen: bool = True
) -> Json:
    """Keep a corrected row, and mark its place as seen. out: the row as it stands now, without its key.

    in: the place's key, the row of Plan JSON, the fingerprint of the row the form was made from.
    Raises Forbidden, Refused (another person changed the row meanwhile).
    """
    row = _locked(actor, intake.pk)
    section, before = _place(row, key)
    # What stands there already was typed by the same person, saved quietly a moment ago.
    if expected and expected != fingerprint(bare(before)) and values != bare(before):
        raise Refused(STALE)
    marked = _see(row, key) if seen else False
    if values == bare(before):
        if marked:
            _keep(row, actor, "confirm_place", {"place": [None, key]})
        return values
    if section == DOCUMENT:
        row.corrected[DOCUMENT] = values
    else:
        rows = row.corrected[section]
        rows[rows.index(before)] = {KEY: key} | values
    _keep(row, actor, "save_place", {"place": [None, key]} | differences(bare(before), values))
    return values


@transaction.atomic
def confirm_place(*, actor: User, intake: Intake, key: str) -> None:
    """Mark a place as seen without changing it. Raises Forbidden, Refused."""
    row = _locked(actor, intake.pk)
    _place(row, key)
    if _see(row, key):
        _keep(row, actor, "confirm_place", {"place": [None, key]})


@transaction.atomic
def confirm_places(*, actor: User, intake: Intake, keys: Sequence[str]) -> None:
    """Mark several places as seen at once, as one act. Raises Forbidden, Refused."""
    row = _locked(actor, intake.pk)
    for key in keys:
        _place(row, key)
    new = [key for key in keys if _see(row, key)]
    if new:
        _keep(row, actor, "confirm_places", {"places": [None, new]})


@transaction.atomic
def add_place(*, actor: User, intake: Intake, section: str, token: str = "") -> str:
    """Add an empty row to a list of the reading; out: its key. A retry with the same token adds none.

    Raises Forbidden for an unknown list, Refused.
    """
    row = _locked(actor, intake.pk)
    if section not in SECTIONS:
        raise Forbidden
    key = f"{section}/{identifier_from(token)}"
    if find(row.corrected, key) is not None:
        return key
    if section in ITEM_KINDS:
        fresh = new_item(ITEM_KINDS[section])
    else:
        fresh = {"text": ""} if section == "bases" else {"ref": "", "text": ""}
        fresh |= {"part": "other", "heading": ""} if section == "body" else {}
    row.corrected[section] = [*row.corrected.get(section, []), {KEY: key} | fresh]
    _keep(row, actor, "add_place", {"place": [None, key]})
    return key


@transaction.atomic
def remove_place(*, actor: User, intake: Intake, key: str) -> None:
    """Take a row out of the reading; the reading as it was keeps it. Raises Forbidden, Refused."""
    row = _locked(actor, intake.pk)
    section, gone = _place(row, key)
    if section == DOCUMENT:
        raise Forbidden
    row.corrected[section].remove(gone)
    _keep(row, actor, "remove_place", {"place": [key, None], "was": [bare(gone), None]})
