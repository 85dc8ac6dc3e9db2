"""Plain text → SourceDocument: text somebody copied out of a PDF or scan, lines wrapped, columns mixed."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lantoa.reading.errors import UnreadableDocument
from lantoa.reading.progress import Progress, silent
from lantoa.reading.readers.formulas import mended
from lantoa.reading.readers.notes import restored_note
from lantoa.reading.source import SourceBlock, SourceDocument
from lantoa.reading.structure.labels import split_label
from lantoa.vietnamese import fold, nfc
from lantoa.vietnamese.restoration import Condition, measure, restore

SIZE_LIMIT, LEAST = 2_000_000, 200  # bytes
NOT_TEXT = "Tệp không phải văn bản đọc được. Hãy tải lên kế hoạch ở dạng Word (.docx), PDF hoặc văn bản thuần (.txt)."
TOO_LONG = "Tệp văn bản quá dài (trên 2 MB) nên phần mềm không đọc. Hãy kiểm tra lại tệp."
_LINK = re.compile(r"https?://\S+")
_CUT_CODE = re.compile(r"(?<=[A-ZĐ\d][-/]) (?=[A-ZĐ]{2,})")  # «số 12-» at a line's end, «NQ/TU» on the next
_MOTTO = re.compile(r"\s+(?=(?:CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|Độc lập\s*-|ĐẢNG CỘNG SẢN VIỆT NAM))")
_NUMBER_AND_DAY = re.compile(r"^(Số\s*:?.*?/\s?[\w&Đ-]+)\s+(?=[^\W\d_].*,\s*ngày\b)")
_SIGNED = re.compile(
    r"\s+(?:[-–.]\s*)?(?=(?:TM|KT|TL|TUQ|Q)\s?\.\s*[A-ZĐÀ-Ỹ]{2}|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG)$)"
)
_TITLES = re.compile(r"(?:ke hoach|quyet dinh|chuong trinh|de an|phuong an|huong dan)")
_OPENS_BODY = re.compile(r"(?:can cu|thuc hien|thi hanh|de |nham )")
# The mark of a point or section before a capital begins a paragraph even where the full stop before it was lost.
_POINT = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)]|[a-zđ]\)|[IVX]{1,5}\.)\s+[A-ZĐÀ-Ỹ“]")
_ENDS = (".", ";", ":", "!", "?", "./.", "”", ")")


def read_text_source(data: bytes, progress: Progress = silent) -> SourceDocument:
    """Read plain text: damaged accents and letters restored, wrapped lines joined into paragraphs.

    Raises UnreadableDocument for bytes that are no text in UTF-8, UTF-16 or the Vietnamese code page of Windows.
    """
    if len(data) > SIZE_LIMIT:
        raise UnreadableDocument(TOO_LONG)
    text = decoded(data)
    progress(0.1, "Đang khôi phục dấu và chữ bị mất")
    condition, restored = measure(text).condition, restore(text)
    lines = _tidy(restored.text)
    blocks = list(_blocks(lines if condition in (Condition.SOUND, Condition.OTHER) else mended(lines)))
    return SourceDocument(flow=tuple(blocks), notes=restored_note(condition, restored))


def is_text(data: bytes) -> bool:
    """Whether a file's bytes are text long enough to be a document (marked-up text is not)."""
    if len(data) < LEAST or data.lstrip()[:1] in (b"{", b"<"):
        return False
    try:
        decoded(data[:SIZE_LIMIT])
    except UnreadableDocument:
        return False
    return True


def decoded(data: bytes) -> str:
    """The text of a file by its bytes. Raises UnreadableDocument when they are not text."""
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1258")
    for encoding in encodings:
        try:
            text = nfc(data.decode(encoding)).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
        except UnicodeDecodeError:
            continue
        strange = sum(sign < " " and sign not in "\n\t" for sign in text)
        letters = sum(sign.isalpha() or sign.isspace() for sign in text)
        if text.strip() and not strange and letters > 0.5 * len(text):
            return text
    raise UnreadableDocument(NOT_TEXT)


def _tidy(text: str) -> list[str]:
    """Lines without outer spaces; blank lines dropped where every line is followed by one."""
    lines = [" ".join(line.split()) for line in text.split("\n") if not _LINK.fullmatch(line.strip())]
    filled = [index for index, line in enumerate(lines) if line]
    spaced = sum(index + 1 < len(lines) and not lines[index + 1] for index in filled)
    return [line for line in lines if line] if filled and spaced > 0.6 * len(filled) else lines


def _blocks(lines: Sequence[str]) -> Iterator[SourceBlock]:
    title = next((i for i, line in enumerate(lines) if line.isupper() and _TITLES.fullmatch(fold(line))), -1)
    head = list(_columns(lines[: title + 1]))
    subject, start = _subject(lines, title + 1) if title >= 0 else ([], 0)
    number = 0
    groups = [([line], "head") for line in head] + ([(subject, "subject")] if subject else [])
    groups += [(group, "body") for group in _paragraphs(lines[start:])]
    for group, place in groups:
        joined = _CUT_CODE.sub("", " ".join(group))
        for text in _columns([joined]) if place == "body" else [joined]:
            number += 1
            loud = _is_loud(text) and len(text.split()) < 40
            centred = place == "subject" or (loud and split_label(text)[0] is None)
            yield SourceBlock(id=f"p{number}", kind="paragraph", text=text, bold=loud, centred=centred)


def _is_loud(text: str) -> bool:
    """Whether a text is in capitals, a letter misread here and there let pass."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 2 and sum(sign.isupper() for sign in letters) > 0.9 * len(letters)


def _subject(lines: Sequence[str], start: int) -> tuple[list[str], int]:
    """The lines under the title that say what the plan is about, and where the body begins."""
    subject: list[str] = []
    index = start
    while index < len(lines):
        line = lines[index]
        if not line and subject and not _goes_on(subject, lines[index + 1 :]):
            break
        if line and (_OPENS_BODY.match(fold(line)) or split_label(line)[0] or len(subject) > 7):
            break
        if line:
            subject.append(line)
        index += 1
    return subject, index


def _goes_on(subject: Sequence[str], rest: Sequence[str]) -> bool:
    after = next((line for line in rest if line), "")
    return bool(after) and after[0].islower() and not subject[-1].endswith(_ENDS)


def _columns(lines: Iterable[str]) -> Iterator[str]:
    """Head and foot lines with a tab where two columns were read as one line."""
    for line in lines:
        if line:
            parted = _NUMBER_AND_DAY.sub(r"\1\t", _MOTTO.sub("\t", line, count=1), count=1)
            yield _SIGNED.sub("\t", parted, count=1) if len(line) < 120 else parted


def _paragraphs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines gathered into paragraphs."""
    lengths = sorted(len(line) for line in lines if len(line) > 20)
    width = lengths[int(0.8 * (len(lengths) - 1))] if lengths else 80
    group: list[str] = []
    gap = False
    for line in lines:
        if not line:
            gap = True
            continue
        if group and _begins(group, line, width, gap=gap):
            yield group
            group = []
        group.append(line)
        gap = False
    if group:
        yield group


def _begins(group: Sequence[str], line: str, width: int, *, gap: bool) -> bool:
    """Whether a line begins a new paragraph behind the lines gathered so far."""
    before = group[-1]
    ended, short = before.endswith(_ENDS), len(before) + len(line.split()[0]) + 1 < 0.85 * width
    if line[0] in "-–+•*" and not (before[-1].isdigit() and re.match(r"\W+\d", line)):
        return ended or gap or short or line[:2] in ("- ", "+ ")
    if _POINT.match(line):
        return True
    if split_label(line)[0] is not None:
        return ended or short or gap
    if _is_loud(before) != _is_loud(line):
        return len(before) > 1
    if line[0].islower() and not ended:
        return False
    return (gap and (ended or short)) or (short and ended)
