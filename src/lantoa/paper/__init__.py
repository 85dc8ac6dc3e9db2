"""Official documents as values, and as Word files laid out by Decree 30/2020/NĐ-CP.

Pure: no clock, no file is opened, no font is needed. Build a `Document` and hand it to `write_docx`.
"""

from lantoa.paper.document import (
    Align,
    Appendix,
    Block,
    Bullet,
    Cell,
    Column,
    ColumnKind,
    Document,
    Heading,
    Paragraph,
    Row,
    Signature,
    Table,
    Value,
)
from lantoa.paper.figures import day_line, figure
from lantoa.paper.kinds import KINDS, LETTER, NOTICE, PLAN, PROGRAMME, REPORT, SUBMISSION, DocumentKind
from lantoa.paper.preset import DEFAULT_PRESET, Preset
from lantoa.paper.text import UnwritableText, written
from lantoa.paper.writer import write_docx

__all__ = [
    "DEFAULT_PRESET",
    "KINDS",
    "LETTER",
    "NOTICE",
    "PLAN",
    "PROGRAMME",
    "REPORT",
    "SUBMISSION",
    "Align",
    "Appendix",
    "Block",
    "Bullet",
    "Cell",
    "Column",
    "ColumnKind",
    "Document",
    "DocumentKind",
    "Heading",
    "Paragraph",
    "Preset",
    "Row",
    "Signature",
    "Table",
    "UnwritableText",
    "Value",
    "day_line",
    "figure",
    "write_docx",
    "written",
]
