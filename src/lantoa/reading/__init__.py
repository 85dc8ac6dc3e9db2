"""A plan document's bytes → Plan JSON, with the source of each entry. Pure: no clock, no files, no network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lantoa.reading.errors import ClassifiedDocument, ScannedPages, UnreadableDocument
from lantoa.reading.plan import Draft, PlanReader
from lantoa.reading.progress import Progress, silent
from lantoa.reading.readers import read_source
from lantoa.reading.scan.engine import OcrEngine
from lantoa.reading.scan.pictures import refuse_too_many
from lantoa.reading.scan.reading import first_page
from lantoa.reading.secrecy import refuse_classified
from lantoa.reading.source import SourceBlock, Spot

UNCLEAR_WORDS = "Chữ trong bản quét nhận dạng chưa chắc"  # how the warning that names such words begins
NAMED = 12
UNCLEAR = 0.7  # the confidence of an entry with a word that a picture does not show clearly

__all__ = [
    "UNCLEAR_WORDS",
    "ClassifiedDocument",
    "OcrEngine",
    "Progress",
    "Reading",
    "ScannedPages",
    "SourceBlock",
    "Spot",
    "UnreadableDocument",
    "read",
    "read_docx",
    "refuse_secret",
]


@dataclass(frozen=True)
class Reading:
    """What was read from a document.

    `plan` is Plan JSON; `text` the whole document, one line a paragraph or table row; `blocks` the document as a
    screen shows it; `anchors` tells for an entry («tasks/3», «document») the ids of the blocks it came from;
    `confidence` 0..1 for the same keys, below 1 where a person should look; `pictures` by page number are the pages
    that were read from a picture, upright and level as the blocks' places are told (WebP).
    """

    plan: dict[str, Any]
    text: str
    blocks: tuple[SourceBlock, ...]
    anchors: Mapping[str, tuple[str, ...]]
    confidence: Mapping[str, float] = field(default_factory=dict)
    pictures: Mapping[int, bytes] = field(default_factory=dict)


def read(data: bytes, *, name: str = "", progress: Progress = silent, ocr: OcrEngine | None = None) -> Reading:
    """Read a plan document. What kind of file it is, its bytes say; `name` only serves the sentences of errors.

    `ocr` reads pages that are pictures; without it a scan raises ScannedPages.
    Raises ClassifiedDocument for a document marked secret, UnreadableDocument for every other bad input.
    """
    progress(0.0, "Đang mở tệp")
    source = read_source(data, progress, ocr)
    refuse_classified(source)
    reader = PlanReader(source, progress)
    draft = reader.read()
    _mark_doubtful(draft, [block for block in source.blocks() if block.unsure])
    progress(1.0, "Đã đọc xong")
    return Reading(draft.plan, reader.text, tuple(source.blocks()), draft.anchors, draft.confidence, source.pictures)


def _mark_doubtful(draft: Draft, blocks: Sequence[SourceBlock]) -> None:
    """Lower the confidence of what came from blocks with words that a picture did not show clearly; say which words."""
    doubtful = {block.id for block in blocks}
    for key, places in draft.anchors.items():
        if not doubtful.isdisjoint(places):
            draft.confidence[key] = min(draft.confidence.get(key, 1.0), UNCLEAR)
    words = [spot for block in blocks for spot in block.unsure]
    if words:
        named = ", ".join(f"“{spot.text}” (trang {spot.page})" for spot in words[:NAMED])
        more = f" và {len(words) - NAMED} chữ khác" if len(words) > NAMED else ""
        draft.warn(f"{UNCLEAR_WORDS}: {named}{more}; hãy đối chiếu với bản giấy.")


def refuse_secret(data: bytes, *, ocr: OcrEngine | None = None) -> None:
    """Refuse, before a file is kept, what is marked secret or can plainly not be read; of a scan one page is read here.

    Raises as `read` does, though a fault in a scan's later pages shows only when it is read.
    """
    try:
        source = read_source(data)
    except ScannedPages as scan:
        if ocr is None:
            raise
        refuse_too_many(len(scan.pages))
        source = first_page(data, scan.pages[0], ocr)
    refuse_classified(source)


def read_docx(data: bytes, *, name: str = "", progress: Progress = silent) -> Reading:
    """Read a plan in Word (.docx). Same as `read`."""
    return read(data, name=name, progress=progress)
