"""A document cut where an official document has its seams: head, title, body, signature, appendices."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lantoa.reading.source import SourceBlock, Table
from lantoa.reading.structure.headings import part_of
from lantoa.vietnamese import fold

Item = SourceBlock | Table

_TYPES = {
    "ke hoach": "Kế hoạch", "quyet dinh": "Quyết định", "chuong trinh": "Chương trình", "de an": "Đề án",
    "phuong an": "Phương án", "huong dan": "Hướng dẫn", "thong bao": "Thông báo", "chi thi": "Chỉ thị",
    "nghi quyet": "Nghị quyết", "bao cao": "Báo cáo", "to trinh": "Tờ trình", "cong van": "Công văn",
}  # fmt: skip
_TITLE = re.compile(rf"({'|'.join(_TYPES)})\b\s*[:.]?\s*(.*)", re.DOTALL)
_APPENDIX = re.compile(r"(?:phu luc|phu bieu|bieu)\b(?:\s*(?:so\s*)?(?:[ivx]+|\d{1,2}|[a-d]))?\s*[:.]?(?:\s|$)")
_ATTACHED = re.compile(r"\(?\s*(?:ban hanh )?kem theo (?:ke hoach|quyet dinh|cong van|to trinh|chuong trinh)")
_SECTION = re.compile(r"(?:[IVX]{1,4}\s*[.)/]|Phần\s)\s*\S")
_CAPACITY = re.compile(r"(?:TM|KT|TL|TUQ|TUN|Q)\s?\.\s*\S")
_OFFICE = re.compile(
    r"(?:(?:PHÓ )?(?:GIÁM ĐỐC|CHỦ TỊCH|CHÁNH VĂN PHÒNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG (?:PHÒNG|BAN)|"
    r"BÍ THƯ))\b"
)


@dataclass
class Segments:
    """The parts of a document, each a list of paragraphs and tables in order."""

    type: str = ""
    head: list[Item] = field(default_factory=list)
    subject: list[SourceBlock] = field(default_factory=list)
    body: list[Item] = field(default_factory=list)
    signature: list[Item] = field(default_factory=list)
    appendices: list[list[Item]] = field(default_factory=list)
    decision: "Segments | None" = None  # the decision that issues the plan, when there is one


def is_header_table(table: Table) -> bool:
    """Whether a table only lays out the state's motto and the issuer side by side."""
    words = fold(_words(table))
    return "cong hoa xa hoi" in words or ("doc lap" in words and "hanh phuc" in words)


def is_signature_table(table: Table) -> bool:
    """Whether a table only lays out recipients and signature side by side."""
    cells = [cell.text for row in table.rows for cell in row.cells]
    if any(fold(text).startswith("noi nhan") for text in cells):
        return True
    return len(table.rows) <= 3 and any(_CAPACITY.match(text) or _OFFICE.match(text) for text in cells)


def _words(table: Table) -> str:
    return " ".join(cell.text for row in table.rows for cell in row.cells)


def title_of(block: Item) -> tuple[str, str] | None:
    """(type of document, rest of the line) when a paragraph is a document's title, such as «KẾ HOẠCH»."""
    if isinstance(block, Table) or block.label:
        return None
    first, _, more = block.text.partition("\n")
    match = _TITLE.fullmatch(fold(first))
    # Folded alike are «PHƯƠNG ÁN» and «PHƯỜNG AN …»: the accents decide.
    if not match or first[: len(match.group(1))] != _TYPES[match.group(1)].upper():
        return None
    rest = first[match.start(2) :]
    if rest and not (rest.isupper() or block.centred):
        return None
    return _TYPES[match.group(1)], " ".join(part for part in (rest.strip(), more.replace("\n", " ").strip()) if part)


def segments_of(flow: Sequence[Item]) -> Segments | None:
    """Cut a document. None when it has no title of an official document.

    A decision that issues a plan («QUYẾT ĐỊNH … ban hành Kế hoạch») gives the plan, with the decision beside it.
    """
    titles = [index for index, item in enumerate(flow) if title_of(item)]
    if not titles:
        return _untitled(flow)
    kinds = [(title_of(flow[index]) or ("", ""))[0] for index in titles]
    if kinds[0] == "Quyết định" and "Kế hoạch" in kinds[1:]:
        second = titles[kinds.index("Kế hoạch", 1)]
        start = second
        while start > 0 and _is_repeated_head(flow[start - 1]):
            start -= 1
        decision = _cut(flow[:start], titles[0])
        plan = _cut(flow[start:], second - start)
        plan.decision = decision
        return plan
    return _cut(flow, titles[0])


def _untitled(flow: Sequence[Item]) -> Segments | None:
    """A plan whose first page is missing: it begins with a section of plans and has another; None for other texts."""
    sections = [
        index
        for index, item in enumerate(flow)
        if isinstance(item, SourceBlock) and _SECTION.match(item.shown) and part_of(item.text)
    ]
    if len(sections) < 2:
        return None
    start = sections[0]
    cut = Segments(type="", head=list(flow[:start]))
    sign = _signature_start(flow, start)
    end = _appendix_start(flow, sign)
    cut.body, cut.signature = list(flow[start:sign]), list(flow[sign:end])
    cut.appendices = _appendices(flow[end:])
    return cut


def _is_repeated_head(item: Item) -> bool:
    if isinstance(item, Table):
        return is_header_table(item)
    return item.centred and item.text.isupper() and not title_of(item)


def _cut(flow: Sequence[Item], title: int) -> Segments:
    kind, rest = title_of(flow[title]) or ("", "")
    cut = Segments(type=kind, head=list(flow[:title]))
    block = flow[title]
    if rest and isinstance(block, SourceBlock):
        cut.subject.append(SourceBlock(id=block.id, kind=block.kind, text=rest, bold=block.bold, centred=True))
    index = title + 1
    while index < len(flow) and _is_subject(flow[index], started=bool(cut.subject)):
        item = flow[index]
        assert isinstance(item, SourceBlock)  # noqa: S101 - _is_subject lets only paragraphs through
        cut.subject.append(item)
        index += 1
    sign = _signature_start(flow, index)
    end = _appendix_start(flow, sign)
    cut.body, cut.signature = list(flow[index:sign]), list(flow[sign:end])
    cut.appendices = _appendices(flow[end:])
    return cut


def _is_subject(item: Item, *, started: bool) -> bool:
    if isinstance(item, Table) or item.label:
        return False
    words = fold(item.text)
    if (
        re.match(r"(?:can cu|thuc hien|thi hanh|nham|de |theo |tren co so|[ivx]+\s?[.)]|phan |\d+\.)", words)
        and not item.centred
    ):
        return False
    if re.match(r"(?:can cu|[ivx]+\s?[.]\s)", words):
        return False
    if _ATTACHED.match(words):
        return True
    return item.centred or (not started and (item.bold or _reads_as_subject(item.text)))


def _reads_as_subject(text: str) -> bool:
    """Whether a plain line right under the title can be its subject: short, and no sentence that ends or leads on."""
    return len(text.split()) <= 40 and not text.rstrip().endswith((".", ":", ";", ","))


def _signature_start(flow: Sequence[Item], start: int) -> int:
    for index in range(start, len(flow)):
        item = flow[index]
        if isinstance(item, Table):
            if is_signature_table(item):
                return index
            continue
        if fold(item.text).startswith("noi nhan") or _CAPACITY.match(item.text):
            return index
        if item.text.isupper() and _OFFICE.fullmatch(item.text.strip()):
            return index
        if _is_appendix_title(item):
            return index
    return len(flow)


def _is_appendix_title(item: Item) -> bool:
    if isinstance(item, Table) or item.label or len(item.text.split()) > 30:
        return False
    first = item.text.partition("\n")[0]
    return bool(_APPENDIX.match(fold(first))) and (item.centred or first.isupper() or item.bold)


def _appendix_start(flow: Sequence[Item], start: int) -> int:
    for index in range(start, len(flow)):
        item = flow[index]
        if _is_appendix_title(item) or (isinstance(item, Table) and index > start and not is_signature_table(item)):
            while index > start and _is_repeated_head(flow[index - 1]):
                index -= 1
            return index
        if isinstance(item, SourceBlock) and _ATTACHED.match(fold(item.text)):
            while index > start and _is_repeated_head(flow[index - 1]):
                index -= 1
            return index
    return len(flow)


def _appendices(flow: Sequence[Item]) -> list[list[Item]]:
    parts: list[list[Item]] = []
    for item in flow:
        if not parts or (_is_appendix_title(item) and any(isinstance(i, Table) for i in parts[-1])):
            parts.append([])
        parts[-1].append(item)
    return parts
