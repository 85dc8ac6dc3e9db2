"""Bodies as they are typed: names to bodies, and a pasted table of old and new names to steps of a reorganisation."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from lantoa.agencies.kinds import AgencyKind, Level
from lantoa.agencies.models import Agency, AgencyName
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.steps import Begun, KeptStep
from lantoa.persistence.identifiers import new_public_id
from lantoa.vietnamese import fold, nfc

_PART = re.compile(r"\s*\((?:một\s+)?phần\)\s*$", re.IGNORECASE)
_ARROW = re.compile(r"\s*(?:=>|->|→|⇒|\t|=)\s*")
_COMMUNE = re.compile(r"(xã|phường|đặc khu|thị trấn)\s+\S", re.IGNORECASE)
_COMMITTEE = "Ủy ban nhân dân "
_SHOWN = 6


class NameUnclearError(ValueError):
    """A typed name means no body, or several; the text says which, in Vietnamese."""


@dataclass(frozen=True)
class _Known:
    public_id: str
    name: str
    short_name: str
    kind: str
    level: str
    symbol: str


@dataclass
class Names:
    """The bodies among which typed names are looked for, on a day, by every name they bear."""

    known: dict[int, _Known] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def among(cls, agency_ids: Collection[int], on: date) -> "Names":
        """The names of some bodies that live on a day. Two queries, however many bodies."""
        found = cls()
        columns = ("pk", "public_id", "name", "short_name", "kind", "level", "symbol")
        for pk, *rest in Agency.objects.filter(true_on(on)).order_by("sort_key", "pk").values_list(*columns):
            if pk in agency_ids:
                one = found.known[pk] = _Known(*rest)
                found.by_name[fold(one.name)].add(pk)
                found.by_name[fold(one.short_name)].add(pk)
        for pk, folded in AgencyName.objects.values_list("agency_id", "folded"):
            if pk in found.known:
                found.by_name[folded].add(pk)
        return found

    def with_begun(self, steps: Iterable[KeptStep]) -> "Names":
        """The same names, and those of bodies that begin in steps of the draft."""
        for number, one in enumerate((one for step in steps for one in step.begins), start=1):
            self.known[-number] = _Known(one.key, one.name, one.short_name, one.kind, one.level, one.symbol)
            self.by_name[fold(one.name)].add(-number)
            self.by_name[fold(one.short_name)].add(-number)
        return self

    def name_of(self, public_id: str) -> str:
        """The name of a known body; empty for any other."""
        return next((one.name for one in self.known.values() if one.public_id == public_id), "")

    def one(self, text: str) -> _Known:
        """The one body a typed name means: who bears exactly it, else the only one whose name contains it.

        Raises NameUnclearError.
        """
        words = fold(" ".join(nfc(text).split()))
        found = self.by_name.get(words) or {
            pk for name, ids in self.by_name.items() if words and words in name for pk in ids
        }
        if len(found) == 1:
            return self.known[next(iter(found))]
        if not found:
            raise NameUnclearError(f"Không thấy cơ quan nào tên “{text.strip()}” trong phạm vi quản trị.")
        names = "; ".join(self.known[pk].name for pk in sorted(found)[:_SHOWN])
        raise NameUnclearError(f"“{text.strip()}” có thể là: {names}. Hãy gõ đủ tên của một cơ quan.")

    def maybe(self, text: str) -> _Known | None:
        """The body that bears exactly this name, if there is one alone."""
        found = self.by_name.get(fold(" ".join(nfc(text).split())), set())
        return self.known[next(iter(found))] if len(found) == 1 else None


def lines_of(text: str) -> list[str]:
    """The lines of a text that say anything."""
    return [line.strip() for line in nfc(text).split("\n") if line.strip()]


def steps_from_table(text: str, names: Names, under: str) -> tuple[list[KeptStep], list[str]]:
    """Steps out of a pasted table of old and new bodies.

    in: lines "old; old; old (một phần) => new", or two columns out of a spreadsheet, a line an old body; the known
    names; the public id of the body under which new ones stand. A new name that a known body bears alone means that
    one. out: the steps, and a sentence for every line that could not be read (then nothing should be saved).
    """
    groups: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    faults: list[str] = []
    written: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        sides = [side.strip() for side in _ARROW.split(line.strip("\r ")) if side.strip()]
        if not sides:
            continue
        if len(sides) != 2:
            faults.append(f"Dòng {number}: cần dạng “đơn vị cũ; đơn vị cũ => đơn vị mới”.")
            continue
        after = " ".join(nfc(sides[1]).split())
        written.setdefault(fold(after), after)
        for typed in re.split(r"\s*[;+]\s*", sides[0]):
            if not typed:
                continue
            try:
                old = names.one(_PART.sub("", typed)).public_id
            except NameUnclearError as fault:
                faults.append(f"Dòng {number}: {fault}")
            else:
                groups[fold(after)].append((old, bool(_PART.search(typed))))
    steps = [_step(written[key], olds, names, under) for key, olds in groups.items()]
    return _with_one_heir([step for step in steps if step is not None]), faults


def _step(after: str, olds: list[tuple[str, bool]], names: Names, under: str) -> KeptStep | None:
    """One new body with those it follows; None where a body merely stays what it is."""
    before = tuple(dict.fromkeys(key for key, _ in olds))
    parts = tuple(dict.fromkeys(key for key, part in olds if part))
    there = names.maybe(after)
    if there is not None:
        rest = tuple(key for key in before if key != there.public_id)
        parts = tuple(key for key in parts if key in rest)
        return KeptStep(kind="absorb", before=rest, after=(there.public_id,), elsewhere=parts) if rest else None
    first = next(one for one in names.known.values() if one.public_id == before[0])
    new = begun(after, like=first, under=under)
    return KeptStep(kind="merge", before=before, after=(new.key,), begins=(new,), elsewhere=parts)


def _with_one_heir(steps: list[KeptStep]) -> list[KeptStep]:
    """A body written «(một phần)» everywhere gives its open work to the first that got a part."""
    whole = {key for step in steps for key in step.before if key not in step.elsewhere}
    found = []
    for step in steps:
        first = tuple(key for key in step.elsewhere if key in whole)
        whole |= set(step.elsewhere)
        found.append(KeptStep(**{**vars(step), "elsewhere": first}))
    return found


def begun(name: str, *, like: "_Known | None" = None, under: str | None = None) -> Begun:
    """A new body by its typed name: "xã An Phúc" is its committee; kind, level and symbol as of one it follows."""
    commune = _COMMUNE.match(name)
    short = name[:1].upper() + name[1:]
    return Begun(
        key=new_public_id(),
        name=f"{_COMMITTEE}{name[:1].lower()}{name[1:]}" if commune else short,
        short_name=short[:120],
        kind=AgencyKind.COMMITTEE if commune else (like.kind if like else ""),
        level=Level.COMMUNE if commune else (like.level if like else ""),
        symbol=like.symbol if like else "",
        under=under,
    )
