"""Rows of a table of tasks → tasks: groups, sub-rows, rotations («Quý 1: Văn phòng …»), each with its ref."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lantoa.reading.structure.labels import split_label
from lantoa.reading.structure.tables import TaskRow
from lantoa.vietnamese import fold

_PERIOD_TITLE = re.compile(
    r"^(?:quy\s*(?:[1-4]|iv|i{1,3})|thang\s*\d[\d,;\s\-va]*|6 thang (?:dau|cuoi) nam|tuan\s*\d+)\b"
)


@dataclass
class RawTask:
    """A task as the table gives it: texts by role, and, for a rotation, the rows of its holders."""

    ref: str
    texts: dict[str, str]
    blocks: list[str]
    extra: dict[str, str] = field(default_factory=dict)
    turns: list[TaskRow] = field(default_factory=list)
    group: bool = False
    inherited: bool = False  # its title is that of the row it is a part of

    def text(self, role: str) -> str:
        """A role's text, "" where the row has none."""
        return self.texts.get(role, "")


def is_period_title(title: str) -> bool:
    """Whether a row's title only names a period, so that the row is one turn of the row above."""
    _, rest = split_label(title)
    return bool(_PERIOD_TITLE.match(fold(rest if rest != title else title)))


def tasks_of(rows: Iterable[TaskRow], prefix: str) -> tuple[list[RawTask], list[str]]:
    """The tasks of a table, with refs under a prefix such as PL, and warnings about its numbering."""
    bundles = list(_bundles(rows))
    plain = [b[0].label.value for b in bundles if b[0].label and b[0].label.kind == "number" and not b[0].spanning]
    builder = _Builder(prefix, restarts=len(set(plain)) < len(plain))
    for bundle in bundles:
        builder.take(bundle)
    return builder.tasks, builder.warnings


def _bundles(rows: Iterable[TaskRow]) -> Iterator[list[TaskRow]]:
    """Rows that share one number: merged, left blank, or printed again on the next page."""
    bundle: list[TaskRow] = []
    for row in rows:
        alone = row.spanning or _heads_period(row)
        if bundle and not alone and not bundle[0].spanning and _goes_on(bundle, row):
            bundle.append(row)
        else:
            if bundle:
                yield bundle
            bundle = [row]
    if bundle:
        yield bundle


def _goes_on(bundle: list[TaskRow], row: TaskRow) -> bool:
    first = bundle[0]
    if row.label is None:
        # Without numbers at all a row of its own title and doer is a task of its own.
        return first.label is not None or "title" in row.merged or not row.text("title")
    if row.label.kind == "letter" and first.label is not None and first.label.kind == "number":
        return is_period_title(row.text("title"))
    same = first.label is not None and first.label.value == row.label.value and first.label.kind == row.label.kind
    title = row.text("title")
    return same and (not title or title == first.text("title"))


def _heads_period(row: TaskRow) -> bool:
    """Whether a row says no more than «Quý I/2026», for the rows below it."""
    others = any(text for role, text in row.texts.items() if role != "title")
    return is_period_title(row.text("title")) and (row.spanning or not others)


class _Builder:
    def __init__(self, prefix: str, *, restarts: bool) -> None:
        self.prefix = prefix
        self._restarts = restarts  # numbers begin again under each group
        self.tasks: list[RawTask] = []
        self.warnings: list[str] = []
        self._refs: set[str] = set()
        self._group = ""
        self._period = ""  # of the rows under a heading such as «Quý I/2026»
        self._running = 0

    def take(self, bundle: list[TaskRow]) -> None:
        first = bundle[0]
        if first.spanning or _heads_period(first):
            self._period = first.text("title") if _heads_period(first) else ""
            if self._period:
                return
        ref = self._ref_of(first)
        if len(bundle) == 1:
            self._put(ref, first)
            return
        rest = bundle[1:]
        if not first.text("lead") and all(is_period_title(row.text("title")) for row in rest):
            self._put(ref, first, turns=rest)
            return
        heading = (
            not first.text("lead")
            and not first.text("timing")
            and all(row.text("title") and "title" not in row.merged for row in rest)
        )
        if heading:
            self._put(ref, first)
        for index, row in enumerate(rest if heading else bundle, start=1):
            title = row.text("title") or first.text("title")
            own = row.text("deed") or (row.text("title") and "title" not in row.merged and index > 1)
            part = replace(row, texts={**row.texts, "title": title})
            self._put(f"{ref}.{index}", part, inherited=not own)

    def _put(self, ref: str, row: TaskRow, turns: list[TaskRow] | None = None, *, inherited: bool = False) -> None:
        group = row.spanning or not any(row.text(role) for role in ("lead", "timing", "products", "support"))
        blocks = [row.block, *(turn.block for turn in turns or [])]
        texts = dict(row.texts)
        if self._period and not texts.get("timing"):
            texts["timing"] = self._period
        self.tasks.append(RawTask(ref, texts, blocks, dict(row.extra), turns or [], group and not turns, inherited))

    def _ref_of(self, row: TaskRow) -> str:
        label = row.label
        if label is None:
            self._running += 1
            return self._unique(f"{self.prefix}.{self._running}")
        if label.kind in ("roman", "upper", "part") or (row.spanning and label.kind != "number"):
            self._group = label.value
            return self._unique(f"{self.prefix}.{label.value}")
        if label.kind in ("number", "multi"):
            self._running = int(label.value.split(".")[0])
        plain = f"{self.prefix}.{label.value}" if label.value else f"{self.prefix}.{self._running + 1}"
        if label.kind == "letter":
            plain = f"{self.prefix}.{self._running}.{label.value}" if self._running else plain
        # Numbers that begin again under each group are told apart by the group; numbers that run on need no group.
        if self._group and self._restarts:
            return self._unique(f"{self.prefix}.{self._group}.{label.value}")
        return self._unique(plain)

    def _unique(self, ref: str) -> str:
        if ref in self._refs:
            self.warnings.append(f"{ref}: số thứ tự bị trùng trong bảng; dòng sau được ghi tạm là {ref}′.")
            while ref in self._refs:
                ref += "′"
        self._refs.add(ref)
        return ref
