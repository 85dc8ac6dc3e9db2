"""Words that say something by standing there: thường xuyên, theo lịch …, a cited document, the end of a clause."""

from lantoa.domain.timing.cursor import Cursor, rule
from lantoa.domain.timing.dates import clock, day_named
from lantoa.domain.timing.facts import Mark
from lantoa.domain.timing.names import named_document
from lantoa.domain.timing.weekdays import weekday

_BOUNDARIES = (",", ";", ".", "(", ")", ":")
_HANGS_ON = (
    "ke hoach", "lich", "tien do", "chuong trinh", "huong dan", "chi dao", "yeu cau", "de nghi", "thong bao", "van ban",
    "thuc te", "tinh hinh", "thoi gian", "thoi diem", "ky", "dot", "su kien", "quy dinh", "tung dot", "tung thoi diem",
    "chu de", "nhiem vu", "dien bien", "mua vu", "quyet dinh", "phan cong",
)  # fmt: skip
_OCCASIONS = (
    "tuy theo", "tuy thuoc", "tuy tinh hinh", "tuy vao", "khi", "sau khi", "truoc khi", "ngay sau", "ke tu",
    "tu ngay", "tu khi", "tu luc", "tu thoi diem", "ky hop", "phien hop", "cac phien hop", "dot xuat", "neu co",
)  # fmt: skip
_STANDING = ("thuong xuyen", "thuongxuyen", "thu ng xuyen", "lien tuc")
_AND_UNPLANNED = ("va dot xuat", ", dot xuat", "hoac dot xuat", "/ dot xuat", "- dot xuat")
_ATTRIBUTES = ("chi", "phi", "nguon", "von", "dong", "phep")  # kinh phí thường xuyên, hoạt động thường xuyên
_FUNDING_WORDS = 5
_PEAK_BEHIND = ("", ",", ";", ".", "(", "-", "va", "la")
_ONE_OFF = ("hoan thanh", "so ket", "tong ket", "ket thuc", "ban hanh", "trinh", "phe duyet", "nghiem thu")
_TITLES = ("ket qua", "chi so", "bang xep hang", "nguon kinh phi", "kinh phi", "du toan")
_NUMBERED = ("dieu", "khoan", "diem", "phu luc", "chuong", "phan", "muc do", "dot", "so", "bieu", "nhom", "giai")


@rule
def mark(cur: Cursor) -> Mark | None:
    """Whichever of them stands here."""
    return (
        _clause_end(cur)
        or _exception(cur)
        or named_document(cur)
        or _placeholder(cur)
        or _funding(cur)
        or _standing(cur)
        or _periodic(cur)
        or _single(cur)
        or _title(cur)
        or _numbered(cur)
    )


def _clause_end(cur: Cursor) -> Mark | None:
    token = cur.peek()
    if token is None or token.key not in (";", "."):
        return None
    following = cur.peek(1)
    if token.key == "." and following is not None and following.start == token.end:
        return None
    cur.pos += 1
    return Mark.PAUSE if token.key == ";" else Mark.STOP


@rule
def _exception(cur: Cursor) -> Mark | None:
    """«…, riêng quý IV trước ngày 10/12»: what follows stands by itself."""
    begins = cur.key(-1) in ("", ",", ";", "(", "-")
    return Mark.PAUSE if begins and cur.take("rieng") else None


@rule
def _placeholder(cur: Cursor) -> Mark | None:
    """«[hàng tháng/hàng quý]»: a blank that a form leaves to be filled."""
    if not cur.take("["):
        return None
    while cur.peek() is not None and not cur.take("]"):
        cur.pos += 1
    return Mark.DEPENDENT


@rule
def _funding(cur: Cursor) -> Mark | None:
    """«kinh phí cấp hàng năm», «kinh phí hoạt động thường xuyên»: how money comes, not when work is done."""
    if not cur.phrase("kinh phi", "ngan sach"):
        return None
    for _ in range(_FUNDING_WORDS):
        if cur.phrase("hang nam", "thuong xuyen"):
            return Mark.NOTHING
        token = cur.peek()
        if token is None or not token.is_word:
            return None
        cur.pos += 1
    return None


@rule
def _standing(cur: Cursor) -> Mark | None:
    if cur.key(-1) in _ATTRIBUTES or cur.phrase(*_STANDING) is None:
        return None
    cur.phrase(*_AND_UNPLANNED)
    return Mark.STANDING


@rule
def _periodic(cur: Cursor) -> Mark | None:
    """«định kỳ» with no period; behind the noun of an occasion it only describes that («tại hội nghị … định kỳ»)."""
    if not cur.phrase("dinh ky", "dinh ki", "thuong ky"):
        return None
    if cur.phrase(*_AND_UNPLANNED):
        return Mark.PERIODIC
    ends = cur.peek() is None or cur.key() in _BOUNDARIES
    return Mark.DEPENDENT if ends and _on_an_occasion(cur) else Mark.PERIODIC


def _on_an_occasion(cur: Cursor) -> bool:
    behind = -1
    while (token := cur.peek(behind)) is not None and token.key not in _BOUNDARIES:
        if token.key in ("vao", "tai"):
            return True
        behind -= 1
    return False


def _single(cur: Cursor) -> Mark | None:
    if cur.phrase("so voi"):
        return Mark.COMPARISON
    if cur.key(-1) in _PEAK_BEHIND and cur.phrase("cao diem", "tap trung cao diem", "tap trung vao", "tap trung trong"):
        return Mark.PEAK
    if cur.phrase("thoi gian thuc hien :", "thoi gian hoan thanh :", "thoi gian :", "thoi diem :"):
        return Mark.TIMED
    if cur.phrase("trong do co", "trong do"):
        return Mark.PART
    if cur.phrase("duy nhat"):
        return Mark.ONE_OFF
    return Mark.ONE_OFF if cur.phrase(*_ONE_OFF) else None


def _title(cur: Cursor) -> Mark | None:
    """A noun at the head of a clause that makes it the name of a thing."""
    if cur.pos > 0 and cur.key(-1) not in (";", "."):
        return None
    return Mark.TITLE if cur.phrase(*_TITLES) else None


@rule
def _numbered(cur: Cursor) -> Mark | None:
    """«Điều 5», «mức độ 3», «đợt 1»: numbers that count nothing; «số 76/NQ-CP ngày 15/7/2021» and all that it cites."""
    if cur.phrase(*_NUMBERED) and cur.number() is not None and cur.key() not in ("/", "-"):
        return Mark.NOTHING
    return None


@rule
def citation(cur: Cursor) -> Mark | None:
    """A document's number with its date: «số 76/NQ-CP ngày 15/7/2021», «12-NQ/TU»."""
    cur.take("so", ":")
    if cur.number() is None:
        return None
    if cur.take("/") and cur.number() is not None and not cur.take("/"):
        return None
    cur.take("-")
    if not _symbol(cur):
        return None
    while cur.take("-", "/"):
        if not _symbol(cur):
            break
    cur.take(",")
    if cur.key() == "ngay":
        day_named(cur)
    return Mark.NOTHING


def _symbol(cur: Cursor) -> bool:
    """Step over a part of a document's symbol, «NQ» or «QĐ»; it stands close behind its sign."""
    token, before = cur.peek(), cur.peek(-1)
    if token is None or before is None or before.key not in ("/", "-") or token.start != before.end:
        return False
    letters = token.text[:2]  # «TTg» ends small
    if not token.is_word or not letters.isupper() or len(letters) < 2 or token.text in ("THÁNG", "QUÝ", "NĂM"):
        return False
    cur.pos += 1
    return True


@rule
def dependence(cur: Cursor) -> Mark | None:
    """Time that hangs on something else, with the words up to the end of the clause."""
    if not _hangs(cur):
        return None
    while cur.peek() is not None and cur.key() not in _BOUNDARIES:
        cur.pos += 1
    return Mark.DEPENDENT


@rule
def _hangs(cur: Cursor) -> bool | None:
    hangs: object
    if cur.phrase("trong vong", "trong thoi gian", "trong thoi han", "sau"):
        hangs = cur.number() is not None and cur.phrase("ngay", "gio", "tuan", "thang") and _not_dated(cur)
    elif cur.number() is not None:
        hangs = cur.phrase("ngay sau", "ngay ke tu", "ngay truoc", "ngay lam viec", "gio sau")
    elif cur.take("theo"):
        cur.take("cac", "tung", "nhung", "dung")
        hangs = cur.phrase(*_HANGS_ON)
    else:
        hangs = cur.phrase(*_OCCASIONS)
    return True if hangs else None


def _not_dated(cur: Cursor) -> bool:
    """«trong thời gian 2 tháng (10 và 11/2019)» gives its months; «sau 05 ngày» gives none."""
    return not cur.at_phrase("(", "dau nam", "cuoi nam", "/")


@rule
def hour(cur: Cursor) -> Mark | None:
    """An hour or a day of the week that says no more."""
    return Mark.NOTHING if clock(cur) or weekday(cur) else None
