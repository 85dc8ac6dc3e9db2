"""`lantoa bench NAME`: `name: value` lines, ratios against a yardstick measured in the same run."""

import argparse
import importlib
import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Bench:
    """What a benchmark measures, in words; whether it needs the demonstration's data, or settings of its own."""

    words: str
    on_demo: bool = True
    settings: str = ""


BENCHES = {
    "bodies": Bench(
        "cây đơn vị, tìm kiếm, tổng quan của đầu mối với 3.500 cơ quan và 20.000 người, trên cơ sở dữ liệu dựng tạm",
        on_demo=False,
        settings="lantoa.settings.bench",
    ),
    "pages": Bench("mỗi trang tốn bằng mấy lần trang chỉ có khung"),
    "paper": Bench("viết báo cáo hai mươi trang ra DOCX, PDF, so với công cụ bên dưới", on_demo=False),
    "reading": Bench("đọc một trang Word, PDF, bản quét tốn bằng mấy lần việc tối thiểu của mỗi loại", on_demo=False),
    "reorganisation": Bench(
        "xem trước và thực hiện sắp xếp cả tỉnh: 13 huyện, 209 xã thành 69 xã, trên cơ sở dữ liệu dựng tạm",
        on_demo=False,
        settings="lantoa.settings.bench",
    ),
    "timing": Bench("đọc cụm từ thời gian và tính các việc trong kỳ, so với dateutil.rrule", on_demo=False),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words this command takes."""
    words = "; ".join(f"{name}: {bench.words}" for name, bench in BENCHES.items())
    parser.add_argument("name", choices=sorted(BENCHES), help=words)
    parser.add_argument("--data", type=Path, help="thư mục dữ liệu minh họa có sẵn; không có thì dựng tạm")


def run(arguments: argparse.Namespace) -> int:
    """Measure, on the demonstration where the benchmark needs it; exit code 1 when it cannot be measured here."""
    try:
        if BENCHES[arguments.name].settings:
            _set_up(BENCHES[arguments.name].settings)
        if not BENCHES[arguments.name].on_demo:
            return _print(importlib.import_module(f"lantoa.bench.{arguments.name}").measure())
        with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as temporary:
            return _print(_on_demo(arguments.name, arguments.data or Path(temporary)))
    except RuntimeError as fault:
        print(str(fault), file=sys.stderr)
        return 1


def _set_up(settings: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    import django  # noqa: PLC0415  a benchmark of the pure packages runs without it

    django.setup()


def _print(lines: Iterable[str]) -> int:
    for line in lines:
        print(line, flush=True)
    return 0


def _on_demo(name: str, folder: Path) -> Iterable[str]:
    """The lines of a benchmark that stands on the demonstration, built in a folder of its own."""
    os.environ["LANTOA_DATA"] = str(folder.resolve())
    _set_up("lantoa.settings.demo")
    bench = importlib.import_module(f"lantoa.bench.{name}")
    return bench.measure(folder, lambda _share, words: print(words, file=sys.stderr))  # type: ignore[no-any-return]
