"""A PDF or a picture cut short or overwritten anywhere: read, or refused in a sentence; never a fault of ours."""

import contextlib
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from lantoa.adapters.typesetting import Typst
from lantoa.paper.pdf import write_pdf
from lantoa.paper.plans import plan_document
from lantoa.reading import UnreadableDocument, read
from lantoa.reading.scan.engine import Seen

FUZZ = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
SMALL = Path(__file__).parents[1] / "data" / "small-plan.json"


class NoWords:
    """An engine that sees nothing: what is tried here is what stands before it."""

    def read(self, pictures: Sequence[Any]) -> Iterator[Sequence[Seen]]:
        """Nothing on any picture."""
        for _ in pictures:
            yield []


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return write_pdf(plan_document(json.loads(SMALL.read_text("utf-8"))), Typst())


def picture(kind: str) -> bytes:
    page = Image.new("L", (900, 1200), 255)
    pen = ImageDraw.Draw(page)
    for top in range(100, 1000, 120):
        pen.line((80, top, 820, top), fill=0, width=3)
    pen.line((80, 100, 80, 940), fill=0, width=3)
    out = io.BytesIO()
    page.save(out, kind)
    return out.getvalue()


def damaged(whole: bytes, data: st.DataObject) -> Iterator[bytes]:
    spots = data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), min_size=1, max_size=8))
    broken = bytearray(whole)
    for place, value in spots:
        broken[place] = value
    yield bytes(broken)
    yield whole[: data.draw(st.integers(1, len(whole)))]


@FUZZ
@given(data=st.data())
def test_a_damaged_pdf_is_read_or_refused(pdf: bytes, data: st.DataObject) -> None:
    for version in damaged(pdf, data):
        with contextlib.suppress(UnreadableDocument):
            read(version, name="ke-hoach.pdf", ocr=NoWords())


@FUZZ
@given(data=st.data(), kind=st.sampled_from(["JPEG", "PNG", "TIFF"]))
def test_a_damaged_picture_is_read_or_refused(data: st.DataObject, kind: str) -> None:
    for version in damaged(picture(kind), data):
        with contextlib.suppress(UnreadableDocument):
            read(version, name="ke-hoach", ocr=NoWords())


@FUZZ
@given(
    st.binary(max_size=300),
    st.sampled_from([b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00", b""]),
)
def test_junk_behind_a_known_beginning_is_refused(junk: bytes, beginning: bytes) -> None:
    with contextlib.suppress(UnreadableDocument):
        read(beginning + junk, name="x", ocr=NoWords())
