"""Connections to addresses already checked, each operation inside what is left of one time limit."""

import ssl
import time
from collections.abc import Iterable, Sequence
from typing import Any

import httpcore

from lantoa.adapters.fetcher.addresses import Address


class Deadline:
    """A moment by which everything must be done."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Give the seconds left; raises httpcore.ReadTimeout when there are none."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("out of time")
        return left


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to the given addresses whatever host it is asked for: the name is never looked up again."""

    def __init__(self, addresses: Sequence[Address], deadline: Deadline) -> None:
        self._addresses = addresses
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers; each gets its share of the time left."""
        for waiting, address in zip(range(len(self._addresses), 0, -1), self._addresses, strict=True):
            share = self._deadline.left() / waiting
            try:
                stream = self._plain.connect_tcp(str(address), port, timeout=share, socket_options=socket_options or [])
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if waiting == 1:
                    raise
            else:
                return TimedStream(stream, self._deadline)
        raise httpcore.ConnectError("no address")


class TimedStream(httpcore.NetworkStream):
    """A connection on which a server that sends a byte now and then still runs out of time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come; raises httpcore.ReadTimeout at the deadline."""
        return self._stream.read(max_bytes, timeout=self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send the bytes; raises httpcore.TimeoutException at the deadline."""
        self._stream.write(buffer, timeout=self._deadline.left())

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Make the connection a TLS one, verified against the name that was asked for."""
        secure = self._stream.start_tls(ssl_context, server_hostname, timeout=self._deadline.left())
        return TimedStream(secure, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Give what the connection below knows about itself."""
        return self._stream.get_extra_info(info)
