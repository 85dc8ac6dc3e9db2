"""What a prepared upload is, and how one is refused."""

from dataclasses import dataclass
from enum import StrEnum


class UploadKind(StrEnum):
    """What an accepted file serves as: a photograph «ảnh», a recording «âm thanh» or a document «tài liệu»."""

    PHOTO = "photo"
    AUDIO = "audio"
    DOCUMENT = "document"


class UploadRefused(Exception):  # noqa: N818  a refusal is an answer to the person, not a fault
    """The file is not taken; ``sentence`` (Vietnamese) says why and what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, kw_only=True)
class PreparedUpload:
    """A file ready to be kept.

    ``data`` are the bytes to keep (photographs and recordings are re-encoded), ``suffix`` and ``media_type`` tell what
    they are, ``filename`` is the person's own name for it made safe to show and to download under. ``width`` and
    ``height`` (pixels) stand for photographs, ``duration`` (seconds) for recordings; 0 for the other kinds.
    """

    kind: UploadKind
    media_type: str
    suffix: str
    data: bytes
    filename: str
    width: int = 0
    height: int = 0
    duration: float = 0.0
