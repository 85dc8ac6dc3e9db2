"""What a paragraph inherits from Word's named styles: bold, capitals, centring, a list."""

from dataclasses import dataclass, field
from typing import Any

from lantoa.reading.readers.numbering import whole
from lantoa.reading.readers.xml import attribute, child, children, is_on, value_of

_CHAIN_LIMIT = 12  # a style based on a style …: longer chains are loops


@dataclass(frozen=True)
class Look:
    """How a paragraph looks, as far as reading cares."""

    bold: bool = False
    caps: bool = False
    alignment: str = ""


@dataclass
class Styles:
    """The paragraph styles of a document by identifier."""

    by_id: dict[str, Any] = field(default_factory=dict)

    def _chain(self, paragraph: Any) -> list[Any]:
        chain = [paragraph]
        name = value_of(child(paragraph, "pPr", "pStyle"))
        while name in self.by_id and len(chain) < _CHAIN_LIMIT:
            style = self.by_id[name]
            chain.append(style)
            name = value_of(child(style, "basedOn"))
        return chain

    def number_of(self, paragraph: Any) -> tuple[str, int]:
        """(list id, level) of a paragraph; ("", 0) when it is in no list. A direct numId of 0 takes it out."""
        level = ""
        for element in self._chain(paragraph):
            properties = child(element, "pPr", "numPr")
            if properties is None:
                continue
            level = level or value_of(child(properties, "ilvl"))
            number_id = value_of(child(properties, "numId"))
            if number_id:
                return ("" if number_id == "0" else number_id), whole(level)
        return "", 0

    def look_of(self, paragraph: Any) -> Look:
        """Bold and capitals as the paragraph's styles say, alignment as it or they say."""
        bold = caps = False
        alignment = ""
        for element in self._chain(paragraph):
            alignment = alignment or value_of(child(element, "pPr", "jc"))
            if element is not paragraph:
                bold = bold or is_on(child(element, "rPr", "b"))
                caps = caps or is_on(child(element, "rPr", "caps"))
        caps = caps or _all_caps(paragraph)
        return Look(bold=bold, caps=caps, alignment=alignment)


def _all_caps(paragraph: Any) -> bool:
    runs = [run for run in children(paragraph, "r") if child(run, "t") is not None]
    return bool(runs) and all(is_on(child(run, "rPr", "caps")) for run in runs)


def styles_of(root: Any) -> Styles:
    """The styles of a styles.xml root; none when the document has no such part."""
    styles = Styles()
    if root is not None:
        for style in children(root, "style"):
            if attribute(style, "type") in ("", "paragraph"):
                styles.by_id[attribute(style, "styleId")] = style
    return styles
