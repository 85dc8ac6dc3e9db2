"""What stands between head and signature: bases, headings, paragraphs, dashes, tables; and the heads of annexes."""

from collections.abc import Sequence
from dataclasses import replace

from lantoa.paper.document import Align, Appendix, Block, Bullet, Chapter, Document, Heading, Paragraph, Table
from lantoa.paper.figures import roman
from lantoa.paper.head import END_MARKS, UNDERLINE_SHARE, belongs_to, cited_lines
from lantoa.paper.kinds import DECISION
from lantoa.paper.layout import Line, Part, Run, Shape, centred, gap, line, rule
from lantoa.paper.metrics import text_width_mm, wrapped
from lantoa.paper.preset import Preset
from lantoa.paper.tables import laid_out
from lantoa.paper.text import written

END_OF_DOCUMENT = "./."


def bases(document: Document, preset: Preset) -> list[Part]:
    """Legal bases in italics, each on its own line ending in ";", the last in "."; under a decision's, the word."""
    shape = _running(preset)
    lines = [written(base, "căn cứ").rstrip(END_MARKS) for base in document.bases]
    parts: list[Part] = [
        line((Run(text=text + (";" if at < len(lines) else "."), size=preset.text, italic=True),), shape)
        for at, text in enumerate(lines, start=1)
    ]
    if document.kind is DECISION:
        word = centred("QUYẾT ĐỊNH:", preset.kind, bold=True, before=6)
        parts.append(replace(word, shape=replace(word.shape, after=6, with_next=True)))
    return parts


def blocks(body: Sequence[Block], preset: Preset, *, width: float, where: str) -> list[Part]:
    """The parts of a body whose tables fill `width` mm; `where` names the body in sentences to the user.

    Raises UnwritableText and, for a table that does not fit its columns, ValueError.
    """
    made: list[Part] = []
    tables = 0
    for number, block in enumerate(body, start=1):
        if isinstance(block, Table):
            tables += 1
            made += [laid_out(block, width, preset, f"{where}, bảng {tables}"), gap(6)]
        else:
            made += _words(block, preset, f"{where}, đoạn {number}")
    return made


def closed(body: Sequence[Block]) -> tuple[Block, ...]:
    """The body with "./." at its end, in a paragraph of its own where the last block has no running text."""
    *before, last = body
    if isinstance(last, (Paragraph, Bullet)) and last.text.strip():
        text = last.text.rstrip()
        text = text.removesuffix(END_OF_DOCUMENT).rstrip(END_MARKS)
        return (*before, replace(last, text=text + END_OF_DOCUMENT))
    return (*body, Paragraph(END_OF_DOCUMENT))


def _running(preset: Preset) -> Shape:
    return Shape(first_line=preset.first_line, after=preset.paragraph_gap, lines=preset.line_spacing)


def _words(block: Heading | Chapter | Paragraph | Bullet, preset: Preset, where: str) -> list[Line]:
    if isinstance(block, Heading):
        return [_heading(block, preset, where)]
    if isinstance(block, Chapter):
        return _chapter(block, preset, where)
    shape = _running(preset)
    lines = [each.strip() for each in written(block.text, where).split("\n")]
    if isinstance(block, Bullet):
        return [line((Run(text=f"- {each}", size=preset.text),), shape, where) for each in lines if each]
    lead = written(block.lead, where).strip()
    made = []
    for at, text in enumerate(each for each in lines if each or lead):
        runs = [Run(text=text, size=preset.text, italic=block.italic)]
        if lead and at == 0:
            runs.insert(0, Run(text=f"{lead} ", size=preset.text, bold=True, italic=block.italic))
        made.append(line(runs, shape, where))
    return made


def _heading(block: Heading, preset: Preset, where: str) -> Line:
    """Level 1 in bold capitals, level 2 bold, level 3 ("a)") plain (Decree 30/2020, Annex I, II.6)."""
    mark = ")" if block.level == 3 else "."
    text = written(block.text, where).replace("\n", " ")
    words = f"{written(block.number, where)}{mark} {text.upper() if block.level == 1 else text}"
    shape = replace(_running(preset), with_next=True, whole=True, outline=block.level - 1)
    return line((Run(text=words, size=preset.text, bold=block.level < 3),), shape, where)


def _chapter(block: Chapter, preset: Preset, where: str) -> list[Line]:
    name = f"{written(block.name, where)} {written(block.number, where)}"
    title = written(block.title, where).replace("\n", " ").upper()
    middle = Shape(align=Align.CENTER, with_next=True, whole=True)
    return [
        line((Run(text=name, size=preset.text, bold=True),), replace(middle, before=6, outline=0), where),
        line((Run(text=title, size=preset.text, bold=True),), replace(middle, after=preset.paragraph_gap), where),
    ]


def appendix_head(document: Document, appendix: Appendix, index: int, preset: Preset) -> list[Part]:
    """ "Phụ lục" with its Roman number where there are several, its title, the document it belongs to, a line."""
    width = preset.turned_text_width if appendix.landscape else preset.text_width
    several = len(document.appendices) > 1
    name = f"Phụ lục {roman(index + 1)}" if several else "Phụ lục"
    title = " ".join(written(appendix.title, f"tên phụ lục {index + 1}").upper().split())
    cited = cited_lines(belongs_to(document), preset, width)
    head = centred(name, preset.annex_head, bold=True)
    return [
        replace(head, shape=replace(head.shape, outline=0)),
        centred("\n".join(wrapped(title, preset.text, width, bold=True)), preset.text, bold=True),
        centred("\n".join(cited), preset.text, italic=True),
        rule(width, text_width_mm(cited[-1], preset.text) * UNDERLINE_SHARE),
        line((Run(text="", size=preset.text),), Shape(exact=6)),
    ]
