"""Plans in Word made by code, so that readers meet layouts that the three real plans do not have."""

import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH

import lantoa

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "plans"


@pytest.fixture
def shared_plans() -> Path:
    """The folder of the real plans kept beside the project."""
    if not SHARED.is_dir() and not os.environ.get("CI"):
        pytest.skip("the real plans (../shared/plans) are not beside this checkout")
    return SHARED


class PlanBuilder:
    """Writes a Word document the way an office does."""

    def __init__(self) -> None:
        self.word: WordDocument = Document()

    def head(self, left: Sequence[str], right: Sequence[str]) -> "PlanBuilder":
        """The two-column head: issuer, number | motto, date."""
        table = self.word.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "\n".join(left), "\n".join(right)
        return self

    def centred(self, *lines: str, bold: bool = True) -> "PlanBuilder":
        """Centred lines, such as a title."""
        for line in lines:
            paragraph = self.word.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(line).bold = bold
        return self

    def bold(self, *lines: str) -> "PlanBuilder":
        """Bold lines, such as headings."""
        for line in lines:
            self.word.add_paragraph().add_run(line).bold = True
        return self

    def text(self, *lines: str) -> "PlanBuilder":
        """Running text."""
        for line in lines:
            self.word.add_paragraph(line)
        return self

    def table(self, rows: Sequence[Sequence[str]]) -> "PlanBuilder":
        """A table; None-like «^» merges a cell with the one above it."""
        table = self.word.add_table(rows=len(rows), cols=len(rows[0]))
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                if text == "^":
                    table.cell(i - 1, j).merge(table.cell(i, j))
                else:
                    table.cell(i, j).text = text
        return self

    def bytes(self) -> bytes:
        """The file."""
        stream = io.BytesIO()
        self.word.save(stream)
        return stream.getvalue()


@pytest.fixture
def plan_builder() -> Callable[[], PlanBuilder]:
    """Makes an empty document to write a plan in."""
    return PlanBuilder


@pytest.fixture(scope="session")
def tinos() -> str:
    """Where the product's own paper typeface lies, to draw pages with."""
    folder = Path(lantoa.__file__).parent / "paper" / "fonts"
    return str(next(path for path in folder.rglob("*Regular.ttf") if "Tinos" in path.name))
