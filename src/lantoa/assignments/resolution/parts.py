"""How an entry of a plan falls into parts: several bodies in one entry, "trừ …", a post before its body."""

import re

from lantoa.assignments.resolution.words import plain
from lantoa.vietnamese import fold, nfc

_EXCEPT = re.compile(r"[\s,;(]*\b(?:không bao gồm|không kể|ngoại trừ|trừ)\b[\s:]*", re.IGNORECASE)
_COMMITTEE = r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\b"
_BETWEEN = re.compile(rf"\s*;\s*|(?<!nhân dân)(?<!HĐND),?\s+và\s+(?={_COMMITTEE})|,\s*(?={_COMMITTEE})", re.IGNORECASE)
_JOINED = re.compile(r"\s*,\s*|\s+và\s+")
# A person who stands for the body: the body is assigned, the post is kept beside it.
_HEAD = re.compile(
    r"^(?P<post>(?:đồng chí )?(?:thủ trưởng|người đứng đầu|lãnh đạo|giám đốc|chủ tịch|bí thư|"
    r"chánh(?= văn phòng| thanh tra)|trưởng(?= phòng| ban| các)|hiệu trưởng|ban giám đốc|ban lãnh đạo|ban biên tập))"
    r"\s+(?P<body>.+)$",
    re.IGNORECASE,
)
_OFFICER = re.compile(r"^(?:công chức|cán bộ|bộ phận|viên chức)\s+(?P<rest>.+)$", re.IGNORECASE)
_PLACE = r"(?:các xã|cấp xã|các phường|các đặc khu|xã(?!\s+hội)|phường)\b"
_AT = re.compile(rf"\s*(?:,|ở|tại|thuộc|của)?\s*(?P<body>(?:{_COMMITTEE}|{_PLACE}).*)$", re.IGNORECASE)
# Posts of commune officers that plans name without the word "công chức"; since 7/2025 most are written with it.
_BARE_POSTS = frozenset(
    {
        "van phong thong ke",
        "tu phap ho tich",
        "dia chinh xay dung",
        "dia chinh nong nghiep xay dung moi truong",
        "tai chinh ke toan",
        "van hoa xa hoi",
        "chi huy truong quan su",
        "chi huy truong ban chi huy quan su",
        "truong cong an",
    }
)
_CHANNEL = re.compile(
    r"^(?:(?:các|hệ thống|ban biên tập|bộ phận quản trị)\s+)*(?:cổng\s*[/,]\s*trang|cổng|trang|chuyên trang)\s+"
    r"(?:thông tin điện tử|ttđt|cchc)(?:\s+(?:của|thuộc))?\s+(?P<owner>.+)$",
    re.IGNORECASE,
)
_STATION = re.compile(
    r"^(?:các\s+|hệ thống\s+)*(?:đài|trạm)\s+truyền thanh(?:\s+(?:của|cơ sở))*\s+(?P<owner>.+)$", re.IGNORECASE
)


def without_exceptions(words: str) -> tuple[str, list[str]]:
    """The collective and the names left out: "Các sở, ban, ngành (trừ Sở Y tế, Thanh tra tỉnh)"."""
    body, *excepted = _EXCEPT.split(nfc(words))
    names = [name.strip(" ().;,") for part in excepted for name in _JOINED.split(part)]
    return body.strip(" (,;"), [name for name in names if name]


def bodies(words: str) -> list[str]:
    """Entries that hold several bodies, where the text itself says so (semicolon, "và UBND …")."""
    return [part.strip(" .,;") for part in _BETWEEN.split(nfc(words)) if part.strip(" .,;")]


def listed(words: str) -> list[str]:
    """The pieces of a list of names by commas and "và"; names that hold these themselves come out broken."""
    return [piece.strip() for piece in _JOINED.split(nfc(words)) if piece.strip()]


def post_and_body(words: str) -> tuple[str, str] | None:
    """A post and the words of its body: ("Thủ trưởng", "các phòng, đơn vị trực thuộc Sở"); body "" is the issuer."""
    text = nfc(words).strip()
    if plain(text) in _BARE_POSTS:
        return text, ""
    officer = _OFFICER.match(text)
    if officer:
        at = _AT.search(officer["rest"])
        if at:
            return text[: len(text) - len(at.group())].strip(), at["body"].strip()
        return (text, "") if plain(officer["rest"]) in _BARE_POSTS else None
    head = _HEAD.match(text)
    if head:
        return head["post"].strip(), head["body"].strip()
    return None


def channel_owner(words: str) -> str | None:
    """Whose channel it is: "Cổng Thông tin điện tử của Sở" -> "Sở"; None when the words name no such channel."""
    for pattern in (_CHANNEL, _STATION):
        match = pattern.match(nfc(words).strip())
        if match:
            return match["owner"].strip()
    return None


def names_itself(words: str) -> bool:
    """Whether the words mean the issuer by its kind alone: "Sở", "xã", "phường", "cơ quan"."""
    return fold(words).strip(" .") in {"so", "xa", "phuong", "tinh", "co quan", "don vi", "ubnd xa", "ubnd tinh"}
