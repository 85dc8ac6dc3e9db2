"""`lantoa timing "CỤM TỪ" --year 2026`, or `lantoa timing --batch IN.jsonl`."""

import argparse
import json
import sys
from pathlib import Path

from lantoa.domain.timing import explain, parse_timing
from lantoa.domain.timing.batch import read_batch


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words this command takes."""
    parser.add_argument("phrase", nargs="?", help="cụm từ, ví dụ “48 số (04 số/tháng)”")
    parser.add_argument("--year", type=int, help="năm của kế hoạch")
    parser.add_argument("--explain", action="store_true", help="nói lại bằng một câu tiếng Việt")
    parser.add_argument("--batch", type=Path, help="tệp JSONL, mỗi dòng {“phrase”, “year”}")


def _one(phrase: str, year: int, *, in_words: bool) -> int:
    reading = parse_timing(phrase, year)
    if in_words:
        print("\n".join(explain(timing) for timing in reading.timings) or "Không đọc được thời gian, số lượng nào.")
    else:
        print(json.dumps([timing.as_json() for timing in reading.timings], ensure_ascii=False, indent=1))
    if reading.rest.strip():
        print(f"Chưa hiểu: {reading.rest.strip()}", file=sys.stderr)
    return 0 if reading.timings else 1


def run(arguments: argparse.Namespace) -> int:
    """Read one phrase, or a batch; exit code 1 when nothing was understood, 2 when the call is wrong."""
    if arguments.batch:
        if not arguments.batch.is_file():
            print(f"Không có tệp {arguments.batch}.", file=sys.stderr)
            return 2
        with arguments.batch.open(encoding="utf-8") as lines:
            for line in read_batch(lines):
                print(line)
        return 0
    if not arguments.phrase or not arguments.year:
        print("Hãy cho cụm từ và năm: lantoa timing “Chậm nhất ngày 25 hằng tháng” --year 2026", file=sys.stderr)
        return 2
    return _one(arguments.phrase, arguments.year, in_words=arguments.explain)
