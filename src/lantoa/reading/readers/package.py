"""The zip package around a Word document, opened without trusting it."""

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from lantoa.reading.errors import UnreadableDocument

PART_LIMIT = 50 * 1024 * 1024
TOTAL_LIMIT = 200 * 1024 * 1024
RATIO_LIMIT = 300
RATIO_FLOOR = 5 * 1024 * 1024  # small parts may compress very well and harm nobody
ENTRY_LIMIT = 5_000

SAVE_AS_DOCX = "Hãy mở tệp bằng Word, chọn “Lưu dưới dạng” (Save As), kiểu “Word Document (*.docx)”, rồi tải lại."
BROKEN = "Tệp Word bị hỏng hoặc tải lên chưa trọn vẹn. Hãy mở thử bằng Word, lưu lại thành .docx rồi tải lại."
TOO_BIG = "Tệp giải nén ra quá lớn so với một văn bản thông thường nên phần mềm không mở. Hãy kiểm tra lại tệp."

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError,
    NotImplementedError, ValueError, KeyError, IndexError, LookupError,
)  # fmt: skip


class Package:
    """The parts of an opened .docx. Every way in is bounded; every failure is UnreadableDocument."""

    def __init__(self, data: bytes) -> None:
        refuse_other_formats(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._entries = {info.filename: info for info in self._zip.infolist()}
        except _ZIP_ERRORS as error:
            raise UnreadableDocument(BROKEN) from error
        self._check_directory()
        self._left = TOTAL_LIMIT

    def _check_directory(self) -> None:
        if len(self._entries) > ENTRY_LIMIT:
            raise UnreadableDocument(TOO_BIG)
        for info in self._entries.values():
            swollen = info.file_size > RATIO_FLOOR and info.file_size > RATIO_LIMIT * max(1, info.compress_size)
            if info.file_size > PART_LIMIT or swollen:
                raise UnreadableDocument(TOO_BIG)
            if info.flag_bits & 0x1:
                raise UnreadableDocument(_ENCRYPTED)
        if sum(info.file_size for info in self._entries.values()) > TOTAL_LIMIT:
            raise UnreadableDocument(TOO_BIG)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parts, as the package's directory lists them."""
        return tuple(self._entries)

    def bytes_of(self, name: str) -> bytes | None:
        """A part's bytes, None when the package has no such part."""
        info = self._entries.get(name)
        if info is None:
            return None
        try:
            with self._zip.open(info) as stream:
                data = stream.read(min(PART_LIMIT, self._left) + 1)
        except _ZIP_ERRORS as error:
            raise UnreadableDocument(BROKEN) from error
        self._left -= len(data)
        # The directory can lie about sizes, so what really came out is counted too.
        if len(data) > PART_LIMIT or self._left < 0:
            raise UnreadableDocument(TOO_BIG)
        return data

    def xml_of(self, name: str) -> Any:
        """A part's root element, None when there is no such part. No entity is ever expanded."""
        data = self.bytes_of(name)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True, collect_ids=False,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            raise UnreadableDocument(BROKEN) from error
        # Word never writes a DTD; one in a document part is only there to swell or to fetch.
        if root.getroottree().docinfo.doctype:
            raise UnreadableDocument(BROKEN)
        return root


_ENCRYPTED = (
    "Tệp đang được đặt mật khẩu. Hãy mở bằng Word, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ tài liệu), lưu rồi tải lại."
)


def refuse_other_formats(data: bytes) -> None:
    """Raise UnreadableDocument, naming what the file is, unless the bytes look like a zip package."""
    if not data:
        raise UnreadableDocument("Tệp rỗng, không có nội dung. Hãy chọn lại tệp kế hoạch.")
    if data.startswith(_OLE_MAGIC):
        raise UnreadableDocument(_ole_sentence(data))
    if data.startswith(b"{\\rtf"):
        raise UnreadableDocument(f"Tệp là văn bản RTF, không phải .docx. {SAVE_AS_DOCX}")
    if data.lstrip()[:5].startswith(b"%PDF-"):
        raise UnreadableDocument(
            "Tệp là PDF. Phần này hiện đọc kế hoạch ở dạng Word (.docx); hãy tải lên bản Word của kế hoạch."
        )
    if not data.startswith(b"PK"):
        raise UnreadableDocument(f"Tệp không phải văn bản Word (.docx). {SAVE_AS_DOCX}")


def _ole_sentence(data: bytes) -> str:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return _ENCRYPTED
    if holds("Workbook") or holds("Book"):
        return "Tệp là bảng tính Excel, không phải văn bản kế hoạch. Hãy tải lên bản Word (.docx) của kế hoạch."
    return f"Tệp là văn bản Word đời cũ (.doc). {SAVE_AS_DOCX}"
