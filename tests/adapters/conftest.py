"""A real web server on 127.0.0.1 for the fetcher, and files made on the spot for the upload checks."""

import io
import math
import threading
import wave
from array import array
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image

from lantoa.adapters.fetcher import FetchPolicy

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server whose pages are set by the test; ``asked`` keeps the paths and headers that came."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                try:
                    site.pages.get(self.path, status(404))(self)
                except OSError:
                    self.close_connection = True  # the fetcher hung up, as several tests want

            def log_message(self, *args: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]

    def url(self, path: str, host: str = "tinh.example.vn") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, body: bytes, **headers: str) -> None:
        self.pages[path] = page(body, **headers)

    def redirect(self, path: str, to: str, code: int = 302) -> None:
        self.pages[path] = status(code, Location=to)


def status(code: int, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def page(body: bytes, **headers: str) -> Answer:
    """Answer with these bytes; header names are written with _ for -."""
    sent = {"Content-Type": "text/html; charset=utf-8", **{name.replace("_", "-"): v for name, v in headers.items()}}

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        for name, value in sent.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    # The short poll is how soon the server notices that it is asked to stop.
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield site
    site.server.shutdown()
    site.server.server_close()
    thread.join()


@pytest.fixture
def near(site: Site) -> FetchPolicy:
    """The usual limits, but allowed to reach the test's own server and nothing else."""
    return FetchPolicy(ports=frozenset({site.port}), allows=lambda address: str(address) == "127.0.0.1")


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """picture("PNG", size=(w, h), mode=…, exif=…) gives the bytes of a real picture: red above, blue below."""

    def make(kind: str = "JPEG", *, size: tuple[int, int] = (400, 300), mode: str = "RGB", **options: object) -> bytes:
        image = Image.new("RGB", size, "red")
        image.paste("blue", (0, size[1] // 2, size[0], size[1]))
        out = io.BytesIO()
        image.convert(mode).save(out, kind, **options)
        return out.getvalue()

    return make


@pytest.fixture
def wav() -> Callable[..., bytes]:
    """wav(seconds) gives a recording of one steady tone at 440 Hz."""

    def make(seconds: float = 2, *, rate: int = 8000, channels: int = 1) -> bytes:
        tone = [int(9000 * math.sin(2 * math.pi * 440 * moment / rate)) for moment in range(int(seconds * rate))]
        out = io.BytesIO()
        with wave.open(out, "wb") as file:
            file.setnchannels(channels)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(array("h", [sample for sample in tone for _ in range(channels)]).tobytes())
        return out.getvalue()

    return make
