"""`lantoa read FILE [--json OUT] [--text OUT]`: a plan document to Plan JSON and its text; no database."""

import argparse
import json
import sys
import time
from pathlib import Path

from lantoa.adapters.ocr import Tesseract
from lantoa.reading import UnreadableDocument, read

STDOUT = "-"
QUIET_SECONDS = 1.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words this command takes."""
    parser.add_argument(
        "file", type=Path, help="văn bản kế hoạch: .docx, .pdf, .txt, ảnh quét hoặc chụp (.jpg, .png, .tif)"
    )
    parser.add_argument("--json", metavar="OUT", help="nơi ghi Plan JSON; - là màn hình")
    parser.add_argument("--text", metavar="OUT", help="nơi ghi lại lời văn; - là màn hình")


def _put(text: str, place: str) -> None:
    if place == STDOUT:
        print(text)
    else:
        Path(place).write_text(text + "\n", encoding="utf-8")


class _Teller:
    """Tells on standard error how far a long reading has come; a short one stays silent."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._told = ""

    def tell(self, fraction: float, sentence: str) -> None:
        """A lantoa.reading.Progress."""
        if sentence != self._told and time.monotonic() - self._begun > QUIET_SECONDS:
            self._told = sentence
            print(f"{int(fraction * 100):3d} %  {sentence}", file=sys.stderr, flush=True)


def run(arguments: argparse.Namespace) -> int:
    """Read the file; exit code 1 with one Vietnamese sentence when it cannot be read."""
    try:
        data = arguments.file.read_bytes()
    except OSError as fault:
        print(f"Không mở được {arguments.file}: {fault.strerror}.", file=sys.stderr)
        return 1
    try:
        reading = read(data, name=arguments.file.name, progress=_Teller().tell, ocr=Tesseract())
    except UnreadableDocument as fault:
        print(str(fault), file=sys.stderr)
        return 1
    plan = json.dumps(reading.plan, ensure_ascii=False, indent=1)
    if arguments.json or not arguments.text:
        _put(plan, arguments.json or STDOUT)
    if arguments.text:
        _put(reading.text, arguments.text)
    return 0
