"""The head of the first page: agency and motto, number and date, title, addressees."""

import re
from collections.abc import Sequence

from lantoa.paper.document import Align, Attached, Document
from lantoa.paper.figures import day_line, document_number
from lantoa.paper.layout import Line, Part, Run, Shape, Sides, centred, line, rule
from lantoa.paper.metrics import FIT, text_width_mm, wrapped
from lantoa.paper.preset import Preset
from lantoa.paper.text import written

MOTTO_FIRST = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO_SECOND = "Độc lập - Tự do - Hạnh phúc"
# A line under a name is a third to a half as long as the name (Decree 30/2020, Annex I, II.2 and II.5).
UNDERLINE_SHARE = 0.4
_LEFT_SHARE = 0.4
_GLUE = "\u00a0"
END_MARKS = " ;,."


def head_table(document: Document, preset: Preset) -> Sides:
    """Two columns without borders: agency, number and symbol to the left; motto, place and day to the right.

    A kind that is issued with another has neither number nor day.
    """
    widths = _columns(document, preset)
    rows = [(_agency(document, preset, widths[0]), _motto(preset, widths[1]))]
    if document.kind.numbered:
        rows.append((_number(document, preset), _place_and_day(document, preset)))
    return Sides(widths, tuple(rows))


def attached_head(document: Document, preset: Preset) -> Sides:
    """The head of a document issued with a decision: agency and motto alone."""
    widths = _columns(document, preset)
    return Sides(widths, ((_agency(document, preset, widths[0]), _motto(preset, widths[1])),))


def _columns(document: Document, preset: Preset) -> tuple[float, float]:
    """The left column takes two fifths, and more where a name needs it and the motto leaves it."""
    agency = written(document.agency, "tên cơ quan ban hành").upper()
    names = [text_width_mm(each, preset.agency, bold=True) for each in agency.split("\n")]
    names += [text_width_mm(each, preset.agency) for each in _parent(document).split("\n")]
    least = preset.text_width * _LEFT_SHARE
    most = preset.text_width - text_width_mm(MOTTO_FIRST, preset.motto_first, bold=True) - 2
    left = min(max(least, max(names) / FIT + 0.1), max(least, most))
    return left, preset.text_width - left


def _parent(document: Document) -> str:
    return written(document.parent_agency or "", "tên cơ quan chủ quản").upper()


def _agency(document: Document, preset: Preset, column: float) -> tuple[Line, ...]:
    parts: list[Line] = []
    if document.parent_agency:
        parent = [wrapped(each, preset.agency, column) for each in _parent(document).split("\n")]
        parts += [centred("\n".join(lines), preset.agency) for lines in parent]
    name = written(document.agency, "tên cơ quan ban hành").upper().split("\n")
    # Broken here rather than by the program that shows it, so that the line below is measured on what stands over it.
    broken = [wrapped(whole, preset.agency, column, bold=True) for whole in name]
    parts += [centred("\n".join(lines), preset.agency, bold=True) for lines in broken]
    return (*parts, rule(column, text_width_mm(broken[-1][-1], preset.agency, bold=True) * UNDERLINE_SHARE))


def _motto(preset: Preset, column: float) -> tuple[Line, ...]:
    length = text_width_mm(MOTTO_SECOND, preset.motto_second, bold=True)
    return (
        centred(MOTTO_FIRST, preset.motto_first, bold=True),
        centred(MOTTO_SECOND, preset.motto_second, bold=True),
        rule(column, length),
    )


def _number(document: Document, preset: Preset) -> tuple[Line, ...]:
    symbol = written(document.symbol, "ký hiệu")
    parts = [centred(f"Số: {document_number(document.number)}/{symbol}", preset.number)]
    if not document.kind.titled:
        abstract = written(document.abstract, "trích yếu")
        parts.append(centred(f"V/v {abstract}", preset.letter_abstract, before=6))
    return tuple(parts)


def _place_and_day(document: Document, preset: Preset) -> tuple[Line, ...]:
    if not document.kind.dated:
        return (centred("", preset.place_and_date),)
    place = written(document.place, "địa danh")
    return (centred(f"{place}, {day_line(document.issued_on, document.year)}", preset.place_and_date, italic=True),)


def title(document: Document, preset: Preset) -> list[Part]:
    """The kind in capitals, the abstract under it and its line; a công văn has none of them."""
    if not document.kind.titled:
        return []
    parts = _titled(document.kind.name, document.abstract, written(document.belongs_to, "văn bản kèm theo"), preset)
    if not document.authority:
        return parts
    authority = written(document.authority, "thẩm quyền ban hành").upper()
    return [*parts, centred(authority, preset.kind, bold=True, before=6)]


def attached_title(document: Document, attached: Attached, preset: Preset) -> list[Part]:
    """The title of a document issued with a decision, with the decision's number, day and agency."""
    return _titled(attached.kind.name, attached.abstract, belongs_to(document, inner=False), preset)


def belongs_to(document: Document, *, inner: bool = True) -> str:
    """ "Kế hoạch số 08/KH-UBND ngày … của …", as an annex cites what it belongs to; a kind without a number by name."""
    if not document.kind.numbered:
        return f"{document.kind.name} {written(document.abstract, 'trích yếu')}" if inner else ""
    number = document_number(document.number)
    day = day_line(document.issued_on, document.year)
    agency = written(document.agency_in_line, "tên cơ quan ban hành")
    symbol = written(document.symbol, "ký hiệu")
    return f"{document.kind.name} số {number}/{symbol} {day} của {agency}"


def _titled(name: str, abstract: str, cited: str, preset: Preset) -> list[Part]:
    words = " ".join(written(abstract, "trích yếu").split())
    lines = wrapped(words, preset.abstract, preset.text_width, bold=True)
    parts: list[Part] = [
        centred(name.upper(), preset.kind, bold=True, before=12),
        centred("\n".join(lines), preset.abstract, bold=True),
    ]
    last = text_width_mm(lines[-1], preset.abstract, bold=True)
    if cited:
        below = cited_lines(cited, preset, preset.text_width)
        parts.append(centred("\n".join(below), preset.text, italic=True))
        last = text_width_mm(below[-1], preset.text)
    return [*parts, rule(preset.text_width, last * UNDERLINE_SHARE)]


def cited_lines(cited: str, preset: Preset, width: float) -> list[str]:
    """ "(Kèm theo …)" in lines that tear neither a number nor a day apart."""
    glued = re.sub(r"(?<=số) (?=\S+/)|(?<=ngày) |(?<=tháng) | (?=tháng\b)| (?=năm\b)|(?<=năm) ", _GLUE, cited)
    lines = wrapped(f"(Kèm theo {glued})", preset.text, width)
    return [line.replace(_GLUE, " ") for line in lines]


def addressees(document: Document, preset: Preset) -> list[Part]:
    """ "Kính gửi": one addressee on the same line, several a line each with dashes."""
    names = [written(name, "nơi kính gửi").rstrip(END_MARKS) for name in document.addressees]
    if not names:
        return []
    if len(names) == 1:
        return [centred(f"Kính gửi: {names[0]}.", preset.text, before=12)]
    indent = preset.text_width / 5
    head = line(
        (Run(text="Kính gửi:", size=preset.text),), Shape(align=Align.LEFT, left=indent, before=12, with_next=True)
    )
    shape = Shape(align=Align.LEFT, left=indent + preset.first_line)
    return [head, *(line((Run(text=each, size=preset.text),), shape) for each in listed(names))]


def listed(names: Sequence[str]) -> list[str]:
    """Dashed lines, each ending in ";", the last in "."."""
    return [f"- {name}{'.' if index == len(names) else ';'}" for index, name in enumerate(names, start=1)]
