"""A table of tasks: which column is which, and its rows with merged cells made whole."""

import re
from dataclasses import dataclass, field

from lantoa.reading.source import Row, Table
from lantoa.reading.structure.labels import Label, split_label
from lantoa.vietnamese import fold

# What a column is for, by the words of its header; the first that fits wins, so «Thời gian thực hiện»
# is a time before «thực hiện» could make it a doer.
_ROLES: tuple[tuple[str, str], ...] = (
    ("number", r"^(?:tt|stt|s tt|so tt|so thu tu|thu tu|#)$"),
    ("note", r"ghi chu"),
    ("funding", r"kinh phi|du toan|nguon von|so tien"),
    ("support", r"phoi hop|tham gia"),
    ("lead", r"chu tri|phu trach|phan cong|don vi thuc hien|co quan thuc hien|nguoi thuc hien|bo phan thuc hien|"
             r"don vi duoc giao|trach nhiem|dau moi|don vi tham muu|^thuc hien$|(?:don vi|co quan|phong|"
             r"bo phan)\b.*thuc hien"),
    ("timing", r"thoi gian|thoi han|tien do|thoi diem|han hoan thanh|lich|thang thuc hien|tan suat|"
               r"\bmoc\b|hoan thanh|"
               r"^(?:thang|quy|ky|tuan|thang quy|thang nam)$"),
    ("products", r"san pham|ket qua|dau ra|minh chung"),
    ("quantity", r"so luong|dinh muc|don vi tinh|khoi luong|chi tieu"),
    ("channel", r"hinh thuc|kenh|phuong thuc|phuong tien|noi dang|dia diem|cach thuc"),
    ("audience", r"doi tuong"),
    ("title", r"nhiem vu|noi dung|hoat dong|cong viec|viec lam|hang muc|chu de"),
)  # fmt: skip
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
_TOTAL = re.compile(r"^(?:tong|tong cong|cong|tong so|tong kinh phi)\b[\s:.()]*$|^tong cong\b")
HEADER_ROWS = 4


@dataclass
class Columns:
    """The grid columns of a table by role, those of no known role with their header, and the header rows' count."""

    roles: dict[str, list[int]] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    headers: dict[int, str] = field(default_factory=dict)
    rows: int = 0

    def first(self, role: str) -> int | None:
        """The first column of a role."""
        return next(iter(self.roles.get(role, ())), None)


@dataclass
class TaskRow:
    """One row: its number (label), its texts by role, the extra columns, and which roles a merge filled from above."""

    block: str
    label: Label | None
    texts: dict[str, str]
    extra: dict[str, str]
    merged: frozenset[str] = frozenset()
    spanning: bool = False  # one cell across the table: a heading of a group of rows

    def text(self, role: str) -> str:
        """A role's text, "" where the row has none."""
        return self.texts.get(role, "")


def role_of(header: str) -> str | None:
    """What a column is for, by its header; None when the words say nothing known."""
    words = re.sub(r"\s+", " ", re.sub(r"[^\w\s]", " ", fold(header))).strip()
    return next((role for role, pattern in _COMPILED if pattern.search(words)), None) if words else None


def columns_of(table: Table) -> Columns | None:
    """The columns of a table of tasks; None when the table is of another kind.

    A table of tasks names, besides what is to be done, who does it, by when, or what comes of it.
    """
    best: Columns | None = None
    for count in range(1, min(HEADER_ROWS, len(table.rows)) + 1):
        columns = _columns(table, count)
        found = set(columns.roles)
        if "title" in found and found & {"lead", "timing", "products", "support"}:
            if best is None or _is_second_header(table, count):
                best = columns
            else:
                break
    return best


def _is_second_header(table: Table, count: int) -> bool:
    row, above = table.rows[count - 1], table.rows[0]
    filled = [cell.text for cell in row.cells if cell.text]
    if len(filled) > 1 and not row.text_at(0) and all(role_of(text) and len(text.split()) < 8 for text in filled):
        return True
    split = any(cell.span > 1 for cell in above.cells)
    return (split and any(cell.continued for cell in row.cells)) or (row.header and above.header)


def _columns(table: Table, count: int) -> Columns:
    columns = Columns(rows=count)
    for column in range(table.columns):
        texts = [table.rows[index].text_at(column).replace("\n", " ") for index in range(count)]
        header = " ".join(dict.fromkeys(text for text in texts if text))
        columns.headers[column] = header
        # The lowest header row is the most exact: «Cơ quan thực hiện» above «Phối hợp» is a supporter's column.
        role = next((r for r in (role_of(text) for text in reversed(texts)) if r), None)
        if role is None and column == 0 and not header:
            role = "number"
        if role:
            columns.roles.setdefault(role, []).append(column)
        elif header:
            columns.unknown[column] = header
    return columns


def task_rows(table: Table, columns: Columns) -> list[TaskRow]:
    """The rows below the header; repeated headers, rows of column numbers and totals left out."""
    above: dict[str, str] = {}
    rows: list[TaskRow] = []
    for row in table.rows[columns.rows :]:
        if _is_noise(row, table, columns):
            continue
        built = _task_row(row, columns, above)
        if built is not None:
            rows.append(built)
    return rows


def _is_noise(row: Row, table: Table, columns: Columns) -> bool:
    texts = [cell.text.strip() for cell in row.cells]
    filled = [text for text in texts if text]
    if not filled:
        return not any(cell.continued for cell in row.cells)
    if texts == [cell.text.strip() for cell in table.rows[0].cells]:
        return True
    if len(filled) > 3 and all(re.fullmatch(r"\(?[\dA-F]{1,2}\)?(?:=.*)?", text) for text in filled):
        return True
    title = columns.first("title")
    named = row.text_at(title) if title is not None else ""
    return bool(_TOTAL.match(fold(named or filled[0]).strip()))


def _task_row(row: Row, columns: Columns, above: dict[str, str]) -> TaskRow | None:
    texts: dict[str, str] = {}
    merged: set[str] = set()
    for role, places in columns.roles.items():
        pieces = []
        for column in places:
            cell = row.cell_at(column)
            if cell is not None and cell.continued:
                merged.add(role)
                pieces.append(above.get(f"{role}{column}", ""))
            elif cell is not None:
                above[f"{role}{column}"] = cell.text
                if cell.column == column or column == min(places):
                    pieces.append(cell.text)
        texts[role] = "\n".join(piece for piece in pieces if piece)
        if role == "title" and len(filled := [piece for piece in dict.fromkeys(pieces) if piece]) > 1:
            texts[role], texts["deed"] = _in_two_steps(filled)
    extra = {header: row.text_at(column) for column, header in columns.unknown.items() if row.text_at(column)}
    return _labelled(row, columns, texts, extra, frozenset(merged))


def _in_two_steps(pieces: list[str]) -> tuple[str, str]:
    """(title, what is to be done) of a row whose task stands in one column and its activity in the next."""
    whole = [split_label(piece)[1].strip() or piece for piece in pieces]
    return ": ".join(piece.rstrip(" .;:") for piece in whole), whole[-1]


def _labelled(
    row: Row, columns: Columns, texts: dict[str, str], extra: dict[str, str], merged: frozenset[str]
) -> TaskRow | None:
    number = columns.first("number")
    widest = max(row.cells, key=lambda cell: cell.span, default=None)
    spanning = widest is not None and widest.span >= max(3, len(columns.headers) - 1)
    if spanning and widest is not None:
        heading = widest.text
        own = texts.get("number", "") if number is not None and widest.column > number else ""
        label, rest = split_label(f"{own.strip(' .')}. {heading}" if own else heading)
        return TaskRow(row.block, label, {"title": rest or heading}, {}, merged, spanning=True)
    number_text = texts.pop("number", "")
    label = None if "number" in merged else _number_label(number_text)
    if label is None and "number" not in merged:
        found, rest = split_label(texts.get("title", ""))
        if found is not None and found.kind in ("number", "multi", "roman", "letter") and number is None:
            label = found
            texts["title"] = rest
    filled = [text for text in texts.values() if text]
    if not filled and not extra:
        return None
    if label is not None and len(filled) == 1 and not texts.get("title") and not merged:
        texts = {"title": filled[0]}  # a group's heading may stand in whichever column comes first
    return TaskRow(row.block, label, texts, extra, merged)


def _number_label(text: str) -> Label | None:
    text = text.strip().strip(".)(-/ ")
    if not text:
        return None
    label, _ = split_label(f"{text}. x")
    return label


def follows_on(table: Table, before: Table, columns: Columns) -> bool:
    """Whether a table without a header goes on from the one before it (Word cuts long tables in two)."""
    return table.columns == before.columns and columns_of(table) is None and bool(columns.roles)
