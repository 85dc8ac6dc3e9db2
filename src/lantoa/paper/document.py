"""An official document as plain values: what it says, not how it looks."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from lantoa.paper.kinds import DECISION, DocumentKind


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "both"


class ColumnKind(StrEnum):
    """What a column holds. Numbers stand to the right, a running number ("TT") in the middle, text to the left."""

    TEXT = "text"
    NUMBER = "number"
    ORDER = "order"


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 "I. MỤC ĐÍCH", 2 "1. Mục đích", 3 "a) Nội dung". The number comes without its mark."""

    level: int
    number: str
    text: str

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise ValueError(f"a heading's level is 1, 2 or 3, not {self.level}")


@dataclass(frozen=True)
class Chapter:
    """A part or chapter: "Chương I" in the middle of a line of its own, its title in capitals under it."""

    number: str
    title: str
    name: str = "Chương"


@dataclass(frozen=True)
class Paragraph:
    """Running text; each line of `text` is a paragraph. `lead` are bold words that open it ("1. Sở Nội vụ:")."""

    text: str
    lead: str = ""
    italic: bool = False


@dataclass(frozen=True)
class Bullet:
    """A dash paragraph: "- …". Each line of `text` is one."""

    text: str


Value: TypeAlias = str | int | Decimal | None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell that needs more than its value: it spans columns or rows, is bold, or stands otherwise than its column."""

    value: Value
    columns: int = 1
    rows: int = 1
    bold: bool = False
    italic: bool = False
    align: Align | None = None

    def __post_init__(self) -> None:
        if self.columns < 1 or self.rows < 1:
            raise ValueError("a cell covers at least one column and one row")


Row: TypeAlias = tuple[Cell | Value, ...]


@dataclass(frozen=True)
class Column:
    """A column: its title, its share of the table's width (any unit, shares are added up), what it holds.

    Where a column of a table has no share, the widths of the whole table are found from what its cells hold.
    """

    title: str
    share: float | None = None
    kind: ColumnKind = ColumnKind.TEXT
    align: Align | None = None

    def __post_init__(self) -> None:
        if self.share is not None and self.share <= 0:
            raise ValueError(f"the column {self.title!r} needs a share above 0")


@dataclass(frozen=True, kw_only=True)
class Table:
    """A ruled table. `header` are the head rows; without it the columns' titles are the one head row.

    A row leaves out the cells that a cell before it or above it covers (as in HTML). A row that does not fill the
    columns exactly raises ValueError when it is written.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    header: tuple[Row, ...] = ()
    size: float | None = None


Block: TypeAlias = Heading | Chapter | Paragraph | Bullet | Table


@dataclass(frozen=True, kw_only=True)
class Appendix:
    """An annex: it begins a page, has its own page numbers, and bears a Roman number where there are several."""

    title: str
    body: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A document issued with a decision: it begins a page with the agency and the motto, and has no number of its
    own; its title is the kind's name, its abstract, and the decision it belongs to."""

    kind: DocumentKind
    abstract: str
    body: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signs: lines of capacity ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") and the name, None for a
    draft that nobody has signed."""

    capacity: tuple[str, ...]
    name: str | None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document of one of the kinds in `kinds`.

    - `agency`, `parent_agency`: names in ordinary letters; a newline breaks the line in the head.
    - `number`, `issued_on`: None before the clerk gives them; Decree 30/2020 lets both stand blank. `year` is then
      the year shown.
    - `symbol`: what follows the slash, "KH-UBND"; DocumentKind.symbol makes it.
    - `bases`: legal bases, without end marks. `recipients`: "Nơi nhận", without end marks; `filed` is the last line
      after "Lưu:".
    - `body`: the content; the writer closes it with "./.".
    - `authority`: over a decision's bases, who decides ("Chủ tịch Ủy ban nhân dân tỉnh Hồng Lam").
    - `belongs_to`: for a kind without a number, what it is issued with ("Quyết định số 15/QĐ-SNV ngày …").
    - `attached`: documents issued with a decision. `second_signature`: the left one of a kind signed by two.
    - `made_at`: the moment put into the file's properties; None takes the day of issue.

    Raises ValueError where the values contradict one another.
    """

    kind: DocumentKind
    agency: str
    symbol: str
    place: str
    year: int
    abstract: str
    body: tuple[Block, ...]
    signature: Signature
    parent_agency: str | None = None
    number: int | None = None
    issued_on: date | None = None
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    authority: str = ""
    belongs_to: str = ""
    attached: tuple[Attached, ...] = ()
    second_signature: Signature | None = None
    appendices: tuple[Appendix, ...] = ()
    recipients: tuple[str, ...] = ()
    filed: str = "VT"
    made_at: datetime | None = None

    def __post_init__(self) -> None:
        faults = [sentence for wrong, sentence in self._rules() if wrong]
        if faults:
            raise ValueError(faults[0])

    def _rules(self) -> tuple[tuple[bool, str], ...]:
        kind = self.kind
        abbreviation = kind.abbreviation
        return (
            (
                self.issued_on is not None and self.issued_on.year != self.year,
                f"issued on {self.issued_on} but of the year {self.year}",
            ),
            (self.number is not None and self.number < 1, f"a document's number starts at 1, not {self.number}"),
            (bool(self.addressees) and not kind.addressed, f"{kind.name} carries no 'Kính gửi'"),
            (
                bool(abbreviation) and self.symbol.split("-")[0] != abbreviation,
                f"the symbol of {kind.name} begins with {abbreviation}-, not {self.symbol!r}",
            ),
            (not self.body, "a document says something: its body is empty"),
            (bool(self.attached or self.authority) and kind is not DECISION, f"{kind.name} attaches nothing"),
            (bool(self.belongs_to) and kind.numbered, f"{kind.name} has a number of its own"),
            (self.second_signature is not None and not kind.two_signatures, f"{kind.name} is signed by one"),
        )

    @property
    def agency_in_line(self) -> str:
        """The issuing agency's name on one line."""
        return " ".join(self.agency.split())
