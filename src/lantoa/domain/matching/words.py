"""The words of a plan's rows as the comparison weighs them: spelled out, without accents, rare ones heavier.

Rows are compared across levels of government, so the words that only name a level («tỉnh», «xã») tell nothing; the
forms of making known have many names («loa», «đài truyền thanh») and are known by what they are.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from lantoa.vietnamese import fold

_WORD = re.compile(r"[^\W_]+")
_SPELLED_OUT = {
    "cchc": "cai cach hanh chinh",
    "tthc": "thu tuc hanh chinh",
    "ttdt": "thong tin dien tu",
    "bcci": "buu chinh cong ich",
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
    "dvc": "dich vu cong",
    "dvctt": "dich vu cong truc tuyen",
    "ptth": "phat thanh truyen hinh",
    "pvhcc": "phuc vu hanh chinh cong",
    "qppl": "quy pham phap luat",
    "pbgdpl": "pho bien giao duc phap luat",
    "bdvhx": "buu dien van hoa xa",
    "mxh": "mang xa hoi",
    "website": "trang thong tin dien tu",
    "panô": "pano",
}
# Words that join others, name a level of government, or stand in nearly every row of such a plan; pairs go as pairs,
# since «thi» is empty in «thị xã» and says much in «cuộc thi».
_PAIRS = """
    tuyen truyen, to chuc, thuc hien, noi dung, ke hoach, cong tac, lien quan, nguoi dan, nhan dan, thanh pho, thi xa,
    thi tran, don vi, dia phuong, co quan, dia ban, trien khai
"""
_SINGLE = """
    va cac cua cho ve tren trong den theo voi tai o tu la duoc do nham cung nhu khi co mot nhung nay de vao tinh huyen
    xa phuong cap so ban nganh toan nam thang quy ngay lan
"""
_EMPTY_PAIRS = frozenset(" ".join(pair.split()) for pair in _PAIRS.split(","))
_EMPTY = frozenset(_SINGLE.split())
# The forms and subjects of making reform known, each under the names that offices give it.
_CONCEPTS: Mapping[str, tuple[str, ...]] = {
    "đài truyền thanh huyện": (
        "truyen thanh huyen",
        "truyen thanh cac huyen",
        "truyen thanh cap huyen",
        "phat thanh huyen",
    ),
    "phát thanh, truyền thanh": ("truyen thanh", "phat thanh", "loa", "len song"),
    "truyền hình": ("truyen hinh", "phat hinh"),
    "cổng, trang thông tin điện tử": (
        "trang thong tin dien tu",
        "cong thong tin dien tu",
        "cong trang thong tin",
        "trang tin dien tu",
    ),
    "mạng xã hội": ("mang xa hoi", "zalo", "facebook", "fanpage"),
    "tuyên truyền trực quan": ("pano", "pa no", "ap phich", "bang ron", "bang dien tu", "truc quan", "khau hieu"),
    "tờ rơi, ấn phẩm": ("to roi", "to gap", "an pham"),
    "cuộc thi": ("cuoc thi", "hoi thi", "thi tim hieu"),
    "sáng kiến": ("sang kien", "giai phap moi"),
    "đối thoại": ("doi thoai", "gap mat", "gap go", "lang nghe y kien", "tiep xuc"),
    "tập huấn": ("tap huan", "boi duong"),
    "tiếp phát": ("tiep phat", "tiep song", "tiep am", "phat lai"),
    "nêu gương": ("neu guong", "bieu duong", "guong nguoi tot", "nguoi tot viec tot", "dien hinh"),
    "niêm yết, công khai": ("niem yet", "cong khai"),
    "thủ tục hành chính": ("thu tuc hanh chinh", "giai quyet ho so"),
    "dịch vụ công trực tuyến": ("dich vu cong", "nop ho so", "thanh toan truc tuyen", "truc tuyen"),
    "bưu điện, bưu chính": ("buu dien", "buu chinh"),
    "phản ánh, kiến nghị": ("phan anh", "kien nghi", "hoi dap"),
    "tin, bài": ("tin bai", "bai viet", "phong su", "tin hoat dong"),
    "pháp luật": ("phap luat",),
    "doanh nghiệp": ("doanh nghiep", "nha dau tu", "ho kinh doanh"),
    "hành chính công": (
        "trung tam hanh chinh cong",
        "trung tam phuc vu hanh chinh cong",
        "bo phan mot cua",
        "mot cua",
    ),
    "báo cáo viên": ("bao cao vien", "tuyen truyen vien"),
    "chuyên mục, chuyên trang": ("chuyen muc", "chuyen trang", "chuyen de"),
}
# What is done, not what it is about: a contest is never answered by a column, whatever both speak of.
_ACTS = frozenset({"#cuộc thi", "#đối thoại", "#tập huấn", "#tuyên truyền trực quan"})
_SYLLABLE, _PAIR, _CONCEPT = 0.5, 1.0, 1.5
_SENTENCE_END = re.compile(r"[.;]\s|\n")
_BULLET = re.compile(r"^\s*[-+•*–]\s*")
# What nearly every row is to give, whatever it is about.
_PAPERWORK = ("van ban chi dao", "van ban huong dan", "bao cao ket qua", "bao cao thuc hien", "van ban trien khai")

Weights = Mapping[str, float]


@lru_cache(maxsize=20_000)
def features(text: str) -> frozenset[str]:
    """What a text says, as syllables («thi»), pairs of them («cuoc thi»), and forms and subjects («#cuộc thi»)."""
    said = [part for word in _WORD.findall(fold(text)) for part in _SPELLED_OUT.get(word, word).split()]
    line = f" {' '.join(said)} "
    found = {f"#{name}" for name, names in _CONCEPTS.items() if any(f" {words} " in line for words in names)}
    kept = _without_empty(said)
    return frozenset(found | set(kept) | {f"{one} {two}" for one, two in pairwise(kept)})


def _without_empty(said: list[str]) -> list[str]:
    kept: list[str] = []
    place = 0
    while place < len(said):
        if " ".join(said[place : place + 2]) in _EMPTY_PAIRS:
            place += 2
            continue
        word = said[place]
        if word not in _EMPTY and not word.isdigit():
            kept.append(word)
        place += 1
    return kept


def acts(found: frozenset[str]) -> frozenset[str]:
    """The features that name a kind of act: a contest, a meeting face to face, a training, posters."""
    return found & _ACTS


def subjects(found: frozenset[str]) -> frozenset[str]:
    """The features that name a form or a subject."""
    return frozenset(name for name in found if name.startswith("#"))


def label_of(feature: str) -> str:
    """What a feature is called on screens, for those that name a form or a subject; else ""."""
    return feature[1:] if feature.startswith("#") else ""


def is_paperwork(product: str) -> bool:
    """Whether a product is the paper that every row gives («văn bản chỉ đạo», «báo cáo kết quả»)."""
    return fold(product).lstrip("- ").startswith(_PAPERWORK)


def sentences(text: str) -> list[str]:
    """The sentences and bullets of a paragraph, those that say something."""
    parts = (_BULLET.sub("", part).strip() for part in _SENTENCE_END.split(text))
    return [part for part in parts if len(part.split()) > 2]


def rarity(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """How much each feature tells, from how few of the texts hold it; never below zero."""
    counted: Counter[str] = Counter()
    number = 0
    for found in texts:
        number += 1
        counted.update(found)
    return {
        name: _kind_weight(name) * max(0.0, math.log((number + 1) / (times + 0.5))) for name, times in counted.items()
    }


def _kind_weight(name: str) -> float:
    if name.startswith("#"):
        return _CONCEPT
    return _PAIR if " " in name else _SYLLABLE


def mass(found: Iterable[str], weights: Weights) -> float:
    """The weight of features together."""
    return sum(weights.get(name, 0.0) for name in sorted(found))


def alike(one: frozenset[str], other: frozenset[str], weights: Weights) -> float:
    """How much two texts say the same, from 0 to 1, whichever is named first.

    What both say against what each says, and half of it against what the shorter says: a short title within a long
    one is nearly the same row.
    """
    first, second = mass(one, weights), mass(other, weights)
    if not first or not second:
        return 0.0
    shared = mass(one & other, weights)
    return 0.6 * shared / math.sqrt(first * second) + 0.4 * shared / min(first, second)


def held(one: frozenset[str], other: frozenset[str], weights: Weights) -> float:
    """How much of what `one` says is said in `other` too, from 0 to 1."""
    whole = mass(one, weights)
    return mass(one & other, weights) / whole if whole else 0.0
