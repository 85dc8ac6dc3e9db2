"""Files kept by their content: the name of a file is the SHA-256 of its bytes, so it never changes once written."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"(\.[a-z0-9]{1,8})?")
_READ_ONLY = 0o440


class MissingFileError(FileNotFoundError):
    """Nothing with this SHA-256 is kept."""


@dataclass(frozen=True, kw_only=True)
class StoredBytes:
    """What was kept: ``sha256`` in hexadecimal, ``size`` in bytes, ``key`` the path inside the store."""

    sha256: str
    size: int
    key: str


class FileStore(Protocol):
    """What a store must do; a store shared by several machines may replace the folder later."""

    def put(self, data: bytes | Iterable[bytes], suffix: str = "") -> StoredBytes:
        """Keep the bytes for good before returning; the same bytes are kept once."""

    def open(self, sha256: str) -> BinaryIO:
        """Open kept bytes for reading; raises MissingFileError."""

    def exists(self, sha256: str) -> bool:
        """Say whether these bytes are kept."""

    def path(self, sha256: str) -> Path:
        """Give the file that holds these bytes; raises MissingFileError."""

    def delete(self, sha256: str) -> bool:
        """Remove kept bytes for good; False when there are none. The caller knows that no row names them any more."""


class FolderStore:
    """A FileStore in one folder: ``ab/cd/abcd….jpg``."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)

    def put(self, data: bytes | Iterable[bytes], suffix: str = "") -> StoredBytes:
        """Keep ``data`` under its SHA-256; on return it survives a power cut.

        ``suffix`` is "" or a short lower-case file ending such as ".jpg"; bytes already kept stay under the name they
        have. Safe when several processes keep the same bytes at once. Raises ValueError for another kind of suffix.
        """
        if not _SUFFIX.fullmatch(suffix):
            raise ValueError(f"not a file suffix: {suffix!r}")
        self._make_root()
        digest, size, temporary = self._write_temporary(data)
        try:
            final = self._find(digest) or self._folder(digest) / f"{digest}{suffix}"
            final.parent.mkdir(parents=True, exist_ok=True)
            if final.exists():
                temporary.unlink()
            else:
                temporary.rename(final)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        self._settle(final.parent)
        return StoredBytes(sha256=digest, size=size, key=final.relative_to(self.root).as_posix())

    def open(self, sha256: str) -> BinaryIO:
        """Open the kept bytes; raises MissingFileError, or ValueError for what is no SHA-256."""
        return self.path(sha256).open("rb")

    def exists(self, sha256: str) -> bool:
        """Say whether these bytes are kept; raises ValueError for what is no SHA-256."""
        return self._find(sha256) is not None

    def path(self, sha256: str) -> Path:
        """Give the file that holds these bytes; raises MissingFileError, or ValueError for what is no SHA-256."""
        found = self._find(sha256)
        if found is None:
            raise MissingFileError(sha256)
        return found

    def delete(self, sha256: str) -> bool:
        """Remove the kept bytes for good and say whether there were any; on return they stay away after a power cut.

        Files are shared by what they hold: the caller has made sure that no row names these bytes (see
        ``persistence.files.is_named``). A file that someone is reading can be read to its end. Raises ValueError for
        what is no SHA-256.
        """
        removed = False
        for found in self._folder(sha256).glob(f"{sha256}*"):
            found.unlink(missing_ok=True)
            removed = True
        if removed:
            _sync_folder(self._folder(sha256))
        return removed

    def _write_temporary(self, data: bytes | Iterable[bytes]) -> tuple[str, int, Path]:
        digest, size = hashlib.sha256(), 0
        # In the store's own folder: a rename is atomic only inside one file system.
        handle, name = tempfile.mkstemp(prefix=".new-", dir=self.root)
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in [data] if isinstance(data, bytes | bytearray | memoryview) else data:
                    digest.update(chunk)
                    size += file.write(chunk)
                file.flush()
                os.fchmod(file.fileno(), _READ_ONLY)
                os.fsync(file.fileno())
        except BaseException:
            Path(name).unlink()
            raise
        return digest.hexdigest(), size, Path(name)

    def _folder(self, sha256: str) -> Path:
        # The check is what keeps a name made up by a caller inside the store.
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self.root / sha256[:2] / sha256[2:4]

    def _find(self, sha256: str) -> Path | None:
        return min(self._folder(sha256).glob(f"{sha256}*"), default=None)

    def _make_root(self) -> None:
        if not self.root.exists():
            self.root.mkdir(parents=True, exist_ok=True)
            _sync_folder(self.root.parent)

    def _settle(self, folder: Path) -> None:
        """Make the names durable, also those another process has just made and may not have settled yet."""
        while folder != self.root:
            _sync_folder(folder)
            folder = folder.parent
        _sync_folder(self.root)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def file_store() -> FileStore:
    """Give the installation's store: the folder named by ``settings.LANTOA_FILES``."""
    return FolderStore(settings.LANTOA_FILES)
