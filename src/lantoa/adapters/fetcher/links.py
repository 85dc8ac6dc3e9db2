"""Web addresses as people paste them: read strictly before a fetch, and reduced to a key that notices duplicates."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlsplit

from lantoa.adapters.fetcher.errors import FetchRefused
from lantoa.vietnamese import nfc

_LONGEST = 2048
_PORTS = {"http": 80, "https": 443}
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d{1,5}(?:/|$))")
_PATH_SAFE = "/:@!$&'()*+,;=-._~%"
_QUERY_SAFE = _PATH_SAFE + "?"
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
# What advertising networks and chat programs add to a link when it is passed on; it never chooses the page.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|zarsrc|gidzl|mibextid|igshid|_ga|mc_cid|mc_eid")


@dataclass(frozen=True)
class Link:
    """A web address in parts: ``scheme``, ``host`` in lower-case ASCII, ``port``, ``target`` (path and query)."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host as a Host header names it: in brackets if it is IPv6, with the port unless it is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def parse_link(url: str) -> Link:
    """Read a web address; the part after # is dropped, letters outside ASCII are escaped.

    Raises FetchRefused (with a sentence) for anything but http and https, for a name and password before the host, and
    for what is no web address.
    """
    text = nfc(url).strip()
    if not text or len(text) > _LONGEST or _UNSAFE.search(text):
        raise FetchRefused("Đường dẫn không hợp lệ. Hãy chép lại nguyên đường dẫn từ trình duyệt.")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as fault:
        raise FetchRefused("Đường dẫn không hợp lệ. Hãy chép lại nguyên đường dẫn từ trình duyệt.") from fault
    if parts.scheme not in _PORTS:
        raise FetchRefused("Chỉ nhận đường dẫn bắt đầu bằng http:// hoặc https://.")
    if "@" in parts.netloc:
        raise FetchRefused("Đường dẫn có kèm tên và mật khẩu nên không nhận.")
    query = f"?{_escaped(parts.query, _QUERY_SAFE)}" if parts.query else ""
    return Link(
        scheme=parts.scheme,
        host=_ascii_host(parts.hostname or ""),
        port=_PORTS[parts.scheme] if port is None else port,
        target=(_escaped(parts.path, _PATH_SAFE) or "/") + query,
    )


def normalise_url(url: str) -> str:
    """Give the key under which two addresses of one page are the same.

    Left out: the scheme, "www.", the usual ports, the last slash, the fragment, tracking parameters. The host is in
    lower case, escapes are written one way, the query is sorted. An address without a scheme is read as http. The key
    of a key is itself. Raises FetchRefused for what is no web address.
    """
    text = url.strip()
    link = parse_link(text if _SCHEME.match(text) else f"http://{text}")
    path, _, query = link.target.partition("?")
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name.lower())
    )
    pairs = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in kept)
    host = link.authority.removesuffix(":443").removesuffix(":80")
    return _without_www(host) + path.rstrip("/") + (f"?{pairs}" if pairs else "")


def host_of(url: str) -> str:
    """Give the address's host in lower-case ASCII without "www."; raises FetchRefused for what is no web address."""
    text = url.strip()
    return _without_www(parse_link(text if _SCHEME.match(text) else f"http://{text}").host)


def _without_www(host: str) -> str:
    bare = re.sub(r"^(?:www\.)+", "", host)
    return bare if "." in bare else host


def _ascii_host(host: str) -> str:
    try:
        ascii_host = host.rstrip(".").encode("idna").decode("ascii").lower() if ":" not in host else host.lower()
    except UnicodeError as fault:
        raise FetchRefused("Tên máy chủ trong đường dẫn không hợp lệ.") from fault
    if not _HOST.fullmatch(f"[{ascii_host}]" if ":" in ascii_host else ascii_host):
        raise FetchRefused("Tên máy chủ trong đường dẫn không hợp lệ.")
    return ascii_host


def _escaped(part: str, safe: str) -> str:
    """Escape what must be, and write every escape one way: upper case, and none for a letter that needs none."""
    stray = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return _ESCAPE.sub(_plain_if_unreserved, quote(stray, safe=safe))


def _plain_if_unreserved(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return letter if letter.isascii() and (letter.isalnum() or letter in "-._~") else found[0].upper()
