"""The tasks of a plan as the table of its annex: sub-rows under one task, who takes turns in which period."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from lantoa.paper.document import Cell, Column, ColumnKind, Row, Table

Json = Mapping[str, Any]
_TURN = re.compile(r"^\s*([a-zđ][.)]\s*[^:;]+):\s*(.+)$")


def task_table(tasks: Sequence[Json], titles: Sequence[str] = ()) -> Table:
    """The table of tasks that share an annex. `titles`: the columns' own titles, as the document had them.

    Columns that no task fills are left out; tasks with the same title and number above them are one task with rows.
    """
    columns = [(title, kind, put) for title, kind, put, always in _COLUMNS if always or any(map(put, tasks))]
    names = _own_titles([title for title, _, _ in columns], titles)
    rows: list[Row] = []
    for group in _groups(tasks):
        rows += _rows(group, [put for _, _, put in columns])
    made = (Column(name, kind=kind) for name, (_, kind, _) in zip(names, columns, strict=True))
    return Table(columns=tuple(made), rows=tuple(rows))


def task_titles(lines: Sequence[str]) -> tuple[str, ...]:
    """The titles of a table's columns where the words of an annex end in them ("TT | NHIỆM VỤ | …"); else none."""
    cells = [cell.strip() for cell in lines[-1].split(" | ")] if lines else []
    return tuple(cells) if len(cells) >= 3 and re.fullmatch(r"(?i)s?tt|số tt", cells[0]) else ()


def _text(key: str) -> Callable[[Json], str]:
    return lambda task: _on_lines(str(task.get(key) or ""))


def _products(task: Json) -> str:
    return _dashed(task.get("products") or ())


def _names(key: str) -> Callable[[Json], str]:
    return lambda task: _dashed(task.get(key) or ())


def _lead(task: Json) -> str:
    turns = _turns(task)
    return "\n".join(f"- {period}: {who}" for period, who in turns) if turns else _dashed(task.get("lead") or ())


def _amount(task: Json) -> str:
    amount = task.get("amount_vnd")
    return "" if amount is None else f"{amount:,}".replace(",", ".")


_COLUMNS: tuple[tuple[str, ColumnKind, Callable[[Json], str], bool], ...] = (
    ("TT", ColumnKind.ORDER, lambda task: task["ref"].partition(".")[2], True),
    ("NHIỆM VỤ", ColumnKind.TEXT, _text("title"), True),
    ("SẢN PHẨM", ColumnKind.TEXT, _products, False),
    ("CƠ QUAN CHỦ TRÌ", ColumnKind.TEXT, _lead, True),
    ("CƠ QUAN PHỐI HỢP", ColumnKind.TEXT, _names("support"), False),
    ("THỜI GIAN THỰC HIỆN", ColumnKind.TEXT, _text("timing"), True),
    ("KINH PHÍ", ColumnKind.TEXT, _text("funding"), False),
    ("DỰ KIẾN KINH PHÍ (VNĐ)", ColumnKind.NUMBER, _amount, False),
    ("GHI CHÚ", ColumnKind.TEXT, _text("note"), False),
)
_SAME = {"NHIỆM VỤ": ("nhiệm vụ", "nội dung", "công việc"), "SẢN PHẨM": ("sản phẩm", "kết quả"),
         "CƠ QUAN CHỦ TRÌ": ("chủ trì",), "CƠ QUAN PHỐI HỢP": ("phối hợp",),
         "THỜI GIAN THỰC HIỆN": ("thời gian", "thời hạn", "tiến độ"), "KINH PHÍ": ("nguồn kinh phí",),
         "DỰ KIẾN KINH PHÍ (VNĐ)": ("dự kiến kinh phí", "khái toán"), "GHI CHÚ": ("ghi chú",),
         "TT": ("tt", "stt", "số tt")}  # fmt: skip


def _own_titles(columns: Sequence[str], titles: Sequence[str]) -> list[str]:
    """Each column under the title that the document gives to such a column."""
    found = []
    for column in columns:
        words = _SAME[column]
        own = (title for title in titles if any(_says(title, word, column) for word in words))
        found.append(next(own, column))
    return found


def _says(title: str, word: str, column: str) -> bool:
    return title.lower() == word if column == "TT" else word in title.lower()


def _groups(tasks: Sequence[Json]) -> list[list[Json]]:
    """Tasks in runs that share a title and the number above their own ("2.1", "2.2" under "2")."""

    def key(task: Json) -> tuple[str, str]:
        above = task["ref"].rpartition(".")[0]
        return (above if above.count(".") else task["ref"], task.get("title") or "")

    return [list(group) for _, group in groupby(tasks, key)]


def _rows(group: Sequence[Json], puts: Sequence[Callable[[Json], str]]) -> list[Row]:
    if len(group) == 1:
        return _turn_rows(group[0], puts) or [tuple(put(group[0]) for put in puts)]
    number = group[0]["ref"].rpartition(".")[0].partition(".")[2]
    shared: list[Cell | None] = [Cell(value=number, rows=len(group)), Cell(value=group[0]["title"], rows=len(group))]
    for put in puts[2:]:
        values = {put(task) for task in group}
        shared.append(Cell(value=values.pop(), rows=len(group)) if len(values) == 1 else None)
    rows: list[Row] = []
    for at, task in enumerate(group):
        cells = [cell if cell else put(task) for cell, put in zip(shared, puts, strict=True)]
        rows.append(tuple(cell for cell in cells if at == 0 or not isinstance(cell, Cell)))
    return rows


def _turn_rows(task: Json, puts: Sequence[Callable[[Json], str]]) -> list[Row]:
    """A task whose timing says "a. Quý 1: …; b. Quý 2: …" of as many leads: a row for the task and one for each."""
    turns = [_TURN.match(part) for part in str(task.get("timing") or "").split("; ")]
    leads: Sequence[str] = task.get("lead") or ()
    if len(turns) < 2 or len(turns) != len(leads):
        return []
    named = [match.groups() for match in turns if match]
    if len(named) != len(leads):
        return []
    plain = {**task, "timing": None, "lead": (), "obligations": ()}
    rows: list[Row] = [tuple(put(plain) for put in puts)]
    for (name, when), lead in zip(named, leads, strict=True):
        turn = {"ref": "", "title": name, "lead": (lead,), "timing": when}
        rows.append(tuple(put(turn) for put in puts))
    return rows


def _turns(task: Json) -> list[tuple[str, str]]:
    """Who leads in which months, where several take turns over the year; else none."""
    owed = task.get("obligations") or ()
    leads: Sequence[str] = task.get("lead") or ()
    turns: dict[str, str] = {}
    for each in owed:
        who: Sequence[str] = each.get("who") or ()
        period = _months(each.get("from"), each.get("to"))
        if len(who) != 1 or who[0] not in leads or not period:
            return []
        turns.setdefault(who[0], period)
    if len(leads) < 2 or set(turns) != set(leads) or len(set(turns.values())) != len(leads):
        return []
    return [(turns[lead], lead) for lead in leads]


def _months(start: str | None, last: str | None) -> str:
    """ "Tháng 1,2,3" for a window of whole months of one year; empty for any other."""
    if not start or not last:
        return ""
    first, end = date.fromisoformat(start), date.fromisoformat(last)
    if first.year != end.year or first.day != 1 or end.day < 28 or end.month - first.month > 5:
        return ""
    return "Tháng " + ",".join(str(month) for month in range(first.month, end.month + 1))


def _dashed(values: Sequence[str]) -> str:
    if len(values) == 1:
        return values[0]
    return "\n".join(f"- {value}{'.' if at == len(values) else ';'}" for at, value in enumerate(values, start=1))


def _on_lines(text: str) -> str:
    """A cell's words with its dashes on lines of their own."""
    return re.sub(r"(?<=[.;:])\s+(?=-\s)", "\n", text)
