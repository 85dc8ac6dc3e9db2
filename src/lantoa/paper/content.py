"""What stands between head and signature: bases, headings, paragraphs, dashes, tables; and the heads of annexes."""

from collections.abc import Sequence
from dataclasses import replace

from lantoa.paper.document import Align, Appendix, Block, Bullet, Document, Heading, Paragraph, Table
from lantoa.paper.figures import day_line, document_number, roman
from lantoa.paper.head import UNDERLINE_SHARE
from lantoa.paper.metrics import text_width_mm
from lantoa.paper.ooxml import Element, Run, Shape, gap, paragraph, rule
from lantoa.paper.preset import Preset
from lantoa.paper.tables import table_element
from lantoa.paper.text import written

END_OF_DOCUMENT = "./."
_END_MARKS = " ;,."


def bases(document: Document, preset: Preset) -> list[Element]:
    """Legal bases in italics, each on its own line ending in ";", the last in "."."""
    shape = _running(preset)
    lines = [written(base, "căn cứ").rstrip(_END_MARKS) for base in document.bases]
    return [
        paragraph((Run(text=line + (";" if at < len(lines) else "."), size=preset.text, italic=True),), shape)
        for at, line in enumerate(lines, start=1)
    ]


def blocks(body: Sequence[Block], preset: Preset, *, width: float, where: str) -> list[Element]:
    """The elements of a body whose tables fill `width` mm; `where` names the body in sentences to the user.

    Raises UnwritableText and, for a table that does not fit its columns, ValueError.
    """
    made: list[Element] = []
    tables = 0
    for number, block in enumerate(body, start=1):
        if isinstance(block, Table):
            tables += 1
            made += [table_element(block, width, preset, f"{where}, bảng {tables}"), gap(6)]
        else:
            made += _words(block, preset, f"{where}, đoạn {number}")
    return made


def closed(body: Sequence[Block]) -> tuple[Block, ...]:
    """The body with "./." at its end, in a paragraph of its own where the last block has no running text."""
    *before, last = body
    if isinstance(last, (Paragraph, Bullet)) and last.text.strip():
        text = last.text.rstrip()
        text = text.removesuffix(END_OF_DOCUMENT).rstrip(_END_MARKS)
        return (*before, replace(last, text=text + END_OF_DOCUMENT))
    return (*body, Paragraph(END_OF_DOCUMENT))


def _running(preset: Preset) -> Shape:
    return Shape(first_line=preset.first_line, after=preset.paragraph_gap, lines=preset.line_spacing)


def _words(block: Heading | Paragraph | Bullet, preset: Preset, where: str) -> list[Element]:
    if isinstance(block, Heading):
        return [_heading(block, preset, where)]
    shape = _running(preset)
    lines = [line.strip() for line in written(block.text, where).split("\n")]
    if isinstance(block, Bullet):
        return [paragraph((Run(text=f"- {line}", size=preset.text),), shape) for line in lines if line]
    lead = written(block.lead, where).strip()
    made = []
    for at, line in enumerate(line for line in lines if line or lead):
        runs = [Run(text=line, size=preset.text, italic=block.italic)]
        if lead and at == 0:
            runs.insert(0, Run(text=f"{lead} ", size=preset.text, bold=True, italic=block.italic))
        made.append(paragraph(runs, shape))
    return made


def _heading(block: Heading, preset: Preset, where: str) -> Element:
    """Level 1 in bold capitals, level 2 bold, level 3 ("a)") plain (Decree 30/2020, Annex I, II.6)."""
    mark = ")" if block.level == 3 else "."
    text = written(block.text, where).replace("\n", " ")
    words = f"{written(block.number, where)}{mark} {text.upper() if block.level == 1 else text}"
    shape = replace(_running(preset), with_next=True, whole=True, outline=block.level - 1)
    return paragraph((Run(text=words, size=preset.text, bold=block.level < 3),), shape)


def appendix_head(document: Document, appendix: Appendix, index: int, preset: Preset) -> list[Element]:
    """ "Phụ lục" with its Roman number where there are several, its title, the document it belongs to, a line."""
    width = preset.turned_text_width if appendix.landscape else preset.text_width
    several = len(document.appendices) > 1
    name = f"Phụ lục {roman(index + 1)}" if several else "Phụ lục"
    title = written(appendix.title, f"tên phụ lục {index + 1}").upper()
    belongs = written(_belongs_to(document), "tên cơ quan ban hành")
    length = min(width, text_width_mm(belongs, preset.text)) * UNDERLINE_SHARE
    middle = Shape(align=Align.CENTER)
    return [
        paragraph((Run(text=name, size=preset.annex_head, bold=True),), replace(middle, outline=0)),
        paragraph((Run(text=title, size=preset.text, bold=True),), middle),
        paragraph((Run(text=belongs, size=preset.text, italic=True),), middle),
        rule(width, length),
        paragraph((Run(text="", size=preset.text),), Shape(exact=6)),
    ]


def _belongs_to(document: Document) -> str:
    number = document_number(document.number)
    day = day_line(document.issued_on, document.year)
    return f"(Kèm theo {document.kind.name} số {number}/{document.symbol} {day} của {document.agency_in_line})"
