"""What the words of a heading say about the part of a plan under it."""

import re

from lantoa.vietnamese import fold

# Order matters: the first that a heading names is its part. «Yêu cầu về nội dung» is a requirement.
_PARTS: tuple[tuple[str, str], ...] = (
    ("targets", r"chi tieu|muc tieu cu the|cac muc tieu cu the"),
    ("money", r"kinh phi|du toan|nguon luc tai chinh"),
    ("responsibilities", r"to chuc thuc hien|trach nhiem|phan cong|to chuc trien khai"),
    ("audience", r"doi tuong|pham vi|dia ban"),
    ("purpose", r"muc dich|muc tieu|quan diem|y nghia"),
    ("requirement", r"yeu cau|nguyen tac"),
    ("tasks", r"nhiem vu"),
    ("themes", r"noi dung"),
    ("forms", r"hinh thuc|phuong thuc|phuong phap|bien phap|giai phap|cach thuc"),
    ("time", r"thoi gian|tien do|lo trinh"),
)
_COMPILED = tuple((part, re.compile(rf"\b(?:{pattern})\b")) for part, pattern in _PARTS)
_LEADING = re.compile(r"^(?:ve|cac|cong tac|mot so)\s+")
_CLOSING = re.compile(
    r"(?:tren day la|trong qua trinh|yeu cau (?:cac|giam doc|thu truong|chu tich|truong)|"
    r"can cu (?:noi dung )?ke hoach nay|"
    r"nhan duoc ke hoach|de nghi (?:cac|thu truong)|giao (?:cho )?so noi vu|ke hoach nay|"
    r"(?:uy ban nhan dan|ubnd)\b.{0,60}\b(?:yeu cau|de nghi)\b)"
)


def part_of(heading: str) -> str | None:
    """The part of a plan that a heading names: targets, money, responsibilities, audience, purpose, requirement,
    tasks, themes, forms, time; None when it names none. A heading of several parts gives the first it names.
    """
    found = parts_of(heading)
    return found[0] if found else None


def parts_of(heading: str) -> list[str]:
    """Every part that a heading names, in the order of its words."""
    words = _LEADING.sub("", fold(heading))
    hits: dict[str, int] = {}
    taken: list[tuple[int, int]] = []
    for part, pattern in _COMPILED:
        match = pattern.search(words)
        if match and not any(start <= match.start() < end for start, end in taken):
            hits[part] = match.start()
            taken.append(match.span())
    return sorted(hits, key=lambda part: hits[part])


def starts_closing(text: str) -> bool:
    """Whether an unnumbered paragraph reads like the end of a plan («Trên đây là …», «Trong quá trình …»)."""
    return bool(_CLOSING.match(fold(text))) or text.rstrip().endswith("./.")
