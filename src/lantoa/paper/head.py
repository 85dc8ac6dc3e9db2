"""The head of the first page and its end: agency and motto, number and date, recipients and signature."""

from collections.abc import Sequence

from lantoa.paper.document import Align, Document
from lantoa.paper.figures import day_line, document_number
from lantoa.paper.metrics import text_width_mm
from lantoa.paper.ooxml import (
    Element,
    Run,
    Shape,
    element,
    gap,
    paragraph,
    rule,
    table_cell,
    table_properties,
    table_row,
    twips,
)
from lantoa.paper.preset import Preset
from lantoa.paper.text import written

MOTTO_FIRST = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO_SECOND = "Độc lập - Tự do - Hạnh phúc"
# A line under a name is a third to a half as long as the name (Decree 30/2020, Annex I, II.2 and II.5).
UNDERLINE_SHARE = 0.4
_LEFT_SHARE = 0.4
_END_MARKS = " ;,."


def head_table(document: Document, preset: Preset) -> Element:
    """Two columns without borders: agency, number and symbol to the left; motto, place and day to the right."""
    left, right = _columns(preset)
    widths = (twips(left), twips(right))
    rows = (
        (_agency(document, preset, left), _motto(preset, right)),
        (_number(document, preset), _place_and_day(document, preset)),
    )
    return _two_columns(widths, rows)


def _columns(preset: Preset) -> tuple[float, float]:
    left = preset.text_width * _LEFT_SHARE
    return left, preset.text_width - left


def _two_columns(widths: tuple[int, int], rows: Sequence[tuple[list[Element], list[Element]]]) -> Element:
    made = element("w:tbl", *table_properties(widths, ruled=False, padding=0))
    for sides in rows:
        cells = [table_cell(width, content) for width, content in zip(widths, sides, strict=True)]
        made.append(table_row(cells, whole=True))
    return made


def _centred(text: str, size: float, *, bold: bool = False, italic: bool = False, before: float = 0) -> Element:
    run = Run(text=text, size=size, bold=bold, italic=italic)
    return paragraph((run,), Shape(align=Align.CENTER, before=before))


def _agency(document: Document, preset: Preset, column: float) -> list[Element]:
    parts: list[Element] = []
    if document.parent_agency:
        parent = written(document.parent_agency, "tên cơ quan chủ quản").upper()
        parts += [_centred(line, preset.agency) for line in parent.split("\n")]
    name = written(document.agency, "tên cơ quan ban hành").upper().split("\n")
    parts += [_centred(line, preset.agency, bold=True) for line in name]
    length = min(text_width_mm(name[-1], preset.agency, bold=True), column) * UNDERLINE_SHARE
    return [*parts, rule(column, length)]


def _motto(preset: Preset, column: float) -> list[Element]:
    length = text_width_mm(MOTTO_SECOND, preset.motto_second, bold=True)
    return [
        _centred(MOTTO_FIRST, preset.motto_first, bold=True),
        _centred(MOTTO_SECOND, preset.motto_second, bold=True),
        rule(column, length),
    ]


def _number(document: Document, preset: Preset) -> list[Element]:
    symbol = written(document.symbol, "ký hiệu")
    parts = [_centred(f"Số: {document_number(document.number)}/{symbol}", preset.number)]
    if document.kind.abbreviation is None:
        abstract = written(document.abstract, "trích yếu")
        parts.append(_centred(f"V/v {abstract}", preset.letter_abstract, before=6))
    return parts


def _place_and_day(document: Document, preset: Preset) -> list[Element]:
    place = written(document.place, "địa danh")
    line = f"{place}, {day_line(document.issued_on, document.year)}"
    return [_centred(line, preset.place_and_date, italic=True)]


def title(document: Document, preset: Preset) -> list[Element]:
    """The kind in capitals, the abstract under it and its line; a công văn has none of them."""
    if document.kind.abbreviation is None:
        return []
    abstract = written(document.abstract, "trích yếu")
    length = min(text_width_mm(abstract.split("\n")[-1], preset.abstract, bold=True), preset.text_width)
    return [
        _centred(document.kind.name.upper(), preset.kind, bold=True, before=12),
        _centred(abstract, preset.abstract, bold=True),
        rule(preset.text_width, length * UNDERLINE_SHARE),
    ]


def addressees(document: Document, preset: Preset) -> list[Element]:
    """ "Kính gửi": one addressee on the same line, several a line each with dashes."""
    names = [written(name, "nơi kính gửi").rstrip(_END_MARKS) for name in document.addressees]
    if not names:
        return []
    if len(names) == 1:
        return [_centred(f"Kính gửi: {names[0]}.", preset.text, before=12)]
    indent = preset.text_width / 5
    head = paragraph(
        (Run(text="Kính gửi:", size=preset.text),), Shape(align=Align.LEFT, left=indent, before=12, with_next=True)
    )
    shape = Shape(align=Align.LEFT, left=indent + preset.first_line)
    lines = [paragraph((Run(text=line, size=preset.text),), shape) for line in _listed(names)]
    return [head, *lines]


def _listed(names: Sequence[str]) -> list[str]:
    """Dashed lines, each ending in ";", the last in "."."""
    return [f"- {name}{'.' if index == len(names) else ';'}" for index, name in enumerate(names, start=1)]


def end_table(document: Document, preset: Preset) -> list[Element]:
    """Recipients to the left, capacity and name of the signer to the right, in one row that is never split."""
    half = preset.text_width / 2
    widths = (twips(half), twips(preset.text_width) - twips(half))
    return [
        gap(with_next=True),
        _two_columns(widths, ((_recipients(document, preset), _signature(document, preset)),)),
        gap(),
    ]


def _recipients(document: Document, preset: Preset) -> list[Element]:
    names = [written(name, "nơi nhận").rstrip(_END_MARKS) for name in document.recipients]
    filed = written(document.filed, "nơi lưu").rstrip(_END_MARKS)
    head = Run(text="Nơi nhận:", size=preset.recipients_head, bold=True, italic=True)
    left = Shape(align=Align.LEFT)
    return [
        paragraph((head,), left),
        *(paragraph((Run(text=line, size=preset.recipients),), left) for line in _listed([*names, f"Lưu: {filed}"])),
    ]


def _signature(document: Document, preset: Preset) -> list[Element]:
    capacity = [written(line, "chức vụ người ký").upper() for line in document.signature.capacity]
    parts = [_centred(line, preset.signature, bold=True) for line in capacity]
    name = written(document.signature.name or "", "họ tên người ký")
    return [*parts, _centred(name, preset.signature, bold=True, before=preset.signing_room)]
