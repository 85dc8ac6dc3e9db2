"""How an office types a Word file, element by element: what the demonstration's plan is made of.

The order of the children is the schema's: Word refuses a file whose properties stand in another order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from lantoa.paper.document import Align

TWIPS_A_MM = 1440 / 25.4
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = Any  # an lxml element; python-docx gives it no useful type


def twips(mm: float) -> int:
    return round(mm * TWIPS_A_MM)


def element(tag: str, *children: Element, **attributes: str | int | float) -> Element:
    """An element of the w: namespace with its attributes (`val` is w:val) and children."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words of one look: size in points."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False

    def as_element(self) -> Element:
        made = element("w:r", self._look())
        for index, line in enumerate(self.text.split("\n")):
            if index:
                made.append(element("w:br"))
            words = element("w:t")
            words.text = line
            words.set(_XML_SPACE, "preserve")
            made.append(words)
        return made

    def _look(self) -> Element:
        halves = round(self.size * 2)
        flags = [element(tag) for tag, on in (("w:b", self.bold), ("w:i", self.italic)) if on]
        return element("w:rPr", *flags, element("w:sz", val=halves), element("w:szCs", val=halves))


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How a paragraph stands: indents in mm, gaps in points, line spacing in lines (or exact points)."""

    align: Align = Align.JUSTIFY
    first_line: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    lines: float = 1
    exact: float | None = None
    with_next: bool = False
    whole: bool = False
    outline: int | None = None
    line_above: bool = False

    def as_element(self) -> Element:
        parts: list[Element] = []
        if self.with_next:
            parts.append(element("w:keepNext"))
        if self.whole:
            parts.append(element("w:keepLines"))
        if self.line_above:
            parts.append(element("w:pBdr", element("w:top", val="single", sz=6, space=0, color="000000")))
        parts.append(self._spacing())
        parts.append(element("w:ind", left=twips(self.left), right=twips(self.right), firstLine=twips(self.first_line)))
        parts.append(element("w:jc", val=self.align.value))
        if self.outline is not None:
            parts.append(element("w:outlineLvl", val=self.outline))
        return element("w:pPr", *parts)

    def _spacing(self) -> Element:
        line = self.lines * 240 if self.exact is None else self.exact * 20
        return element(
            "w:spacing",
            before=round(self.before * 20),
            after=round(self.after * 20),
            line=round(line),
            lineRule="auto" if self.exact is None else "exact",
        )


def paragraph(runs: Iterable[Run], shape: Shape) -> Element:
    return element("w:p", shape.as_element(), *(run.as_element() for run in runs))


def rule(column: float, length: float) -> Element:
    """A line of `length` mm in the middle of a column `column` mm wide: a low paragraph with a border above it."""
    side = max(0.0, (column - length) / 2)
    return paragraph((), Shape(align=Align.CENTER, left=side, right=side, before=2, exact=4, line_above=True))


def gap(points: float = 1, *, with_next: bool = False) -> Element:
    """The paragraph that Word wants after a table, so low that it never makes a page of its own."""
    return paragraph((Run(text="", size=1),), Shape(align=Align.LEFT, exact=points, with_next=with_next))


def keep_with_next(part: Element) -> None:
    """Let a paragraph stand on the page of what follows it; a table is left as it is."""
    if part.tag == qn("w:p") and part.pPr.find(qn("w:keepNext")) is None:
        part.pPr.insert(0, element("w:keepNext"))


def page_number(size: float) -> Sequence[Element]:
    """The runs of a field that shows the page's number."""

    def part(child: Element) -> Element:
        halves = round(size * 2)
        return element("w:r", element("w:rPr", element("w:sz", val=halves), element("w:szCs", val=halves)), child)

    instruction = element("w:instrText")
    instruction.text = " PAGE "
    shown = element("w:t")
    shown.text = "2"
    return [
        part(element("w:fldChar", fldCharType="begin")),
        part(instruction),
        part(element("w:fldChar", fldCharType="separate")),
        part(shown),
        part(element("w:fldChar", fldCharType="end")),
    ]


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_properties(widths: Sequence[int], *, ruled: bool, padding: int) -> list[Element]:
    """tblPr and tblGrid of a table of fixed column widths (twips); `padding` twips to the left and right in a cell."""
    look = "single" if ruled else "nil"
    borders = [element(f"w:{side}", val=look, sz=4, space=0, color="000000") for side in _SIDES]
    margins = [element(f"w:{side}", w=padding, type="dxa") for side in ("left", "right")]
    properties = element(
        "w:tblPr",
        element("w:tblW", w=sum(widths), type="dxa"),
        element("w:jc", val="center"),
        element("w:tblBorders", *borders),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *margins),
    )
    return [properties, element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))]


def table_cell(
    width: int, content: Sequence[Element], *, columns: int = 1, merge: str | None = None, middle: bool = False
) -> Element:
    """A cell `width` twips wide; `merge` is "restart" or "continue" where rows are merged."""
    parts = [element("w:tcW", w=width, type="dxa")]
    if columns > 1:
        parts.append(element("w:gridSpan", val=columns))
    if merge:
        parts.append(element("w:vMerge", val=merge))
    if middle:
        parts.append(element("w:vAlign", val="center"))
    return element("w:tc", element("w:tcPr", *parts), *content)


def table_row(cells: Sequence[Element], *, whole: bool, head: bool = False) -> Element:
    parts = [element(tag) for tag, on in (("w:cantSplit", whole), ("w:tblHeader", head)) if on]
    return element("w:tr", *([element("w:trPr", *parts)] if parts else []), *cells)
