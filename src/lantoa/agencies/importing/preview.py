"""What a table of bodies comes to before anything is saved, row by row: new, changed, the same, at fault and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from lantoa.agencies.importing.columns import LINK_WORDS, TypedRow, kind_said, level_said, link_said
from lantoa.agencies.importing.known import Known
from lantoa.agencies.kinds import AGENCY_KIND_LABELS, LEVEL_LABELS, AgencyKind, Level
from lantoa.agencies.models import Agency, LinkKind, Place
from lantoa.domain.codes import identifier_code, statistics_code
from lantoa.vietnamese import fold
from lantoa.web.forms import read_day

_SAID = {
    "name": "tên",
    "short_name": "tên gọn",
    "kind": "loại",
    "level": "cấp",
    "symbol": "ký hiệu",
    "code": "mã định danh",
    "place": "địa bàn",
    "parent": "cơ quan cấp trên",
    "link": "quan hệ",
    "other_names": "thêm tên khác",
}
_LENGTHS = {"name": 300, "short_name": 120, "symbol": 40, "code": 40}


class Action(StrEnum):
    """What an import does with a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass
class Line:
    """One row and what it comes to. `parent` is an agency, or another line of the table; None leaves it as it is."""

    row: TypedRow
    values: dict[str, Any] = field(default_factory=dict)
    other_names: list[str] = field(default_factory=list)
    agency: Agency | None = None
    parent: "Agency | Line | None" = None
    link: LinkKind | None = None
    starts_on: date | None = None
    faults: list[str] = field(default_factory=list)
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def action(self) -> Action:
        """New, changed or the same."""
        if self.agency is None:
            return Action.NEW
        return Action.CHANGED if self.changes else Action.SAME

    @property
    def number(self) -> int:
        """Where the row stands in the sheet, from 1; templates cannot ask the row itself, whose cells come first."""
        return self.row.number

    @property
    def name(self) -> str:
        """What the row calls the body."""
        return self.row["name"] or (self.agency.name if self.agency else f"dòng {self.row.number}")


@dataclass
class Preview:
    """All rows with what they come to."""

    lines: list[Line]

    @property
    def faulty(self) -> list[Line]:
        """The rows that cannot be imported."""
        return [line for line in self.lines if line.faults]

    def count(self, action: Action) -> int:
        """How many rows come to that."""
        return sum(line.action == action for line in self.lines if not line.faults)


def preview(rows: Sequence[TypedRow], book: Known, starts_on: date) -> Preview:
    """Work out every row. in: the rows, what is there, the day from which new bodies stand where a row names none."""
    lines = [Line(row=row) for row in rows]
    for line in lines:
        _read(line, book, starts_on)
    _refuse_twice(lines, lambda line: line.values.get("code"), "Mã định danh {} đã có ở dòng {}.")
    by_code = {line.values["code"]: line for line in reversed(lines) if line.values.get("code")}
    by_name: dict[str, list[Line]] = {}
    for line in lines:
        by_name.setdefault(fold(line.row["name"]), []).append(line)
    for line in lines:
        _find_parent(line, by_code, by_name, book)
    seen: set[int] = set()
    for line in lines:
        _recognise(line, book, seen)
    _refuse_twice(lines, _place_in_tree, "Dòng {1} đã có cơ quan tên này dưới cùng cơ quan cấp trên.")
    _refuse_circles(lines, book)
    for line in lines:
        _compare(line, book)
        _check_days(line, book)
    return Preview(lines)


def _read(line: Line, book: Known, starts_on: date) -> None:
    """The cells that say something by themselves."""
    row = line.row
    if not row["name"]:
        line.faults.append("Chưa có tên cơ quan.")
    line.values = {name: row[name] for name in ("name", "short_name", "symbol") if row[name]}
    _try(line, "code", lambda: identifier_code(row["code"]))
    for name, most in _LENGTHS.items():
        if len(line.values.get(name, "")) > most:
            line.faults.append(f"Cột {_SAID[name]} dài quá {most} ký tự.")
    _choose(line, "kind", kind_said, AGENCY_KIND_LABELS, "Loại")
    _choose(line, "level", level_said, LEVEL_LABELS, "Cấp")
    if row["link"]:
        line.link = link_said(row["link"])
        if line.link is None:
            line.faults.append(f"Quan hệ “{row['link']}” không có; ghi “trực thuộc” hoặc “phòng của”.")
    if row["place"]:
        _try(line, "place", lambda: _place(row["place"], book))
    line.other_names = [name for part in row["other_names"].split(";") if (name := part.strip())]
    if any(len(name) > 300 for name in line.other_names):
        line.faults.append("Có tên khác dài quá 300 ký tự.")
    line.starts_on = starts_on
    if row["starts_on"]:
        try:
            line.starts_on = read_day(row["starts_on"], earliest_year=1945)
        except ValueError as error:
            line.faults.append(str(error))


def _try(line: Line, name: str, value: Callable[[], Any]) -> None:
    try:
        found = value()
    except ValueError as error:
        line.faults.append(str(error))
    else:
        if found:
            line.values[name] = found


def _choose(line: Line, name: str, said: Callable[[str], Any], labels: Mapping[Any, str], title: str) -> None:
    text = line.row[name]
    if not text:
        return
    found = said(text)
    if found is not None:
        line.values[name] = found
        return
    near = get_close_matches(fold(text), {fold(label): label for label in labels.values()}, n=1, cutoff=0.6)
    labelled = {fold(label): label for label in labels.values()}
    hint = f"có phải “{labelled[near[0]]}”?" if near else f"chọn trong: {'; '.join(labels.values())}."
    line.faults.append(f"{title} “{text[:60]}” không có; {hint}")


def _place(text: str, book: Known) -> Place:
    found = [
        place
        for kind in ("commune", "district", "province")
        for place in book.places.get(_padded(text, kind), ())
        if place.kind == kind
    ]
    if not found:
        raise ValueError(f"Chưa có địa bàn nào mã “{text}”. Hãy lập địa bàn trước, hoặc để trống cột này.")
    return found[0]


def _padded(text: str, kind: str) -> str:
    try:
        return statistics_code(text, kind)
    except ValueError:
        return text


def _refuse_twice(lines: Iterable[Line], key: Callable[[Line], Any], sentence: str) -> None:
    first: dict[Any, int] = {}
    for line in lines:
        found = key(line)
        if found is None or found == "":
            continue
        if found in first:
            line.faults.append(sentence.format(found, first[found]))
        else:
            first[found] = line.row.number


def _find_parent(line: Line, by_code: Mapping[str, Line], by_name: Mapping[str, list[Line]], book: Known) -> None:
    """The body above: another row or one that is there, by code or by name; the root of the import for none."""
    text = line.row["parent"]
    if not text:
        return
    code = _code_or_none(text)
    if code and code in by_code:
        line.parent = by_code[code]
        return
    if code and code in book.by_code:
        line.parent = book.by_code[code]
    else:
        rows = [other for other in by_name.get(fold(text), ()) if other is not line]
        bodies = [] if rows else book.called(text)
        if len(rows) + len(bodies) > 1:
            line.faults.append(f"Có nhiều cơ quan tên “{text[:80]}”; hãy ghi mã định danh của cơ quan cấp trên.")
            return
        line.parent = next(iter([*rows, *bodies]), None)
    if line.parent is None:
        line.faults.append(f"Không thấy cơ quan cấp trên “{text[:80]}” trong bảng hay dưới {book.root}.")
    elif isinstance(line.parent, Agency) and line.parent.pk not in book.within:
        line.faults.append(f"{line.parent} không thuộc {book.root}, nên không nhập vào dưới được.")
        line.parent = None


def _code_or_none(text: str) -> str:
    try:
        return identifier_code(text)
    except ValueError:
        return ""


def _recognise(line: Line, book: Known, seen: set[int]) -> None:
    """The body that is there already: the one with the code, else the one of that name under the same parent.

    Rows above come first: what a row's parent is decides what stands under it. `seen`: rows that were asked for.
    """
    if id(line) in seen:
        return
    seen.add(id(line))
    if isinstance(line.parent, Line):
        _recognise(line.parent, book, seen)
    code = line.values.get("code", "")
    if code and code in book.by_code:
        line.agency = book.by_code[code]
        if line.agency.pk not in book.within:
            line.faults.append(f"Mã định danh {code} đang dùng cho {line.agency}, ngoài phạm vi nhập.")
        return
    line.agency = _of_that_name(line, book)
    if line.agency is None:
        missing = [said for name, said in (("kind", "loại"), ("level", "cấp")) if not line.row[name]]
        if missing:
            line.faults.append(f"Cơ quan mới cần có {' và '.join(missing)}.")
    elif code and line.agency.code:
        line.faults.append(f"{line.agency} đã có mã định danh {line.agency.code}; sửa mã ở trang của cơ quan.")


def _of_that_name(line: Line, book: Known) -> Agency | None:
    parent = line.parent.agency if isinstance(line.parent, Line) else line.parent or book.root
    found = book.child_called(parent.pk, line.row["name"]) if parent is not None else None
    if found is None and line.parent is None and book.root.folded == fold(line.row["name"]):
        return book.root
    return found


def _place_in_tree(line: Line) -> tuple[Any, ...] | None:
    if line.values.get("code") or not line.row["name"]:
        return None
    parent = line.parent
    above = parent.row.number if isinstance(parent, Line) else f"a{parent.pk}" if parent is not None else ""
    return (above, fold(line.row["name"]))


def _node(thing: "Agency | Line | None", book: Known) -> Any:
    """What stands for a body in the tree that would be: its id, or the line of a new one."""
    if thing is None:
        return book.root.pk
    if isinstance(thing, Line):
        return thing.agency.pk if thing.agency is not None else id(thing)
    return thing.pk


def _refuse_circles(lines: Sequence[Line], book: Known) -> None:
    """Refuse rows that would stand under themselves in the tree as the whole table would leave it."""
    above: dict[Any, Any] = {child: link.parent_id for child, link in book.links.items()}
    for line in lines:
        if line.parent is not None or line.agency is None:
            above[_node(line, book)] = _node(line.parent, book)
    safe: set[Any] = set()
    for line in lines:
        path: dict[Any, None] = {}
        at = _node(line, book)
        while at in above and at not in safe and at not in path:
            path[at] = None
            at = above[at]
        if at in path and _node(line, book) in _loop(above, at):
            line.faults.append("Đặt như vậy thì cơ quan này nằm dưới chính nó; xem lại cột cơ quan cấp trên.")
        elif at not in path:
            safe.update(path)


def _loop(above: Mapping[Any, Any], start: Any) -> set[Any]:
    found, at = {start}, above[start]
    while at != start:
        found.add(at)
        at = above[at]
    return found


def _compare(line: Line, book: Known) -> None:
    """What an existing body would have otherwise; only what the row says counts."""
    agency = line.agency
    if agency is None:
        return
    for name, value in line.values.items():
        old = getattr(agency, name)
        if (old.pk if isinstance(old, Place) else old) != (value.pk if isinstance(value, Place) else value):
            line.changes[_SAID[name]] = (_said_as(name, old), _said_as(name, value))
    link = book.links.get(agency.pk)
    if line.parent is not None and (link is None or link.parent_id != _node(line.parent, book)):
        old = book.bodies[link.parent_id].name if link and link.parent_id in book.bodies else ""
        line.changes[_SAID["parent"]] = (old, line.parent.name)
    if line.link is not None and link is not None and link.kind != line.link:
        line.changes[_SAID["link"]] = (LINK_WORDS[LinkKind(link.kind)], LINK_WORDS[line.link])
    there = {fold(name) for name in (agency.name, *book.names.get(agency.pk, ()))}
    more = [name for name in line.other_names if fold(name) not in there | {fold(line.row["name"])}]
    line.other_names = more
    if more:
        line.changes[_SAID["other_names"]] = ("", "; ".join(more))


def _said_as(name: str, value: Any) -> str:
    if name == "kind":
        return AGENCY_KIND_LABELS[AgencyKind(value)]
    if name == "level":
        return LEVEL_LABELS[Level(value)]
    return "" if value is None else str(value)


def _check_days(line: Line, book: Known) -> None:
    """A new body cannot stand before the one above it; a move cannot come before the link it ends."""
    if line.starts_on is None or line.faults:
        return
    parent = line.parent if line.parent is not None else book.root
    begins = parent.starts_on
    if line.agency is None and begins is not None and line.starts_on < begins:
        line.faults.append(f"Ngày {line.starts_on:%d/%m/%Y} còn trước khi có {parent.name} ({begins:%d/%m/%Y}).")
    moved = _SAID["parent"] in line.changes or _SAID["link"] in line.changes
    link = book.links.get(line.agency.pk) if line.agency is not None else None
    if moved and link is not None and line.starts_on < link.starts_on:
        line.faults.append(f"Lần chuyển gần nhất là {link.starts_on:%d/%m/%Y}; ngày chuyển phải từ ngày ấy trở đi.")
