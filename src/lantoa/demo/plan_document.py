"""The demonstration province's plan as the Word file its office would have typed.

The words stand in data/ke-hoach-tinh.toml, what a right reading of them gives in data/README.md. The file is made with
what real offices use: automatic dashes and numbers beside typed ones, merged cells, a table turned on its side.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt

from lantoa.demo.word import (
    Element,
    Run,
    Shape,
    element,
    gap,
    keep_with_next,
    page_number,
    paragraph,
    rule,
    table_cell,
    table_properties,
    table_row,
    twips,
)
from lantoa.paper.document import Align
from lantoa.paper.metrics import text_width_mm
from lantoa.paper.packing import packed

DATA = Path(__file__).parent / "data"
PLAN_WORDS = DATA / "ke-hoach-tinh.toml"
PLAN_FILE = DATA / "ke-hoach-tinh.docx"
# A commune's plan in words of its own, typed outside the product.
COMMUNE_WORDS, COMMUNE_FILE = DATA / "ke-hoach-xa.toml", DATA / "ke-hoach-xa.docx"

_MADE_AT = datetime(2026, 1, 8, 10, 0)  # noqa: DTZ001 - the file format wants a time without a zone
_TEXT, _TABLE = 14, 11
_DASHES, _DUTIES = 901, 902
_FIELDS = ("tt", "task", "product", "lead", "support", "timing", "note")
_CENTRE = Shape(align=Align.CENTER)
_RUNNING = Shape(first_line=12.7, after=6)
_LEFT_COLUMN, _RIGHT_COLUMN, _WIDE = 64.0, 96.0, 257.0


def write(path: Path = PLAN_FILE, source: Path = PLAN_WORDS) -> None:
    """Write a plan's Word file to `path` from its words; the same words give the same bytes."""
    words = tomllib.loads(source.read_text(encoding="utf-8"))
    file = docx.Document()
    _prepare(file, words)
    body = list(_body(words))
    keep_with_next(body[-1])
    _append(file, [_head(words), *_title(words), *body, *_end(words)])
    _turned_section(file)
    _append(file, [*_annex_head(words["annex"]), _annex_table(words["annex"]), gap()])
    path.write_bytes(packed(file))


def _prepare(file: WordFile, words: Mapping[str, Any]) -> None:
    style = file.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(_TEXT)
    style.paragraph_format.space_after = Pt(0)
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), "Times New Roman")
    core = file.core_properties
    core.title = f"Kế hoạch {' '.join(words['abstract'])}"
    core.author = core.last_modified_by = words.get("author", "UBND tỉnh Hồng Lam")
    core.comments, core.language = "", "vi-VN"
    core.created = core.modified = _MADE_AT
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    _margins(section, left=30)
    section.different_first_page_header_footer = True
    line = section.header.paragraphs[0]._p
    line.clear()
    line.append(_CENTRE.as_element())
    line.extend(page_number(_TEXT))
    _lists(file)


def _margins(section: Section, *, left: float) -> None:
    section.left_margin, section.right_margin = Mm(left), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(9)


def _lists(file: WordFile) -> None:
    """Two automatic lists, as a typist gets them from the toolbar: dashes, and numbers for the duties of part IV."""
    numbering = file.part.numbering_part.element
    first_use = numbering.find(qn("w:num"))
    for number, form, text, bold in ((_DASHES, "bullet", "-", False), (_DUTIES, "decimal", "%1.", True)):
        level = element(
            "w:lvl",
            element("w:start", val=1),
            element("w:numFmt", val=form),
            element("w:suff", val="space"),
            element("w:lvlText", val=text),
            element("w:lvlJc", val="left"),
            element("w:rPr", *([element("w:b")] if bold else [])),
            ilvl=0,
        )
        kind = element("w:multiLevelType", val="singleLevel")
        first_use.addprevious(element("w:abstractNum", kind, level, abstractNumId=number))
        numbering.append(element("w:num", element("w:abstractNumId", val=number), numId=number))


def _append(file: WordFile, parts: list[Element]) -> None:
    for part in parts:
        file.element.body.sectPr.addprevious(part)


def _line(
    text: str, size: float = _TEXT, *, shape: Shape = _CENTRE, bold: bool = False, italic: bool = False
) -> Element:
    return paragraph((Run(text=text, size=size, bold=bold, italic=italic),), shape)


def _unruled(widths: tuple[float, float], *rows: tuple[list[Element], list[Element]]) -> Element:
    sides = [twips(width) for width in widths]
    cells = [[table_cell(width, part) for width, part in zip(sides, row, strict=True)] for row in rows]
    properties = table_properties(sides, ruled=False, padding=0)
    return element("w:tbl", *properties, *(table_row(row, whole=True) for row in cells))


def _head(words: Mapping[str, Any]) -> Element:
    motto = "Độc lập - Tự do - Hạnh phúc"
    agency = [_line(name, 13, bold=True) for name in words["agency"]]
    country = [_line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True), _line(motto, 13, bold=True)]
    return _unruled(
        (_LEFT_COLUMN, _RIGHT_COLUMN),
        (
            [*agency, rule(_LEFT_COLUMN, 0.4 * text_width_mm(words["agency"][-1], 13, bold=True))],
            [*country, rule(_RIGHT_COLUMN, text_width_mm(motto, 13, bold=True))],
        ),
        ([_line(words["number"], 13)], [_line(words["place_and_day"], 13, italic=True)]),
    )


def _title(words: Mapping[str, Any]) -> list[Element]:
    kind = _line(words["kind"], shape=Shape(align=Align.CENTER, before=12), bold=True)
    # The office broke the subject by hand, with Shift + Enter.
    return [kind, _line("\n".join(words["abstract"]), bold=True), rule(160, 55), _line("", 8)]


def _body(words: Mapping[str, Any]) -> Iterator[Element]:
    for base in words["bases"]:
        yield _line(base, shape=_RUNNING, italic=True)
    for text in words["body"].strip().split("\n"):
        mark, _, rest = text.partition(" ")
        if mark in ("#", "##"):
            yield _line(rest, shape=Shape(first_line=12.7, after=6, with_next=True), bold=True)
        elif mark == "*":
            yield _listed(paragraph((Run(text=rest, size=_TEXT),), _RUNNING), _DASHES)
        elif mark == "+":
            who, _, what = rest.partition(": ")
            runs = (Run(text=f"{who}:", size=_TEXT, bold=True), Run(text=f" {what}", size=_TEXT))
            yield _listed(paragraph(runs, _RUNNING), _DUTIES)
        else:
            yield _line(text, shape=_RUNNING)


def _listed(made: Element, number: int) -> Element:
    made.pPr.insert(0, element("w:numPr", element("w:ilvl", val=0), element("w:numId", val=number)))
    return made


def _end(words: Mapping[str, Any]) -> list[Element]:
    left = Shape(align=Align.LEFT)
    recipients = [_line("Nơi nhận:", 12, shape=left, bold=True, italic=True)]
    recipients += [_line(f"- {name}", 11, shape=left) for name in words["recipients"]]
    signature = [_line(line, bold=True) for line in words["capacity"]]
    # Room for the signature: empty paragraphs, as every office leaves them.
    signature += [_line("") for _ in range(4)] + [_line(words["signer"], bold=True)]
    return [gap(8, with_next=True), _unruled((80, 80), (recipients, signature)), gap()]


def _turned_section(file: WordFile) -> None:
    section = file.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    _margins(section, left=20)


def _annex_head(annex: Mapping[str, Any]) -> list[Element]:
    lines = [_line(annex["name"], bold=True), _line(annex["title"], bold=True), _line(annex["belongs"], italic=True)]
    return [*lines, rule(_WIDE, 70), _line("", 8)]


def _annex_table(annex: Mapping[str, Any]) -> Element:
    widths = [twips(width) for width in annex["widths_mm"]]
    head = [
        table_cell(width, [_line(title, _TABLE, bold=True)], middle=True)
        for width, title in zip(widths, annex["columns"], strict=True)
    ]
    made = element("w:tbl", *table_properties(widths, ruled=True, padding=85), table_row(head, whole=True, head=True))
    rows = annex["rows"]
    for at, row in enumerate(rows):
        following = rows[at + 1] if at + 1 < len(rows) else dict.fromkeys(_FIELDS, "")
        cells = [_annex_cell(name, row, following, width) for name, width in zip(_FIELDS, widths, strict=True)]
        made.append(table_row(cells, whole=True))
    return made


def _annex_cell(name: str, row: Mapping[str, str], following: Mapping[str, str], width: int) -> Element:
    merge = "continue" if name not in row else "restart" if name not in following else None
    align = Align.CENTER if name == "tt" else Align.LEFT
    lines = row.get(name, "").split("\n")
    content = [_line(line, _TABLE, shape=Shape(align=align, before=1, after=1)) for line in lines]
    return table_cell(width, content, merge=merge)


if __name__ == "__main__":
    write()
    write(COMMUNE_FILE, COMMUNE_WORDS)
