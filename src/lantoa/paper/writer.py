"""A document's values to the bytes of a Word file. The same values give the same bytes: no clock is read."""

from datetime import UTC, date, datetime, time

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt

from lantoa.paper.content import appendix_head, bases, blocks, closed
from lantoa.paper.document import Align, Document
from lantoa.paper.head import addressees, end_table, head_table, title
from lantoa.paper.ooxml import Element, Shape, element, keep_with_next, page_number
from lantoa.paper.packing import packed
from lantoa.paper.preset import DEFAULT_PRESET, Preset
from lantoa.paper.text import written

_HEADER_FROM_EDGE_MM = 9


def write_docx(document: Document, *, preset: Preset = DEFAULT_PRESET) -> bytes:
    """The Word file (.docx) of a document, laid out as Decree 30/2020/NĐ-CP, Annex I, prescribes.

    Raises UnwritableText (with a Vietnamese sentence) for a text that cannot stand in a document, ValueError for a
    table whose rows do not fit its columns.
    """
    file = docx.Document()
    _properties(file, document)
    _normal_style(file, preset)
    section = file.sections[0]
    _page(section, preset, landscape=False)
    _page_numbers(section, preset)
    _append(file, _main_part(document, preset))
    for index, appendix in enumerate(document.appendices):
        section = _new_section(file, preset, landscape=appendix.landscape)
        width = preset.turned_text_width if appendix.landscape else preset.text_width
        where = f"phụ lục {index + 1}"
        _append(file, appendix_head(document, appendix, index, preset))
        _append(file, blocks(appendix.body, preset, width=width, where=where))
    return packed(file)


def _main_part(document: Document, preset: Preset) -> list[Element]:
    body = blocks(closed(document.body), preset, width=preset.text_width, where="nội dung")
    keep_with_next(body[-1])
    return [
        head_table(document, preset),
        *title(document, preset),
        *addressees(document, preset),
        *_room_above(),
        *bases(document, preset),
        *body,
        *end_table(document, preset),
    ]


def _room_above() -> list[Element]:
    return [element("w:p", Shape(align=Align.LEFT, exact=12).as_element())]


def _append(file: WordFile, parts: list[Element]) -> None:
    last = file.element.body.sectPr
    for part in parts:
        last.addprevious(part)


def _properties(file: WordFile, document: Document) -> None:
    day = document.issued_on or date(document.year, 1, 1)
    made_at = (document.made_at or datetime.combine(day, time.min, UTC)).replace(microsecond=0)
    if made_at.tzinfo is not None:
        made_at = made_at.astimezone(UTC).replace(tzinfo=None)
    core = file.core_properties
    core.title = written(f"{document.kind.name} {document.abstract}", "trích yếu").replace("\n", " ")[:255]
    core.author = core.last_modified_by = written(document.agency_in_line, "tên cơ quan ban hành")[:255]
    core.comments = core.keywords = core.subject = ""
    core.language = "vi-VN"
    core.created = core.modified = made_at
    core.revision = 1


def _normal_style(file: WordFile, preset: Preset) -> None:
    style = file.styles["Normal"]
    style.font.name = preset.font
    style.font.size = Pt(preset.text)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), preset.font)
    properties.append(element("w:lang", val="vi-VN"))
    style.paragraph_format.space_after = Pt(0)


def _page(section: Section, preset: Preset, *, landscape: bool) -> None:
    wide, high = (preset.page_height, preset.page_width) if landscape else (preset.page_width, preset.page_height)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.top_margin, section.bottom_margin = Mm(preset.margin_top), Mm(preset.margin_bottom)
    section.left_margin, section.right_margin = Mm(preset.margin_left), Mm(preset.margin_right)
    section.header_distance = section.footer_distance = Mm(_HEADER_FROM_EDGE_MM)


def _page_numbers(section: Section, preset: Preset) -> None:
    """In the middle of the top margin, not on the first page (Decree 30/2020, Annex I, I.7)."""
    section.different_first_page_header_footer = True
    line = section.header.paragraphs[0]._p
    line.clear()
    line.append(Shape(align=Align.CENTER).as_element())
    line.extend(page_number(preset.page_number))


def _new_section(file: WordFile, preset: Preset, *, landscape: bool) -> Section:
    """A section on a new page, whose pages are numbered from 1 again."""
    section: Section = file.add_section(WD_SECTION.NEW_PAGE)
    last = file.element.body.sectPr.getprevious()
    last.get_or_add_pPr().insert_element_before(Shape(exact=1)._spacing(), "w:sectPr")
    _page(section, preset, landscape=landscape)
    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    properties.find(qn("w:pgMar")).addnext(element("w:pgNumType", start=1))
    return section
