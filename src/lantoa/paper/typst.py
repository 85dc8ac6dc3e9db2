"""The sheets of a document as source for the typesetter Typst.

Text only ever stands inside string literals of the source, so nothing that people typed is read as a command.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from lantoa.paper.document import Align, Document
from lantoa.paper.glyphs import without_glyph
from lantoa.paper.layout import Grid, GridCell, GridRow, Line, Part, Run, Shape, Sheet, Sides
from lantoa.paper.preset import Preset
from lantoa.paper.sheets import sheets
from lantoa.paper.text import UnwritableText, written
from lantoa.paper.typst_prelude import PRELUDE
from lantoa.paper.writer import HEADER_FROM_EDGE_MM, full_title, made_at

FONT = "Tinos"
# The height of a single line of Times New Roman over its size, and the part of it that letters take up.
_LINE = 1.149
_LETTERS = 1.107
_ALIGN = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "left"}


def typst_source(document: Document, preset: Preset) -> str:
    """The source of a document, with its properties; it needs the prelude's functions and the font, no other file.

    Raises UnwritableText for a text that cannot stand in a document or that the font has no letters for.
    """
    *before, last = sheets(document, preset)
    pages = "\n".join([*(_sheet(sheet, last=False) for sheet in before), _sheet(last, last=True)])
    author = written(document.agency_in_line, "tên cơ quan ban hành")
    head = (
        f"#let measures = (top: {preset.margin_top}mm, bottom: {preset.margin_bottom}mm, "
        f"left: {preset.margin_left}mm, right: {preset.margin_right}mm, header: {HEADER_FROM_EDGE_MM}mm, "
        f"number: {preset.page_number}pt, text: {preset.text}pt, font: {_literal(FONT, 'phông chữ')})\n"
        f"#set document(title: {_literal(full_title(document), 'trích yếu')}, "
        f"author: {_literal(author, 'tên cơ quan ban hành')}, date: {_moment(made_at(document))})\n"
    )
    return f"{head}{PRELUDE}{pages}\n"


def _moment(moment: datetime) -> str:
    parts = ("year", "month", "day", "hour", "minute", "second")
    return f"datetime({', '.join(f'{part}: {getattr(moment, part)}' for part in parts)})"


def _sheet(sheet: Sheet, *, last: bool) -> str:
    parts = "\n".join(f"#{_part(part)}" for part in sheet.parts)
    return f"#sheet({_flag(last)}, {_flag(sheet.landscape)})[\n{parts}\n]"


def _part(part: Part) -> str:
    if isinstance(part, Line):
        return _line(part)
    return _sides(part) if isinstance(part, Sides) else _grid(part)


def _line(part: Line) -> str:
    shape = part.shape
    if shape.line_above:
        return f"stroke({shape.left}mm, {shape.right}mm, {shape.before}pt, {shape.exact or 0}pt)"
    if not any(run.text for run in part.runs):
        return f"room({_height(shape, part.runs)}pt, {_flag(shape.with_next)})"
    words = "".join(f"{_run(run, part.where)}," for run in part.runs)
    return f"para({_shape(shape)}, ({words}))"


@lru_cache(maxsize=256)
def _shape(shape: Shape) -> str:
    """How a paragraph stands, as the first arguments of the prelude's para."""
    return (
        f"{_ALIGN[shape.align]}, {_flag(shape.align is Align.JUSTIFY)}, ({shape.first_line}mm, {shape.left}mm, "
        f"{shape.right}mm), ({shape.before}pt, {shape.after}pt), {_leading(shape)}em, {_flag(shape.with_next)}, "
        f"{_flag(shape.whole)}, {'none' if shape.outline is None else shape.outline + 1}"
    )


def _height(shape: Shape, runs: Iterable[Run]) -> float:
    return shape.exact or max((run.size for run in runs), default=1.0) * _LINE


def _leading(shape: Shape) -> float:
    return round(_LINE * shape.lines - _LETTERS, 4)


def _run(run: Run, where: str) -> str:
    weight = '"bold"' if run.bold else '"regular"'
    style = '"italic"' if run.italic else '"normal"'
    return f"({_literal(run.text, where)}, {run.size}pt, {weight}, {style})"


def _literal(text: str, where: str) -> str:
    """A text as a string literal. Raises UnwritableText for a letter that would come out as an empty box."""
    lacking = without_glyph(text)
    if lacking:
        raise UnwritableText(
            f"Không tạo được PDF: {where or 'văn bản'} có ký tự “{lacking}” (U+{ord(lacking):04X}) mà phông chữ của "
            "văn bản hành chính không có. Hãy xóa ký tự đó rồi thử lại, hoặc xuất ra Word.",
            where=where,
        )
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _flag(on: bool) -> str:  # noqa: FBT001  a value to be written, not a choice
    return "true" if on else "false"


def _sides(part: Sides) -> str:
    widths = ", ".join(f"{width}mm" for width in part.widths)
    rows = []
    for row in part.rows:
        rows += [f"[{_lines(side)}]" for side in row]
    return f"sides(({widths}), ({', '.join(rows)},))"


def _lines(lines: Iterable[Line]) -> str:
    return " ".join(f"#{_line(line)}" for line in lines)


def _grid(part: Grid) -> str:
    widths = ", ".join(f"{width}mm" for width in part.widths)
    head = "".join(_row(row) for row in part.rows if row.head)
    body = "\n".join(_row(row) for row in part.rows if not row.head)
    return f"grille(({widths}), {part.padding}mm, ({head}), (\n{body}\n))"


def _row(row: GridRow) -> str:
    return "".join(f"{_cell(cell, head=row.head, whole=row.whole)}," for cell in row.cells if not cell.above)


def _cell(cell: GridCell, *, head: bool, whole: bool) -> str:
    span = (f", colspan: {cell.columns}" if cell.columns > 1 else "") + (
        f", rowspan: {cell.rows}" if cell.rows > 1 else ""
    )
    breakable = "" if whole else ", breakable: true"
    place = ", align: horizon" if head else ""
    return f"table.cell([{_lines(cell.lines)}]{span}{breakable}{place})"
