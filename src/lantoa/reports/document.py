"""A report as an official document, laid out by lantoa.paper."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lantoa.agencies.letterhead import head_lines, names_parent, on_lines, parent_of, place_of
from lantoa.paper import (
    REPORT,
    Appendix,
    Block,
    Bullet,
    Cell,
    Column,
    ColumnKind,
    Document,
    Heading,
    Paragraph,
    Row,
    Signature,
    Table,
)
from lantoa.reports.models import Report
from lantoa.reports.narrative import SECTIONS
from lantoa.reports.periods import in_sentence, name_of
from lantoa.reports.tables import capital
from lantoa.web.wording import NOT_SAID, day_text

Json = dict[str, Any]


def to_document(report: Report, figures: Json | None = None) -> Document:
    """The report as paper. in: the figures to print, by default the frozen ones.

    Raises ValueError for a report that has neither, UnwritableText when it is written with a text no document holds.
    """
    figures = figures or report.figures
    if figures is None:
        raise ValueError("a report that was not sent has no frozen figures: hand in those to print")
    number, symbol = _number(report)
    parent = parent_of(report.agency, report.last_on)
    year = report.signed_on.year if report.signed_on else report.due_on.year
    receiver = report.regime.receiver.name
    return Document(
        kind=REPORT,
        parent_agency=on_lines(parent.name) if parent and names_parent(report.agency) else None,
        agency=on_lines(report.agency.name),
        symbol=symbol,
        number=number,
        place=place_of(report.agency, parent),
        issued_on=report.signed_on,
        year=year,
        abstract=document_subject(report),
        addressees=(receiver,),
        body=_body(report, figures),
        appendices=_appendices(figures),
        recipients=("Như trên",),
        filed="VT",
        signature=Signature(capacity=signing_lines(report), name=report.signer_name or None),
    )


def document_subject(report: Report) -> str:
    """The abstract of the report as a document: "Kết quả … Quý III năm 2026"."""
    name = in_sentence(name_of(report.regime, report.starts_on, report.last_on))
    return f"{_subject(report.regime.bare_name)} {_spelled(name)}"


def file_name(report: Report) -> str:
    """A name for a download: whose report of which period."""
    name = name_of(report.regime, report.starts_on, report.last_on)
    return f"Báo cáo {_spelled(in_sentence(name))}, {report.agency.short_name}"


def _number(report: Report) -> tuple[int | None, str]:
    """The number and the symbol; until the clerk gives them, the symbol the body's own letters make."""
    match = re.fullmatch(r"\s*0*([1-9]\d*)\s*/\s*(BC-\S.*?)\s*", report.number)
    if match:
        return int(match[1]), match[2]
    return None, REPORT.symbol(report.agency.symbol)


def _subject(name: str) -> str:
    """The abstract without the kind, which stands above it: "Báo cáo kết quả …" becomes "Kết quả …"."""
    rest = re.sub(r"^báo cáo\s+", "", name, flags=re.IGNORECASE)
    return rest[:1].upper() + rest[1:]


def _spelled(name: str) -> str:
    """ "Quý III/2026" as documents write it: "Quý III năm 2026"."""
    return re.sub(r"/(\d{4})$", r" năm \1", name)


def signing_lines(report: Report) -> tuple[str, ...]:
    """The lines above the signature: as the clerk entered them, else as a body of that kind signs."""
    own = head_lines(report.agency)
    given = [line for line in (report.signer_capacity.upper(), report.signer_title.upper()) if line]
    if not given:
        return own
    if own[0].startswith("TM.") and not given[0].startswith(("TM.", "TL.", "TUQ.")):
        given.insert(0, own[0])
    return tuple(dict.fromkeys(given))


def _body(report: Report, figures: Json) -> tuple[Block, ...]:
    parts: list[Block] = []
    for section in SECTIONS:
        parts.append(Heading(1, section.key, section.heading))
        parts += _paragraphs(report.narrative.get(section.key, ""))
        if section.key == "II" and figures["statistics"]:
            parts.append(Paragraph(_table_title(report), italic=True))
            parts.append(_statistics(figures))
            parts += [Paragraph(line, italic=True) for line in _remarks(figures)]
        if section.key == "V" and figures.get("difficulties"):
            parts.append(Paragraph("Khó khăn, vướng mắc và đề xuất nêu trong kỳ:", italic=True))
            parts.append(_difficulties(figures["difficulties"]))
    name = in_sentence(name_of(report.regime, report.starts_on, report.last_on))
    parts.append(Paragraph(f"Trên đây là báo cáo {_spelled(name)} của {report.agency.name}"))
    return tuple(parts)


def _paragraphs(text: str) -> list[Block]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [Bullet(line[1:].strip()) if line.startswith(("-", "–")) else Paragraph(line) for line in lines]


def _table_title(report: Report) -> str:
    return f"Bảng số liệu từ ngày {day_text(report.starts_on)} đến ngày {day_text(report.last_on)}:"


def _remarks(figures: Json) -> list[str]:
    found = []
    left = figures["unplaced"]
    if left["duties"]:
        found.append(f"Ngoài bảng còn {left['duties']} việc đến hạn không quy được về một hình thức, nêu ở phụ lục.")
    if figures["done"]["rejected"]:
        found.append(f"Không tính {figures['done']['rejected']} kết quả không được xác nhận.")
    return found


def _percent(text: str | None) -> Decimal | str:
    if text is None:
        return NOT_SAID
    exact = Decimal(text)
    shown = exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if exact < 100 <= shown:
        return Decimal("99.9")
    return shown.to_integral_value() if shown == shown.to_integral_value() else shown


def _dash(value: int | None) -> int | str:
    return NOT_SAID if value is None else value


def _statistics(figures: Json) -> Table:
    columns = (
        Column("TT", 8, ColumnKind.ORDER),
        Column("Kênh, hình thức", 34),
        Column("ĐVT", 12),
        Column("Kế hoạch kỳ", 12, ColumnKind.NUMBER),
        Column("Thực hiện trong kỳ", 13, ColumnKind.NUMBER),
        Column("Lũy kế năm", 12, ColumnKind.NUMBER),
        Column("% kế hoạch", 12, ColumnKind.NUMBER),
        Column("Ghi chú", 19),
    )
    rows: list[Row] = []
    order = 0
    for row in figures["statistics"]:
        first = row["level"] == 1
        order += first
        values = (_dash(row["plan"]), row["done"], row["year"], _percent(row["percent"]))
        label = Cell(value=row["label"], bold=True) if first else f"- {row['label']}"
        rows.append((order if first else "", label, row["unit"], *values, row["note"]))
    return Table(columns=columns, rows=tuple(rows))


def _difficulties(rows: list[Json]) -> Table:
    columns = (
        Column("TT", 7, ColumnKind.ORDER),
        Column("Cơ quan, ngày nêu", 20),
        Column("Khó khăn, vướng mắc", 36),
        Column("Đề xuất", 25),
        Column("Tình trạng", 24),
    )
    body = tuple(
        (
            order,
            f"{row['agency']}, {day_text(date.fromisoformat(row['raised_on']))} ({_place_of(row)})",
            row["text"],
            row["wish"] or NOT_SAID,
            _state_of(row),
        )
        for order, row in enumerate(rows, start=1)
    )
    return Table(columns=columns, rows=body)


def _place_of(row: Json) -> str:
    return ", ".join(part for part in (row["plan"], row["ref"]) if part)


def _state_of(row: Json) -> str:
    said = capital(row["state"])
    if row["answer"]:
        return f"{said}: {row['answer']}"
    return f"{said}, đang ở {row['waits_at']}" if row["waits_at"] else said


def _appendices(figures: Json) -> tuple[Appendix, ...]:
    blocks: list[Block] = []
    if figures["tasks"]:
        blocks += [Heading(1, "A", "Nhiệm vụ có số lượng, thời hạn"), _tasks(figures)]
    if figures["standing"]:
        blocks += [Heading(1, "B", "Nhiệm vụ thường xuyên"), _others(figures["standing"])]
    helped = [*figures["support"], *figures["requests"]]
    if helped:
        blocks += [Heading(1, "C", "Nhiệm vụ phối hợp, được đề nghị"), _others(helped)]
    return (Appendix(title="Kết quả thực hiện từng nhiệm vụ", body=tuple(blocks), landscape=True),) if blocks else ()


def _tasks(figures: Json) -> Table:
    columns = (
        Column("Mục", 9),
        Column("Nhiệm vụ", 44),
        Column("Thời gian theo kế hoạch", 17),
        Column("Đã làm / phải làm", 22),
        Column("Tình trạng", 16),
        Column("Kết quả", 8, ColumnKind.NUMBER),
        Column("Minh chứng", 9, ColumnKind.NUMBER),
    )
    rows = tuple(
        (
            f"{row['plan']}, {row['ref']}",
            capital(row["title"]),
            row["timing"],
            "\n".join(f"{line['done']}/{line['minimum']} {line['unit']}".strip() for line in row["lines"]) or NOT_SAID,
            row["state"],
            row["results"],
            row["evidence"],
        )
        for row in figures["tasks"]
    )
    return Table(columns=columns, rows=rows)


def _others(entries: list[Json]) -> Table:
    columns = (
        Column("Mục", 9),
        Column("Nhiệm vụ", 50),
        Column("Kết quả nêu trong kỳ", 42),
        Column("Tình trạng", 16),
        Column("Kết quả", 8, ColumnKind.NUMBER),
    )
    rows = tuple(
        (
            f"{row['plan']}, {row['ref']}",
            capital(row.get("what") or row["title"]),
            row.get("text", ""),
            row.get("state", "phối hợp"),
            row["results"],
        )
        for row in entries
    )
    return Table(columns=columns, rows=rows)
