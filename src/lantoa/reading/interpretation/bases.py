"""The opening of a plan: legal bases, then the sentence that announces the plan."""

import re
from dataclasses import dataclass, field

from lantoa.reading.source import SourceBlock
from lantoa.reading.structure.segments import Item
from lantoa.vietnamese import fold

_BASE = re.compile(
    r"(?:can cu|thuc hien (?:cac )?(?:nghi|quyet|ke hoach|chi thi|cong van|chuong trinh|de an|van ban|thong)|"
    r"thi hanh|theo (?:de nghi|quyet|ke hoach)|xet de nghi|theo )"
)
_DECIDES = re.compile(r"quyet dinh\s*:?$")
_SECTION = re.compile(r"(?:[IVX]+\s*[.)/]|Phần|PHẦN|Điều\s+\d|A\.|\d{1,2}\.)\s*\S")
_ANNOUNCES = re.compile(
    r"[,;]\s+(?=(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Sở|Phòng|Ban|Văn phòng|Đảng ủy|Trung tâm|"
    r"Hội đồng)[^,;]{0,90}?\s(?:ban hành|xây dựng|đề ra)\s.*(?:sau|:)\s*:?\s*$)",
    re.DOTALL,
)
_NEXT_BASE = re.compile(
    r";\s+(?=(?:Luật|Nghị quyết|Nghị định|Quyết định|Kế hoạch|Chỉ thị|Thông tư|Công văn|Chương trình|Đề án|"
    r"Kết luận|Hướng dẫn|căn cứ|Căn cứ)\b)"
)


@dataclass
class Opening:
    """Bases and announcing sentences with the block each came from, and what follows them."""

    bases: list[tuple[str, str]] = field(default_factory=list)
    intro: list[tuple[str, str]] = field(default_factory=list)
    rest: list[Item] = field(default_factory=list)


def bases_and_intro(items: list[Item]) -> Opening:
    """Part the opening from the body: all up to the first section, article or table."""
    opening = Opening()
    for index, item in enumerate(items):
        if not isinstance(item, SourceBlock) or _opens_body(item):
            opening.rest = list(items[index:])
            return opening
        text = item.shown.replace("\n", " ")
        if _BASE.match(fold(text).lstrip("- ")) and not _announces_only(text):
            _add_bases(opening, text, item.id)
        else:
            opening.intro.append((text, item.id))
    return opening


def _opens_body(block: SourceBlock) -> bool:
    if block.label and not _BASE.match(fold(block.text)):
        return True
    if _DECIDES.fullmatch(fold(block.text)):
        return False
    return bool(_SECTION.match(block.text)) or (block.caps and block.bold and len(block.text.split()) > 1)


def _announces_only(text: str) -> bool:
    if re.match(r"(?i)(?:theo|xét) đề nghị\b", text):
        return False
    return bool(re.match(r"(?i)(?:thực hiện|theo)\b", text)) and not re.search(r"\d+[/-]", text)


def _add_bases(opening: Opening, text: str, block: str) -> None:
    announced = _ANNOUNCES.search(text)
    intro = text[announced.end() :] if announced else ""
    text = text[: announced.start() + 1] if announced else text
    start = 0
    for match in _NEXT_BASE.finditer(text):
        opening.bases.append((text[start : match.start() + 1].strip(), block))
        start = match.end()
    opening.bases.append((text[start:].strip(), block))
    if intro:
        opening.intro.append((intro, block))
