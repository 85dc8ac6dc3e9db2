"""`lantoa bench paper`: a report of twenty pages as DOCX and PDF, in times of the tools beneath with nothing of ours.

The yardstick of the Word file is python-docx writing the same paragraphs and cells with no formatting at all; that of
the PDF is the typesetter on the very source that the product hands it.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

import docx
import pypdfium2

from lantoa.adapters.typesetting import Typst
from lantoa.bench.measure import side_by_side
from lantoa.paper import (
    DEFAULT_PRESET,
    REPORT,
    Appendix,
    Block,
    Bullet,
    Column,
    ColumnKind,
    Document,
    Heading,
    Paragraph,
    Signature,
    Table,
    write_docx,
)
from lantoa.paper.pdf import write_pdf
from lantoa.paper.typst import typst_source
from lantoa.paper.writer import made_at

ROUNDS = 9
SECTIONS = 15
ROWS = 25
_WORDS = (
    "Ủy ban nhân dân các xã, phường tiếp tục duy trì chuyên mục cải cách hành chính trên hệ thống truyền thanh cơ sở, "
    "hướng dẫn người dân nộp hồ sơ trực tuyến, thanh toán trực tuyến; số tin, bài trong kỳ đạt và vượt chỉ tiêu số "
    "lượng đã giao, một số đơn vị còn chậm gửi minh chứng."
)


def report(turn: int) -> Document:
    """A report of about twenty pages; every `turn` gives other words, so that nothing is answered from memory."""
    body: list[Block] = []
    for section in range(1, SECTIONS + 1):
        body.append(Heading(1, str(section), f"Kết quả phần {section}"))
        body += [Paragraph(f"Lần {turn}, mục {section}.{line}: {_WORDS}") for line in range(1, 5)]
        body += [Bullet(f"Đơn vị thứ {turn + line}: {_WORDS}") for line in range(1, 3)]
        if section % 3 == 0:
            body.append(_table(turn, section))
    return Document(
        kind=REPORT,
        agency="Sở Nội vụ",
        parent_agency="Ủy ban nhân dân\ntỉnh Hồng Lam",
        symbol="BC-SNV",
        number=9,
        place="Hồng Lam",
        issued_on=date(2026, 7, 2),
        year=2026,
        abstract="Kết quả tuyên truyền cải cách hành chính Quý II năm 2026",
        body=tuple(body),
        recipients=("Như trên",),
        signature=Signature(capacity=("Giám đốc",), name="Trần Thị Minh Hạnh"),
        appendices=(Appendix(title="Kết quả từng nhiệm vụ", body=(_table(turn, 0),), landscape=True),),
    )


def _table(turn: int, section: int) -> Table:
    columns = (
        Column("TT", kind=ColumnKind.ORDER),
        Column("Nhiệm vụ"),
        Column("Cơ quan chủ trì"),
        Column("Kế hoạch", kind=ColumnKind.NUMBER),
        Column("Thực hiện", kind=ColumnKind.NUMBER),
        Column("Ghi chú"),
    )
    rows = tuple(
        (row, f"Nhiệm vụ {turn}.{section}.{row}: {_WORDS[:70]}", "Sở Nội vụ", row * 10, row * 11 + turn, "Đạt")
        for row in range(1, ROWS + 1)
    )
    return Table(columns=columns, rows=rows)


def bare(document: Document) -> bytes:
    """The same paragraphs and cells by python-docx, with no formatting."""
    file = docx.Document()
    for block in (*document.body, *(block for annex in document.appendices for block in annex.body)):
        if isinstance(block, Table):
            table = file.add_table(rows=len(block.rows) + 1, cols=len(block.columns))
            lines = [[column.title for column in block.columns], *block.rows]
            for row, line in zip(table.rows, lines, strict=True):
                for cell, value in zip(row.cells, line, strict=True):
                    cell.text = str(value)
        elif isinstance(block, Heading):
            file.add_paragraph(f"{block.number}. {block.text}")
        elif isinstance(block, (Paragraph, Bullet)):
            file.add_paragraph(block.text)
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


class _Turns:
    """Actions that get another document at every call, the same one for all actions of a round."""

    def __init__(self) -> None:
        self.documents = [report(turn) for turn in range(2 * (ROUNDS + 2))]
        self.at: dict[str, int] = {}

    def next(self, name: str) -> Document:
        turn = self.at.get(name, 0)
        self.at[name] = turn + 1
        return self.documents[turn]


def measure() -> Iterator[str]:
    """Measure and give lines `name: value`. Raises RuntimeError where the report is not about twenty pages."""
    typesetter = Typst()
    first = report(0)
    pages = len(pypdfium2.PdfDocument(write_pdf(first, typesetter)))
    if not 18 <= pages <= 23:
        raise RuntimeError(f"Báo cáo dùng để đo có {pages} trang, không phải khoảng 20.")
    turns = _Turns()
    # The typesetter remembers what it has set: its own turn gets the documents that ours has not set yet.
    half = len(turns.documents) // 2
    sources = [typst_source(each, DEFAULT_PRESET) for each in turns.documents]
    alone = iter(sources[half:])
    moment = made_at(first)
    times = side_by_side(
        {
            "docx": lambda: write_docx(turns.next("docx")),
            "bare": lambda: bare(turns.next("bare")),
            "pdf": lambda: write_pdf(turns.next("pdf"), typesetter),
            "typst": partial(_set_next, typesetter, alone, moment),
        },
        rounds=ROUNDS,
    )
    yield f"pages: {pages}"
    yield f"docx_milliseconds: {1000 * times['docx'].median:.0f}"
    yield f"pdf_milliseconds: {1000 * times['pdf'].median:.0f}"
    yield f"docx_to_python_docx_ratio: {times['docx'].median / times['bare'].median:.2f}"
    yield f"pdf_to_typst_ratio: {times['pdf'].median / times['typst'].median:.2f}"


def _set_next(typesetter: Typst, sources: Iterator[str], moment: datetime) -> None:
    typesetter.pdf(next(sources), made_at=moment)
