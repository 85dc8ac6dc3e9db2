"""Short forms that office Vietnamese uses, and what they stand for."""

import re

# Written out wherever a body is named. The longest comes first: «VHTT&DL» before «VHTT».
_NAMES: dict[str, str] = {
    "UBMTTQVN": "Ủy ban Mặt trận Tổ quốc Việt Nam", "UBMTTQ": "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "UB MTTQ": "Ủy ban Mặt trận Tổ quốc Việt Nam", "MTTQVN": "Mặt trận Tổ quốc Việt Nam",
    "MTTQ": "Mặt trận Tổ quốc Việt Nam", "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân",
    "ĐBQH": "đại biểu Quốc hội", "BTV": "Ban Thường vụ", "BTGDV": "Ban Tuyên giáo và Dân vận",
    "BTG": "Ban Tuyên giáo", "BCĐ": "Ban Chỉ đạo", "BBT": "Ban Biên tập", "BCH": "Ban Chấp hành",
    "VH,TT&DL": "Văn hóa, Thể thao và Du lịch", "VHTT&DL": "Văn hóa, Thể thao và Du lịch",
    "VH-TT&DL": "Văn hóa, Thể thao và Du lịch", "VHTTDL": "Văn hóa, Thể thao và Du lịch",
    "VHTT-TT": "Văn hóa, Thông tin và Truyền thông", "VH&TT": "Văn hóa và Thông tin",
    "VH-TT": "Văn hóa - Thông tin", "VHTT": "Văn hóa và Thông tin", "VH-XH": "Văn hóa - Xã hội",
    "VHXH": "Văn hóa - Xã hội", "TT&TT": "Thông tin và Truyền thông", "TT-TT": "Thông tin và Truyền thông",
    "TTTT": "Thông tin và Truyền thông", "KH&ĐT": "Kế hoạch và Đầu tư", "KH-ĐT": "Kế hoạch và Đầu tư",
    "KHĐT": "Kế hoạch và Đầu tư", "TC-KH": "Tài chính - Kế hoạch", "TCKH": "Tài chính - Kế hoạch",
    "TN&MT": "Tài nguyên và Môi trường", "TNMT": "Tài nguyên và Môi trường",
    "NN&MT": "Nông nghiệp và Môi trường", "NN-MT": "Nông nghiệp và Môi trường",
    "NN&PTNT": "Nông nghiệp và Phát triển nông thôn", "NNPTNT": "Nông nghiệp và Phát triển nông thôn",
    "LĐ-TB&XH": "Lao động - Thương binh và Xã hội", "LĐTB&XH": "Lao động - Thương binh và Xã hội",
    "LĐTBXH": "Lao động - Thương binh và Xã hội", "GD&ĐT": "Giáo dục và Đào tạo",
    "GD-ĐT": "Giáo dục và Đào tạo", "GDĐT": "Giáo dục và Đào tạo", "KH&CN": "Khoa học và Công nghệ",
    "KH-CN": "Khoa học và Công nghệ", "KHCN": "Khoa học và Công nghệ", "GTVT": "Giao thông vận tải",
    "DT&TG": "Dân tộc và Tôn giáo", "DTTG": "Dân tộc và Tôn giáo", "PT&TH": "Phát thanh và Truyền hình",
    "PT-TH": "Phát thanh và Truyền hình", "PTTH": "Phát thanh và Truyền hình",
    "PT và TH": "Phát thanh và Truyền hình", "TT-TH": "Truyền thanh - Truyền hình",
    "Báo và PTTH": "Báo và Phát thanh, Truyền hình", "Báo và PT-TH": "Báo và Phát thanh, Truyền hình",
    "Báo và PT&TH": "Báo và Phát thanh, Truyền hình", "TTPVHCC": "Trung tâm Phục vụ hành chính công",
    "BC&PTTH": "Báo và Phát thanh, Truyền hình", "KT-HT": "Kinh tế - Hạ tầng", "KTHT": "Kinh tế - Hạ tầng",
    "BHXH": "Bảo hiểm xã hội", "LĐLĐ": "Liên đoàn Lao động", "LHPN": "Liên hiệp Phụ nữ",
    "CCB": "Cựu chiến binh", "TNCS": "Thanh niên Cộng sản", "HTX": "Hợp tác xã",
    "PVHCC": "Phục vụ hành chính công", "HCC": "hành chính công", "CB-TH": "Công báo - Tin học",
    "TTĐT": "thông tin điện tử", "CĐS": "Chuyển đổi số", "CCHC": "Cải cách hành chính",
    "CNTT": "công nghệ thông tin", "PBGDPL": "phổ biến, giáo dục pháp luật", "XTĐT": "xúc tiến đầu tư",
    "PTDN": "phát triển doanh nghiệp", "PCVP": "Phó Chánh Văn phòng", "CVP": "Chánh Văn phòng",
    "PCT": "Phó Chủ tịch", "VP": "Văn phòng", "TW": "Trung ương", "TTr": "Thường trực", "DN": "Doanh nghiệp",
    "NHNN": "Ngân hàng Nhà nước", "KBNN": "Kho bạc Nhà nước", "ANTT": "an ninh trật tự", "ĐTN": "Đoàn Thanh niên",
}  # fmt: skip
_LONGEST_FIRST = sorted(_NAMES, key=len, reverse=True)
_EDGE = r"(?<![\wÀ-ỹ&])", r"(?![\wÀ-ỹ&])"
_ANY = re.compile(_EDGE[0] + "(" + "|".join(re.escape(name) for name in _LONGEST_FIRST) + ")" + _EDGE[1])
_TT_OF = re.compile(
    rf"{_EDGE[0]}TT\.?\s+(?=(?:Tỉnh|Thành|Huyện|Thị|Quận|Đảng|đảng)\s+ủy|HĐND|UBND|Hội đồng|Ủy ban|UB\b)", re.IGNORECASE
)
_TT_DOT = re.compile(r"\bTT\.\s*(?=[A-ZĐ])")
_PARTY = {"ĐU": "Đảng ủy", "TU": "Tỉnh ủy", "HU": "Huyện ủy"}
_PARTY_SHORT = re.compile(r"(?:\bTT\s*|(?<=Thường trực ))(ĐU|TU|HU)\b")
_SPACED = re.compile(r"(?<=[A-ZĐ])\s*&\s*(?=[A-ZĐ])")
_SHORT_LEVELS = ((re.compile(r"\bTX\b"), "thị xã"), (re.compile(r"\bTP\.?(?=\s|,|;|$)"), "thành phố"),
                 (re.compile(r"(?<=xã, )(?:TT|tt)\b"), "thị trấn"),
                 (re.compile(r"(?<=phường, )(?:TT|tt)\b"), "thị trấn"))  # fmt: skip


def expanded(name: str) -> str:
    """The name of a body with its usual short forms written out, in one spelling.

    In: «Đài PT&TH tỉnh». Out: «Đài Phát thanh và Truyền hình tỉnh». Short forms it does not know stay.
    """
    name = _SPACED.sub("&", name.replace("Uỷ", "Ủy").replace("uỷ", "ủy").replace("UỶ", "ỦY"))
    name = _TT_DOT.sub("TT ", name)
    name = _PARTY_SHORT.sub(lambda match: f"Thường trực {_PARTY[match.group(1)]}".strip(), name)
    name = re.sub(r"\bCT(?=\s+(?:UBND|HĐND|Ủy ban|Hội đồng))", "Chủ tịch", name)
    for pattern, words in _SHORT_LEVELS:
        name = pattern.sub(words, name)
    name = _TT_OF.sub("Thường trực ", name)
    name = re.sub(rf"{_EDGE[0]}TT\.?\s+(?=[A-ZĐÀ-Ỹ])", "Trung tâm ", name)
    return _ANY.sub(lambda match: _NAMES[match.group(1)], name)
