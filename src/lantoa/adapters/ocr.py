"""Tesseract, the program that reads letters from pictures: on this machine alone, one process a page."""

import os
import shutil
import subprocess
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache

from lantoa.reading import UnreadableDocument
from lantoa.reading.scan.engine import Picture, Seen

INSTALL = "apt install tesseract-ocr tesseract-ocr-vie"
MISSING = (
    "Văn bản là bản quét hoặc ảnh chụp, mà máy chủ chưa cài phần mềm nhận dạng chữ Tesseract nên chưa đọc được. "
    f"Hãy báo người quản trị cài: {INSTALL}; hoặc tải lên bản Word (.docx) hay PDF có chữ."
)
NO_VIETNAMESE = (
    "Văn bản là bản quét hoặc ảnh chụp; máy chủ có Tesseract nhưng thiếu dữ liệu tiếng Việt nên chưa đọc được. "
    "Hãy báo người quản trị cài: apt install tesseract-ocr-vie; hoặc tải lên bản Word (.docx) hay PDF có chữ."
)
TOO_SLOW = (
    "Một trang của bản quét mất quá {seconds:.0f} giây vẫn chưa nhận dạng xong nên phần mềm dừng. "
    "Hãy quét lại trang cho rõ (200–300 dpi, đen trắng hoặc xám) rồi tải lại."
)
TOO_LONG = (
    "Nhận dạng cả bản quét mất quá {minutes:.0f} phút nên phần mềm dừng sau {pages} trang. "
    "Hãy tách riêng phần kế hoạch rồi tải lại."
)
BROKE = "Phần mềm nhận dạng chữ Tesseract gặp lỗi với một trang của bản quét. Hãy quét lại trang đó rồi tải lại."
PAGE_SECONDS = 60.0
DOCUMENT_SECONDS = 9 * 60.0
_COLUMNS = 12  # of Tesseract's table: level page block par line word left top width height conf text
_WORD_LEVEL = "5"


class Tesseract:
    """A lantoa.reading.scan.OcrEngine: reads as many pages at once as there are cores, one thread each."""

    def __init__(
        self,
        *,
        command: str = "tesseract",
        page_seconds: float = PAGE_SECONDS,
        document_seconds: float = DOCUMENT_SECONDS,
    ) -> None:
        self._command = command
        self._page_seconds = page_seconds
        self._document_seconds = document_seconds
        self._at_once = max(1, min(4, len(os.sched_getaffinity(0))))

    def read(self, pictures: Iterable[Picture]) -> Iterator[Sequence[Seen]]:
        """The words of each picture, in order; raises UnreadableDocument as the protocol says."""
        program = shutil.which(self._command)
        if program is None:
            raise UnreadableDocument(MISSING)
        if "vie" not in _languages(program):
            raise UnreadableDocument(NO_VIETNAMESE)
        end = time.monotonic() + self._document_seconds
        waiting: deque[Future[list[Seen]]] = deque()
        done = 0
        # Threads only wait for their process; the pictures are made here, one ahead of what runs.
        with ThreadPoolExecutor(self._at_once) as pool:
            try:
                for picture in pictures:
                    waiting.append(pool.submit(self._one, program, picture))
                    if len(waiting) > self._at_once:
                        yield waiting.popleft().result()
                        done += 1
                    if time.monotonic() > end:
                        raise UnreadableDocument(TOO_LONG.format(minutes=self._document_seconds / 60, pages=done))
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()

    def _one(self, program: str, picture: Picture) -> list[Seen]:
        height, width = picture.shape
        # One column of text (6): the strip has no other. The picture goes in raw, no file is written.
        words = [program, "stdin", "stdout", "-l", "vie", "--psm", "6", "--dpi", "200", "tsv"]
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
        try:
            done = subprocess.run(  # noqa: S603  our own arguments; the picture is data
                words, input=b"P5 %d %d 255\n" % (width, height) + picture.tobytes(), capture_output=True,
                timeout=self._page_seconds, env=environment, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise UnreadableDocument(TOO_SLOW.format(seconds=self._page_seconds)) from error
        if done.returncode:
            raise UnreadableDocument(BROKE)
        return list(_words(done.stdout.decode("utf-8", "replace")))


@lru_cache(maxsize=8)
def _languages(program: str) -> frozenset[str]:
    try:
        done = subprocess.run(  # noqa: S603  our own arguments
            [program, "--list-langs"], capture_output=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset((done.stdout + done.stderr).decode("utf-8", "replace").split())


def _words(table: str) -> Iterator[Seen]:
    """The words of Tesseract's table; lines are numbered through."""
    line, last = 0, None
    for row in table.splitlines():
        fields = row.split("\t", _COLUMNS - 1)
        if len(fields) < _COLUMNS or fields[0] != _WORD_LEVEL or not fields[11].strip():
            continue
        if fields[1:5] != last:
            line, last = line + 1, fields[1:5]
        x, y, width, height = (int(value) for value in fields[6:10])
        yield Seen(fields[11].strip(), x, y, x + width, y + height, float(fields[10]), line)
