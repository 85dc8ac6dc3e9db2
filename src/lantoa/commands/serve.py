"""`lantoa serve`: the web server and the queue worker on the configured database."""

import argparse
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from types import FrameType

SETTINGS = "lantoa.settings.production"
WORKERS = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words this command takes."""
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định 127.0.0.1, sau một máy chủ HTTPS)")
    parser.add_argument("--port", type=int, default=8000, help="cổng")
    parser.add_argument("--workers", type=int, default=WORKERS, help="số tiến trình phục vụ trang")


def _start(host: str, port: int, workers: int, environment: Mapping[str, str]) -> list[subprocess.Popen[bytes]]:
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", str(workers), "--blocking-threads", "1", "--log-level", "warning", "lantoa.wsgi:application"]
    queue = [sys.executable, "-m", "lantoa.cli", "manage", "qcluster"]
    # Both are our own program and arguments; nothing of a user's reaches this line.
    return [subprocess.Popen(words, env=dict(environment)) for words in (web, queue)]  # noqa: S603


def serve(*, host: str, port: int, workers: int, settings: str) -> int:
    """Run server and worker until one ends or a signal comes; then end both. out: the exit code."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings}
    processes = _start(host, port, workers, environment)
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    while not stop.wait(0.5):
        if any(process.poll() is not None for process in processes):
            break
    codes = [process.poll() for process in processes]
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
    return 0 if stop.is_set() else next((code for code in codes if code), 1)


def run(arguments: argparse.Namespace) -> int:
    """Check and prepare the database, then serve."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    settings = os.environ["DJANGO_SETTINGS_MODULE"]
    for words in (
        ["migrate", "--noinput"],
        ["collectstatic", "--noinput"],
        ["check", "--deploy", "--database", "default"],
    ):
        done = subprocess.run([sys.executable, "-m", "lantoa.cli", "manage", *words], check=False)  # noqa: S603  our own program
        if done.returncode:
            return done.returncode
    return serve(host=arguments.host, port=arguments.port, workers=arguments.workers, settings=settings)
