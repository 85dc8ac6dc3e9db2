"""The parts of a document as WordprocessingML, written as text: building elements one by one costs many times more.

The order of the children is the schema's: Word refuses a file whose properties stand in another order.
"""

from collections.abc import Iterable
from itertools import pairwise
from xml.sax.saxutils import escape

from lantoa.paper.layout import Grid, GridCell, GridRow, Line, Part, Run, Shape, Sides

TWIPS_A_MM = 1440 / 25.4
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point, rounded."""
    return round(mm * TWIPS_A_MM)


def part_xml(part: Part) -> str:
    """A part of a sheet as the XML of its w:p or w:tbl, with the prefix w unbound."""
    if isinstance(part, Line):
        return _line(part)
    return _sides(part) if isinstance(part, Sides) else _grid(part)


def _line(part: Line) -> str:
    return f"<w:p>{_shape(part.shape)}{''.join(map(_run, part.runs))}</w:p>"


def _run(run: Run) -> str:
    words = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in run.text.split("\n")]
    return f"<w:r>{_look(run.size, bold=run.bold, italic=run.italic)}{'<w:br/>'.join(words)}</w:r>"


def _look(size: float, *, bold: bool = False, italic: bool = False) -> str:
    halves = round(size * 2)
    flags = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    return f'<w:rPr>{flags}<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/></w:rPr>'


def _shape(shape: Shape) -> str:
    keep = ("<w:keepNext/>" if shape.with_next else "") + ("<w:keepLines/>" if shape.whole else "")
    border = '<w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/>' if shape.line_above else ""
    level = "" if shape.outline is None else f'<w:outlineLvl w:val="{shape.outline}"/>'
    return (
        f"<w:pPr>{keep}{f'<w:pBdr>{border}</w:pBdr>' if border else ''}{spacing_xml(shape)}"
        f'<w:ind w:left="{twips(shape.left)}" w:right="{twips(shape.right)}" w:firstLine="{twips(shape.first_line)}"/>'
        f'<w:jc w:val="{shape.align.value}"/>{level}</w:pPr>'
    )


def spacing_xml(shape: Shape) -> str:
    """The w:spacing of a paragraph."""
    height = shape.lines * 240 if shape.exact is None else shape.exact * 20
    kind = "auto" if shape.exact is None else "exact"
    return (
        f'<w:spacing w:before="{round(shape.before * 20)}" w:after="{round(shape.after * 20)}" '
        f'w:line="{round(height)}" w:lineRule="{kind}"/>'
    )


def page_number_xml(size: float) -> str:
    """A centred paragraph holding a field that shows the page's number."""
    look = _look(size)
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>2</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    runs = "".join(f"<w:r>{look}{part}</w:r>" for part in parts)
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p>'


def _table(widths: Iterable[int], rows: str, *, ruled: bool, padding: int) -> str:
    """A table of fixed column widths (twips); `padding` twips to the left and right in a cell."""
    widths = list(widths)
    look = "single" if ruled else "nil"
    borders = "".join(f'<w:{side} w:val="{look}" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
    margins = "".join(f'<w:{side} w:w="{padding}" w:type="dxa"/>' for side in ("left", "right"))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(cells: str, *, whole: bool, head: bool = False) -> str:
    flags = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr>{f'<w:trPr>{flags}</w:trPr>' if flags else ''}{cells}</w:tr>"


def _cell(width: int, content: str, more: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{content}</w:tc>'


def _sides(part: Sides) -> str:
    widths = _whole_twips(part.widths)
    rows = ""
    for sides in part.rows:
        cells = (
            _cell(width, "".join(map(_line, content)) or "<w:p/>") for width, content in zip(widths, sides, strict=True)
        )
        rows += _row("".join(cells), whole=True)
    return _table(widths, rows, ruled=False, padding=0)


def _whole_twips(widths: Iterable[float]) -> list[int]:
    """Widths in twips whose sum is the sum of the widths, rounded once."""
    ends = [0.0]
    for width in widths:
        ends.append(ends[-1] + width)
    return [twips(end) - twips(start) for start, end in pairwise(ends)]


def _grid(part: Grid) -> str:
    widths = _whole_twips(part.widths)
    rows = "".join(_grid_row(row, widths) for row in part.rows)
    return _table(widths, rows, ruled=True, padding=twips(part.padding))


def _grid_row(row: GridRow, widths: list[int]) -> str:
    cells = "".join(_grid_cell(cell, widths, head=row.head) for cell in row.cells)
    return _row(cells, whole=row.whole, head=row.head)


def _grid_cell(cell: GridCell, widths: list[int], *, head: bool) -> str:
    more = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    if cell.rows > 1:
        more += f'<w:vMerge w:val="{"continue" if cell.above else "restart"}"/>'
    if head:
        more += '<w:vAlign w:val="center"/>'
    width = sum(widths[cell.first : cell.first + cell.columns])
    return _cell(width, "".join(map(_line, cell.lines)), more)
