"""`lantoa demo`: an invented province on this machine, with plans, people and nine months of work, at a fixed day."""

import argparse
import os
import sys
from pathlib import Path

import django

from lantoa.commands.serve import serve
from lantoa.demo.cast import CAST, PASSWORD

SETTINGS = "lantoa.settings.demo"
FOLDER = Path("lantoa-demo")
WIDTH = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words this command takes."""
    parser.add_argument("--port", type=int, default=8000, help="cổng trên 127.0.0.1 (mặc định 8000)")
    parser.add_argument("--data", type=Path, default=FOLDER, help=f"thư mục dữ liệu (mặc định {FOLDER})")
    parser.add_argument("--no-serve", action="store_true", help="chỉ dựng dữ liệu, không mở máy chủ")


def _show(share: float, words: str) -> None:
    full = int(share * WIDTH)
    end = "\n" if share >= 1 or not sys.stderr.isatty() else ""
    start = "\r\x1b[K" if sys.stderr.isatty() else ""
    print(f"{start}[{'█' * full}{'·' * (WIDTH - full)}] {words}", end=end, file=sys.stderr, flush=True)


def run(arguments: argparse.Namespace) -> int:
    """Build what is missing, print address and accounts, serve until stopped."""
    folder = arguments.data.resolve()
    os.environ.update(DJANGO_SETTINGS_MODULE=SETTINGS, LANTOA_DATA=str(folder))
    django.setup()
    # These read the settings, so they come after them.
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from lantoa.demo import build  # noqa: PLC0415

    build.ensure(folder, _show)
    call_command("check", databases=["default"], verbosity=0)
    _print_accounts(CAST, PASSWORD, settings.LANTOA_TODAY, arguments.port)
    if arguments.no_serve:
        return 0
    print("Dừng: Ctrl + C", flush=True)
    return serve(host="127.0.0.1", port=arguments.port, workers=1, settings=SETTINGS)


def _print_accounts(cast: tuple, password: str, today: str, port: int) -> None:  # type: ignore[type-arg]
    print(f"\nLan Tỏa, dữ liệu minh họa của tỉnh Hồng Lam (không có thật), ngày {today}")
    print(f"Địa chỉ:  http://127.0.0.1:{port}")
    print(f"Mật khẩu: {password} (chung cho mọi tài khoản)\n")
    for username, name, agency, _, post in cast:
        print(f"  {username:<9} {name:<16} {post:<18} {agency}")
    print(flush=True)
