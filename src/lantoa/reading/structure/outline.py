"""The lines of a document's body as a tree: sections, points, letters, bullets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lantoa.reading.source import SourceBlock, Table
from lantoa.reading.structure.headings import part_of, starts_closing
from lantoa.reading.structure.labels import Label, in_roman, split_label

_SECTION_KINDS = ("part", "upper", "roman")
_BULLETS = ("dash", "plus", "star")
_SKIP_LIMIT = 4  # a series that jumps further than this has not skipped numbers: it is another series


@dataclass(frozen=True)
class Line:
    """One line of text: what stands after its label, and where it came from."""

    block: str
    text: str
    label: Label | None = None
    bold: bool = False
    centred: bool = False

    @property
    def shown(self) -> str:
        """The line as printed, label and all."""
        return f"{self.label.text} {self.text}".strip() if self.label else self.text


@dataclass(eq=False)
class Node:
    """A labelled line with what stands under it, in order: further lines, nodes, tables."""

    line: Line
    parent: "Node | None" = None
    ref: str = ""
    content: "list[Line | Node | Table]" = field(default_factory=list)
    bullets: int = 0
    heading_block: str = ""  # where its title stands, when that is a line of its own («Phần I», then «MỤC TIÊU»)

    @property
    def children(self) -> "list[Node]":
        """The nodes right under this one."""
        return [item for item in self.content if isinstance(item, Node)]

    @property
    def paragraphs(self) -> list[Line]:
        """The unlabelled lines right under this one."""
        return [item for item in self.content if isinstance(item, Line)]

    @property
    def tables(self) -> list[Table]:
        """The tables right under this one."""
        return [item for item in self.content if isinstance(item, Table)]

    @property
    def kind(self) -> str:
        """The kind of its label, "" for the root."""
        return self.line.label.kind if self.line.label else ""

    def walk(self) -> "Iterator[Node]":
        """This node and all below it, in order."""
        yield self
        for node in self.children:
            yield from node.walk()

    def blocks(self) -> list[str]:
        """Ids of the blocks it and all below it came from."""
        found = [block for block in (self.line.block, self.heading_block) if block]
        for item in self.content:
            if isinstance(item, Node):
                found += item.blocks()
            elif isinstance(item, Line):
                found.append(item.block)
            else:
                found += [row.block for row in item.rows]
        return list(dict.fromkeys(found))

    def below(self) -> list[str]:
        """Every line under it, as printed."""
        lines: list[str] = []
        for item in self.content:
            if isinstance(item, Line):
                lines.append(item.shown)
            elif isinstance(item, Node):
                lines += [item.line.shown, *item.below()]
        return lines


def lines_of(block: SourceBlock) -> Iterator[Line]:
    """The lines of a paragraph: a manual break starts a new line only where a label follows it."""
    kept: list[str] = []
    for part in block.text.split("\n"):
        if kept and not split_label(part)[0]:
            kept[-1] = f"{kept[-1]} {part}".strip()
        else:
            kept.append(part.strip())
    for index, text in enumerate(kept or [""]):
        text = text.replace("\t", " ")
        whole = f"{block.label} {text}".strip() if index == 0 else text
        label, rest = split_label(whole)
        yield Line(block.id, rest, label, block.bold, block.centred)


class OutlineBuilder:
    """Puts lines into a tree. A series is followed by what its numbers say, so wrong and skipped ones still nest."""

    def __init__(self) -> None:
        self.root = Node(Line("", ""))
        self._current = self.root
        self.repairs: list[str] = []
        self._refs: set[str] = set()

    def add_table(self, table: Table) -> None:
        """A table belongs to the section point it stands under."""
        node = self._current
        while node.kind in _BULLETS and node.parent is not None:
            node = node.parent
        node.content.append(table)

    def add(self, line: Line) -> None:
        """The next line of the body."""
        if line.label is None and self._names_current_part(line):
            own = self._current.line
            self._current.line = Line(own.block, line.text, own.label, line.bold, line.centred)
            self._current.heading_block = line.block
            return
        if line.label is None and self._is_bare_section(line):
            order = 1 + max((n.line.label.order for n in self.root.children if n.line.label), default=0)
            label = Label("roman", in_roman(order), order, f"{in_roman(order)}.")
            self.repairs.append(f"{label.value}: mục “{line.text}” không có số thứ tự; đã tạm ghi là {label.value}.")
            line = Line(line.block, line.text, label, line.bold, line.centred)
        if line.label is None:
            self._home_of(line).content.append(line)
            return
        parent = self._parent_for(line.label)
        node = Node(line, parent)
        node.ref = self._ref(parent, line.label)
        parent.content.append(node)
        self._current = node

    def _names_current_part(self, line: Line) -> bool:
        node = self._current
        return node.kind in _SECTION_KINDS and not node.line.text and not node.content and line.text.isupper()

    def _is_bare_section(self, line: Line) -> bool:
        words = line.text.split()
        return line.text.isupper() and line.bold and 1 < len(words) <= 14 and part_of(line.text) is not None

    def _home_of(self, line: Line) -> Node:
        node = self._current
        while node.kind in _BULLETS and node.parent is not None:
            node = node.parent
        if starts_closing(line.text):
            while node.parent is not None and node.parent is not self.root:
                node = node.parent
        return node

    def _parent_for(self, label: Label) -> Node:
        if label.kind == "multi":
            return self._multi_parent(label)
        node: Node | None = self._current
        nearest: Node | None = None
        while node is not None:
            if node.kind == label.kind:
                if self._continues(node, label):
                    return node.parent or self.root
                nearest = nearest or node
            node = node.parent
        if nearest is not None and label.order > 1:
            return nearest.parent or self.root  # a wrong number in a series; only a first number begins one below
        if label.kind in _SECTION_KINDS:
            return self._section_parent(label)
        return self._nested_parent(label)

    def _continues(self, node: Node, label: Label) -> bool:
        if label.kind in _BULLETS or node.line.label is None:
            return True
        return 0 <= label.order - node.line.label.order <= _SKIP_LIMIT or label.kind in _SECTION_KINDS

    def _section_parent(self, label: Label) -> Node:
        rank = {"part": 0, "upper": 1, "roman": 2}
        node = self._current
        while node is not self.root and (node.kind not in rank or rank[node.kind] >= rank[label.kind]):
            node = node.parent or self.root
        return node

    def _nested_parent(self, label: Label) -> Node:
        node = self._current
        # A new bullet series under a bullet of another shape is nested; under its own shape it was a sibling.
        # A number or letter never nests under a bullet unless it starts its series there.
        while node.parent is not None and node.kind in _BULLETS and label.kind not in _BULLETS:
            node = node.parent
        while node.parent is not None and node.kind == "multi" and label.kind == "number" and label.order > 1:
            node = node.parent
        return node

    def _multi_parent(self, label: Label) -> Node:
        prefix = label.value.rpartition(".")[0]
        node: Node | None = self._current
        while node is not None and node.parent is not None:
            own = node.line.label
            if own is not None and own.kind in ("number", "multi", "part") and own.value == prefix:
                return node
            node = node.parent
        node = self._current
        while node.parent is not None and node.kind not in ("number", *_SECTION_KINDS):
            node = node.parent
        return node if node.kind != "number" else node.parent or self.root

    def _ref(self, parent: Node, label: Label) -> str:
        if label.kind in _BULLETS:
            parent.bullets += 1
            own = str(parent.bullets)
        elif label.kind == "multi" and parent.kind in ("number", "multi"):
            own = label.value.rpartition(".")[2]
        else:
            own = label.value
        ref = f"{parent.ref}.{own}" if parent.ref else own
        while ref in self._refs:
            self.repairs.append(f"{ref}: số thứ tự bị trùng trong văn bản; đã ghi tạm là {ref}′ để phân biệt.")
            ref += "′"
        self._refs.add(ref)
        return ref


def outline_of(items: Iterable[SourceBlock | Table]) -> tuple[Node, list[str]]:
    """The tree of a body and what had to be repaired on the way (Vietnamese sentences)."""
    builder = OutlineBuilder()
    for item in items:
        if isinstance(item, Table):
            builder.add_table(item)
        else:
            for line in lines_of(item):
                builder.add(line)
    return builder.root, builder.repairs
