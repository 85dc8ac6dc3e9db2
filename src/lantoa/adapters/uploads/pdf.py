"""PDF as evidence: kept as it came, unless it is damaged, locked, or acts by itself when opened."""

import re
import zlib
from collections.abc import Iterator

from lantoa.adapters.uploads.values import UploadRefused

_TAIL = 4096
_LARGEST_UNPACKED = 60_000_000
_CHUNK = 1 << 16
_LONGEST_DICTIONARY = 4096

_BROKEN = "Không mở được PDF: tệp hỏng hoặc tải lên chưa hết. Hãy gửi lại."
_LOCKED = "PDF có đặt mật khẩu hoặc hạn chế quyền. Hãy lưu lại bản không khóa rồi gửi lại."
_ACTIVE = "PDF có chứa mã lệnh hoặc tự chạy khi mở nên không nhận. Hãy in ra PDF mới (Print to PDF) rồi gửi lại."


def _name(text: str) -> bytes:
    """Build the pattern of one PDF name, any letter of which may be written as #hex, ending where a name ends."""
    letters = "".join(f"(?:{re.escape(letter)}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in text)
    return rf"/{letters}(?![A-Za-z0-9#_.-])".encode()


_RUNS = re.compile(b"|".join(_name(text) for text in ("JavaScript", "Launch", "RichMedia", "ImportData")))
_OPENS = re.compile(_name("OpenAction") + rb"\s*(?:(?P<array>\[)|(?P<dict><<)|(?P<ref>\d+\s+\d+\s+R)|(?P<other>))")
_ENCRYPT = re.compile(_name("Encrypt") + rb"\s*(?:<<|\d+\s+\d+\s+R)")
_OBJECT_STREAM = re.compile(_name("ObjStm"))
_FILTER = re.compile(_name("Filter") + rb"\s*(?P<several>\[)?\s*/(?P<first>[^\s/<>\[\]()]+)\s*(?P<next>/)?")
_PREDICTOR = re.compile(_name("Predictor") + rb"\s+(?P<kind>\d+)")
_OBJECT = re.compile(rb"\d\s+obj\b")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_GOES_TO = re.compile(_name("S") + rb"\s*" + _name("GoTo"))


def check_pdf(data: bytes) -> None:
    """Refuse (UploadRefused) a PDF that is cut short, locked, carries JavaScript, or starts something when opened.

    An opening action that only names a page is allowed: LibreOffice writes one into every file. Packed objects are
    unpacked to a limit and looked through as well; those packed in a way this check cannot open are refused.
    """
    if b"startxref" not in data[-_TAIL:] or b"%%EOF" not in data[-_TAIL:]:
        raise UploadRefused(_BROKEN)
    if _ENCRYPT.search(data):
        raise UploadRefused(_LOCKED)
    left = _LARGEST_UNPACKED
    packed = []
    for objects in _packed_objects(data):
        left -= len(objects)
        if left < 0:
            raise UploadRefused(_ACTIVE)
        packed.append(objects)
    for part in (data, *packed):
        if _RUNS.search(part) or any(not _only_shows_a_page(part, data, found) for found in _OPENS.finditer(part)):
            raise UploadRefused(_ACTIVE)


def _only_shows_a_page(part: bytes, data: bytes, found: re.Match[bytes]) -> bool:
    if found["array"]:
        return True
    if found["dict"]:
        return bool(_GOES_TO.search(part[found.end() : found.end() + 200].split(b">>")[0]))
    if not found["ref"]:
        return False
    number, generation, _ = found["ref"].split()
    target = re.compile(rb"(?<!\d)%b\s+%b\s+obj\s*(?P<body>\[|<<[^>]{0,200})" % (number, generation))
    bodies = [each["body"] for each in target.finditer(data)]
    # Out of sight (inside packed objects) is not proven harmless.
    return bool(bodies) and all(body == b"[" or _GOES_TO.search(body) for body in bodies)


def _packed_objects(data: bytes) -> Iterator[bytes]:
    """Yield the unpacked text of every object stream in the file."""
    seen = 0
    for start in _STREAM.finditer(data):
        before = data[max(0, start.start() - _LONGEST_DICTIONARY) : start.start()]
        dictionary = _OBJECT.split(before)[-1]
        if _OBJECT_STREAM.search(dictionary):
            seen += 1
            yield _unpack(data, start.end(), dictionary)
    # One that is announced but was not found here may still be found by a reader more forgiving than this check.
    if seen < len(_OBJECT_STREAM.findall(data)):
        raise UploadRefused(_ACTIVE)


def _unpack(data: bytes, start: int, dictionary: bytes) -> bytes:
    packing = _FILTER.search(dictionary)
    if packing is None:
        return b""  # not packed: it was looked through with the rest of the file
    predictor = _PREDICTOR.search(dictionary)
    stacked = packing["several"] and packing["next"]
    if packing["first"] not in (b"FlateDecode", b"Fl") or stacked or (predictor and int(predictor["kind"]) > 1):
        raise UploadRefused(_ACTIVE)
    unpacker, out, position = zlib.decompressobj(), bytearray(), start
    while not unpacker.eof and position < len(data) and len(out) <= _LARGEST_UNPACKED:
        try:
            out += unpacker.decompress(data[position : position + _CHUNK], _LARGEST_UNPACKED + 1 - len(out))
        except zlib.error as fault:
            raise UploadRefused(_BROKEN) from fault
        position += _CHUNK
    return bytes(out)
