"""The columns of the table of bodies: found by their headings, whatever stands above them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lantoa.agencies.kinds import AGENCY_KIND_LABELS, LEVEL_LABELS, AgencyKind, Level
from lantoa.agencies.models import LinkKind
from lantoa.persistence.refusal import Refused
from lantoa.vietnamese import fold, nfc

# Our name of a column: its heading in the table to download first, then other headings people give it.
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("Mã định danh", "Mã cơ quan", "Mã"),
    "name": ("Tên đầy đủ", "Tên cơ quan", "Tên cơ quan, đơn vị", "Tên đơn vị", "Tên"),
    "short_name": ("Tên gọn", "Tên viết tắt"),
    "kind": ("Loại", "Loại cơ quan"),
    "level": ("Cấp",),
    "symbol": ("Ký hiệu", "Ký hiệu văn bản"),
    "parent": ("Cơ quan cấp trên", "Cấp trên", "Trực thuộc", "Thuộc"),
    "link": ("Quan hệ",),
    "place": ("Mã đơn vị hành chính", "Mã địa bàn"),
    "other_names": ("Tên khác",),
    "starts_on": ("Từ ngày", "Có hiệu lực từ"),
}
_BY_HEADING = {fold(heading): name for name, headings in COLUMNS.items() for heading in headings}
_HEAD_WITHIN = 30  # rows; notes may stand above the headings

LINK_WORDS = {LinkKind.UNDER: "trực thuộc", LinkKind.OFFICE: "phòng của"}
_KIND_WORDS = {
    AgencyKind.MINISTRY: ("bộ",),
    AgencyKind.COMMITTEE: ("ubnd",),
    AgencyKind.DEPARTMENT: ("sở", "ban", "ngành", "sở ban ngành"),
    AgencyKind.OFFICE: ("phòng", "văn phòng", "phòng trong cơ quan"),
    AgencyKind.ONE_STOP: ("một cửa", "trung tâm pvhcc", "trung tâm phục vụ hcc"),
    AgencyKind.COUNCIL: ("hđnd",),
    AgencyKind.PARTY: ("đảng",),
    AgencyKind.FRONT: ("mặt trận", "mttq"),
    AgencyKind.MASS_ORGANISATION: ("đoàn thể",),
    AgencyKind.PRESS: ("báo", "đài", "báo chí"),
    AgencyKind.POST: (),
    AgencyKind.ASSOCIATION: ("hội", "hiệp hội"),
    AgencyKind.SCHOOL: ("trường", "trường chính trị"),
    AgencyKind.PUBLIC_UNIT: ("đơn vị sự nghiệp",),
    AgencyKind.CENTRAL: ("cơ quan trung ương",),
    AgencyKind.BOARD: ("ban chỉ đạo", "hội đồng", "ban biên tập"),
    AgencyKind.VILLAGE: ("thôn", "tổ dân phố"),
}
_KINDS = {
    fold(word): kind for kind, words in _KIND_WORDS.items() for word in (AGENCY_KIND_LABELS[kind], kind.value, *words)
}
_LEVELS = {
    fold(word): level
    for level, label in LEVEL_LABELS.items()
    for word in (label, label.split(" (")[0], label.removeprefix("cấp ").split(" (")[0], level.value)
}
_LINKS = {
    fold(word): link
    for link, words in {
        LinkKind.UNDER: ("trực thuộc", "thuộc", "cơ quan trực thuộc"),
        LinkKind.OFFICE: ("phòng của", "phòng", "bộ phận", "phòng trong cơ quan"),
    }.items()
    for word in words
}


@dataclass(frozen=True)
class TypedRow:
    """One row of the table: where it stands in the sheet (from 1), its cells by our names of columns."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def typed_rows(table: Sequence[Sequence[str]]) -> list[TypedRow]:
    """The rows under the headings; empty ones are left out. Raises Refused where no headings or no rows are found."""
    for place, row in enumerate(table[:_HEAD_WITHIN]):
        head = {_BY_HEADING[fold(cell)]: at for at, cell in enumerate(row) if fold(cell) in _BY_HEADING}
        if "name" in head and len(head) > 1:
            return _under(head, table[place + 1 :], place + 2)
    wanted = ", ".join(headings[0] for headings in COLUMNS.values())
    raise Refused(f"Không thấy dòng tiêu đề. Bảng cần có cột “Tên đầy đủ” và ít nhất một cột nữa trong: {wanted}.")


def _under(head: dict[str, int], table: Sequence[Sequence[str]], first: int) -> list[TypedRow]:
    found = []
    for number, row in enumerate(table, start=first):
        cells = {name: " ".join(nfc(row[at]).split()) for name, at in head.items() if at < len(row)}
        if any(cells.values()):
            found.append(TypedRow(number, cells))
    if not found:
        raise Refused("Dưới dòng tiêu đề chưa có cơ quan nào.")
    return found


def kind_said(text: str) -> AgencyKind | None:
    """The kind that a cell names by its label or a usual word; None for none."""
    return _KINDS.get(fold(text))


def level_said(text: str) -> Level | None:
    """The level that a cell names; None for none."""
    return _LEVELS.get(fold(text))


def link_said(text: str) -> LinkKind | None:
    """How a body hangs from the one above, as a cell names it; None for none."""
    return _LINKS.get(fold(text))
