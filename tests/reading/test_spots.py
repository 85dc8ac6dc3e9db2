"""Where each line stands on its page, and the picture of the page: what is lit on a screen must be what was read."""

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from lantoa.adapters.ocr import Tesseract
from lantoa.adapters.typesetting import Typst
from lantoa.paper.pdf import write_pdf
from lantoa.paper.plans import plan_document
from lantoa.reading import Reading, SourceBlock, Spot, read
from lantoa.reading.pictures import LARGEST, drawn, small
from lantoa.reading.readers.layout import UNSURE, Word
from lantoa.reading.scan.doubts import judged

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None and not os.environ.get("CI"), reason="Tesseract is not installed here"
)
PLAN = Path(__file__).resolve().parents[2] / "src/lantoa/demo/data/ke-hoach-tinh.docx"


@pytest.fixture(scope="module")
def paper() -> bytes:
    """The demonstration's plan as a PDF: upright pages, then an annex on its side."""
    return write_pdf(plan_document(read(PLAN.read_bytes()).plan, filed="VT"), Typst())


def cut(paper: bytes) -> bytes:
    """The same PDF, its pages meant to be shown without their margins."""
    document = pypdfium2.PdfDocument(paper)
    for page in document:
        left, bottom, right, top = page.get_mediabox()
        page.set_cropbox(left + 30, bottom + 50, right - 20, top - 40)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def crop(picture: bytes, spot: Spot) -> Image.Image:
    """What stands in a spot of a page's picture, with a little white around."""
    page = Image.open(io.BytesIO(picture)).convert("L")
    left, top, right, bottom = spot.box
    grow = 0.004
    box = ((left - grow) * page.width, (top - grow) * page.height)
    return page.crop((*box, (right + grow) * page.width, (bottom + 2 * grow) * page.height))


def seen_in(picture: bytes, spots: list[Spot]) -> list[str]:
    """What an engine reads in those spots of a page's picture."""
    crops = [crop(picture, spot) for spot in spots]
    framed = []
    for part in crops:
        sheet = Image.new("L", (part.width + 80, part.height + 80), 255)
        sheet.paste(part, (40, 40))
        framed.append(np.asarray(sheet.resize((sheet.width * 2, sheet.height * 2))))
    return [" ".join(word.text for word in words) for words in Tesseract().read(framed)]


def same_words(one: str, two: str) -> float:
    left, right = one.lower().split(), set(two.lower().split())
    return sum(word in right for word in left) / max(1, len(left))


def lines_on(found: Reading, page: int) -> list[Spot]:
    return [spot for block in found.blocks for spot in block.spots if spot.page == page]


@needs_tesseract
@pytest.mark.parametrize("shape", [bytes, cut], ids=["whole", "meant to be cut"])
def test_the_lines_of_a_pdf_stand_where_its_picture_shows_them(paper: bytes, shape: Callable[[bytes], bytes]) -> None:
    data = shape(paper)
    found = read(data)
    pages = {spot.page for block in found.blocks for spot in block.spots}
    assert pages == set(range(1, len(pypdfium2.PdfDocument(data)) + 1))
    assert found.pictures == {}  # drawn only when they are wanted
    last = max(pages)
    for number, picture in drawn(data, [2, last]):
        assert 5_000 < len(picture) <= LARGEST
        long = [spot for spot in lines_on(found, number) if len(spot.text.split()) > 5][:6]
        for spot, seen in zip(long, seen_in(picture, long), strict=True):
            assert same_words(spot.text, seen) > 0.7, (spot, seen)


def leaning(page: Image.Image) -> Image.Image:
    return page.convert("L").rotate(1.4, Image.Resampling.BICUBIC, fillcolor=240)


@needs_tesseract
@pytest.mark.parametrize(
    "spoil",
    [leaning, lambda page: leaning(page).rotate(180), lambda page: page.rotate(90, expand=True)],
    ids=["leaning", "leaning and upside down", "on its side"],
)
def test_the_lines_of_a_scan_stand_where_its_picture_shows_them(
    paper: bytes, spoil: Callable[[Image.Image], Image.Image]
) -> None:
    pages = [page.render(scale=200 / 72).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(paper)]
    stream = io.BytesIO()
    first, last = spoil(pages[0]), spoil(pages[-1])
    first.save(stream, "TIFF", save_all=True, append_images=[last], resolution=200)
    found = read(stream.getvalue(), ocr=Tesseract())
    assert set(found.pictures) == {1, 2}
    for number, picture in found.pictures.items():
        assert len(picture) <= LARGEST
        # Shown upright, whichever way it lay.
        shown, meant = Image.open(io.BytesIO(picture)), pages[0 if number == 1 else -1]
        assert (shown.width > shown.height) == (meant.width > meant.height)
        long = [spot for spot in lines_on(found, number) if len(spot.text.split()) > 4][:6]
        assert len(long) > 3
        for spot, seen in zip(long, seen_in(picture, long), strict=True):
            assert same_words(spot.text, seen) > 0.7, (spot, seen)


def test_a_row_that_runs_over_two_pages_stands_on_both(paper: bytes) -> None:
    found = read(paper)
    rows = [block for block in found.blocks if block.table and len({spot.page for spot in block.spots}) == 2]
    spanned: list[SourceBlock] = rows
    for block in spanned:
        said = " ".join(spot.text for spot in block.spots)
        assert same_words(block.text.replace(" | ", " "), said) > 0.9
    every = [block for block in found.blocks if block.text.strip(" |")]
    assert all(block.spots for block in every)


def test_a_word_document_has_no_places_on_pages() -> None:
    assert not any(block.spots or block.unsure for block in read(PLAN.read_bytes()).blocks)


def test_a_page_of_noise_is_still_kept_small() -> None:
    noise = np.random.default_rng(7).integers(0, 255, (2339, 1654), dtype=np.uint8)
    assert len(small(noise)) <= LARGEST


def words(text: str, **sureness: float) -> list[Word]:
    return [Word(word, 0, 1, 0, 1, sureness=sureness.get(word, 0.97)) for word in text.split()]


def doubted(text: str, **sureness: float) -> list[str]:
    return [word.text for word in judged(words(text, **sureness)) if word.sureness < UNSURE]


@pytest.mark.parametrize(
    ("text", "sureness", "left"),
    [
        ("tuyên truyền cải cách hành chính", {"cách": 0.2}, []),
        ("thực hiện qua dịch vụ trền địa bàn tỉnh", {"trền": 0.9}, ["trền"]),
        ("ban hành ngày 05 tháng 02 năm 2026", {"02": 0.3}, ["02"]),
        ("Quyết định số 749/QĐ-TTg của Thủ tướng", {"749/QĐ-TTg": 0.1}, ["749/QĐ-TTg"]),
        ("Đại hội khoá XII của tỉnh", {"khoá": 0.9}, []),
        ("CCHC năm nay, CCHC năm sau và cchc năm tới", {"cchc": 0.3}, []),
        ("Bộ máy gắn với tỉnh giản biên chế", {"tỉnh": 0.7}, ["tỉnh"]),
    ],
    ids=["expected there", "no syllable", "a number", "a code", "another spelling", "said elsewhere", "a likelier one"],
)
def test_a_person_is_shown_what_is_likely_wrong_and_little_else(
    text: str, sureness: dict[str, float], left: list[str]
) -> None:
    assert doubted(text, **sureness) == left
