"""The things that plans count, «tin, bài», «số», «buổi»."""

from lantoa.domain.timing.cursor import Cursor, rule
from lantoa.vietnamese import fold

_UNITS = (
    "tin bài, tin, bài viết, bài báo, bài, phóng sự, chuyên mục, chuyên trang, chuyên đề, chuyên san, tiểu mục, mục, "
    "số báo, số, lần, lượt, kỳ, kì, buổi, lớp, tờ, cuốn, quyển, bộ, bản tin, bản, ấn phẩm, tập, hội nghị, hội thảo, "
    "hội thi, cuộc thi, cuộc, đợt, chương trình, tọa đàm, toạ đàm, đối thoại, kế hoạch, báo cáo, văn bản, sản phẩm, "
    "video clip, video, clip, phim, tiểu phẩm, kịch bản, pa nô, pano, áp phích, khẩu hiệu, băng rôn, băng zôn, poster, "
    "infographic, đồ họa, ảnh, câu chuyện, câu hỏi, câu, mô hình, sáng kiến, tác phẩm, gương, chuyến, phiên, vòng, "
    "điểm, cơ quan, đơn vị, sở, xã, phường, thôn, người, ca, suất, khóa, tác giả, tổ, đội, hộ, file, sổ, mẫu, tài liệu"
)
_BY_KEY = {tuple(fold(unit).split()): unit for unit in _UNITS.split(", ")}
_LONGEST = max(len(words) for words in _BY_KEY)
_JOINERS = {",": ", ", "va": " và ", "hoac": " hoặc ", "/": "/", "-": " - ", "": " "}

# Measures of time and money stand behind numbers too, but are counted only against a period («5 ngày/tuần»).
_MEASURES = {
    ("ngay",): "ngày", ("gio",): "giờ", ("tieng",): "tiếng", ("phut",): "phút", ("tuan",): "tuần", ("thang",): "tháng",
    ("trieu", "dong"): "triệu đồng", ("dong",): "đồng", ("trang",): "trang",
}  # fmt: skip


def is_known_unit(unit: str) -> bool:
    """Whether a unit is one, or a list, of those the grammar knows by itself."""
    parts = unit.replace(" và ", ", ").split(", ")
    return all(tuple(fold(part).split()) in _BY_KEY and _BY_KEY[tuple(fold(part).split())] == part for part in parts)


@rule
def single_unit(cur: Cursor) -> str | None:
    """One known unit, in its right spelling."""
    for length in range(_LONGEST, 0, -1):
        words = tuple(cur.key(ahead) for ahead in range(length))
        if words in _BY_KEY:
            cur.pos += length
            return _BY_KEY[words]
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
    if unit is None or (not joiner and unit not in ("bài", "bài viết", "phóng sự")):
        return None
    return _JOINERS[joiner] + unit


@rule
def measure(cur: Cursor) -> str | None:
    """A measure such as «ngày»."""
    for words, name in _MEASURES.items():
        if cur.phrase(" ".join(words)):
            return name
    return None


def at_unit(cur: Cursor) -> bool:
    """Whether a known unit stands here."""
    here = cur.pos
    found = single_unit(cur) is not None
    cur.pos = here
    return found
