"""Collective assignees: "các sở, ban, ngành", "Ủy ban nhân dân cấp xã", "các phòng, đơn vị thuộc Sở" and their like.

A collective is read as a list of kinds of bodies, each found by kind and level under the issuer. What is left over
when all known kinds are taken out makes the reading doubtful: a person then decides.
"""

import re

from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency, LinkKind
from lantoa.assignments.resolution.directory import Directory, kinds_at
from lantoa.assignments.resolution.found import Found
from lantoa.assignments.resolution.gone import DISTRICTS_ENDED, communes_offered, speaks_of_ended_districts
from lantoa.assignments.resolution.words import plain

_COMMUNE_KIND = r"(?:dac khu|(?<!thi )xa|(?<!dia )phuong|thi tran)"
_DISTRICT_KIND = r"(?:huyen|thanh pho|thi xa)"
_COMMUNE = rf"(?:cac )?(?:{_COMMUNE_KIND}(?: |$))+|cap xa|cap co so"
_DISTRICT = rf"(?:cac )?(?:{_DISTRICT_KIND}(?: |$))+|cap huyen"
_MANY = re.compile(
    r"^(?:cac|tat ca|toan the|toan bo|moi|100%|co quan don vi)\b|"
    r"\buy ban nhan dan (?:cac|cap)\b|"
    rf"\buy ban nhan dan (?:{_COMMUNE_KIND} {_COMMUNE_KIND}|{_DISTRICT_KIND} {_DISTRICT_KIND})|"
    r"\b(?:cap xa|cap huyen|cac xa|cac phuong|cac dac khu|cac huyen|so ban nganh|ban nganh|cac cap$)"
)
_ONE_OFFICE = re.compile(r"^(?:van phong|phong|trung tam|dai|cong|trang|bao|buu dien|truong)\b(?! ban| nganh)")
_LEVEL_WORDS = ((_COMMUNE, Level.COMMUNE), (_DISTRICT, Level.DISTRICT), (r"cap tinh", Level.PROVINCE))
_FILLING_WORDS = (
    "cac tat ca toan bo 100% tren dia ban tinh so xa phuong huyen cap thuoc truc chuyen mon cua moi nhung "
    "don vi hanh chinh trong thanh pho dac khu khac uy ban nhan dan"
)
_FILLING = frozenset(_FILLING_WORDS.split(" "))
_VAGUE = re.compile(r"\b(?:co )?lien quan\b")
_PEOPLE = re.compile(r"\bcan bo\b|\bcong chuc vien chuc\b|\bnguoi lao dong\b|\bnguoi dan\b|\bdang vien\b")


def is_collective(text: str) -> bool:
    """Whether plain words speak of many bodies by their kind."""
    return bool(_MANY.search(text))


def resolve_collective(words: str, book: Directory) -> Found | None:
    """The bodies that a collective means under the issuer, or None when the words are no collective."""
    text = plain(words)
    if not is_collective(text):
        return None
    if _VAGUE.search(text):
        return Found((), "Văn bản không nói rõ là cơ quan nào; hãy chọn, hoặc không giao.", certain=False)
    if _PEOPLE.search(text):
        return Found((), "Văn bản nói đến con người; hãy chọn cơ quan, hoặc không giao.", certain=False)
    named = _one_name_at_a_level(text, book)
    if named is not None or _ONE_OFFICE.match(text):
        return named
    return _by_kinds(text, book)


def _one_name_at_a_level(text: str, book: Directory) -> Found | None:
    """One name and every body that bears it: "Phòng Văn hóa - Xã hội các xã, phường", "Mặt trận Tổ quốc các cấp"."""
    every = re.fullmatch(r"(?P<name>.+) cac cap", text)
    if every and (found := book.at_all_levels(every["name"])):
        return Found(found, "Mọi cơ quan tên này ở các cấp.")
    for words, level in _LEVEL_WORDS[:2]:
        match = re.fullmatch(rf"(?:cac )?(?P<name>.+?) (?:uy ban nhan dan )?(?:{words})", text)
        if match and match["name"] != "uy ban nhan dan":
            name = match["name"]
            found = book.named_at(name, level) or book.named_at(f"{name} uy ban nhan dan", level)
            if found:
                return Found(found, f"Mọi cơ quan tên này ở {_LEVEL_SAID[level]}.")
    return None


_LEVEL_SAID = {
    Level.COMMUNE: "cấp xã",
    Level.DISTRICT: "cấp huyện",
    Level.PROVINCE: "cấp tỉnh",
    Level.CENTRAL: "Trung ương",
}


def _by_kinds(text: str, book: Directory) -> Found:
    found: list[Agency] = []
    said: list[str] = []
    rest, missing = text, False
    for pattern, rule in _rules(text, book):
        taken = re.sub(pattern, " ", rest)
        if taken != rest:
            rest = taken
            agencies, how = rule
            found += agencies
            said.append(how if agencies else f"{how} (không có cơ quan nào đang hoạt động)")
            missing = missing or not agencies
    left = [word for word in rest.split() if word not in _FILLING]
    everyone = tuple(dict.fromkeys(found))
    how = "; ".join(said)
    if speaks_of_ended_districts(text, book):
        return _without_districts(everyone, book)
    if not said:
        return Found((), "Chưa biết là những cơ quan nào; hãy chọn, hoặc không giao.", certain=False)
    sentence = how[0].upper() + how[1:] + "."
    if left:
        return Found(everyone, f"{sentence} Còn phần chưa hiểu hết, xin xem lại.", certain=False)
    return Found(everyone, sentence, certain=not missing)


def _without_districts(found: tuple[Agency, ...], book: Directory) -> Found:
    """Words that name the districts among others, or alone: then the communes are offered, never put in unasked."""
    if found:
        how = f"{DISTRICTS_ENDED} Còn lại {len(found)} cơ quan văn bản nêu cùng chỗ; hãy xem lại."
        return Found(found, how, certain=False)
    offer, offer_words = communes_offered(book)
    how = f"{DISTRICTS_ENDED} Hãy chọn: giao UBND cấp xã, chọn cơ quan khác, hoặc không giao."
    return Found((), how, certain=False, offer=offer, offer_words=offer_words)


Rule = tuple[str, tuple[tuple[Agency, ...], str]]


def _rules(text: str, book: Directory) -> list[Rule]:
    """Kinds in the order in which they are taken out of the words: the longer and more special ones first."""
    communes = kinds_at(book, _COMMITTEE, Level.COMMUNE)
    districts = kinds_at(book, _COMMITTEE, Level.DISTRICT)
    named, said = _of_their_kind(text, communes, book)
    both = ((_COMMUNE, named, said), (_DISTRICT, districts, f"Ủy ban nhân dân {_LEVEL_SAID[Level.DISTRICT]}"))
    committees: list[Rule] = [(rf"uy ban nhan dan (?:{words})", (bodies, how)) for words, bodies, how in both]
    speaks_of_committees = any(re.search(pattern, text) for pattern, _ in committees)
    level = next((level for words, level in _LEVEL_WORDS if re.search(rf"\b(?:{words})", text)), None)
    own = Level(book.issuer.level) if level is None or speaks_of_committees else level
    kinds = _kind_rules(book, own)
    elsewhere = level is not None and level != book.issuer.level and not speaks_of_committees
    inner = _offices_elsewhere(book, own) if elsewhere else _inner_rules(text, book, communes)
    if any(re.search(pattern, text) for pattern, _ in kinds):
        return [*committees, *kinds, *inner]
    # "các xã, phường" alone means their committees; behind a kind ("đoàn thể cấp xã") it only says the level.
    bare = [(rf"\b(?:{words})", (bodies, how)) for words, bodies, how in both]
    return [*committees, *inner, *bare]


def _of_their_kind(text: str, communes: tuple[Agency, ...], book: Directory) -> tuple[tuple[Agency, ...], str]:
    """The communes of the kind that the words name alone ("các phường"); all of them where several kinds are named."""
    kinds = {kind for run in _KINDS_NAMED.findall(text) for kind in _ONE_KIND.findall(run)}
    every = f"Ủy ban nhân dân {_LEVEL_SAID[Level.COMMUNE]}"
    if len(kinds) != 1 or "cap xa" in text:
        return communes, every
    (kind,) = kinds
    kept = tuple(row for row in communes if book.kind_of_place(row) in (kind, ""))
    return (kept, f"Ủy ban nhân dân các {_KIND_SAID[kind]}") if len(kept) < len(communes) else (communes, every)


_KINDS_NAMED = re.compile(rf"\b(?:cac|uy ban nhan dan) ((?:{_COMMUNE_KIND}(?: |$))+)(?!hoi\b)")
_ONE_KIND = re.compile(r"dac khu|thi tran|phuong|xa")
_KIND_SAID = {"xa": "xã", "phuong": "phường", "dac khu": "đặc khu", "thi tran": "thị trấn"}


def _kind_rules(book: Directory, level: Level) -> list[Rule]:
    def of(*kinds: AgencyKind) -> tuple[Agency, ...]:
        return kinds_at(book, frozenset(kinds), level)

    said = _LEVEL_SAID[level]
    villages = kinds_at(book, frozenset({AgencyKind.VILLAGE}), Level.COMMUNE)
    one_stops = f"Trung tâm Phục vụ hành chính công {said}"
    organisations = (of(AgencyKind.MASS_ORGANISATION), f"tổ chức chính trị - xã hội {said}")
    return [
        (r"co quan trung uong(?: dong)?", (of(AgencyKind.CENTRAL), "cơ quan Trung ương trên địa bàn")),
        (r"co quan (?:thong tin |thong tan )?bao chi|\bbao dai\b", (of(AgencyKind.PRESS), f"báo, đài {said}")),
        (r"trung tam phuc vu hanh chinh cong", (of(AgencyKind.ONE_STOP), one_stops)),
        (r"to chuc chinh tri xa hoi|\bdoan the(?: chinh tri)?(?: xa hoi)?", organisations),
        (r"to chuc hoi|\bhiep hoi\b|\bhoi\b(?! dong)", (of(AgencyKind.ASSOCIATION), f"hội, hiệp hội {said}")),
        (r"\btruong(?: hoc)?\b", (of(AgencyKind.SCHOOL), f"trường {said}")),
        (r"\bthon\b|\bto dan pho\b|\bkhu pho\b", (villages, "thôn, tổ dân phố")),
    ]


def _offices_elsewhere(book: Directory, level: Level) -> list[Rule]:
    """The offices of all bodies of a level: "các phòng, ban, ngành cấp xã" in a plan of the province."""
    offices = kinds_at(book, frozenset({AgencyKind.OFFICE, AgencyKind.ONE_STOP}), level)
    return [
        (
            r"\b(?:phong|ban nganh|co quan|don vi)\b(?: ban)?(?: nganh)?(?: don vi)?",
            (offices, f"phòng, cơ quan {_LEVEL_SAID[level]}"),
        )
    ]


def _inner_rules(text: str, book: Directory, communes: tuple[Agency, ...]) -> list[Rule]:
    """What "sở", "phòng", "cơ quan", "đơn vị", "địa phương" mean depends on who issues."""
    places: Rule = (r"\bdia phuong\b", (communes, "Ủy ban nhân dân cấp xã"))
    if book.issuer.level == Level.PROVINCE and book.issuer.pk == book.head:
        departments = kinds_at(book, frozenset({AgencyKind.DEPARTMENT}), Level.PROVINCE)
        public = tuple(row for row in book.children(link=LinkKind.UNDER) if row.kind in _PUBLIC_UNITS)
        return [
            (r"\bso(?: ban)?(?: nganh)?\b|\bban nganh\b|\bnganh\b", (departments, "sở, ban, ngành cấp tỉnh")),
            places,
            (r"\bco quan\b(?: don vi)?", ((*departments, *public), "sở, ban, ngành và đơn vị thuộc tỉnh")),
            (r"\bdon vi\b(?: su nghiep| truc thuoc)?", (public, "đơn vị thuộc tỉnh")),
        ]
    departments = kinds_at(book, frozenset({AgencyKind.DEPARTMENT}), Level(book.issuer.level))
    sisters = tuple(row for row in departments if row != book.issuer)
    inside = book.children() if "don vi" in text else book.children(link=LinkKind.OFFICE)
    offices = (inside or book.children(), "phòng, đơn vị của cơ quan ban hành")
    return [
        (r"\bso ban(?: nganh)?\b", (sisters, "sở, ban, ngành cấp tỉnh")),
        (r"\bphong(?: ban)?(?: nganh)?(?: chuyen mon)?(?: don vi)?\b", offices),
        places,
        (r"\b(?:co quan|don vi|ban nganh)\b(?: don vi)?(?: truc thuoc)?", offices),
    ]


_COMMITTEE = frozenset({AgencyKind.COMMITTEE})
_PUBLIC_UNITS = frozenset({AgencyKind.ONE_STOP, AgencyKind.PRESS, AgencyKind.SCHOOL, AgencyKind.POST})
