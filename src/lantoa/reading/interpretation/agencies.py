"""Lists of bodies as plans write them → one entry a body; collective names stay collective."""

import re
from dataclasses import dataclass, field

from lantoa.reading.interpretation.naming import Names
from lantoa.reading.structure.labels import split_label
from lantoa.vietnamese import fold

# Names of several fields: their commas and «và» part no bodies.
_COMPOUNDS = (
    "Thông tin và Truyền thông", "Kế hoạch và Đầu tư", "Tài nguyên và Môi trường", "Nông nghiệp và Môi trường",
    "Nông nghiệp và Phát triển nông thôn", "Khoa học và Công nghệ", "Giáo dục và Đào tạo", "Dân tộc và Tôn giáo",
    "Văn hóa, Thể thao và Du lịch", "Văn hoá, Thể thao và Du lịch", "Văn hóa và Thể thao", "Văn hóa và Thông tin",
    "Lao động - Thương binh và Xã hội", "Lao động, Thương binh và Xã hội", "Phát thanh và Truyền hình",
    "Báo và Phát thanh, Truyền hình", "Báo và phát thanh, truyền hình", "Văn hóa, Thông tin và Truyền thông",
    "Văn hóa, Khoa học và Thông tin", "Tuyên giáo và Dân vận", "Kinh tế, Hạ tầng và Đô thị", "Nội vụ và Lao động",
    "Tiếp nhận và Trả kết quả", "Hội đồng nhân dân và Ủy ban nhân dân", "HĐND và UBND", "HĐND, UBND",
    "Đoàn ĐBQH, HĐND", "Đoàn ĐBQH và HĐND", "Đoàn đại biểu Quốc hội và Hội đồng nhân dân", "bạn đọc và",
    "xây dựng Đảng và", "Trật tự, an toàn", "VH,TT&DL", "VH, TT&DL", "VH,TT và DL", "Công nghiệp và Thương mại",
    "Xúc tiến Đầu tư, Thương mại và Du lịch", "Phát triển doanh nghiệp và xúc tiến đầu tư", "Văn hóa và Truyền thông",
    "Cán bộ, công chức, viên chức và người lao động", "cán bộ, công chức viên chức và người lao động",
    "cán bộ, công chức và người lao động", "cán bộ, công chức, viên chức", "PT và TH",
)  # fmt: skip
_MASK = re.compile("|".join(re.escape(name).replace(r"\ ", r"\s+") for name in _COMPOUNDS), re.IGNORECASE)

_HEAD = re.compile(
    r"(?:(?:[Cc]ác|[Tt]oàn thể|[Tt]oàn bộ|[Nn]hững|[Tt]ất cả|[Mm]ột số)\s|"
    r"(?:UBND|HĐND|UBMTTQ|UB\s?MTTQ|MTTQ|VP|BCĐ|BBT|BTV|BTG|VNPT|Viettel|LĐLĐ|TTr|PCT|CVP|PCVP|Ủy ban|Uỷ ban|"
    r"Hội đồng|Mặt trận|"
    r"Văn phòng|Trung tâm|TT(?=\s[A-ZĐÀ-Ỹ])|Bưu điện|Báo(?!\s+cáo)|Đài|Cổng|Trang|Hiệp hội|Liên minh|Liên hiệp|"
    r"Liên đoàn|Hội(?!\s+(?:nghị|thảo|thi|trường|diễn|viên))|Chi hội|Đoàn|"
    r"Tỉnh đoàn|Thành đoàn|Huyện đoàn|Thị đoàn|Công an|Bộ Chỉ huy|Bộ đội|Ban Chỉ huy|Quân sự|Thanh tra|Chi cục|"
    r"Cục|Tổng cục|Vụ(?!\s+việc)|Tòa án|Toà án|"
    r"Viện|Trường(?!\s+hợp)|Học viện|Thường trực|Thường vụ|Đảng ủy|Đảng uỷ|Đảng bộ|Chi bộ|Tỉnh ủy|Thành ủy|"
    r"Huyện ủy|Trạm|Tổ(?!\s+chức)|Đội(?!\s+ngũ)|Nhóm|Thôn|Bản(?!\s+tin)|Ấp|Khu phố|"
    r"Khu dân cư|Thủ trưởng|Giám đốc|Chủ tịch|Phó Chủ tịch|Chánh|Phó Chánh|Trưởng|Bí thư|Công chức|Cán bộ|"
    r"Viên chức|Bộ phận|"
    r"Ngân hàng|Kho bạc|Quỹ|Bảo hiểm|Điện lực|Tập đoàn|Tổng công ty|Công ty|Doanh nghiệp|Hợp tác xã|Ban quản lý|"
    r"Ban Quản lý|"
    r"(?:[Mm]ỗi|[Tt]ừng)\s+(?:cơ quan|đơn vị|sở|phòng|xã|thôn|địa phương|ngành|tổ)|Đơn vị|Cơ quan|"
    r"Người(?!\s+(?:tốt|dân))|Nhà văn hóa|Tạp chí|Thư viện|Bảo tàng|Đặc khu|Kiểm lâm|Hạt|Tiểu ban)(?![\wÀ-ỹ])|"
    r"(?:[Ss]ở|[Pp]hòng|[Bb]an|[Bb]ộ)\s+(?:[A-ZĐÀ-Ỹ]|chuyên môn|(?:tuyên giáo|dân vận|tổ chức|chỉ đạo|quản lý|"
    r"biên tập|giám đốc|chấp hành|thường vụ|nhân dân)(?![\wÀ-ỹ]))|(?:thôn|bản|tổ dân phố|khu phố|trưởng thôn)\b|"
    r"(?:[Tt]rung tâm|[Vv]ăn phòng|[Đđ]ài)\s+[A-ZĐÀ-Ỹ])"
)
_SERIES = re.compile(r"[Cc]ác\s+([Ss]ở|[Pp]hòng|[Bb]ộ|[Bb]an|[Hh]ội)\s*(?::\s*|(?=[A-ZĐÀ-Ỹ]))")
_TIER = re.compile(
    r"^(?:cap|tuyen|doi voi cap|o cap|khoi)\s+(?:tinh|huyen|xa|co so|thanh pho|trung uong|so|dang|"
    r"chinh quyen)\w*(?:\s*,\s*\w+)*$"
)
_RANK = {"tỉnh": 3, "huyện": 2, "quận": 2, "thị xã": 2, "thành phố": 2, "xã": 1, "phường": 1, "thị trấn": 1}
_REQUEST = re.compile(r"^\s*(?:đề nghị|kính đề nghị|trân trọng đề nghị|mời)\s+", re.IGNORECASE)
_SEPARATOR = re.compile(r"(;|,|\bvà\b|(?<=\s)(?:&|\+|/)(?=\s))")


@dataclass
class _Split:
    """The bodies found so far, the kind («Sở») that a series «các Sở: …» lends to the names after it."""

    found: list[str] = field(default_factory=list)
    series: str = ""

    def add(self, piece: str, separator: str) -> None:
        """The next piece of a list, after its separator."""
        series = _SERIES.match(piece)
        if series:
            self.series = series.group(1).capitalize()
            self.found.append(f"{self.series} {piece[series.end() :].strip()}")
        elif not self.found or _HEAD.match(piece):
            if _HEAD.match(piece):
                self.series = ""
            self.found.append(piece)
        elif self.series and piece[:1].isupper():
            self.found.append(f"{self.series} {piece}")
        elif shared := _shared(self.found[-1], piece):
            self.found.append(shared)
        elif separator == ";" and not _is_more_of_collective(self.found[-1], piece):
            self.found.append(piece)
        else:
            joint = f"{separator} " if separator in (",", ";") else f" {separator} "
            self.found[-1] = f"{self.found[-1]}{joint}{piece}"


def _shared(before: str, piece: str) -> str | None:
    """«UBND cấp huyện, cấp xã», «UBND huyện, tỉnh»: the second shares the first's beginning."""
    tier = re.match(r"(.*\S)\s+cấp\s+\w+$", before)
    if tier and re.match(r"cấp\s+\w+", piece):
        return f"{tier.group(1)} {piece}"
    level = re.match(r"(.*\S)\s+(tỉnh|huyện|xã|phường|thành phố|quận)$", before)
    other = _RANK.get(piece.strip())
    if level and other and other != _RANK[level.group(2)] and not re.search(r"\bcác\b", before, re.IGNORECASE):
        return f"{level.group(1)} {piece}"
    return None


def _is_more_of_collective(before: str, piece: str) -> bool:
    return before.lower().startswith("các ") and piece[:1].islower()


def split_agencies(text: str, names: Names) -> list[str]:
    """The bodies that a cell or the head of a paragraph names, in full, each once, in order.

    In: «Sở Nội vụ và các sở, ban, ngành; UBND các xã». Out: «Sở Nội vụ», «Các sở, ban, ngành»,
    «Ủy ban nhân dân các xã». A leading «Đề nghị» and «Cấp tỉnh:» are no part of a name.
    """
    found: list[str] = []
    for line in agency_lines(text):
        head, colon, rest = line.partition(":")
        if colon and _TIER.match(fold(head).strip()):
            line = rest
        elif colon and not _SERIES.search(head + ":"):
            line = rest if rest.strip() else head
        for name in _split_line(_REQUEST.sub("", line)):
            full = names.official(name)
            if full:
                found.append(full[0].upper() + full[1:])
    return list(dict.fromkeys(found))


def agency_lines(text: str) -> list[str]:
    """The lines of a cell without bullets; a line that goes on with a small letter belongs to the one before."""
    lines: list[str] = []
    for raw in re.split(r"\n|(?<=[;.])\s+(?=[-+]\s)", text):
        label, rest = split_label(raw.strip())
        rest = rest if label else raw.strip()
        starts_small = rest[:1].islower() and not _HEAD.match(rest)
        if lines and not label and rest and (starts_small or lines[-1].rstrip().endswith((",", " và"))):
            lines[-1] = f"{lines[-1]} {rest}"
        elif rest:
            lines.append(rest)
    return lines


def _split_line(line: str) -> list[str]:
    bracketed: list[str] = []

    def lift(match: re.Match[str]) -> str:
        if _HEAD.match(match.group(1)) and not fold(match.group(1)).startswith(("qua", "thong qua")):
            bracketed.append(match.group(1))
        return " "

    line = re.sub(r"\s*\(([^()]*)\)\s*", lift, line)
    line = _MASK.sub(lambda m: m.group().replace(",", "\x01").replace("và", "\x02"), line)
    pieces = _SEPARATOR.split(line)
    state = _Split()
    separator = ""
    for index, piece in enumerate(pieces):
        if index % 2:
            separator = piece.strip()
            continue
        piece = re.sub(r"\s+", " ", piece).strip(" .;,:-–")
        if piece:
            state.add(piece, separator)
    names = [re.sub(r"\s+", " ", name.replace("\x01", ",").replace("\x02", "và")) for name in state.found]
    return names + [name for inner in bracketed for name in _split_line(inner)]


def is_request(text: str) -> bool:
    """Whether the words ask rather than charge: «Đề nghị …»."""
    return bool(_REQUEST.match(text.lstrip("-+ \t")))


def starts_agency(text: str) -> bool:
    """Whether a text begins with the name of a body or of a post."""
    return bool(_HEAD.match(_REQUEST.sub("", text).strip()))


_PARTY_OR_FRONT = re.compile(
    r"(?:ban tuyen giao|ban dan van|ban to chuc (?:tinh|huyen|thanh)|tinh uy|huyen uy|thanh uy|dang uy|dang bo|chi bo|"
    r"thuong truc hoi dong|hoi dong nhan dan|ban cua hoi dong|doan dai bieu|.*mat tran to quoc|lien doan lao dong|"
    r"hoi (?:lien hiep|nong dan|cuu chien binh|phu nu)|tinh doan|doan thanh nien|cac (?:doan the|"
    r"to chuc (?:chinh tri|doan the))|uy ban kiem tra)"
)


def is_beyond_order(agency: str) -> bool:
    """Whether a body is one an executive body can only ask: of the Party, a council, the Front, a mass organisation."""
    return bool(_PARTY_OR_FRONT.match(fold(agency)))
