"""The head and foot of an official document, as Decree 30/2020 (Phụ lục I) lays them out: issuer to recipients."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lantoa.reading.source import SourceBlock, Table
from lantoa.reading.structure.references import iso_date
from lantoa.reading.structure.segments import Item
from lantoa.vietnamese import fold

_NUMBER = re.compile(
    r"Số\s*:?\s*(?P<digits>\d[\d ]{0,5}[a-z]?)?[\s.…_]*(?:/(?P<year>\d{4}))?"
    r"\s*/\s*(?P<symbol>[A-ZĐ][A-ZĐ0-9a-zđ&.\-/ ]*)"
)
_DATE = re.compile(
    r"(?P<place>[^,;:]{2,60}?)\s*,?\s*ngày\s*(?P<day>\d{1,2})?[\s.…_]*tháng\s*(?P<month>\d{1,2})?[\s.…_]*năm\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
_MOTTO = re.compile(r"(?:cong hoa xa hoi|doc lap|dang cong san viet nam)")
_LEVEL_LINE = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+\S")
_CAPACITY = re.compile(r"(?:TM|KT|TL|TUQ|TUN|Q)\s?\.")
_RECIPIENT_MARK = re.compile(r"^[-–—+*•]\s*")


@dataclass
class Head:
    """What the top of a document says; None where it says nothing."""

    issuer_lines: list[str] = field(default_factory=list)
    number: str | None = None
    place: str | None = None
    issued_on: str | None = None
    date_year: int | None = None
    blocks: list[str] = field(default_factory=list)


@dataclass
class Foot:
    """What the end of a document says."""

    capacity: str | None = None
    title: str | None = None
    name: str | None = None
    recipient_lines: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)


def head_of(items: Iterable[Item]) -> Head:
    """Read the head: the two-column table of Decree 30, or the same lines as plain paragraphs."""
    head = Head()
    for line, block in _lines(items):
        head.blocks.append(block)
        number, dated = _NUMBER.search(line), _DATE.search(line)
        if number and head.number is None:
            head.number = _number(number)
        if dated:
            _note_date(head, dated)
        if not number and not dated and _is_issuer(line):
            _note_issuer(head, line)
    return head


def _number(match: re.Match[str]) -> str | None:
    digits = (match["digits"] or "").replace(" ", "")
    if not digits:
        return None  # left blank until the clerk gives one
    year = f"/{match['year']}" if match["year"] else ""
    return f"{digits}{year}/{match['symbol'].strip(' .').replace(' ', '')}"


def _note_date(head: Head, match: re.Match[str]) -> None:
    place = match["place"].strip(" .…_")
    head.place = head.place or (place if re.search(r"[^\W\d_]", place) else None)
    head.issued_on = head.issued_on or iso_date(match["day"], match["month"], match["year"])
    head.date_year = head.date_year or int(match["year"])


def _is_issuer(line: str) -> bool:
    return line.isupper() and len(line.split()) <= 16 and not _MOTTO.match(fold(line)) and len(line) > 4


def _note_issuer(head: Head, line: str) -> None:
    lines = head.issuer_lines
    if (lines and _LEVEL_LINE.match(line) and not _LEVEL_LINE.search(lines[-1].partition(" ")[2])) or (
        lines and (lines[-1].endswith(("VÀ", ",", "-")) or line.startswith(("VÀ ", "- ")))
    ):
        lines[-1] = f"{lines[-1]} {line}"
    elif line not in lines:
        lines.append(line)


def _lines(items: Iterable[Item]) -> Iterable[tuple[str, str]]:
    for item in items:
        if isinstance(item, Table):
            for row in item.rows:
                for cell in row.cells:
                    for line in cell.text.split("\n"):
                        for part in line.split("\t") if not line.startswith("Số") and "ngày" not in line else [line]:
                            yield part.replace("\t", " ").strip(), row.block
        else:
            yield from ((part, item.id) for part in _parts(item))


def _parts(block: SourceBlock) -> Iterable[str]:
    """The lines of a paragraph; a tab parts two columns unless it stands inside a blank number or date."""
    for line in block.shown.split("\n"):
        columns = re.split(r"\t(?=CỘNG|Độc|ĐẢNG|[^\t]*,\s*ngày|TM\.|KT\.|TL\.|[A-ZĐÀ-Ỹ]{2})", line)
        yield from (column.replace("\t", " ").strip() for column in columns if column.strip())


def foot_of(items: Iterable[Item]) -> Foot:
    """Read the end: recipients on the left, who signed on the right, in a table or one under the other."""
    foot = Foot()
    listing = False
    for line, block in _lines(items):
        foot.blocks.append(block)
        rest = re.sub(r"^\s*nơi nhận\s*:?\s*", "", line, flags=re.IGNORECASE)
        if rest != line:
            listing, line = True, rest
        if not line:
            continue
        if listing and (_RECIPIENT_MARK.match(line) or not _looks_signed(line)):
            foot.recipient_lines.append(line)
        else:
            _note_signature(foot, line)
    return foot


def _looks_signed(line: str) -> bool:
    return line.isupper() or bool(_CAPACITY.match(line)) or _is_name(line)


def _is_name(line: str) -> bool:
    words = line.split()
    return 2 <= len(words) <= 6 and all(word[:1].isupper() and word[1:].islower() for word in words)


def _note_signature(foot: Foot, line: str) -> None:
    if _CAPACITY.match(line):
        # «TM. ỦY BAN NHÂN DÂN» then «KT. CHỦ TỊCH»: the last is the capacity in which the name below signed.
        foot.capacity = re.sub(r"\.\s*", ". ", line, count=1)
    elif line.isupper() and len(line) > 4:
        foot.title = line
    elif _is_name(line):
        foot.name = line


def recipients_of(lines: Iterable[str]) -> list[str]:
    """The lines of «Nơi nhận» without bullets, marks such as (b/c) and the filing line «Lưu: …»."""
    found: list[str] = []
    for line in lines:
        bulleted = bool(_RECIPIENT_MARK.match(line))
        text = _RECIPIENT_MARK.sub("", line).strip()
        text = re.sub(
            r"\s*\((?:b/?c|để b/?c|để báo cáo|báo cáo|p/?h|t/?h|để p/?h|để t/?h)\)", "", text, flags=re.IGNORECASE
        )
        text = text.strip(" ;.,")
        if not text or fold(text).startswith(("luu", "nhu tren", "nhu dieu")):
            continue
        if found and not bulleted and text[0].islower():
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    return found
