"""Obligations that say again what another says: part IV often repeats the appendix. A person decides."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lantoa.domain.every import Every
from lantoa.domain.lifecycle import ItemKind
from lantoa.vietnamese import fold

ENOUGH = 0.6  # below this two sentences only share a subject
_WORD = re.compile(r"[^\W_]+")
# Words that nearly every line of such a plan holds, and so tell nothing apart.
_COMMON_WORDS = (
    "ve va cac cua cho tren cong tac tuyen truyen cai cach hanh chinh cchc thuc hien noi dung ke hoach nam "
    "to chuc trong den theo voi de lien quan xay dung dia ban tinh"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_SPELLED_OUT = (("cchc", "cai cach hanh chinh"), ("ubnd", "uy ban nhan dan"), ("ttdt", "thong tin dien tu"))


@dataclass(frozen=True, kw_only=True)
class Line:
    """An obligation as the comparison sees it; `key` is whatever the caller knows it by."""

    key: int
    kind: ItemKind
    who: tuple[str, ...]
    what: str
    every: Every
    minimum: int | None
    maximum: int | None
    is_report: bool = False
    is_request: bool = False


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """A proposal: `repeat` says again what `original` (a row of the appendix) says; likeness from 0 to 1."""

    repeat: int
    original: int
    likeness: float


def propose_repeats(lines: Iterable[Line]) -> list[Repeat]:
    """For each obligation outside the appendix the row of the appendix it most likely repeats, if any is like enough.

    Only the same doer, the same rhythm and quotas that do not contradict can be a repetition (design, section 4: only
    one of two that say the same makes duties). Reports and requests are never proposed: each stands by itself.
    """
    known = [line for line in lines if not line.is_report and not line.is_request]
    originals = [(line, _doers(line), _words(line.what)) for line in known if line.kind == ItemKind.TASK]
    found = []
    for line in known:
        if line.kind == ItemKind.TASK:
            continue
        doers, said = _doers(line), _words(line.what)
        best = max(
            (
                (_likeness(said, other), -original.key)
                for original, others, other in originals
                if doers & others and _may_be_same(line, original)
            ),
            default=(0.0, 0),
        )
        if best[0] >= ENOUGH:
            found.append(Repeat(repeat=line.key, original=-best[1], likeness=round(best[0], 3)))
    return found


def _may_be_same(one: Line, other: Line) -> bool:
    if one.every != other.every:
        # "Thường xuyên" in part IV beside a counted row says the same thing less exactly.
        return one.every == Every.STANDING
    return all(
        mine is None or theirs is None or mine == theirs
        for mine, theirs in ((one.minimum, other.minimum), (one.maximum, other.maximum))
    )


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter sentence the longer one holds, tempered by how much both share."""
    if not one or not other:
        return 0.0
    shared = len(one & other)
    contained, overlap = shared / min(len(one), len(other)), shared / len(one | other)
    return contained * 0.6 + overlap * 0.4 if min(len(one), len(other)) > 1 else overlap


def _doers(line: Line) -> frozenset[str]:
    return frozenset(_plain(name) for name in line.who)


def _words(text: str) -> frozenset[str]:
    found: Sequence[str] = _WORD.findall(_plain(text))
    return frozenset(found) - _COMMON


def _plain(text: str) -> str:
    folded = " ".join(fold(text).split())
    for short, full in _SPELLED_OUT:
        folded = re.sub(rf"\b{short}\b", full, folded)
    return folded
