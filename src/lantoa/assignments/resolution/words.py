"""A body's name as documents write it, brought to one plain form: folded, short forms written out, joints dropped."""

import re
from functools import lru_cache

from lantoa.vietnamese import fold

# Folded short forms as plans and offices write them; longer ones first, so that "ubmttq" is not read as "ubmt" + "tq".
_SHORT_FORMS = (
    (r"ubmttq(?:vn)?", "mat tran to quoc"),
    (r"mttq(?:vn)?", "mat tran to quoc"),
    (r"ubnd", "uy ban nhan dan"),
    (r"hdnd", "hoi dong nhan dan"),
    (r"dbqh", "dai bieu quoc hoi"),
    (r"ttdt", "thong tin dien tu"),
    (r"tt ?& ?tt|tttt", "thong tin va truyen thong"),
    (r"kh ?& ?cn|khcn", "khoa hoc va cong nghe"),
    (r"kh ?& ?dt|khdt", "ke hoach va dau tu"),
    (r"gd ?& ?dt|gddt", "giao duc va dao tao"),
    (r"nn ?& ?mt|nnmt", "nong nghiep va moi truong"),
    (r"nn ?& ?ptnt|nnptnt", "nong nghiep va phat trien nong thon"),
    (r"tn ?& ?mt|tnmt", "tai nguyen va moi truong"),
    (r"ld ?[,-]? ?tb ?& ?xh|ldtbxh", "lao dong thuong binh va xa hoi"),
    (r"vh ?,? ?tt ?& ?dl|vhttdl", "van hoa the thao va du lich"),
    (r"vh ?[&-] ?xh|vhxh", "van hoa xa hoi"),
    (r"vh ?[&-] ?tt|vhtt", "van hoa thong tin"),
    (r"gtvt", "giao thong van tai"),
    (r"(?:pt|tt) ?[&-]? ?th", "phat thanh truyen hinh"),
    (r"(?:tt)?(?:pv|phuc vu )hcc", "trung tam phuc vu hanh chinh cong"),
    (r"hcc", "hanh chinh cong"),
    (r"cchc", "cai cach hanh chinh"),
    (r"bql", "ban quan ly"),
    (r"kkt", "khu kinh te"),
    (r"ldld", "lien doan lao dong"),
    (r"lhpn", "lien hiep phu nu"),
    (r"ccb", "cuu chien binh"),
    (r"tncs", "thanh nien cong san"),
    (r"hcm", "ho chi minh"),
    (r"vp", "van phong"),
    (r"snv", "so noi vu"),
    (r"tp", "thanh pho"),
)
_SHORT_FORM = re.compile(r"(?<![a-z0-9])(?:" + "|".join(f"({short})" for short, _ in _SHORT_FORMS) + r")(?![a-z0-9])")
_JOINTS = frozenset({"va", "cua"})
_ONE_NAME = (
    ("uy ban mat tran to quoc viet nam", "mat tran to quoc"),
    ("uy ban mat tran to quoc", "mat tran to quoc"),
    ("mat tran to quoc viet nam", "mat tran to quoc"),
    ("trung tam trung tam", "trung tam"),
)
_NOT_WORD = re.compile(r"[^a-z0-9%]+")
PLACE_KINDS = ("tinh", "thanh pho", "thi xa", "huyen", "thi tran", "dac khu", "phuong", "xa")
_PLACE_ENDS = tuple(f" {kind}" for kind in PLACE_KINDS)


def written_out(text: str) -> str:
    """Folded text with short forms written out; punctuation stays."""
    return _SHORT_FORM.sub(lambda match: _SHORT_FORMS[(match.lastindex or 1) - 1][1], fold(text))


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """The form in which names are compared. in: words of a document or a body's name; out: folded words and spaces.

    "Sở TT&TT", "Sở Thông tin và Truyền thông" and "sở thông tin, truyền thông" come out the same.
    """
    words = [word for word in _NOT_WORD.sub(" ", written_out(text)).split() if word not in _JOINTS]
    joined = " ".join(words)
    for long, short in _ONE_NAME:
        joined = re.sub(rf"\b{long}\b", short, joined)
    return joined


def bare_place(name: str) -> str:
    """A place's own name without what kind of place it is: "phường Hồng Sơn" -> "hong son"."""
    text = plain(name)
    for kind in PLACE_KINDS:
        if text.startswith(f"{kind} "):
            return text[len(kind) + 1 :]
    return text


def without_end(text: str, end: str) -> str:
    """The text without these words at its end; unchanged when they do not stand there or nothing would remain."""
    if end and text.endswith(f" {end}"):
        return text[: -len(end) - 1]
    return text


def without_place(text: str, places: frozenset[str]) -> tuple[str, str]:
    """Take a place off the end of a name.

    in: a plain text, bare names of known places; out: the rest, and the place taken off: its bare name, or only the
    kind ("tinh", "xa") where the text names no more; "" where there is none.
    """
    words = text.split()
    for count in range(min(5, len(words) - 1), 0, -1):
        tail = " ".join(words[-count:])
        if tail in places:
            rest = " ".join(words[:-count])
            for kind in PLACE_KINDS:
                shorter = without_end(rest, kind)
                if shorter != rest:
                    return shorter, tail
            return rest, tail
    if text.endswith(_PLACE_ENDS):
        for kind in PLACE_KINDS:
            rest = without_end(text, kind)
            if rest != text:
                return rest, kind
    return text, ""
