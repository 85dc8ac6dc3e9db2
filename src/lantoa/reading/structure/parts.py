"""The outline of a body → the parts of a plan: purpose, targets, themes, forms, who does what, and the rest."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lantoa.reading.source import Table
from lantoa.reading.structure.attributes import attributes_of
from lantoa.reading.structure.headings import part_of, starts_closing
from lantoa.reading.structure.outline import Node
from lantoa.reading.structure.tables import columns_of

_BODY_NAMES = {"purpose", "requirement", "audience", "money"}
_HEADING_WORDS = 22


@dataclass
class Piece:
    """One entry-to-be: its part, ref, heading, text, the blocks it came from, and its node."""

    part: str
    ref: str
    text: str
    blocks: list[str]
    heading: str | None = None
    node: Node | None = None
    attributes: dict[str, str] | None = None  # of a task written as a point


@dataclass
class Parts:
    """A body in its order."""

    pieces: list[Piece] = field(default_factory=list)
    tables: list[tuple[str, Table]] = field(default_factory=list)  # tables of tasks in the body, with the ref above


@dataclass(frozen=True)
class _Title:
    """What heads a node: the words, the part they name, and what stands behind the colon on the same line."""

    words: str
    part: str | None
    rest: str = ""


def title_of(node: Node) -> _Title | None:
    """The heading of a node; None when its line is running text."""
    text = node.line.text.strip()
    has_more = bool(node.content)
    words = text.rstrip(" :.")
    short = len(words.split()) <= _HEADING_WORDS
    loud = node.line.bold or words.isupper()
    leads_on = has_more and (text.endswith(":") or not text.endswith((".", ";", ",")))
    if short and (loud or (leads_on and (part_of(words) or len(words.split()) <= 14))):
        return _Title(words, part_of(words))
    head, colon, rest = text.partition(":")
    if colon and len(head.split()) <= 8 and part_of(head) and rest.strip():
        return _Title(head.strip(), part_of(head), rest.strip())
    return None


class PartsBuilder:
    """Walks an outline and puts each node where it belongs."""

    def __init__(self, opens_with_body: Callable[[str], bool]) -> None:
        self.parts = Parts()
        self._is_doer = opens_with_body  # whether a line opens with a body that is charged or asked

    def build(self, root: Node) -> Parts:
        """The parts of a whole body."""
        for line in root.paragraphs:
            self._put("closing" if starts_closing(line.text) else "other", "", line.text, [line.block])
        for node in root.children:
            self._section(node, "other")
        return self.parts

    def _put(
        self, part: str, ref: str, text: str, blocks: list[str], heading: str | None = None, node: Node | None = None
    ) -> None:
        self.parts.pieces.append(Piece(part, ref, text, blocks, heading, node))

    def _took_task(self, node: Node) -> bool:
        attributes = attributes_of(node)
        if attributes:
            self.parts.pieces.append(
                Piece("task", node.ref, attributes["title"], node.blocks(), node=node, attributes=attributes)
            )
        return attributes is not None

    def _section(self, node: Node, inherited: str) -> None:
        if self._took_task(node):
            return
        title = title_of(node)
        self._note_tables(node)
        if title is None:
            self._leaf(node, inherited)
            return
        part = title.part or inherited
        if part in ("tasks", "responsibilities", "forms", "themes", "other") and self._names_doers(node):
            part = "responsibilities"
        if part == "responsibilities":
            self._responsibilities(node, title)
        elif part in ("targets", "themes", "forms"):
            self._list(node, title, part)
        elif self._has_inner_headings(node):
            self._heading(node, title, _body_part(part))
            for child in node.children:
                self._section(child, part)
        else:
            closings = [line.text for line in node.paragraphs if starts_closing(line.text)]
            lines = ([title.rest] if title.rest else []) + [text for text in node.below() if text not in closings]
            self._put(_body_part(part), node.ref, "\n".join(lines), node.blocks(), title.words, node)
            self._closings(node)

    def _leaf(self, node: Node, part: str) -> None:
        if part in ("targets", "themes", "forms"):
            self._items(node, part)
        else:
            text = "\n".join([node.line.text, *node.below()])
            self._put(_body_part(part), node.ref, text, node.blocks(), None, node)

    def _heading(self, node: Node, title: _Title, part: str) -> None:
        lead = [line for line in node.paragraphs if not starts_closing(line.text)]
        blocks = [node.line.block, *(line.block for line in lead)]
        text = "\n".join(([title.rest] if title.rest else []) + [line.text for line in lead])
        self._put(part, node.ref, text, blocks, title.words, None)

    def _list(self, node: Node, title: _Title, part: str) -> None:
        if title.rest:
            self._put("other", node.ref, "", [node.line.block], title.words)
            self._put(part, node.ref, title.rest, [node.line.block], None, node)
        elif not node.children and node.paragraphs:
            self._put("other", node.ref, "", [node.line.block], title.words)
            for index, line in enumerate(node.paragraphs, start=1):
                self._put(part, f"{node.ref}.{index}", line.text, [line.block], None, None)
        else:
            self._heading(node, title, "other")
        for child in node.children:
            inner = title_of(child)
            if inner and inner.part and inner.part != part and _heads_another_part(child, inner):
                self._section(child, part)
            elif inner and _is_true_heading(child) and child.children and child.line.bold:
                self._list(child, inner, part)
            else:
                self._items(child, part)
        self._closings(node)

    def _items(self, node: Node, part: str) -> None:
        if self._took_task(node):
            return
        own = [node.line.text, *(line.text for line in node.paragraphs)]
        blocks = [node.line.block, *(line.block for line in node.paragraphs)]
        self._put(part, node.ref, "\n".join(own), blocks, None, node)
        self._note_tables(node)
        for child in node.children:
            self._items(child, part)

    def _responsibilities(self, node: Node, title: _Title) -> None:
        self._heading(node, title, "organisation")
        for child in node.children:
            if self._took_task(child):
                continue
            inner = title_of(child)
            self._note_tables(child)
            nested = bool(child.children) and inner is not None and not self._is_doer(child.line.text)
            if nested and self._names_doers(child) and inner is not None:
                self._responsibilities(child, inner)
            elif nested and inner is not None and inner.part in _BODY_NAMES | {"targets", "themes", "forms"}:
                self._section(child, "organisation")
            else:
                text = "\n".join([child.line.text, *child.below()])
                self._put("responsibilities", child.ref, text, child.blocks(), None, child)
        self._closings(node)

    def _closings(self, node: Node) -> None:
        for line in node.paragraphs:
            if starts_closing(line.text):
                self._put("closing", node.ref, line.text, [line.block])

    def _names_doers(self, node: Node) -> bool:
        doers = sum(self._is_doer(child.line.text) for child in node.children)
        return doers >= 1 and doers * 2 > len(node.children)

    def _has_inner_headings(self, node: Node) -> bool:
        if any(attributes_of(inner) for child in node.children for inner in child.walk()):
            return True
        return any((inner := title_of(child)) and (inner.part or child.line.bold) for child in node.children)

    def _note_tables(self, node: Node) -> None:
        for table in node.tables:
            if columns_of(table):
                self.parts.tables.append((node.ref, table))


def _heads_another_part(node: Node, title: _Title) -> bool:
    if title.rest:
        return node.kind in ("number", "multi", "letter") and len(title.words.split()) <= 5
    return bool(node.content) and _is_true_heading(node)


def _is_true_heading(node: Node) -> bool:
    return node.kind not in ("dash", "plus") and (node.line.bold or len(node.line.text.split()) <= 10)


def _body_part(part: str) -> str:
    if part in _BODY_NAMES:
        return part
    return {"responsibilities": "organisation", "organisation": "organisation", "closing": "closing"}.get(part, "other")
