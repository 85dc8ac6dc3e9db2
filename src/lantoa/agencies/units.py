"""The units of the country as they come with the product: today's two levels, and the three that ended on 01/07/2025.

Two files of `data/` (see its README for where they come from). A unit is named by an id of our own, made of names, not
by the code of the statistics office: sources disagree on some codes, and codes are given anew.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from lantoa.vietnamese import fold, sort_key

# Law 72/2025/QH15 and Resolution 202/2025/QH15: two levels from this day on.
TWO_LEVELS_SINCE = date(2025, 7, 1)
# The old units are those of 30/06/2025; before this day the product has no use for them.
OLD_SINCE = date(2021, 1, 1)

_DATA = Path(__file__).with_name("data")
_KINDS = ("Thành phố", "Tỉnh", "Quận", "Huyện", "Thị xã", "Thị trấn", "Phường", "Đặc khu", "Xã")


@dataclass(frozen=True)
class Unit:
    """One unit of the country.

    `id` is our own; `kind` is a kind of Place (province, district, commune); `code` the statistics office's; `parent`
    the id of the unit above, "" for a province; `successors` the ids of the units it went into, for one that ended.
    """

    id: str
    kind: str
    name: str
    code: str
    parent: str
    successors: tuple[str, ...] = ()


def slug(text: str) -> str:
    """A name as a part of an id: folded, words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def bare(name: str) -> str:
    """A unit's name without what kind of unit it is: "Thành phố Huế" -> "Huế"."""
    for kind in _KINDS:
        if name.startswith(f"{kind} "):
            return name[len(kind) + 1 :]
    return name


@lru_cache(maxsize=1)
def present() -> dict[str, Unit]:
    """Today's 34 provinces and 3,321 communes by their ids, each province before its communes."""
    rows = _rows("units.csv")
    return {unit.id: unit for unit in _named((row["level"], row["name"], row["code"], "") for row in rows)}


@lru_cache(maxsize=1)
def former() -> dict[str, Unit]:
    """The 63 provinces, 696 districts and 10,035 communes of 30/06/2025 by their ids, each before those under it.

    A commune names the present communes it went into; a district and a province name all those of their communes.
    """
    by_code = {unit.code: unit for unit in present().values() if unit.kind == "commune"}
    named = list(_named(_old_rows(), prefix="2025-06/"))
    went: dict[str, dict[str, None]] = {}
    for unit in named:
        successors = [by_code[code].id for code in unit.successors]
        for at in _way(unit.id):
            went.setdefault(at, {}).update(dict.fromkeys(successors))
    return {
        unit.id: Unit(unit.id, unit.kind, unit.name, unit.code, unit.parent, _of_level(unit, went[unit.id]))
        for unit in named
    }


def _of_level(unit: Unit, communes: Iterable[str]) -> tuple[str, ...]:
    """A province went into provinces, everything else into communes. in: the communes all its land is in now."""
    if unit.kind != "province":
        return tuple(communes)
    return tuple(dict.fromkeys(present()[commune].parent for commune in communes))


def _way(unit_id: str) -> Iterator[str]:
    """The unit and those above it: "2025-06/a/b/c", "2025-06/a/b", "2025-06/a"."""
    while unit_id.count("/"):
        yield unit_id
        unit_id = unit_id.rpartition("/")[0]


def provinces() -> list[Unit]:
    """Today's provinces in Vietnamese order of their own names."""
    found = (unit for unit in present().values() if unit.kind == "province")
    return sorted(found, key=lambda unit: sort_key(bare(unit.name)))


def province_called(text: str) -> Unit | None:
    """The present province of a name, with or without accents and "tỉnh", "thành phố"; None when there is none."""
    wanted = {fold(text.strip()), fold(bare(text.strip()))}
    return next((unit for unit in provinces() if {fold(unit.name), fold(bare(unit.name))} & wanted), None)


def communes_of(province: Unit) -> list[Unit]:
    """The communes of a present province."""
    return [unit for unit in present().values() if unit.parent == province.id]


def former_of(province: Unit) -> list[Unit]:
    """The old provinces, districts and communes that went into a present province, each before those under it."""
    inside = {unit.id for unit in communes_of(province)} | {province.id}
    olds = former()
    return [unit for unit in olds.values() if inside & set(unit.successors)]


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _old_rows() -> Iterator[tuple[str, str, str, str]]:
    return ((row["level"], row["name"], row["code"], row["successors"]) for row in _rows("units-2025-06.csv"))


def _named(rows: Iterable[tuple[str, str, str, str]], prefix: str = "") -> Iterator[Unit]:
    """Units with their ids out of nested rows: level, name, code, codes of the successors (kept as codes here).

    Two units of one parent whose names differ only in accents take a number, in the order of their codes.
    """
    above = {"province": "", "district": "", "commune": ""}
    taken: set[str] = set()
    for kind, name, code, successors in rows:
        parent = {"province": "", "district": above["province"], "commune": above["district"] or above["province"]}[
            kind
        ]
        own = slug(bare(name) if kind == "province" else name)
        plain = f"{parent}/{own}" if parent else f"{prefix}{own}"
        made = next(name for name in (plain, *(f"{plain}~{n}" for n in range(2, 20))) if name not in taken)
        taken.add(made)
        above[kind] = made
        if kind == "province":
            above["district"] = ""
        yield Unit(made, kind, name, code, parent, tuple(successors.split()))
