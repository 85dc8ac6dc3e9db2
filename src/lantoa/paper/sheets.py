"""A document's values to its sheets: the layout that both the Word file and the PDF are written from."""

from dataclasses import replace

from lantoa.paper.content import appendix_head, bases, blocks, closed
from lantoa.paper.document import Align, Document
from lantoa.paper.end import end_table
from lantoa.paper.head import addressees, attached_head, attached_title, head_table, title
from lantoa.paper.layout import Line, Part, Shape, Sheet
from lantoa.paper.preset import Preset

_ROOM = Line((), Shape(align=Align.LEFT, exact=12))


def sheets(document: Document, preset: Preset) -> tuple[Sheet, ...]:
    """The document, what is issued with it and its annexes, each on pages of its own.

    Raises UnwritableText for a text that cannot stand in a document, ValueError for a table whose rows do not fit.
    """
    made = [Sheet(parts=_main_part(document, preset))]
    for index, attached in enumerate(document.attached, start=1):
        width = preset.turned_text_width if attached.landscape else preset.text_width
        where = f"văn bản kèm theo {index}"
        parts = [
            attached_head(document, preset),
            *attached_title(document, attached, preset),
            _ROOM,
            *blocks(closed(attached.body), preset, width=width, where=where),
        ]
        made.append(Sheet(parts=tuple(parts), landscape=attached.landscape))
    for index, appendix in enumerate(document.appendices):
        width = preset.turned_text_width if appendix.landscape else preset.text_width
        head = appendix_head(document, appendix, index, preset)
        body = blocks(appendix.body, preset, width=width, where=f"phụ lục {index + 1}")
        made.append(Sheet(parts=(*head, *body), landscape=appendix.landscape))
    return tuple(made)


def _main_part(document: Document, preset: Preset) -> tuple[Part, ...]:
    body = blocks(closed(document.body), preset, width=preset.text_width, where="nội dung")
    end = end_table(document, preset)
    last = body[-1]
    if end and isinstance(last, Line):
        body[-1] = replace(last, shape=replace(last.shape, with_next=True))
    return (
        head_table(document, preset),
        *title(document, preset),
        *addressees(document, preset),
        _ROOM,
        *bases(document, preset),
        *body,
        *end,
    )
