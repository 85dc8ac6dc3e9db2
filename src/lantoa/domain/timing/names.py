"""Times that are part of a name: the year of a document, a school year; and hours that stand for always, «24/7»."""

from lantoa.domain.timing.cursor import Cursor, rule
from lantoa.domain.timing.dates import year_number
from lantoa.domain.timing.facts import Mark

_DOCUMENTS = (
    "ke hoach", "chuong trinh", "de an", "du an", "chien luoc", "nghi quyet", "bo chi so", "chi so", "chi thi",
    "phong trao", "bao cao chinh tri",
)  # fmt: skip
# Words that begin what is done with a document, or when: the name has ended before them.
_ENDING = (
    "truoc", "tu", "cham", "muon", "khi", "trinh", "xong", "den", "vao", "gui", "han", "hoan thanh", "ban hanh",
    "to chuc", "dinh ky", "thuong xuyen", "hang ngay", "hang tuan", "hang thang", "hang quy", "hang nam", "moi ngay",
    "moi tuan", "moi thang", "moi quy", "moi nam", "trong nam", "trong quy", "trong thang", "trong giai doan",
    "trong suot", "trong ca nam",
)  # fmt: skip
_NUMBERED_WORDS = ("thu", "lan", "khoa")
_LONGEST_NAME = 24
_ALWAYS = (
    "24 h / 7 ngay", "24 gio / 7 ngay", "24 h / ngay", "24 gio / ngay", "24 h / 24 h", "24 gio / 24 gio", "24 h / 24",
    "24 gio / 24", "24 / 24 gio", "24 / 24 h", "24 / 24", "24 h / 7", "24 gio / 7", "24 / 7",
)  # fmt: skip
_ALL_WEEK = ("7 ngay / tuan", "7 ngay trong tuan", "7 ngay mot tuan", "7 / 7 ngay", "7 / 7")


@rule
def round_the_clock(cur: Cursor) -> Mark | None:
    """«24/7», «24/24 giờ, 7 ngày/tuần»; but «ngày 24/7» and «24/7/2026» are days of July."""
    if any(cur.key(-ahead) == "ngay" for ahead in (1, 2, 3)) or cur.phrase(*_ALWAYS) is None:
        return None
    if cur.key() == "/" and cur.key(1).isdecimal():
        return None
    here = cur.pos
    cur.take(",", "va")
    if not cur.phrase(*_ALL_WEEK):
        cur.pos = here
    return Mark.STANDING


@rule
def school_year(cur: Cursor) -> Mark | None:
    """«Năm học 2025-2026»: other documents say when it begins and ends."""
    cur.phrase("trong", "dau", "cuoi", "ca")
    return Mark.DEPENDENT if cur.phrase("nam hoc") and _years(cur) else None


@rule
def named_document(cur: Cursor) -> Mark | None:
    """«Kế hoạch CCHC năm 2024», «Đề án … giai đoạn 2022 - 2025, tầm nhìn đến năm 2030»: what it is called."""
    if not cur.phrase(*_DOCUMENTS):
        return None
    for _ in range(_LONGEST_NAME):
        if _years_in_name(cur):
            while _outlook(cur):
                pass
            return Mark.NOTHING
        if not _word_of_name(cur):
            return None
    return None


@rule
def _years_in_name(cur: Cursor) -> bool | None:
    """The years that a name ends with."""
    return True if cur.phrase("den nam", "nam", "giai doan", "nhiem ky") and _years(cur) else None


@rule
def _outlook(cur: Cursor) -> bool | None:
    cur.take(",")
    lead = cur.phrase("tam nhin den nam", "tam nhin", "dinh huong den nam", "dinh huong den", "dinh huong", "va")
    return True if lead and (_years_in_name(cur) or _years(cur)) else None


@rule
def _years(cur: Cursor) -> bool | None:
    """A year, or the years up to another."""
    if year_number(cur) is None:
        return None
    here = cur.pos
    if not cur.take("-", "den") or year_number(cur) is None:
        cur.pos = here
    return True


@rule
def _word_of_name(cur: Cursor) -> bool | None:
    """Step over one word of a name, or a comma within it."""
    token = cur.peek()
    if token is None or cur.at_phrase(*_ENDING) or (token.key in ("quy", "thang") and _is_numbered(cur)):
        return None
    numbered = token.number is not None and cur.key(-1) in _NUMBERED_WORDS
    if not (token.is_word or numbered or token.key in (",", "-", "“", "”", '"')):
        return None
    cur.pos += 1
    return True


def _is_numbered(cur: Cursor) -> bool:
    """«Quý I», «tháng 10»: a time, not a word of a name such as «quy định»."""
    follower = cur.peek(1)
    return follower is not None and (follower.number is not None or follower.text in ("I", "II", "III", "IV"))
