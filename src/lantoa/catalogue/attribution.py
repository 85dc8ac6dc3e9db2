"""Which kind of result a counted obligation asks for: the row of the statistics table it belongs to.

The rule: what is spoken from a loudspeaker is an airing, whatever the piece is called. Otherwise an obligation belongs
to a kind of result when each thing its unit names ("tin, bài viết, phóng sự") is counted under that one kind; a unit
that says too little ("lần") is settled by the kind of channel. Where neither decides, the obligation belongs to no row:
its figure is shown as "–" there and only in the table of tasks.
"""

import re
from collections.abc import Iterable, Mapping

from lantoa.vietnamese import fold

# What the units of real plans count, by the code of the kind of result.
_COUNTED_AS: Mapping[str, tuple[str, ...]] = {
    "article": ("tin", "bài", "tin bài", "bài viết", "tin tức", "phóng sự", "bài báo", "phóng sự ảnh"),
    "programme": ("số", "chuyên mục", "chương trình", "phóng sự truyền hình"),
    "airing": ("lượt phát", "lần phát", "buổi phát", "lượt phát thanh", "buổi phát thanh"),
    "social-post": ("bài đăng",),
    "video": ("video", "clip", "video clip", "đồ họa", "infographic"),
    "print": ("tấm", "pano", "áp phích", "băng rôn", "khẩu hiệu"),
    "leaflet": ("tờ", "tờ rơi", "tờ gấp"),
    "meeting": ("hội nghị", "lớp", "lớp tập huấn", "buổi tập huấn", "hội thảo", "tọa đàm"),
    "dialogue": ("đối thoại", "cuộc đối thoại", "hội nghị đối thoại", "buổi đối thoại"),
    "contest": ("cuộc thi", "hội thi"),
    "document": ("văn bản", "kế hoạch", "công văn", "hướng dẫn"),
}
_BY_UNIT = {fold(unit): code for code, units in _COUNTED_AS.items() for unit in units}
_BY_UNIT_AND_CHANNEL = {
    ("lan", "board"): "posting",
    ("bai", "social"): "social-post",
    ("tin bai", "social"): "social-post",
    ("ban tin", "social"): "social-post",
}
# What a station sends out: an article read aloud, an item, a time, an issue.
_AIRED = frozenset(
    {"tin", "bai", "tin bai", "muc", "lan", "luot", "buoi", "so", "chuyen muc", "chuong trinh", "ban tin"}
)
_BETWEEN = re.compile(r"\s*(?:[,;/]|\bva\b|\bhoac\b)\s*")

# A kind whose usual channel is one of these is published: its row is split by where it appeared.
MEDIA = frozenset({"own-site", "province-portal", "reform-site", "newspaper", "broadcast", "loudspeaker", "social"})


def kind_code(unit: str | None, channel_kind: str, units: Mapping[str, str]) -> str | None:
    """The code of the kind of result an obligation counts, None where its words do not decide.

    in: the obligation's unit, the kind of its channel ("" for none), the catalogue's {folded unit: code}, holding only
    units that belong to one kind.
    """
    if not unit:
        return None
    whole = " ".join(fold(unit).split())
    if channel_kind == "loudspeaker" and {part for part in _BETWEEN.split(whole) if part} <= _AIRED:
        return "airing"
    exact = _BY_UNIT_AND_CHANNEL.get((whole, channel_kind)) or units.get(whole)
    if exact:
        return exact
    codes = {_BY_UNIT.get(part) for part in _BETWEEN.split(whole) if part}
    return codes.pop() if len(codes) == 1 else None


def distinct_units(kinds: Iterable[tuple[str, str]]) -> dict[str, str]:
    """{folded unit: code} of the catalogue's (code, unit) pairs, without units that several kinds share."""
    found: dict[str, str | None] = {}
    for code, unit in kinds:
        folded = fold(unit)
        found[folded] = None if folded in found else code
    return {unit: code for unit, code in found.items() if code}
