"""A mail server on this machine that speaks SMTP as a real one does, and says no when a test wants it to."""

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.mail.backends.smtp import EmailBackend


@dataclass
class Letterbox:
    """What came in, and how the server answers: `refusals` are answers to the next recipients, used up one by one."""

    port: int = 0
    letters: list[bytes] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    silent: bool = False


class _Talk(socketserver.StreamRequestHandler):
    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        box: Letterbox = self.server.box  # type: ignore[attr-defined]
        if box.silent:
            return
        self.say("220 thu.example.vn ESMTP")
        while line := self.rfile.readline():
            word = line.strip().upper()
            if word.startswith(b"EHLO"):
                self.say("250 thu.example.vn")
            elif word.startswith(b"RCPT") and box.refusals:
                self.say(box.refusals.pop(0))
            elif word == b"DATA":
                self.say("354 hay gui")
                self._take(box)
            elif word == b"QUIT":
                self.say("221 tam biet")
                return
            else:
                self.say("250 duoc")

    def _take(self, box: Letterbox) -> None:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        box.letters.append(b"".join(lines))
        self.say("250 da nhan")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@pytest.fixture
def letterbox(settings: Any) -> Iterator[Letterbox]:
    """A running server to which Django's own SMTP backend sends."""
    box = Letterbox()
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.box = box  # type: ignore[attr-defined]
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.EMAIL_BACKEND = f"{EmailBackend.__module__}.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", box.port, 5
        settings.EMAIL_USE_TLS = False
        settings.DEFAULT_FROM_EMAIL = "Lan Tỏa <lantoa@example.vn>"
        yield box
        server.shutdown()
