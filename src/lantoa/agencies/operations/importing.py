"""Bodies out of a table: kept for a preview, then all imported at once, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from lantoa.adapters import clock
from lantoa.adapters.sheets import UnreadableTable, read_table
from lantoa.agencies.access import may_administer, require
from lantoa.agencies.importing.columns import TypedRow, typed_rows
from lantoa.agencies.importing.known import known
from lantoa.agencies.importing.preview import Action, Line, Preview, preview
from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency, AgencyLink, AgencyName, ImportedTable, LinkKind, User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.persistence.names import name_columns
from lantoa.persistence.refusal import Refused
from lantoa.vietnamese import fold

BATCH = 1000
KEPT_FOR = timedelta(days=7)  # a table nobody imported


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did."""

    added: int
    changed: int
    same: int


@transaction.atomic
def keep_table(
    *, actor: User, token: str, agency: Agency, data: bytes, file_name: str, starts_on: date
) -> ImportedTable:
    """Read an uploaded table and keep its rows for the preview.

    in: the form's token (a retry keeps no second table), the body under which to import, the file, the day from which
    new bodies stand. Raises Forbidden; Refused with a sentence for a file that is no such table.
    """
    require(may_administer(reach_of(actor, clock.today()), agency.pk))
    made = ImportedTable.objects.filter(public_id=token).first()
    if made is not None:
        require(made.uploaded_by_id == actor.pk)
        return made
    try:
        rows = typed_rows(read_table(data))
    except UnreadableTable as error:
        raise Refused(error.sentence, field="file") from error
    except Refused as refusal:
        raise Refused(refusal.sentence, field="file") from refusal
    ImportedTable.objects.filter(uploaded_by=actor, uploaded_at__lt=clock.now() - KEPT_FOR, imported_at=None).delete()
    return ImportedTable.objects.create(
        public_id=token,
        agency=agency,
        file_name=file_name[:200],
        rows=[[row.number, row.cells] for row in rows],
        starts_on=starts_on,
        uploaded_by=actor,
        uploaded_at=clock.now(),
    )


def preview_of(table: ImportedTable) -> Preview:
    """What the rows of a kept table come to today. A fixed number of queries."""
    rows = [TypedRow(number, cells) for number, cells in table.rows]
    return preview(rows, known(table.agency, clock.today()), table.starts_on)


@transaction.atomic
def import_table(*, actor: User, table: ImportedTable) -> Imported:
    """Import a kept table whole: new bodies, and what the table says otherwise of those that are there.

    Raises Forbidden; Refused, with nothing saved, while any row is at fault or when it was imported before.
    """
    row = ImportedTable.objects.select_for_update().select_related("agency").get(pk=table.pk)
    require(may_administer(reach_of(actor, clock.today()), row.agency_id))
    if row.imported_at is not None:
        raise Refused("Bảng này đã nhập rồi.")
    found = preview_of(row)
    if found.faulty:
        raise Refused(f"Còn {len(found.faulty)} dòng chưa đúng, chưa nhập dòng nào. Hãy sửa bảng rồi tải lại.")
    names = _some(found)
    done = _import(actor, found, row.agency)
    row.imported_at, row.rows = clock.now(), []
    row.save(update_fields=["imported_at", "rows"])
    counts = {"added": [0, done.added], "changed": [0, done.changed], "file": [None, row.file_name]}
    record(
        operation="import_table",
        actor=actor,
        obj=row.agency,
        agency=row.agency,
        role=Role.ADMINISTRATOR,
        changes=counts | {"names": [None, names]},
    )
    return done


def _some(found: Preview) -> str:
    names = [line.name for line in found.lines if line.action == Action.NEW]
    return "; ".join(names[:50]) + (f"; và {len(names) - 50} cơ quan nữa" if len(names) > 50 else "")


def _import(actor: User, found: Preview, root: Agency) -> Imported:
    new = [line for line in found.lines if line.action == Action.NEW]
    changed = [line for line in found.lines if line.action == Action.CHANGED]
    same = len(found.lines) - len(new) - len(changed)
    for line, agency in zip(new, Agency.objects.bulk_create([_made(line) for line in new], BATCH), strict=True):
        line.agency = agency
    AgencyLink.objects.bulk_create(
        [
            AgencyLink(
                child=line.agency,
                parent=_above(line, root),
                kind=line.link or LinkKind.UNDER,
                starts_on=line.starts_on,
            )
            for line in new
        ],
        BATCH,
    )
    _change(actor, changed, root)
    _add_names([*new, *changed])
    return Imported(added=len(new), changed=len(changed), same=same)


def _made(line: Line) -> Agency:
    values: dict[str, Any] = {"short_name": line.values["name"][:120]} | line.values
    return Agency(**name_columns(values.pop("name")), **values, starts_on=line.starts_on)


def _above(line: Line, root: Agency) -> Agency:
    if line.parent is None:
        return root
    return line.parent.agency or root if isinstance(line.parent, Line) else line.parent


def _change(actor: User, lines: Sequence[Line], root: Agency) -> None:
    """Change the bodies that are there, and hang those that move from their day on; each one leaves its trail."""
    rows = Agency.objects.select_for_update().in_bulk([line.agency.pk for line in lines if line.agency])
    for line in lines:
        row = rows[line.agency.pk]  # type: ignore[union-attr]
        former = row.name
        for name, value in line.values.items():
            if name == "name":
                for column, text in name_columns(value).items():
                    setattr(row, column, text)
            else:
                setattr(row, name, value)
        row.short_folded = fold(row.short_name)[:120]
        if row.name != former:
            line.other_names.append(former)
        row.version += 1
        line.agency = row
    columns = ["name", "folded", "sort_key", "short_name", "short_folded", "kind", "level", "symbol", "code"]
    Agency.objects.bulk_update(rows.values(), [*columns, "place", "version"], batch_size=BATCH)
    for line in lines:
        if {"cơ quan cấp trên", "quan hệ"} & line.changes.keys():
            _hang(line, root)
        changes = {name: list(pair) for name, pair in line.changes.items()}
        record(
            operation="edit_agency",
            actor=actor,
            obj=line.agency,
            agency=line.agency,
            role=Role.ADMINISTRATOR,
            changes=changes,
        )


def _hang(line: Line, root: Agency) -> None:
    """End the link a body hangs by and start the other, as a move on the screen does."""
    day = line.starts_on or clock.today()
    links = AgencyLink.objects.select_for_update().filter(child=line.agency)
    if links.filter(starts_on__gt=day).exists():
        raise Refused(f"{line.agency} đã có một lần chuyển sau ngày {day:%d/%m/%Y}. Hãy chọn ngày muộn hơn.")
    present = links.filter(Q(ends_on=None) | Q(ends_on__gt=day)).first()
    kind = line.link or (LinkKind(present.kind) if present else LinkKind.UNDER)
    stays = line.parent is None and present is not None
    parent_id = present.parent_id if stays else _above(line, root).pk
    if present is not None and present.starts_on == day:
        AgencyLink.objects.filter(pk=present.pk).update(parent=parent_id, kind=kind)
        return
    if present is not None:
        AgencyLink.objects.filter(pk=present.pk).update(ends_on=day)
    AgencyLink.objects.create(child=line.agency, parent_id=parent_id, kind=kind, starts_on=day)


def _add_names(lines: Sequence[Line]) -> None:
    """Other names are added, never taken away: old documents still use them."""
    wanted = {
        (line.agency.pk, fold(name)[:300]): name[:300]
        for line in lines
        if line.agency is not None
        for name in line.other_names
        if fold(name) != line.agency.folded
    }
    there = AgencyName.objects.filter(agency__in={pk for pk, _ in wanted})
    for key in there.values_list("agency_id", "folded"):
        wanted.pop(key, None)
    AgencyName.objects.bulk_create(
        (AgencyName(agency_id=pk, folded=folded, name=name) for (pk, folded), name in wanted.items()),
        batch_size=BATCH,
    )
