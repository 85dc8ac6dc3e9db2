"""The body of a plan: the entries of all its lists in the order of their references, as headings and paragraphs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lantoa.paper.document import Block, Bullet, Heading, Paragraph
from lantoa.paper.plans.refs import is_point, ref_key

Json = Mapping[str, Any]
_LISTS = ("body", "targets", "themes", "forms", "responsibilities")
_MARKED = re.compile(r"^\s*(?:[-–+•]|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[IVX]+\.)\s")
_ABBREVIATED = (("ủy ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd"), ("mặt trận tổ quốc việt nam", "mttq"),
                ("mặt trận tổ quốc", "mttq"), ("thông tin điện tử", "ttđt"))  # fmt: skip


@dataclass(frozen=True)
class _Entry:
    part: str
    ref: str
    value: Json

    @property
    def key(self) -> tuple[int, ...]:
        return ref_key(self.ref, closing=self._closes())

    def _closes(self) -> bool:
        """A closing paragraph, or a charge that bears the section's own number, stands behind the numbered ones."""
        if self.part == "body":
            return self.value.get("part") == "closing"
        return self.part == "responsibilities" and "." not in self.ref


def body_blocks(plan: Json) -> tuple[Block, ...]:
    """Headings, paragraphs and dashes of everything in a plan that does not stand in an annex."""
    entries = sorted(
        (
            _Entry(part, value.get("ref") or "", value)
            for part in _LISTS
            for value in plan.get(part) or ()
            if not re.match(r"PL\d*(?:\.|$)", value.get("ref") or "")
        ),
        key=lambda entry: entry.key,
    )
    numbered = _numbered_groups(entries)
    return tuple(block for entry in entries for block in _blocks(entry, numbered))


def _numbered_groups(entries: Iterable[_Entry]) -> frozenset[str]:
    """Groups whose entries carry their numbers, because one of them has entries of its own below it."""
    refs = {entry.ref for entry in entries}
    parents = {ref.rpartition(".")[0] for ref in refs}
    return frozenset(ref.rpartition(".")[0] for ref in refs if ref in parents)


def _blocks(entry: _Entry, numbered: frozenset[str]) -> list[Block]:
    if entry.part == "body":
        return _body(entry.ref, entry.value)
    if entry.part == "responsibilities":
        return _charge(entry.ref, entry.value)
    group, _, step = entry.ref.rpartition(".")
    text = entry.value["text"]
    if is_point(step):
        return _led(f"{step})", text)
    if group in numbered:
        return _led(f"{_inner(group)}{step}.", text)
    return [Bullet(text)] if "\n" not in text else _led("-", text)


def _inner(group: str) -> str:
    """The number of a group inside its section: "II.1" gives "1."."""
    steps = group.split(".")[1:]
    return "".join(f"{step}." for step in steps if step.isdecimal())


def _led(mark: str, text: str) -> list[Block]:
    first, *rest = text.split("\n")
    return [Paragraph(f"{mark} {first}"), *lines("\n".join(rest))]


def _body(ref: str, value: Json) -> list[Block]:
    heading, text = value.get("heading"), value.get("text") or ""
    step = ref.rpartition(".")[2]
    level = ref.count(".") + 1
    if not heading:
        return lines(text)
    if level == 1 or "\n" in text or not text or is_point(step):
        return [Heading(min(level, 3), _number(ref, level), heading), *lines(text)]
    if _MARKED.match(text) or text.startswith("("):
        return [Heading(min(level, 3), _number(ref, level), heading), *lines(text)]
    return [Paragraph(text, lead=f"{_number(ref, level)}. {heading}:")]


def _number(ref: str, level: int) -> str:
    steps = ref.split(".")
    return steps[-1] if level != 3 or is_point(steps[-1]) else ".".join(steps[1:])


def lines(text: str) -> list[Block]:
    """Lines of running text; those that open with a dash are dashes."""
    made: list[Block] = []
    for line in text.split("\n"):
        said = line.strip()
        dash = re.match(r"[-–]\s+", said)
        if said:
            made.append(Bullet(said[dash.end() :]) if dash else Paragraph(said))
    return made


def _charge(ref: str, value: Json) -> list[Block]:
    """A numbered paragraph of who is charged with what; the names lead it where its words do not say them."""
    text = value["text"].strip()
    step = ref.rpartition(".")[2] if "." in ref else ""
    mark = f"{step}." if step else ""
    agencies: Sequence[str] = value.get("agencies") or ()
    if not agencies or _names_them(text, agencies):
        return _led(mark, text) if mark else lines(text)
    names = "; ".join(agencies)
    lead = f"{mark} {names}:".strip()
    if re.match(r"[-–]\s", text):
        return [Paragraph("", lead=lead), *lines(text)]
    first, *rest = text.split("\n")
    return [Paragraph(first, lead=lead), *lines("\n".join(rest))]


def _names_them(text: str, agencies: Sequence[str]) -> bool:
    """Whether the first sentence says who is charged: it opens with the name, or asks or orders one by name."""
    opening = _plain(text.partition("\n")[0])
    opening = re.sub(r"^(?:đề nghị|yêu cầu|giao)\s+", "", opening)
    name = _plain(agencies[0])
    if opening.startswith(name) or opening.startswith(name.rpartition(" của ")[0] or name):
        return True
    if re.match(r"(?:chủ trì|phối hợp|căn cứ|chủ động|tập trung|đưa|duy trì|tuyên truyền|[-–])", opening):
        return False
    shared = set(opening.split()[:12]) & set(name.split())
    return f"giao {name}" in opening or f"yêu cầu {name}" in opening or len(shared) >= 0.6 * len(set(name.split()))


def _plain(text: str) -> str:
    plain = text.lower().replace("uỷ", "ủy")
    for long, short in _ABBREVIATED:
        plain = plain.replace(long, short)
    return plain
