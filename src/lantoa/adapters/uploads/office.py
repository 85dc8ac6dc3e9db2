"""DOCX and XLSX as evidence: kept as they came, after their packing and their parts are checked."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from lantoa.adapters.uploads.values import UploadRefused

_MOST_PARTS = 5_000
_LARGEST_UNPACKED = 200_000_000
_LARGEST_RATIO = 300  # XML packs well; beyond this a large part is made to exhaust whoever opens it
_SMALL_PART = 5_000_000
_CHUNK = 1 << 16
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError)
_CONTENT_TYPES = "[Content_Types].xml"
_LARGEST_CONTENT_TYPES = 2_000_000
_ACTIVE_PART = re.compile(r"(vbaproject|vbadata|activex)", re.IGNORECASE)
_ACTIVE_TYPE = re.compile(rb"macroenabled|vbaproject|activex", re.IGNORECASE)

_BROKEN = "Không mở được tài liệu: tệp hỏng hoặc tải lên chưa hết. Hãy gửi lại."
_NOT_OFFICE = "Không nhận tệp nén. Hãy gửi từng tài liệu PDF, DOCX hoặc XLSX."
_LOCKED = "Tài liệu có đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."
_BOMB = "Tài liệu giải nén ra quá lớn nên không nhận. Hãy lưu lại thành PDF rồi gửi lại."
_MACRO = "Tài liệu có chứa mã lệnh (macro) nên không nhận. Hãy lưu lại thành DOCX, XLSX không có macro, hoặc PDF."


@dataclass(frozen=True)
class Office:
    """Which of the office formats a file is."""

    suffix: str
    media_type: str
    main_type: bytes


_KINDS = tuple(
    Office(suffix, f"{base}.{name}", f"{base}.{name}.main+xml".encode())
    for suffix, base, name in (
        (".docx", "application/vnd.openxmlformats-officedocument", "wordprocessingml.document"),
        (".xlsx", "application/vnd.openxmlformats-officedocument", "spreadsheetml.sheet"),
    )
)


def check_office(data: bytes) -> Office:
    """Tell whether the bytes are a whole DOCX or XLSX without macros that unpacks to a bearable size.

    Raises UploadRefused for other archives, damaged or locked ones, those made to burst, and those with code in them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_packing(parts, size=len(data))
            office = _which(archive)
            if any(_ACTIVE_PART.search(part.filename) for part in parts):
                raise UploadRefused(_MACRO)
            _check_whole(archive, parts)
    except _ZIP_FAULTS as fault:
        raise UploadRefused(_BROKEN) from fault
    return office


def _check_packing(parts: list[zipfile.ZipInfo], *, size: int) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise UploadRefused(_LOCKED)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise UploadRefused(_BROKEN)
    # Parts that share packed bytes add up to more than the file; so do those of the known non-nested bombs.
    overlapping = sum(part.compress_size for part in parts) > size
    swollen = any(
        part.file_size > _SMALL_PART and part.file_size > part.compress_size * _LARGEST_RATIO for part in parts
    )
    unpacked = sum(part.file_size for part in parts)
    if overlapping or swollen or len(parts) > _MOST_PARTS or unpacked > _LARGEST_UNPACKED:
        raise UploadRefused(_BOMB)


def _which(archive: zipfile.ZipFile) -> Office:
    if _CONTENT_TYPES not in archive.namelist():
        raise UploadRefused(_NOT_OFFICE)
    with archive.open(_CONTENT_TYPES) as part:
        types = part.read(_LARGEST_CONTENT_TYPES)
    if _ACTIVE_TYPE.search(types):
        raise UploadRefused(_MACRO)
    for office in _KINDS:
        if office.main_type in types:
            return office
    raise UploadRefused(_NOT_OFFICE)


def _check_whole(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack every part once: its checksum is compared at its end, and no part can be longer than it declares."""
    for part in parts:
        with archive.open(part) as unpacked:
            while unpacked.read(_CHUNK):
                pass
