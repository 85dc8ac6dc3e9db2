"""A document's values to the bytes of a Word file. The same values give the same bytes: no clock is read."""

from datetime import UTC, date, datetime, time

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from lxml import etree

from lantoa.paper.document import Document
from lantoa.paper.layout import Shape, Sheet
from lantoa.paper.ooxml import NAMESPACE, page_number_xml, part_xml, spacing_xml
from lantoa.paper.packing import packed
from lantoa.paper.preset import DEFAULT_PRESET, Preset
from lantoa.paper.sheets import sheets
from lantoa.paper.text import written

HEADER_FROM_EDGE_MM = 9


def write_docx(document: Document, *, preset: Preset = DEFAULT_PRESET) -> bytes:
    """The Word file (.docx) of a document, laid out as Decree 30/2020/NĐ-CP, Annex I, prescribes.

    Raises UnwritableText (with a Vietnamese sentence) for a text that cannot stand in a document, ValueError for a
    table whose rows do not fit its columns.
    """
    laid_out = sheets(document, preset)
    file = docx.Document()
    _properties(file, document)
    _normal_style(file, preset)
    section = file.sections[0]
    _page(section, preset, landscape=laid_out[0].landscape)
    _page_numbers(section, preset)
    words = {_mark(file, 0): _sheet_xml(laid_out[0])}
    for number, sheet in enumerate(laid_out[1:], start=1):
        _new_section(file, preset, landscape=sheet.landscape)
        words[_mark(file, number)] = _sheet_xml(sheet)
    return packed(file, words)


def made_at(document: Document) -> datetime:
    """The moment in a file's properties, in UTC: the one given, else the start of the day of issue or of the year."""
    day = document.issued_on or date(document.year, 1, 1)
    moment = (document.made_at or datetime.combine(day, time.min, UTC)).replace(microsecond=0)
    return moment.astimezone(UTC) if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def full_title(document: Document) -> str:
    """The title in a file's properties: the kind and the abstract."""
    return " ".join(written(f"{document.kind.name} {document.abstract}", "trích yếu").split())[:255]


def _mark(file: WordFile, number: int) -> str:
    """Leave a mark at the end of the body where a sheet's parts will stand; as it stands in the file's XML.

    Parts go into the finished file as text: to parse them and write them out again would take longer than all else.
    """
    comment = etree.Comment(f"sheet {number}")
    file.element.body.sectPr.addprevious(comment)
    return f"<!--{comment.text}-->"


def _sheet_xml(sheet: Sheet) -> str:
    return "".join(map(part_xml, sheet.parts))


def _properties(file: WordFile, document: Document) -> None:
    core = file.core_properties
    core.title = full_title(document)
    core.author = core.last_modified_by = written(document.agency_in_line, "tên cơ quan ban hành")[:255]
    core.comments = core.keywords = core.subject = ""
    core.language = "vi-VN"
    core.created = core.modified = made_at(document).replace(tzinfo=None)
    core.revision = 1


def _normal_style(file: WordFile, preset: Preset) -> None:
    style = file.styles["Normal"]
    style.font.name = preset.font
    style.font.size = Pt(preset.text)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), preset.font)
    properties.append(parse_xml(f'<w:lang xmlns:w="{NAMESPACE}" w:val="vi-VN"/>'))
    style.paragraph_format.space_after = Pt(0)


def _page(section: Section, preset: Preset, *, landscape: bool) -> None:
    wide, high = (preset.page_height, preset.page_width) if landscape else (preset.page_width, preset.page_height)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.top_margin, section.bottom_margin = Mm(preset.margin_top), Mm(preset.margin_bottom)
    section.left_margin, section.right_margin = Mm(preset.margin_left), Mm(preset.margin_right)
    section.header_distance = section.footer_distance = Mm(HEADER_FROM_EDGE_MM)


def _page_numbers(section: Section, preset: Preset) -> None:
    """In the middle of the top margin, not on the first page (Decree 30/2020, Annex I, I.7)."""
    section.different_first_page_header_footer = True
    empty = section.header.paragraphs[0]._p
    numbered = parse_xml(f'<w:hdr xmlns:w="{NAMESPACE}">{page_number_xml(preset.page_number)}</w:hdr>')[0]
    empty.getparent().replace(empty, numbered)


def _new_section(file: WordFile, preset: Preset, *, landscape: bool) -> Section:
    """A section on a new page, whose pages are numbered from 1 again."""
    section: Section = file.add_section(WD_SECTION.NEW_PAGE)
    last = file.element.body.sectPr.getprevious()
    low = parse_xml(f'<w:pPr xmlns:w="{NAMESPACE}">{spacing_xml(Shape(exact=1))}</w:pPr>')[0]
    last.get_or_add_pPr().insert_element_before(low, "w:sectPr")
    _page(section, preset, landscape=landscape)
    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    first = parse_xml(f'<w:pgNumType xmlns:w="{NAMESPACE}" w:start="1"/>')
    properties.find(qn("w:pgMar")).addnext(first)
    return section
