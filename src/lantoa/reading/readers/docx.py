"""Word (.docx) → SourceDocument."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lantoa.reading.errors import UnreadableDocument
from lantoa.reading.progress import Progress, silent
from lantoa.reading.readers.numbering import Numbering, numbering_of, whole
from lantoa.reading.readers.package import SAVE_AS_DOCX, Package
from lantoa.reading.readers.styles import Styles, styles_of
from lantoa.reading.readers.xml import attribute, child, children, is_on, name_of, value_of
from lantoa.reading.source import Cell, Row, SourceBlock, SourceDocument, Table
from lantoa.vietnamese import nfc

BLOCK_LIMIT = 20_000
_SPACES = re.compile(r"[ \t\f\v]+")
_RULE = re.compile(r"[_\-–—=*.\s]*")
_WRAPPERS = frozenset(
    {"hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "moveTo", "bdo", "dir"}
)  # what may stand around runs or paragraphs and holds visible text
_TCVN3_FONT = re.compile(rb'"\.Vn[A-Z]|"VNI-')


def read_docx_source(data: bytes, progress: Progress = silent, _ocr: object = None) -> SourceDocument:
    """Read a .docx: paragraphs, tables, text boxes, automatic numbers, in reading order.

    In: the file's bytes. Raises UnreadableDocument (a Vietnamese sentence) for anything but a sound .docx.
    """
    package = Package(data)
    main = _main_part(package)
    root = package.xml_of(main)
    body = child(root, "body") if root is not None else None
    if body is None:
        raise UnreadableDocument(_not_word(package))
    folder = main.rpartition("/")[0]
    styles = styles_of(package.xml_of(f"{folder}/styles.xml"))
    numbering = numbering_of(package.xml_of(f"{folder}/numbering.xml"))
    progress(0.2, "Đang đọc các đoạn và bảng trong tệp Word")
    walker = _Walker(numbering, styles)
    for element in _unwrapped(body):
        walker.take(element)
    _refuse_old_fonts(package.bytes_of(main) or b"", walker.flow)
    return SourceDocument(flow=tuple(walker.flow), rows=walker.rows, margins=tuple(_margins(package, folder)))


def _main_part(package: Package) -> str:
    relations = package.xml_of("_rels/.rels")
    if relations is not None:
        for relation in children(relations, "Relationship"):
            if attribute(relation, "Type").endswith("/officeDocument"):
                target = attribute(relation, "Target").lstrip("/")
                if target.endswith(".xml") and package.bytes_of(target):
                    return target
    return "word/document.xml"


def _not_word(package: Package) -> str:
    names = package.names
    if any(name.startswith("xl/") for name in names):
        return "Tệp là bảng tính Excel, không phải văn bản kế hoạch. Hãy tải lên bản Word (.docx) của kế hoạch."
    if any(name.startswith("ppt/") for name in names):
        return (
            "Tệp là bản trình chiếu PowerPoint, không phải văn bản kế hoạch. Hãy tải lên bản Word (.docx) của kế hoạch."
        )
    return f"Tệp không phải văn bản Word (.docx). {SAVE_AS_DOCX}"


def _margins(package: Package, folder: str) -> Iterator[str]:
    for name in package.names:
        if re.fullmatch(rf"{re.escape(folder)}/(header|footer)\d*\.xml", name):
            root = package.xml_of(name)
            if root is not None:
                for paragraph in root.iter():
                    if name_of(paragraph) == "p":
                        yield from _tidy(_text_of(paragraph)).split("\n")


def _refuse_old_fonts(raw: bytes, flow: list[SourceBlock | Table]) -> None:
    """Text typed in TCVN3 or VNI fonts comes out as nonsense letters: better refused than misread."""
    if not _TCVN3_FONT.search(raw):
        return
    text = " ".join(item.text for item in flow if isinstance(item, SourceBlock))
    if text and not re.search("[ạảấầậắặẹếềệịọốồộớờợụứừựỵ]", text.lower()):
        raise UnreadableDocument(
            "Văn bản gõ bằng bảng mã cũ (TCVN3 hoặc VNI) nên đọc ra sai chữ. "
            "Hãy chuyển sang Unicode (phông Times New Roman), lưu lại thành .docx rồi tải lại."
        )


def _unwrapped(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables under an element, looking through content controls and tracked insertions."""
    for element in parent:
        name = name_of(element)
        if name in ("p", "tbl"):
            yield element
        elif name in _WRAPPERS:
            yield from _unwrapped(element)


@dataclass
class _Walker:
    numbering: Numbering
    styles: Styles
    flow: list[SourceBlock | Table] = field(default_factory=list)
    rows: dict[str, SourceBlock] = field(default_factory=dict)
    paragraphs: int = 0
    tables: int = 0

    def take(self, element: Any) -> None:
        if len(self.flow) + len(self.rows) > BLOCK_LIMIT:
            raise UnreadableDocument("Văn bản quá dài (trên 20.000 đoạn) nên phần mềm không đọc. Hãy kiểm tra lại tệp.")
        if name_of(element) == "tbl":
            self.flow.append(self._table(element))
            return
        for inner in _text_boxes(element):
            self.take(inner)
        block = self._paragraph(element)
        if block is not None:
            self.flow.append(block)

    def _label(self, paragraph: Any) -> str:
        number_id, level = self.styles.number_of(paragraph)
        return self.numbering.label_of(number_id, level) if number_id else ""

    def _paragraph(self, element: Any) -> SourceBlock | None:
        text = _tidy(_text_of(element))
        if not text and not _has_number(element):
            return None
        label = self._label(element)
        if not label and _RULE.fullmatch(text):
            return None  # a drawn line under a heading, no words
        self.paragraphs += 1
        look = self.styles.look_of(element)
        return SourceBlock(
            id=f"p{self.paragraphs}", kind="paragraph", text=text.upper() if look.caps else text, label=label,
            bold=look.bold or _all_bold(element), centred=look.alignment == "center",
        )  # fmt: skip

    def _table(self, element: Any) -> Table:
        self.tables += 1
        table = f"t{self.tables}"
        rows, columns = [], 0
        for index, tr in enumerate(_rows_of(element), start=1):
            cells = tuple(self._cells(tr))
            columns = max([columns, *(cell.column + cell.span for cell in cells)])
            row = Row(block=f"{table}r{index}", cells=cells, header=is_on(child(tr, "trPr", "tblHeader")))
            rows.append(row)
            texts = tuple(cell.text for cell in cells)
            self.rows[row.block] = SourceBlock(
                id=row.block, kind="table-row", text=" | ".join(texts), cells=texts, table=table
            )
            if len(self.rows) > BLOCK_LIMIT:
                raise UnreadableDocument("Bảng trong văn bản quá dài nên phần mềm không đọc. Hãy kiểm tra lại tệp.")
        return Table(id=table, rows=tuple(rows), columns=columns)

    def _cells(self, row: Any) -> Iterator[Cell]:
        column = whole(value_of(child(row, "trPr", "gridBefore")))
        for tc in _cells_of(row):
            span = max(1, min(whole(value_of(child(tc, "tcPr", "gridSpan")), 1), 200))
            merge = child(tc, "tcPr", "vMerge")
            continued = merge is not None and value_of(merge) != "restart"
            bold = True
            lines: list[str] = []
            for inner in _unwrapped(tc):
                lines.extend(self._lines(inner))
                bold = bold and (name_of(inner) != "p" or not _text_of(inner).strip() or _all_bold(inner))
            text = "\n".join(line for line in lines if line and not _RULE.fullmatch(line))
            yield Cell(text="" if continued else text, column=column, span=span, continued=continued, bold=bold)
            column += span

    def _lines(self, element: Any) -> Iterator[str]:
        if name_of(element) == "tbl":
            for tr in _rows_of(element):
                for tc in _cells_of(tr):
                    for inner in _unwrapped(tc):
                        yield from self._lines(inner)
            return
        text = _tidy(_text_of(element))
        yield f"{self._label(element)} {text}".strip()
        for inner in _text_boxes(element):
            yield from self._lines(inner)


def _rows_of(table: Any) -> Iterator[Any]:
    for element in table:
        if name_of(element) == "tr":
            yield element
        elif name_of(element) in _WRAPPERS:
            yield from _rows_of(element)


def _cells_of(row: Any) -> Iterator[Any]:
    for element in row:
        if name_of(element) == "tc":
            yield element
        elif name_of(element) in _WRAPPERS:
            yield from _cells_of(element)


def _has_number(paragraph: Any) -> bool:
    return child(paragraph, "pPr", "numPr") is not None


def _runs(element: Any) -> Iterator[Any]:
    for inner in element:
        name = name_of(inner)
        if name == "r":
            yield inner
        elif name in _WRAPPERS:
            yield from _runs(inner)


def _text_of(paragraph: Any) -> str:
    pieces = []
    for run in _runs(paragraph):
        for piece in run:
            name = name_of(piece)
            if name == "t":
                pieces.append(piece.text or "")
            elif name == "tab":
                pieces.append("\t")
            elif name in ("br", "cr"):
                pieces.append("\n")
            elif name == "noBreakHyphen":
                pieces.append("-")
    return "".join(pieces)


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """The paragraphs inside text boxes anchored in a paragraph, each box once (Word stores a fallback copy too)."""
    for run in _runs(paragraph):
        for piece in run:
            name = name_of(piece)
            holder = next(iter(piece), None) if name == "AlternateContent" else piece
            if holder is None or name not in ("AlternateContent", "drawing", "pict"):
                continue
            for element in holder.iter():
                if name_of(element) == "txbxContent":
                    yield from _unwrapped(element)


def _all_bold(paragraph: Any) -> bool:
    runs = [run for run in _runs(paragraph) if "".join(t.text or "" for t in children(run, "t")).strip()]
    return bool(runs) and all(is_on(child(run, "rPr", "b")) for run in runs)


def _tidy(text: str) -> str:
    """Normal form: composed letters, single spaces, tabs kept only where they part two columns."""
    lines = []
    for line in nfc(text).split("\n"):
        columns = [_SPACES.sub(" ", part).strip() for part in re.split(r"\t+| {6,}", line)]
        lines.append("\t".join(part for part in columns if part))
    return "\n".join(lines).strip()
