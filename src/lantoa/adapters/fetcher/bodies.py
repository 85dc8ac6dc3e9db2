"""A response's body: unpacked to a limit and turned into text."""

import codecs
import re
import zlib
from collections.abc import Iterable

from lantoa.adapters.fetcher.errors import FetchFailed

_PACKINGS = {"gzip", "x-gzip", "deflate"}
_ANY_HEADER, _NO_HEADER = 47, -15  # zlib's window settings: gzip or zlib by itself; bare deflate
_META_REACH = 4096
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Browsers read the first three as Windows-1252; anything not named here is taken for UTF-8.
_CHARSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "cp1252": "cp1252",
    "cp1258": "cp1258",
    "utf-8": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
}


def read_body(chunks: Iterable[bytes], *, packing: str, largest: int) -> tuple[bytes, bool]:
    """Read a body of at most ``largest`` bytes, both as sent and unpacked; say whether some was left out.

    ``packing`` is the Content-Encoding header. Raises FetchFailed for a packing not asked for and for a damaged body.
    """
    packing = packing.strip().lower()
    if packing in ("", "identity"):
        return _read_plain(chunks, largest)
    if packing not in _PACKINGS:
        raise FetchFailed("Trang trả lời bằng kiểu nén không đọc được.")
    return _read_packed(chunks, largest)


def _read_plain(chunks: Iterable[bytes], largest: int) -> tuple[bytes, bool]:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > largest:
            return bytes(body[:largest]), True
    return bytes(body), False


def _read_packed(chunks: Iterable[bytes], largest: int) -> tuple[bytes, bool]:
    unpacker, body, sent = zlib.decompressobj(_ANY_HEADER), bytearray(), 0
    try:
        for chunk in chunks:
            if not sent and not _has_header(chunk):
                unpacker = zlib.decompressobj(_NO_HEADER)
            sent += len(chunk)
            # One byte more than allowed is asked for, so that a body that just fits is not called cut.
            body += unpacker.decompress(chunk, largest + 1 - len(body))
            if len(body) > largest or sent > largest:
                return bytes(body[:largest]), True
    except zlib.error as fault:
        raise FetchFailed("Nội dung trang bị hỏng trên đường truyền.") from fault
    return bytes(body), not unpacker.eof


def _has_header(chunk: bytes) -> bool:
    return chunk[:1] in (b"\x1f", b"\x78")


def as_text(body: bytes, declared: str | None) -> str:
    """Turn bytes into text: by their byte order mark, else the header's charset, else the page's own, else UTF-8.

    What cannot be read becomes U+FFFD; a charset nobody knows counts as not given.
    """
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, "replace")
    meta = _META.search(body[:_META_REACH])
    named = _known(declared) or _known(meta[1].decode("ascii") if meta else None)
    return body.decode(named or "utf-8", "replace")


def _known(charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        return _CHARSETS.get(codecs.lookup(charset.strip("\"' ")).name)
    except (LookupError, ValueError):
        return None
