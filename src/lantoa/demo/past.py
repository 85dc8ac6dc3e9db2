"""What stood in the invented province before 2025's reform: 13 districts, 209 communes, departments that merged since.

None of these names is a real body's, except those that every province has (Sở Tài chính).
"""

from collections.abc import Iterator
from datetime import date

from lantoa.vietnamese import fold

PAST = date(2021, 1, 1)

# name, symbol, kind: departments and editorial bodies that ended on 1 March 2025
FORMER_DEPARTMENTS = (
    ("Sở Kế hoạch và Đầu tư", "SKHĐT", "department"),
    ("Sở Thông tin và Truyền thông", "STTTT", "department"),
    ("Sở Lao động - Thương binh và Xã hội", "SLĐTBXH", "department"),
    ("Sở Giao thông vận tải", "SGTVT", "department"),
    ("Sở Nông nghiệp và Phát triển nông thôn", "SNNPTNT", "department"),
    ("Sở Tài nguyên và Môi trường", "STNMT", "department"),
    ("Báo Hồng Lam", "BHL", "press"),
    ("Đài Phát thanh và Truyền hình tỉnh", "ĐPTTH", "press"),
)

DISTRICTS = (
    *("thành phố Hồng Lam", "thị xã Đan Khê", "huyện Cẩm Vân", "huyện Hương Lam", "huyện Kim Thọ", "huyện Lâm Hồng"),
    *("huyện Minh Trạch", "huyện Nghi Hồng", "huyện Phong Quế", "huyện Thạch Tùng", "huyện Trà Vân", "huyện Tùng Lam"),
    "huyện Vĩnh Hồng",
)
OLD_COMMUNES = 209

_FIRST = (
    *("An", "Bình", "Cẩm", "Châu", "Đan", "Đức", "Giang", "Hạnh", "Hòa", "Hồng"),
    *("Hương", "Khánh", "Kim", "Lam", "Liên", "Mai", "Minh", "Nghi", "Ngọc", "Phong"),
)
_LAST = ("Bằng", "Châu", "Đình", "Hải", "Hợp", "Kiều", "Lạc", "Ninh", "Phú", "Tân", "Thủy", "Trạch", "Vịnh")


def old_commune_names(taken: frozenset[str]) -> Iterator[str]:
    """Names of the former communes, each once, none of them borne today, with accents or without."""
    known = {fold(name) for name in taken}
    for last in _LAST:
        for first in _FIRST:
            if fold(f"{first} {last}") not in known and first != last:
                known.add(fold(f"{first} {last}"))
                yield f"{first} {last}"


def sizes(successors: int) -> list[int]:
    """How many former communes went into each of today's: three, in the first ones four, so that all are placed."""
    least, more = divmod(OLD_COMMUNES, successors)
    return [least + (number < more) for number in range(successors)]
