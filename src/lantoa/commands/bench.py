"""`lantoa bench NAME`: `name: value` lines, ratios against a yardstick measured in the same run."""

import argparse
import importlib
import os
import sys
import tempfile
from pathlib import Path

import django

BENCHES = {"pages": "mỗi trang tốn bằng mấy lần trang chỉ có khung"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words this command takes."""
    parser.add_argument("name", choices=sorted(BENCHES), help="; ".join(f"{k}: {v}" for k, v in BENCHES.items()))
    parser.add_argument("--data", type=Path, help="thư mục dữ liệu minh họa có sẵn; không có thì dựng tạm")


def run(arguments: argparse.Namespace) -> int:
    """Build the demonstration in a folder of its own and measure there."""
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as temporary:
        folder = arguments.data or Path(temporary)
        os.environ.update(DJANGO_SETTINGS_MODULE="lantoa.settings.demo", LANTOA_DATA=str(folder.resolve()))
        django.setup()
        bench = importlib.import_module(f"lantoa.bench.{arguments.name}")
        for line in bench.measure(folder, lambda _share, words: print(words, file=sys.stderr)):
            print(line, flush=True)
    return 0
