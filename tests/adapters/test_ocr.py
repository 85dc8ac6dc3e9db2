"""Tesseract behind the reading of scans: what is missing is said with its remedy, nothing hangs, order is kept."""

import os
import shutil
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

import lantoa
from lantoa.adapters import ocr
from lantoa.adapters.ocr import Tesseract
from lantoa.reading import UnreadableDocument

FONT = Path(lantoa.__file__).parent / "paper" / "fonts"
BLANK = np.full((60, 200), 255, np.uint8)
HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


@pytest.fixture
def program(tmp_path: Path):
    """program("shell lines") stands in for Tesseract; it lists the languages it is given."""

    def write(lines: str, languages: str = "eng vie") -> str:
        path = tmp_path / "tesseract"
        listing = "\n".join(["List of available languages:", *languages.split()])
        path.write_text(f'#!/bin/sh\nif [ "$1" = --list-langs ]; then echo "{listing}"; exit 0; fi\n{lines}\n')
        path.chmod(0o755)
        return str(path)

    yield write
    ocr._languages.cache_clear()


def picture_of(text: str) -> np.ndarray:
    face = next(path for path in FONT.rglob("*Regular.ttf") if "Tinos" in path.name)
    image = Image.new("L", (900, 120), 255)
    ImageDraw.Draw(image).text((40, 30), text, font=ImageFont.truetype(str(face), 40), fill=0)
    return np.asarray(image, dtype=np.uint8)


def test_a_machine_without_tesseract_says_what_to_install() -> None:
    with pytest.raises(UnreadableDocument, match="apt install tesseract-ocr tesseract-ocr-vie"):
        list(Tesseract(command="khong-co-chuong-trinh-nay").read([BLANK]))


def test_tesseract_without_vietnamese_says_which_package_is_missing(program) -> None:
    with pytest.raises(UnreadableDocument, match="apt install tesseract-ocr-vie"):
        list(Tesseract(command=program("exit 0", languages="eng osd")).read([BLANK]))


def test_a_page_that_takes_too_long_is_given_up_with_its_limit(program) -> None:
    start = time.monotonic()
    with pytest.raises(UnreadableDocument, match="quá 1 giây"):
        list(Tesseract(command=program("exec sleep 30"), page_seconds=1).read([BLANK]))
    assert time.monotonic() - start < 10


def test_a_document_that_takes_too_long_is_given_up_with_its_limit(program) -> None:
    slow = Tesseract(command=program("sleep 0.2"), document_seconds=0.5)
    with pytest.raises(UnreadableDocument, match="dừng sau"):
        list(slow.read(BLANK for _ in range(50)))


def test_a_program_that_breaks_ends_in_a_sentence(program) -> None:
    with pytest.raises(UnreadableDocument, match="gặp lỗi"):
        list(Tesseract(command=program("exit 3")).read([BLANK]))


def test_each_word_comes_with_its_place_line_and_sureness(program) -> None:
    rows = [
        HEADER,
        "4\t1\t1\t1\t1\t0\t10\t5\t90\t20\t-1\t",
        "5\t1\t1\t1\t1\t1\t10\t5\t40\t20\t96.5\tKế",
        "5\t1\t1\t1\t1\t2\t60\t5\t40\t20\t91\thoạch",
        '5\t1\t1\t1\t2\t1\t10\t35\t12\t20\t40\t"',
        "5\t1\t1\t1\t2\t2\t30\t35\t12\t20\t40\t ",
    ]
    table = "\n".join(rows)
    (words,) = Tesseract(command=program(f"cat <<'END'\n{table}\nEND")).read([BLANK])
    assert [(word.text, word.line) for word in words] == [("Kế", 1), ("hoạch", 1), ('"', 2)]
    assert (words[1].x0, words[1].top, words[1].x1, words[1].bottom, words[1].sureness) == (60, 5, 100, 25, 91.0)


def test_pictures_are_drawn_only_as_they_are_needed(program) -> None:
    drawn = []

    def pictures():
        for number in range(40):
            drawn.append(number)
            yield BLANK

    reading = Tesseract(command=program("exit 0")).read(pictures())
    next(reading)
    reading.close()
    assert len(drawn) < 10


@pytest.mark.skipif(
    shutil.which("tesseract") is None and not os.environ.get("CI"), reason="Tesseract is not installed here"
)
def test_pages_come_back_in_their_order_with_their_accents() -> None:
    texts = ["Cải cách hành chính", "Tuyên truyền pháp luật", "Ủy ban nhân dân xã", "Chỉ số năng lực"]
    read = Tesseract().read(picture_of(text) for text in texts)
    assert [" ".join(word.text for word in words) for words in read] == texts
