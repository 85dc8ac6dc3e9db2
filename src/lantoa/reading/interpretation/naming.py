"""One name for one body: short forms written out, the document's own fuller mentions used."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lantoa.reading.interpretation.abbreviations import expanded
from lantoa.vietnamese import fold

LEVELS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
_LEVEL = re.compile(rf"\b({'|'.join(LEVELS)})\b", re.IGNORECASE)
# Bodies of which every place has its own, so that a bare name means the one of the issuer's place.
_LOCAL = re.compile(r"(?:Trung tâm|Đài|Bưu điện|Chi cục|Liên đoàn|Hạt|Trạm)\b")
_OFFICE = re.compile(r"(?:Văn phòng Hội đồng nhân dân và Ủy ban nhân dân|Ủy ban Mặt trận Tổ quốc Việt Nam)$")
_COMPOUND_KINDS = ("sở", "phòng", "bộ", "ban", "cục", "chi cục", "văn phòng", "trung tâm", "đài", "báo", "vụ")


@dataclass
class Names:
    """The names of bodies in one document. `level` and `place` are the issuer's: «tỉnh», «Hà Tĩnh»."""

    text: str = ""
    level: str = ""
    place: str = ""
    known: dict[str, str] = field(default_factory=dict)
    issuer_asks_none: bool = False  # the Party, a council, the Front: in its own plan its kind owes like any other

    def learn(self, names: Iterable[str]) -> None:
        """Take note of full names: later short or differently spelled mentions will be given them.

        The spelling that comes most often stands for all; the first, where they are even.
        """
        spelled: dict[str, Counter[str]] = {}
        for name in names:
            spelled.setdefault(key_of(name), Counter())[name] += 1
        for key, counts in spelled.items():
            self.known.setdefault(key, counts.most_common(1)[0][0])

    def official(self, name: str) -> str:
        """The full official name for a mention, as far as the document and common usage tell it."""
        name = self._by_initials(name)
        name = expanded(name).strip(" .;,:")
        name = _frontified(_joined_office(name))
        name = self._qualified(name)
        return self.known.get(key_of(name), name)

    def _by_initials(self, name: str) -> str:
        """«Phòng VHTT» is «Phòng Văn hóa - Thông tin» where the document has written that out."""
        head, _, rest = name.partition(" ")
        if not rest or not re.fullmatch(r"[A-ZĐ][A-ZĐ&\-, ]{1,10}", rest):
            return name
        wanted = re.sub(r"[^A-ZĐ]", "", rest)
        for full in self.known.values():
            kind, _, words = full.partition(" ")
            initials = "".join(w[0].upper() for w in re.findall(r"\w+", words) if w != "và")
            if kind.lower() == head.lower() and initials == wanted:
                return full
        return name

    def _qualified(self, name: str) -> str:
        if _OFFICE.fullmatch(name) and self.level:
            return f"{name} {self.level}"
        if _LOCAL.match(name) and not _LEVEL.search(name):
            for level in LEVELS:
                if re.search(rf"\b{re.escape(fold(name))} {fold(level)}\b", self._folded_text):
                    return f"{name} {level}"
        return name

    @property
    def _folded_text(self) -> str:
        if not hasattr(self, "_folded"):
            self._folded = fold(self.text)
        return self._folded


def key_of(name: str) -> str:
    """What two spellings of one body's name have in common: letters without marks, no «và», no punctuation."""
    words = re.findall(r"\w+", fold(name))
    return " ".join(word for word in words if word not in ("va", "cua"))


def _joined_office(name: str) -> str:
    """The joint offices have one official name each, however they are abbreviated."""
    name = re.sub(
        r"Văn phòng (?:HĐND|Hội đồng nhân dân)\s*(?:-|–|&|và|,)\s*(?:UBND|Ủy ban nhân dân)",
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", name,
    )  # fmt: skip
    return re.sub(
        r"Văn phòng Đoàn đại biểu Quốc hội\s*(?:-|–|&|và|,)\s*Hội đồng nhân dân",
        "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân", name,
    )  # fmt: skip


def _frontified(name: str) -> str:
    name = re.sub(r"Mặt trận [Tt]ổ quốc(?! Việt Nam)", "Mặt trận Tổ quốc Việt Nam", name)
    name = re.sub(r"(Việt Nam)(?: Việt Nam)+", r"\1", name)
    name = re.sub(r"Hiệp hội doanh nghiệp", "Hiệp hội Doanh nghiệp", name)
    name = re.sub(r"(?i)\bban (tuyên giáo|dân vận|tổ chức|chỉ đạo|biên tập|thường vụ|chấp hành)\b", _party_board, name)
    return re.sub(
        r"(?i)\b(tỉnh|thành|huyện|quận|đảng|thị) (?:ủy|uỷ)\b", lambda m: f"{m.group(1).capitalize()} ủy", name
    )


def _party_board(match: re.Match[str]) -> str:
    field = match.group(1)
    return f"Ban {field[:1].upper()}{field[1:]}"


def cased(capitals: str) -> str:
    """A name printed in capitals as running text writes it: «SỞ NỘI VỤ» → «Sở Nội vụ», «TỈNH HÀ TĨNH» → «tỉnh Hà Tĩnh».

    Decree 30/2020, Phụ lục II: the first letters of the kind of body, of what it is for, and of place names.
    """
    if not capitals.isupper():
        return capitals
    words = capitals.lower().split()
    result: list[str] = []
    in_place = False
    capital_next = True
    for index, word in enumerate(words):
        two = " ".join(words[index : index + 2])
        if index and (word in LEVELS or two in LEVELS):
            in_place = True
            result.append(word)
            capital_next = False
            continue
        if in_place and " ".join(words[index - 1 : index + 1]) in LEVELS:
            result.append(word)
            continue
        result.append(word[:1].upper() + word[1:] if in_place or capital_next else word)
        kind = " ".join(result).lower()
        capital_next = kind in _COMPOUND_KINDS or (
            (kind.startswith(("sở", "phòng", "bộ ")) and word in ("và", "-", "–")) or word.endswith(",")
        )
    name = " ".join(result)
    return re.sub(r"(?i)\bủy ban nhân dân\b", "Ủy ban nhân dân", expanded(name.replace("Ubnd", "UBND")))


def sentence_case(capitals: str, running_text: str) -> str:
    """A title printed all in capitals as a sentence, short forms and names as running text writes them."""
    if not capitals.isupper():
        return capitals
    words = []
    for word in capitals.split():
        bare = word.strip("“”\"'()[],.;:")
        lower = bare.lower()
        kept = bare if re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", running_text) and len(bare) > 1 else lower
        words.append(word.replace(bare, kept) if bare else word)
    text = " ".join(words)
    for name in set(re.findall(r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ ){1,3}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+", running_text)):
        text = re.sub(rf"(?<!\w){re.escape(name.lower())}(?!\w)", name, text)
    return text[:1].upper() + text[1:]


def place_in(name: str) -> tuple[str, str]:
    """(level, place) that a body's name ends with: («tỉnh», «Hà Tĩnh»); empty where it names none."""
    found = list(re.finditer(rf"\b({'|'.join(LEVELS)})\s+((?:[A-ZĐÀ-Ỹ]\w*|\d+)(?:[\s-]+(?:[A-ZĐÀ-Ỹ]\w*|\d+))*)", name))
    return (found[-1].group(1), found[-1].group(2)) if found else ("", "")
