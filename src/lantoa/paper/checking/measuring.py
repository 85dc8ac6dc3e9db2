"""A Word file's bytes to its measures. Every bad file is refused with a sentence, none is trusted."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lantoa.paper.checking.looks import Looks, found, looks_of, millimetres, number, points, size_of, switched
from lantoa.paper.checking.measured import Letters, Measured, MeasuredFile, Numbering, Place, SectionMeasures
from lantoa.paper.metrics import text_width_mm
from lantoa.reading.errors import UnreadableDocument
from lantoa.reading.readers.package import BROKEN, Package
from lantoa.reading.readers.xml import attribute, child, children, name_of, value_of

_EMU_A_MM = 36000
_THEME = {"minor": "Calibri", "major": "Cambria"}
_COLUMNS = 200  # more than Word allows in a table
_DEPTH = 20  # tables in tables in tables: deeper ones are not a person's work


def measure(data: bytes) -> MeasuredFile:
    """The measures of a .docx. Raises UnreadableDocument (a Vietnamese sentence) for anything else."""
    package = Package(data)
    root = package.xml_of("word/document.xml")
    body = child(root, "body") if root is not None else None
    if body is None:
        raise UnreadableDocument(BROKEN)
    walker = _Walker(looks_of(package.xml_of("word/styles.xml")))
    paragraphs = tuple(walker.blocks(body, None, 0))
    return MeasuredFile(tuple(_sections(package, body, walker)), paragraphs)


@dataclass
class _Walker:
    """Goes through a body; counts tables and sections as it meets them."""

    looks: Looks
    tables: int = 0
    section: int = 0

    def blocks(self, parent: Any, place: Place | None, depth: int) -> Iterator[Measured]:
        if depth > _DEPTH:
            return
        for element in parent:
            name = name_of(element)
            if name == "p":
                yield self.paragraph(element, place)
                if child(element, "pPr", "sectPr") is not None:
                    self.section += 1
            elif name == "tbl":
                yield from self._table(element, depth)
            elif name in ("sdt", "ins", "customXml", "smartTag"):
                inner = child(element, "sdtContent") if name == "sdt" else element
                if inner is not None:
                    yield from self.blocks(inner, place, depth + 1)

    def _table(self, table: Any, depth: int) -> Iterator[Measured]:
        self.tables += 1
        index = self.tables
        ruled = _is_ruled(table)
        grid = [millimetres(attribute(column, "w")) for column in children(child(table, "tblGrid"), "gridCol")] if (
            child(table, "tblGrid") is not None) else []  # fmt: skip
        for row, line in enumerate(children(table, "tr")):
            column = 0
            for cell in children(line, "tc"):
                span = min(_COLUMNS, max(1, int(number(value_of(child(cell, "tcPr", "gridSpan"))))))
                width = sum(grid[column : column + span]) or millimetres(_own(cell, "tcW", "w"))
                place = Place(table=index, row=row, column=column, width=width, ruled=ruled)
                yield from self.blocks(cell, place, depth + 1)
                column += span

    def paragraph(self, element: Any, place: Place | None) -> Measured:
        """One paragraph with its look."""
        chain = self.looks.paragraph_chain(element)
        rule = found(chain, "spacing", "lineRule") or "auto"
        height = number(found(chain, "spacing", "line")) or 240
        hanging = millimetres(found(chain, "ind", "hanging"))
        letters = tuple(self._letters(element))
        typed = _typed_line(letters)
        left = millimetres(found(chain, "ind", "left") or found(chain, "ind", "start"))
        right = millimetres(found(chain, "ind", "right") or found(chain, "ind", "end"))
        return Measured(
            letters=() if typed else letters,
            align=found(chain, "jc") or "left",
            first_line=-hanging if hanging else millimetres(found(chain, "ind", "firstLine")),
            left=left,
            before=points(found(chain, "spacing", "before")),
            after=points(found(chain, "spacing", "after")),
            lines=height / 240 if rule == "auto" else None,
            exact=None if rule == "auto" else height / 20,
            drawn=typed or _drawn(element, chain, (place.width if place else None), left + right),
            place=place,
            section=self.section,
            numbered=_is_numbered(chain),
        )

    def _letters(self, paragraph: Any) -> Iterator[Letters]:
        for run in paragraph.iter("{*}r"):
            text = "".join(_text(part) for part in run)
            if not text:
                continue
            chain = self.looks.run_chain(paragraph, run)
            capitals = switched(chain, "caps")
            yield Letters(
                text=unicodedata.normalize("NFC", text.upper() if capitals else text),
                size=size_of(chain),
                bold=switched(chain, "b"),
                italic=switched(chain, "i"),
                underlined=found(chain, "u") not in ("", "none"),
                font=_font(chain),
                colour=_colour(found(chain, "color")),
            )


def _text(part: Any) -> str:
    name = name_of(part)
    if name == "t":
        return part.text or ""
    return {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}.get(name, "")


def _font(chain: list[Any]) -> str:
    for key in ("ascii", "hAnsi"):
        name = found(chain, "rFonts", key)
        if name:
            return name
    theme = found(chain, "rFonts", "asciiTheme")
    return _THEME.get(theme[:5], "Times New Roman")


def _colour(value: str) -> str:
    return "" if value.lower() in ("", "auto", "000000") else value.upper()


def _own(cell: Any, name: str, key: str) -> str:
    element = child(cell, "tcPr", name)
    return attribute(element, key) if element is not None else ""


def _is_ruled(table: Any) -> bool:
    borders = child(table, "tblPr", "tblBorders")
    if borders is None:
        return value_of(child(table, "tblPr", "tblStyle")) not in ("", "TableNormal")
    return any(value_of(side) not in ("", "nil", "none") for side in borders)


def _is_numbered(chain: list[Any]) -> bool:
    """Whether Word itself numbers the paragraph, so that its mark is not in its words."""
    for properties in chain:
        mark = child(properties, "numPr", "numId") if properties is not None else None
        if mark is not None:
            return value_of(mark) != "0"
    return False


def _drawn(paragraph: Any, chain: list[Any], width: float | None, indents: float) -> float | None:
    """The length of a line drawn in a paragraph: a border of an empty one, or a shape as low as a line."""
    lengths = [
        number(attribute(extent, "cx")) / _EMU_A_MM
        for extent in paragraph.iter("{*}extent")
        if number(attribute(extent, "cy")) <= _EMU_A_MM
    ]
    for shape in paragraph.iter("{urn:schemas-microsoft-com:vml}line"):
        ends = [number(attribute(shape, key).split(",")[0]) for key in ("from", "to")]
        lengths.append(abs(ends[1] - ends[0]) * 25.4 / 72)
    if lengths:
        return max(lengths)
    has_words = any((text.text or "").strip() for text in paragraph.iter("{*}t"))
    border = next((child(each, "pBdr") for each in chain if each is not None and child(each, "pBdr") is not None), None)
    if border is None or has_words or (width is None and not indents):
        return None
    return -indents if width is None else width - indents


def _typed_line(letters: tuple[Letters, ...]) -> float | None:
    """The length of a line made of underscores or dashes."""
    text = "".join(each.text for each in letters).strip()
    if not re.fullmatch(r"[_–—-]{3,}", text):
        return None
    return text_width_mm(text, letters[0].size, bold=letters[0].bold)


def _sections(package: Package, body: Any, walker: _Walker) -> Iterator[SectionMeasures]:
    targets = _targets(package)
    inherited: dict[str, str] = {}
    for properties in body.iter("{*}sectPr"):
        page, margins = child(properties, "pgSz"), child(properties, "pgMar")
        for kind in ("header", "footer"):
            for reference in children(properties, f"{kind}Reference"):
                inherited[f"{kind}/{attribute(reference, 'type')}"] = targets.get(attribute(reference, "id"), "")
        yield SectionMeasures(
            width=_side(page, "w"),
            height=_side(page, "h"),
            top=_side(margins, "top"),
            bottom=_side(margins, "bottom"),
            left=_side(margins, "left"),
            right=_side(margins, "right"),
            numbering=_numbering(package, properties, inherited, walker),
        )


def _side(element: Any, key: str) -> float:
    return millimetres(attribute(element, key)) if element is not None else 0.0


def _targets(package: Package) -> dict[str, str]:
    root = package.xml_of("word/_rels/document.xml.rels")
    if root is None:
        return {}
    return {each.get("Id", ""): f"word/{re.sub(r'^(?:/word/|word/)', '', each.get('Target', ''))}" for each in root}


def _numbering(package: Package, properties: Any, inherited: dict[str, str], walker: _Walker) -> Numbering:
    title_page = child(properties, "titlePg")
    own_first = title_page is not None and value_of(title_page) not in ("0", "false", "off")
    shown = {key: _page_field(package, inherited.get(key, ""), walker) for key in (
        "header/default", "footer/default", "header/first", "footer/first")}  # fmt: skip
    usual = shown["header/default"] or shown["footer/default"]
    first = shown["header/first"] or shown["footer/first"] if own_first else usual
    return Numbering(header=shown["header/default"], footer=shown["footer/default"], first_page=first is not None)


def _page_field(package: Package, name: str, walker: _Walker) -> Measured | None:
    """The paragraph of a header or footer that shows the page's number; None where there is none."""
    root = package.xml_of(name) if name else None
    if root is None:
        return None
    for paragraph in root.iter("{*}p"):
        code = " ".join(part.text or "" for part in paragraph.iter("{*}instrText"))
        code += " ".join(attribute(part, "instr") for part in paragraph.iter("{*}fldSimple"))
        if re.search(r"\bPAGE\b", code):
            return walker.paragraph(paragraph, None)
    return None
