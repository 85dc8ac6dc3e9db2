"""Official documents as values, as Word files and as pages for the typesetter, laid out by Decree 30/2020/NĐ-CP.

Pure: no clock, no file is opened, no font is needed. Build a `Document` and hand it to `write_docx` or, with a
`Typesetter` from outside, to `write_pdf`.
"""

from lantoa.paper.document import (
    Align,
    Appendix,
    Attached,
    Block,
    Bullet,
    Cell,
    Chapter,
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
from lantoa.paper.figures import day_line, figure, point_letter
from lantoa.paper.kinds import (
    DECISION,
    INVITATION,
    KINDS,
    LETTER,
    MINUTES,
    NOTICE,
    PLAN,
    PROGRAMME,
    REPORT,
    RULES,
    SUBMISSION,
    DocumentKind,
)
from lantoa.paper.preset import DEFAULT_PRESET, Preset
from lantoa.paper.signing import Signing, capacity
from lantoa.paper.text import UnwritableText, written
from lantoa.paper.writer import write_docx

__all__ = [
    "DECISION",
    "DEFAULT_PRESET",
    "INVITATION",
    "KINDS",
    "LETTER",
    "MINUTES",
    "NOTICE",
    "PLAN",
    "PROGRAMME",
    "REPORT",
    "RULES",
    "SUBMISSION",
    "Align",
    "Appendix",
    "Attached",
    "Block",
    "Bullet",
    "Cell",
    "Chapter",
    "Column",
    "ColumnKind",
    "Document",
    "DocumentKind",
    "Heading",
    "Paragraph",
    "Preset",
    "Row",
    "Signature",
    "Signing",
    "Table",
    "UnwritableText",
    "Value",
    "capacity",
    "day_line",
    "figure",
    "point_letter",
    "write_docx",
    "written",
]
