"""The things that plans count, «tin, bài», «số», «buổi»."""

from lantoa.domain.timing.cursor import Cursor, rule
from lantoa.vietnamese import fold

# Those that are so common in plans that they are known by their letters alone, as scanning leaves them.
_COMMON = (
    "tin bài, tin, bài viết, bài, phóng sự, chuyên mục, chuyên trang, chuyên đề, mục, số, lần, lượt, kỳ, buổi, lớp, "
    "tờ, cuốn, hội nghị, hội thi, cuộc thi, cuộc, đợt, chương trình, tọa đàm, kế hoạch, báo cáo, văn bản, sản phẩm, "
    "ấn phẩm"
)
_OTHERS = (
    "bài báo, bài tuyên truyền, chuyên san, tiểu mục, số báo, kì, quyển, bộ, bản tin, bản, tập, hội thảo, tập huấn, "
    "toạ đàm, đối thoại, video clip, video, clip, phim, tiểu phẩm, kịch bản, pa nô, pano, áp phích, khẩu hiệu, "
    "băng rôn, băng zôn, poster, infographic, đồ họa, ảnh, câu chuyện, câu hỏi, câu, mô hình, sáng kiến, giải pháp, "
    "tác phẩm, tấm gương, gương, chuyến, phiên, vòng, điểm, cơ quan, đơn vị, sở, xã, phường, thôn, hộ, người, tập thể, "
    "cá nhân, ca, suất, khóa, khoá, tổ, đội, sổ tay, sổ, mẫu, tài liệu, thủ tục, nhiệm vụ, khuyến nghị"
)
_DOERS = frozenset(
    {"cơ quan", "đơn vị", "sở", "xã", "phường", "thôn", "hộ", "tổ", "đội", "người", "tập thể", "cá nhân"}
)
_JOINERS = {",": ", ", "va": " và ", "hoac": " hoặc ", "/": "/", "": " "}
# What one number may count together without a comma («tin bài») or across a slash («tin/bài»).
_JOINED_CLOSELY = frozenset({"tin", "bài", "bài viết", "phóng sự", "ảnh", "video", "clip", "infographic"})

# Measures of time and money stand behind numbers too, but are counted only against a period («5 ngày/tuần»).
_MEASURES = {"ngay": "ngày", "gio": "giờ", "tieng": "tiếng", "phut": "phút", "tuan": "tuần", "thang": "tháng"}
_MEASURES |= {"trieu dong": "triệu đồng", "dong": "đồng", "trang": "trang"}


def _by_words(units: str) -> dict[tuple[str, ...], str]:
    return {tuple(unit.split()): unit for unit in units.split(", ")}


_BY_SPELLING = _by_words(_COMMON) | _by_words(_OTHERS)
_BY_LETTERS = {tuple(fold(unit).split()): unit for unit in _COMMON.split(", ")}
_LONGEST = max(len(words) for words in _BY_SPELLING)


def is_known_unit(unit: str) -> bool:
    """Whether a unit is one, or a list, of those the grammar knows by itself, in their right spelling."""
    return all(tuple(part.split()) in _BY_SPELLING for part in unit.split(", "))


@rule
def single_unit(cur: Cursor) -> str | None:
    """One known unit, in its right spelling."""
    for length in range(_LONGEST, 0, -1):
        tokens = [cur.peek(ahead) for ahead in range(length)]
        spelling = tuple(token.lower if token else "" for token in tokens)
        letters = tuple(token.key if token else "" for token in tokens)
        unit = _BY_SPELLING.get(spelling) or _BY_LETTERS.get(letters)
        if unit is not None:
            cur.pos += length
            return unit
    return None


@rule
def unit_list(cur: Cursor) -> str | None:
    """«tin», «tin, bài viết, phóng sự»: known units without a number between them, joined as the text joins them."""
    found = single_unit(cur)
    if found is None:
        return None
    while (more := _next_unit(cur)) is not None:
        found += more
    return found


@rule
def _next_unit(cur: Cursor) -> str | None:
    joiner = cur.key() if cur.key() in _JOINERS else ""
    if joiner:
        cur.pos += 1
    unit = single_unit(cur)
    if unit is None or (joiner in ("", "/") and unit not in _JOINED_CLOSELY):
        return None
    return _JOINERS[joiner] + unit


@rule
def measure(cur: Cursor) -> str | None:
    """A measure such as «ngày»."""
    for words, name in _MEASURES.items():
        if cur.phrase(words):
            return name
    return None


def at_counted_thing(cur: Cursor) -> bool:
    """Whether «/số», «/buổi» stands here: so many for each such thing, not for each who does it («/xã»)."""
    here = cur.pos
    unit = single_unit(cur) if cur.take("/") else None
    cur.pos = here
    return unit is not None and unit not in _DOERS


def at_unit(cur: Cursor) -> bool:
    """Whether a known unit stands here."""
    here = cur.pos
    found = single_unit(cur) is not None
    cur.pos = here
    return found
