"""A reminder as an official letter «công văn đôn đốc»: laid out by lantoa.paper, numbered and signed by the office."""

from collections.abc import Sequence

from lantoa.agencies.letterhead import head_lines, names_parent, on_lines, parent_of, place_of
from lantoa.assignments.duties import period_label
from lantoa.assignments.models import URGENCY_LABELS, Reminder, ReminderDuty, ReminderLine
from lantoa.assignments.models.reminders import DUTIES
from lantoa.assignments.reminder_text import counts_text, subject_of
from lantoa.domain.reminding import Urgency
from lantoa.paper import (
    LETTER,
    Appendix,
    Block,
    Column,
    ColumnKind,
    Document,
    Paragraph,
    Row,
    Signature,
    Table,
)
from lantoa.vietnamese import date_in_words
from lantoa.web.wording import day_text

NAMED = 6  # bodies that a letter is addressed to by name; more are named in the list that goes with it
ROWS_IN_TEXT = 12  # rows that stand in the letter itself; more make an appendix


def to_letter(reminder: Reminder, lines: Sequence[ReminderLine]) -> Document:
    """The letter. in: the reminder, its lines with bodies and duties; out: values for lantoa.paper. It has no number
    and no day: the clerk gives both when it is signed."""
    agency = reminder.agency
    parent = parent_of(agency, reminder.on)
    table = _table(lines)
    listed = len(table.rows) > ROWS_IN_TEXT
    return Document(
        kind=LETTER,
        parent_agency=on_lines(parent.name) if parent and names_parent(agency) else None,
        agency=on_lines(agency.name),
        symbol=LETTER.symbol(agency.symbol or "…"),
        place=place_of(agency, parent),
        year=reminder.on.year,
        abstract=f"đôn đốc {subject_of(reminder)}",
        addressees=_addressees(lines),
        body=_body(reminder, lines, table, listed=listed),
        appendices=(Appendix(title=_title(reminder), body=(table,)),) if listed else (),
        recipients=("Như trên",),
        signature=Signature(capacity=head_lines(agency), name=None),
    )


def letter_name(reminder: Reminder) -> str:
    """A name for a download."""
    return f"Công văn đôn đốc {reminder.on:%Y-%m-%d}"


def _addressees(lines: Sequence[ReminderLine]) -> tuple[str, ...]:
    if len(lines) <= NAMED:
        return tuple(line.agency.name for line in lines)
    return (f"{len(lines)} cơ quan, đơn vị có tên trong danh sách kèm theo",)


def _title(reminder: Reminder) -> str:
    about = "Nhiệm vụ cần thực hiện" if reminder.topic == DUTIES else "Các cơ quan, đơn vị cần thực hiện"
    return f"{about} (tính đến ngày {day_text(reminder.on)})"


def _body(reminder: Reminder, lines: Sequence[ReminderLine], table: Table, *, listed: bool) -> tuple[Block, ...]:
    parts: list[Block] = [Paragraph(_opening(reminder, lines))]
    parts += [Paragraph(line) for line in reminder.words.split("\n") if line.strip()]
    where = "trong danh sách kèm theo" if listed else "dưới đây"
    parts.append(
        Paragraph(
            f"{reminder.agency.name} đề nghị các cơ quan, đơn vị thực hiện các việc nêu {where}{_until(reminder)}."
        )
    )
    if not listed:
        parts.append(table)
    parts.append(
        Paragraph(f"Khó khăn, vướng mắc (nếu có), đề nghị phản ánh về {reminder.agency.name} để phối hợp giải quyết")
    )
    return tuple(parts)


def _opening(reminder: Reminder, lines: Sequence[ReminderLine]) -> str:
    plan = reminder.plan
    followed = "Qua theo dõi"
    if plan is not None and plan.issued_on is not None:
        issued = f"{plan.document_type} số {plan.number} {date_in_words(plan.issued_on)} của {plan.issuer.name}"
        followed = f"Qua theo dõi việc thực hiện {issued}"
    return f"{followed}, đến {date_in_words(reminder.on)}, {len(lines)} cơ quan, đơn vị {_lacking(reminder, lines)}."


def _lacking(reminder: Reminder, lines: Sequence[ReminderLine]) -> str:
    if reminder.topic != DUTIES:
        return "chưa ban hành kế hoạch thực hiện, hoặc kế hoạch chưa có đủ nhiệm vụ được giao"
    sums = ((sum(getattr(line, name) for line in lines), name) for name in ("overdue", "soon", "short"))
    return "còn " + ", ".join(f"{number} nhiệm vụ {URGENCY_LABELS[Urgency(name)]}" for number, name in sums if number)


def _until(reminder: Reminder) -> str:
    return f", hoàn thành trước {date_in_words(reminder.answer_by)}" if reminder.answer_by else ""


def _table(lines: Sequence[ReminderLine]) -> Table:
    columns = (
        Column("TT", 7, ColumnKind.ORDER),
        Column("Cơ quan, đơn vị", 24),
        Column("Nhiệm vụ", 34),
        Column("Đã làm / phải làm", 14),
        Column("Hạn", 14),
        Column("Tình trạng", 13),
    )
    rows: list[Row] = []
    for place, line in enumerate(lines, start=1):
        owed = sorted(line.duties.all(), key=lambda row: (row.due_on, row.pk))
        if not owed:
            rows.append((place, line.agency.name, counts_text(line), "", "", ""))
        for number, row in enumerate(owed):
            first = number == 0
            rows.append((place if first else "", line.agency.name if first else "", *_cells(row)))
    return Table(columns=columns, rows=tuple(rows))


def _cells(row: ReminderDuty) -> tuple[str, str, str, str]:
    what = row.duty.obligation.what or row.duty.item.title
    unit = row.duty.obligation.unit or ""
    return (
        f"{what[:1].upper()}{what[1:]} ({period_label(row.duty)}, {row.duty.item.short_ref})",
        f"{row.done}/{row.minimum} {unit}".strip(),
        day_text(row.due_on),
        URGENCY_LABELS[Urgency(row.urgency)],
    )
