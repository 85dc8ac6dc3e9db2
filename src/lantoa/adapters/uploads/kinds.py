"""What a file is by its first bytes; the name it came with and the type the browser declared are never asked."""

from enum import StrEnum

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"})
_M4A_BRANDS = frozenset({b"M4A ", b"M4B ", b"M4P "})


class Content(StrEnum):
    """The contents this module tells apart; those up to ZIP may be accepted."""

    PHOTO = "photo"
    MP3 = "mp3"
    WAV = "wav"
    OGG = "ogg"
    FLAC = "flac"
    PDF = "pdf"
    ZIP = "zip"
    HEIC = "heic"
    GIF = "gif"
    M4A = "m4a"
    AMR = "amr"
    VIDEO = "video"
    OLD_OFFICE = "old-office"
    MARKUP = "markup"
    UNKNOWN = "unknown"


_STARTS: tuple[tuple[bytes, Content], ...] = (
    (b"\xff\xd8\xff", Content.PHOTO),
    (b"\x89PNG\r\n\x1a\n", Content.PHOTO),
    (b"ID3", Content.MP3),
    (b"OggS", Content.OGG),
    (b"fLaC", Content.FLAC),
    (b"%PDF-", Content.PDF),
    (b"PK\x03\x04", Content.ZIP),
    (b"GIF8", Content.GIF),
    (b"#!AMR", Content.AMR),
    (b"\x1aE\xdf\xa3", Content.VIDEO),  # Matroska, WebM
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content.OLD_OFFICE),
)


def content_of(data: bytes) -> Content:
    """Tell what the bytes claim to be; whoever decodes them afterwards finds out whether it is true."""
    for start, content in _STARTS:
        if data.startswith(start):
            return content
    if data[4:8] == b"ftyp":
        return _iso_media(data[8:12])
    if data[:4] == b"RIFF":
        return {b"WAVE": Content.WAV, b"WEBP": Content.PHOTO, b"AVI ": Content.VIDEO}.get(data[8:12], Content.UNKNOWN)
    if _is_mp3_frame(data):
        return Content.MP3
    return Content.MARKUP if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else Content.UNKNOWN


def _iso_media(brand: bytes) -> Content:
    if brand in _HEIC_BRANDS:
        return Content.HEIC
    return Content.M4A if brand in _M4A_BRANDS else Content.VIDEO


def _is_mp3_frame(data: bytes) -> bool:
    """Eleven set bits, then layer III; the reserved version, bit rate and sampling rate rule out most accidents."""
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE0 != 0xE0:
        return False
    version, layer = data[1] >> 3 & 3, data[1] >> 1 & 3
    return version != 1 and layer == 1 and data[2] >> 4 not in (0, 15) and data[2] >> 2 & 3 != 3
