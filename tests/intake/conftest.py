"""Plan documents to bring in: the demonstration province's own, and small ones made on the spot."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.adapters.typesetting import Typst
from lantoa.paper.pdf import write_pdf
from lantoa.paper.plans import plan_document
from lantoa.persistence.identifiers import new_public_id
from lantoa.reading import read

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def plan_docx() -> bytes:
    """A whole plan in Word, which comes with the product."""
    return (ROOT / "src/lantoa/demo/data/ke-hoach-tinh.docx").read_bytes()


@pytest.fixture
def real_docx() -> Callable[[int], bytes]:
    """real_docx(5) gives the fifth real plan in Word."""

    def read(number: int) -> bytes:
        path = ROOT / ".." / "shared" / "plans" / f"p{number}.docx"
        if not path.exists():
            if os.environ.get("CI"):
                pytest.fail(f"{path} is missing")
            pytest.skip("the real plans (../shared/plans) are not beside the project")
        return path.read_bytes()

    return read


def word(*paragraphs: str) -> bytes:
    """A Word file of plain paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.fixture
def word_file() -> Callable[..., bytes]:
    """word_file("line", "line") gives the bytes of a Word file."""
    return word


@pytest.fixture
def bring_in(province, plan_docx):
    """bring_in() gives an intake already read, brought in by the coordinator at Sở Nội vụ."""
    from lantoa.intake.operations import receive_document  # noqa: PLC0415  needs the app registry

    def bring(data: bytes = plan_docx, name: str = "ke-hoach.docx", actor: str = "tinh", agency=None):
        intake, _ = receive_document(
            actor=province[actor], agency=agency or province.noi_vu, token=new_public_id(), data=data, name=name
        )
        return intake

    return bring


@pytest.fixture
def upload_of():
    """upload_of(data) is what a browser sends for a file."""

    def upload(data: bytes, name: str = "ke-hoach.docx") -> SimpleUploadedFile:
        return SimpleUploadedFile(name, data, content_type="application/octet-stream")

    return upload


@pytest.fixture(scope="session")
def plan_pdf(plan_docx: bytes) -> bytes:
    """The same plan as a PDF with text, in which three tasks say nobody who leads them."""
    plan = read(plan_docx).plan
    for row in plan["tasks"][2:5]:
        row["lead"] = []
    return write_pdf(plan_document(plan, filed="VT"), Typst())
