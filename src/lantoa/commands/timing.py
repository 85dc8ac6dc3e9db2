"""`lantoa timing "CỤM TỪ" --year 2026 [--explain]`, or `lantoa timing --batch IN.jsonl`.

Standard output holds only what is owed; what was not understood is said on standard error.
"""

import argparse
import json
import sys
from pathlib import Path

from lantoa.domain.timing import TimingReading, explain, parse_timing
from lantoa.domain.timing.batch import entry, read_batch, settled

UNDERSTOOD, NOTHING, WRONG_CALL = 0, 1, 2
YEARS = range(2, 9999)
EXAMPLE = "lantoa timing “Chậm nhất ngày 25 hằng tháng” --year 2026"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words this command takes."""
    parser.add_argument("phrase", nargs="?", help="cụm từ, ví dụ “48 số (04 số/tháng)”")
    parser.add_argument("--year", type=int, help="năm của kế hoạch")
    parser.add_argument("--explain", action="store_true", help="nói lại bằng một câu tiếng Việt")
    parser.add_argument("--batch", type=Path, help="tệp JSONL, mỗi dòng {“phrase”, “year”}")


def run(arguments: argparse.Namespace) -> int:
    """Read one phrase, or a batch. out: 0, or 1 when the phrase asks for nothing, 2 when the call is wrong."""
    if arguments.batch:
        return _batch(arguments.batch)
    if not arguments.phrase or arguments.year is None:
        return _wrong(f"Hãy cho cụm từ và năm: {EXAMPLE}")
    if arguments.year not in YEARS:
        return _wrong(f"Năm {arguments.year} không tính lịch được.")
    return _one(arguments.phrase, arguments.year, in_words=arguments.explain)


def _one(phrase: str, year: int, *, in_words: bool) -> int:
    reading = parse_timing(phrase, year)
    if in_words:
        print("\n".join(explain(timing) for timing in reading.timings) or "Không đòi gì tính được theo thời gian.")
    else:
        print(json.dumps([entry(timing) for timing in settled(reading.timings)], ensure_ascii=False, indent=1))
    for remark in _remarks(reading, said=in_words):
        print(remark, file=sys.stderr)
    return UNDERSTOOD if reading.timings else NOTHING


def _remarks(reading: TimingReading, *, said: bool) -> list[str]:
    """What a person should know besides: a time that hangs on something else, words understood and words not."""
    pending = len(settled(reading.timings)) < len(reading.timings)
    remarks = ["Chưa định thời gian: phụ thuộc văn bản hoặc sự kiện khác."] if pending and not said else []
    if reading.rest:
        remarks.append(f"Đã hiểu: “{reading.understood}”." if reading.understood else "Không hiểu phần nào.")
        remarks.append(f"Chưa hiểu: “{reading.rest}”.")
    return remarks


def _batch(path: Path) -> int:
    try:
        with path.open(encoding="utf-8") as lines:
            for line in read_batch(lines):
                print(line)
    except OSError as fault:
        return _wrong(f"Không mở được {path}: {fault.strerror}.")
    except UnicodeDecodeError:
        return _wrong(f"Tệp {path} không phải văn bản UTF-8.")
    except ValueError as fault:
        return _wrong(f"{path}, {fault}.")
    return UNDERSTOOD


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_CALL
