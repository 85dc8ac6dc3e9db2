"""What a paragraph and its letters look like once Word has put together defaults, styles and direct settings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lantoa.reading.readers.xml import attribute, child, children, is_on, value_of

_CHAIN_LIMIT = 12  # a style based on a style …: longer chains are loops
_MM_A_TWIP = 25.4 / 1440
_BEYOND = 1e8
_DEFAULT_SIZE = 10.0  # Word's, where nothing says a size


@dataclass(frozen=True)
class Looks:
    """The styles of a file: by identifier, the default paragraph style, the file's defaults."""

    by_id: dict[str, Any]
    default_style: str
    default_run: Any
    default_paragraph: Any

    def paragraph_chain(self, paragraph: Any) -> list[Any]:
        """Where a paragraph's properties are looked up, the nearest first: elements that hold a pPr's children."""
        own = child(paragraph, "pPr")
        return [own, *(child(style, "pPr") for style in self._styles_of(paragraph)), self.default_paragraph]

    def run_chain(self, paragraph: Any, run: Any) -> list[Any]:
        """Where a run's properties are looked up, the nearest first."""
        own = child(run, "rPr")
        character = self._based(value_of(child(own, "rStyle"))) if own is not None else iter(())
        styles = (child(style, "rPr") for style in (*character, *self._styles_of(paragraph)))
        return [own, *styles, self.default_run]

    def _styles_of(self, paragraph: Any) -> Iterator[Any]:
        return self._based(value_of(child(paragraph, "pPr", "pStyle")) or self.default_style)

    def _based(self, name: str) -> Iterator[Any]:
        for _ in range(_CHAIN_LIMIT):
            style = self.by_id.get(name)
            if style is None:
                return
            yield style
            name = value_of(child(style, "basedOn"))


def looks_of(root: Any) -> Looks:
    """The styles of a styles.xml root; empty ones where the file has none."""
    by_id: dict[str, Any] = {}
    default = ""
    if root is not None:
        for style in children(root, "style"):
            by_id[attribute(style, "styleId")] = style
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true"):
                default = attribute(style, "styleId")
    run = child(root, "docDefaults", "rPrDefault", "rPr") if root is not None else None
    paragraph = child(root, "docDefaults", "pPrDefault", "pPr") if root is not None else None
    return Looks(by_id, default, run, paragraph)


def found(chain: list[Any], name: str, key: str = "val") -> str:
    """The nearest setting `name`'s attribute `key`, "" where nothing sets it."""
    for properties in chain:
        element = child(properties, name) if properties is not None else None
        value = attribute(element, key) if element is not None else ""
        if value:
            return value
    return ""


def switched(chain: list[Any], name: str) -> bool:
    """Whether a switch such as w:b is on: the nearest that names it decides."""
    for properties in chain:
        element = child(properties, name) if properties is not None else None
        if element is not None:
            return is_on(element)
    return False


def size_of(chain: list[Any]) -> float:
    """Type size in points."""
    return number(found(chain, "sz")) / 2 or _DEFAULT_SIZE


def millimetres(text: str) -> float:
    """Twips, as Word writes lengths, in mm; 0 for what is no number."""
    return number(text) * _MM_A_TWIP


def points(text: str) -> float:
    """Twips in points."""
    return number(text) / 20


def number(text: str) -> float:
    """A number as Word writes it, also with its unit ("12pt"); 0 for what is none or beyond any paper."""
    try:
        value = float(text.removesuffix("pt").removesuffix("mm"))
    except ValueError:
        return 0.0
    return value if abs(value) < _BEYOND else 0.0
