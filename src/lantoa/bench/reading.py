"""What reading costs: Word, PDF and scan of one plan, each against the least that any reader of that kind must do."""

import io
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import numpy as np
import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from lantoa.adapters.ocr import Tesseract
from lantoa.adapters.typesetting import Typst
from lantoa.bench.measure import side_by_side
from lantoa.paper.pdf import write_pdf
from lantoa.paper.plans import plan_document
from lantoa.reading import read
from lantoa.reading.scan.pictures import photos_of_pdf
from lantoa.vietnamese.restoration.model import language_model

ROUNDS = 5
DPI = 200
LEAN = 0.8  # degrees: a sheet never lies straight on the glass
LIMITS = {"docx": 6.0, "pdf": 3.0, "scan": 1.5}
_CHILD = (
    "import sys; from pathlib import Path; from lantoa.adapters.ocr import Tesseract; "
    "from lantoa.reading import read; read(Path(sys.argv[1]).read_bytes(), ocr=Tesseract()); "
    "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
)


def measure() -> Iterator[str]:
    """Lines `name: value`, times as ratios with the limit beside. Raises RuntimeError where Tesseract is missing."""
    if shutil.which("tesseract") is None:
        raise RuntimeError("Cần Tesseract để đo bản quét: apt install tesseract-ocr tesseract-ocr-vie")
    language_model()  # read once in a process's life, whatever it reads after
    word = (files("lantoa.demo") / "data" / "ke-hoach-tinh.docx").read_bytes()
    pdf = write_pdf(plan_document(read(word).plan, filed="VT"), Typst())
    scan = scan_of(pdf)
    pages = len(pypdfium2.PdfDocument(pdf))
    yield f"pages: {pages}"
    for kind, whole, least in (
        ("docx", lambda: read(word), lambda: _walk(word)),
        ("pdf", lambda: read(pdf), lambda: _extract(pdf)),
    ):
        times = side_by_side({"whole": whole, "least": least}, rounds=ROUNDS)
        yield f"{kind}_seconds_a_page: {times['whole'].median / pages:.4f}"
        yield f"{kind}_ratio: {times['whole'].median / times['least'].median:.2f} (limit {LIMITS[kind]:g})"
    yield from _scan(scan, pages)
    yield from _memory({"docx": word, "pdf": pdf, "scan": scan})


def scan_of(pdf: bytes) -> bytes:
    """A PDF as a scanner would give it: pictures of its pages, leaning a little, with noise, no text."""
    noise = np.random.default_rng(30)
    sheets = []
    for index, page in enumerate(pypdfium2.PdfDocument(pdf)):
        sheet = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        sheet = sheet.rotate((-1) ** index * LEAN, Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(sheet, dtype=np.float32) * 0.88 + noise.normal(12, 5, (sheet.height, sheet.width))
        sheets.append(Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)))
    stream = io.BytesIO()
    sheets[0].save(stream, "PDF", save_all=True, append_images=sheets[1:], resolution=DPI)
    return stream.getvalue()


def _walk(data: bytes) -> int:
    """Open a Word file with python-docx and touch every text in it, no more."""
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return sum(len(text) for text in texts)


def _extract(data: bytes) -> int:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return sum(len(page.extract_text()) for page in document.pages)


def _scan(scan: bytes, pages: int) -> Iterator[str]:
    """The scan against Tesseract alone on the same pictures, one thread each, in seconds of processor."""
    pictures = [photo.picture for photo in photos_of_pdf(scan, range(1, pages + 1))]
    program = shutil.which("tesseract") or "tesseract"
    alone = _processor(lambda: [_tesseract(program, picture) for picture in pictures])
    start = time.perf_counter()
    whole = _processor(lambda: read(scan, ocr=Tesseract()))
    yield f"scan_seconds_a_page: {(time.perf_counter() - start) / pages:.2f}"
    yield f"scan_processor_seconds_a_page: {whole / pages:.2f}"
    yield f"scan_ratio: {whole / alone:.2f} (limit {LIMITS['scan']:g})"


def _tesseract(program: str, picture: np.ndarray) -> None:
    height, width = picture.shape
    subprocess.run(  # noqa: S603  our own arguments and picture
        [program, "stdin", "stdout", "-l", "vie", "--dpi", str(DPI), "tsv"], capture_output=True, check=True,
        input=b"P5 %d %d 255\n" % (width, height) + picture.tobytes(), env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )  # fmt: skip


def _processor(action: Callable[[], object]) -> float:
    """Seconds of processor that an action takes, with those of the processes it starts."""
    before = _spent()
    action()
    return _spent() - before


def _spent() -> float:
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _memory(documents: dict[str, bytes]) -> Iterator[str]:
    """The most memory that reading each document takes in a process of its own, Tesseract's own not counted."""
    with TemporaryDirectory(prefix="lantoa-bench-") as folder:
        for kind, data in documents.items():
            path = Path(folder) / kind
            path.write_bytes(data)
            done = subprocess.run(  # noqa: S603  our own program
                [sys.executable, "-c", _CHILD, str(path)], capture_output=True, check=True, text=True
            )
            yield f"{kind}_peak_megabytes: {int(done.stdout) / 1024:.0f}"
