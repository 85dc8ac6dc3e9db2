"""Which paragraph of a measured file is which part of an official document, found by the words the decree fixes."""

import re
from dataclasses import dataclass, field

from lantoa.paper.checking.measured import Measured, MeasuredFile

# Annex III of Decree 30/2020: the kinds with a name, and the letters of each.
KINDS = {
    "NGHỊ QUYẾT": "NQ", "QUYẾT ĐỊNH": "QĐ", "CHỈ THỊ": "CT", "QUY CHẾ": "QC", "QUY ĐỊNH": "QyĐ", "THÔNG CÁO": "TC",
    "THÔNG BÁO": "TB", "HƯỚNG DẪN": "HD", "CHƯƠNG TRÌNH": "CTr", "KẾ HOẠCH": "KH", "PHƯƠNG ÁN": "PA", "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA", "BÁO CÁO": "BC", "BIÊN BẢN": "BB", "TỜ TRÌNH": "TTr", "HỢP ĐỒNG": "HĐ", "CÔNG ĐIỆN": "CĐ",
    "BẢN GHI NHỚ": "BGN", "BẢN THỎA THUẬN": "BTT", "GIẤY ỦY QUYỀN": "GUQ", "GIẤY MỜI": "GM",
    "GIẤY GIỚI THIỆU": "GGT", "GIẤY NGHỈ PHÉP": "GNP", "PHIẾU GỬI": "PG", "PHIẾU CHUYỂN": "PC", "PHIẾU BÁO": "PB",
}  # fmt: skip
ATTACHED_KINDS = frozenset({*KINDS, "THỂ LỆ", "ĐIỀU LỆ", "NỘI QUY"})
_DAY = re.compile(r"ngày\s*\S*\s*tháng\s*\S*\s*năm", re.IGNORECASE)
_ANNEX = re.compile(r"phụ lục(?:\s+(?:số\s+)?[ivxlc\d]+)?\s*[.:]?$", re.IGNORECASE)


@dataclass
class Annex:
    """An annex: its heading, title lines, the line that says what it belongs to, the rest."""

    name: Measured
    title: list[Measured] = field(default_factory=list)
    belongs: Measured | None = None


@dataclass
class Anatomy:
    """The parts of a document; None or empty for what was not found."""

    motto_first: Measured | None = None
    motto_second: Measured | None = None
    agency: list[Measured] = field(default_factory=list)
    number: Measured | None = None
    day: Measured | None = None
    kind: Measured | None = None
    abstract: list[Measured] = field(default_factory=list)
    belongs: Measured | None = None
    letter_abstract: Measured | None = None
    addressed: Measured | None = None
    bases: list[Measured] = field(default_factory=list)
    body: list[Measured] = field(default_factory=list)
    recipients_head: Measured | None = None
    recipients: list[Measured] = field(default_factory=list)
    signatures: list[list[Measured]] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)

    @property
    def is_letter(self) -> bool:
        """A công văn: "V/v" instead of a title."""
        return self.letter_abstract is not None


def anatomy_of(file: MeasuredFile) -> Anatomy:
    """The parts of a document. What follows the signature is looked through for annexes alone."""
    found = Anatomy()
    paragraphs = [each for each in file.paragraphs if each.text]
    head_end = _head(found, file, paragraphs)
    end = _end(found, file, paragraphs, head_end)
    _middle(found, paragraphs[head_end:end])
    _annexes(found, paragraphs[end:])
    return found


def _head(found: Anatomy, file: MeasuredFile, paragraphs: list[Measured]) -> int:
    """Fill in the head; the place of the first paragraph behind it."""
    last = 0
    for at, each in enumerate(paragraphs[:40]):
        text = each.text
        if found.motto_first is None and _plain(text).startswith("cộng hòa xã hội chủ nghĩa"):
            found.motto_first = each
        elif found.motto_second is None and re.match(r"độc\s*lập", _plain(text)) and "tự do" in _plain(text):
            found.motto_second = each
        elif found.number is None and re.match(r"số\s*:?\s*(?:\d|[./…_ ]|$)", _plain(text)):
            found.number = each
        elif found.letter_abstract is None and re.match(r"v/v\b|về việc", _plain(text)) and found.kind is None:
            found.letter_abstract = each
        elif found.day is None and _is_day(found, each):
            found.day = each
        elif found.kind is None and found.motto_first and text.upper().rstrip(".: ") in ATTACHED_KINDS:
            found.kind = each
        else:
            continue
        last = at + 1
    if found.kind and found.letter_abstract and paragraphs.index(found.kind) < paragraphs.index(found.letter_abstract):
        found.letter_abstract = None
    if found.motto_first and found.motto_first.place:
        place = found.motto_first.place
        found.agency = [each for each in file.paragraphs if each.text and each.place and each.place.row == place.row
                        and each.place.table == place.table and each.place.column < place.column
                        and each not in (found.number, found.letter_abstract)]  # fmt: skip
        last = max(
            last, *(at + 1 for at, each in enumerate(paragraphs) if each.place and each.place.table == place.table)
        )
    return last


def _is_day(found: Anatomy, paragraph: Measured) -> bool:
    """The line of place and day: short, above the title, beside the motto where that stands in a table."""
    text = paragraph.text
    if found.kind is not None or text.startswith("(") or len(text) > 80 or not _DAY.search(text):
        return False
    beside = found.motto_first.place if found.motto_first else None
    if beside is None:
        return True
    return paragraph.place is not None and paragraph.place.table == beside.table


def _end(found: Anatomy, file: MeasuredFile, paragraphs: list[Measured], start: int) -> int:
    """Fill in recipients and signatures; the place of the first paragraph that belongs to them."""
    places = [at for at, each in enumerate(paragraphs) if _plain(each.text).startswith("nơi nhận")]
    if not places:
        return next((at for at, each in enumerate(paragraphs) if at > start and _is_annex(each)), len(paragraphs))
    at = places[0]
    found.recipients_head = head = paragraphs[at]
    if head.place is None:
        found.recipients = [each for each in paragraphs[at + 1 :] if each.text.startswith(("-", "–"))]
        return at
    found.recipients = [each for each in file.in_cell(head.place) if each.text and each is not head]
    table = [each for each in file.in_table(head.place.table) if each.text]
    cells: dict[tuple[int, int], list[Measured]] = {}
    for each in table:
        if each.place and each is not head and each not in found.recipients:
            cells.setdefault((each.place.row, each.place.column), []).append(each)
    found.signatures = list(cells.values())
    return paragraphs.index(table[0])


def _middle(found: Anatomy, paragraphs: list[Measured]) -> None:
    """Title, addressees, bases and body, in that order, from what stands between head and end."""
    flow = [each for each in paragraphs if each.place is None]
    at = 0
    if found.kind is not None:
        while at < len(flow) and flow[at].align == "center" and not _plain(flow[at].text).startswith(("kính gửi", "(")):
            if flow[at].text.upper() == flow[at].text and found.abstract:
                break  # who decides, over a decision's bases
            found.abstract.append(flow[at])
            at += 1
        if at < len(flow) and flow[at].text.startswith("(") and flow[at].align == "center":
            found.belongs = flow[at]
    for each in flow[at:]:
        if _is_annex(each):
            break
        if _plain(each.text).startswith("kính gửi"):
            found.addressed = each
        elif found.body or not (_is_base(found, each) or _precedes(found, each)):
            found.body.append(each)
        elif _is_base(found, each):
            found.bases.append(each)


def _is_base(found: Anatomy, paragraph: Measured) -> bool:
    if _plain(paragraph.text).startswith(("căn cứ", "theo đề nghị", "thực hiện")):
        return True
    return bool(found.bases and paragraph.words) and all(word.italic for word in paragraph.words)


def _precedes(found: Anatomy, paragraph: Measured) -> bool:
    """Something between title and body: a centred line, or one of several addressees."""
    listed = paragraph.text.startswith("- ") and paragraph.left > 15
    return paragraph.align == "center" or (found.addressed is not None and listed)


def _annexes(found: Anatomy, paragraphs: list[Measured]) -> None:
    for at, each in enumerate(paragraphs):
        if not _is_annex(each):
            continue
        annex = Annex(each)
        for follower in paragraphs[at + 1 : at + 6]:
            if follower.place is not None or follower.align != "center":
                break
            if follower.text.startswith("("):
                annex.belongs = follower
                break
            annex.title.append(follower)
        found.annexes.append(annex)


def _is_annex(paragraph: Measured) -> bool:
    return paragraph.align == "center" and bool(_ANNEX.match(paragraph.text.partition("\n")[0]))


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("hoà", "hòa").split())
