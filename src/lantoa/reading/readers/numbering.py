"""The numbers and bullets that Word writes by itself, worked out from numbering.xml."""

from dataclasses import dataclass, field
from typing import Any

from lantoa.reading.readers.xml import attribute, child, children, value_of

LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
          (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass
class Level:
    """One level of a list: how it counts and how it looks."""

    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbering:
    """The lists of a document and where each stands; `label_of` must be called in reading order."""

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counters: dict[str, list[int | None]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def label_of(self, number_id: str, level: int) -> str:
        """The label of the next paragraph of a list: «I.», «a)», «-»; "" for none."""
        if number_id not in self.lists or not 0 <= level < LEVELS:
            return ""
        abstract, levels = self.lists[number_id]
        counters = self.counters.setdefault(abstract, [None] * LEVELS)
        if number_id not in self.seen:
            self.seen.add(number_id)
            for index, start in self.restarts.get(number_id, {}).items():
                counters[index] = None
                levels.setdefault(index, Level()).start = start
        current = levels.get(level, Level())
        before = counters[level]
        counters[level] = current.start if before is None else before + 1
        for deeper in range(level + 1, LEVELS):
            counters[deeper] = None
        return self._written(levels, counters, level)

    def _written(self, levels: dict[int, Level], counters: list[int | None], level: int) -> str:
        current = levels.get(level, Level())
        if current.format == "bullet":
            return current.text if current.text in ("+", "*") else "-"
        if current.format == "none":
            return ""
        label = current.text
        for index in range(level + 1):
            shown = levels.get(index, Level())
            number = counters[index]
            label = label.replace(f"%{index + 1}", counted(shown.start if number is None else number, shown.format))
        return label.strip()


def counted(number: int, number_format: str) -> str:
    """A number as Word writes it in a list: decimal, roman or letters."""
    if number_format in ("upperRoman", "lowerRoman"):
        roman = ""
        rest = min(number, 3999)
        for size, letters in _ROMAN:
            while rest >= size:
                roman, rest = roman + letters, rest - size
        return roman.upper() if number_format == "upperRoman" else roman
    if number_format in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 5)
        return letter.upper() if number_format == "upperLetter" else letter
    return f"{number:02d}" if number_format == "decimalZero" else str(number)


def numbering_of(root: Any) -> Numbering:
    """The lists of a numbering.xml root; none when the document has no such part."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstracts = {attribute(el, "abstractNumId"): _levels(el) for el in children(root, "abstractNum")}
    for num in children(root, "num"):
        number_id = attribute(num, "numId")
        abstract = value_of(child(num, "abstractNumId"))
        if not number_id or abstract not in abstracts:
            continue
        levels = dict(abstracts[abstract])
        for override in children(num, "lvlOverride"):
            _override(numbering, number_id, levels, override)
        numbering.lists[number_id] = (abstract, levels)
    return numbering


def _override(numbering: Numbering, number_id: str, levels: dict[int, Level], override: Any) -> None:
    index = whole(attribute(override, "ilvl"))
    own = child(override, "lvl")
    if own is not None:
        levels[index] = _level(own)
    start = child(override, "startOverride")
    if start is not None:
        numbering.restarts.setdefault(number_id, {})[index] = whole(value_of(start), 1)


def _levels(abstract: Any) -> dict[int, Level]:
    return {whole(attribute(el, "ilvl")): _level(el) for el in children(abstract, "lvl")}


def _level(element: Any) -> Level:
    return Level(
        format=value_of(child(element, "numFmt")) or "decimal",
        text=value_of(child(element, "lvlText")),
        start=whole(value_of(child(element, "start")), 1),
    )


def whole(text: str, default: int = 0) -> int:
    """A small whole number out of an attribute, the default when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default
