"""Build the national lists of units from the two packages that hold them.

    python tools/units/build.py WHEEL-OF-VIETNAMADMINUNITS WHEEL-OF-VIETNAM-ADDRESS-CONVERTER

Writes units.csv and units-2025-06.csv into src/lantoa/agencies/data. The first package gives the units with the codes
of the statistics office, the second which old commune went into which new ones. They are joined by their names within
a province; where their spellings part, the first package's own table answers, which knows its own units. What cannot
be joined is printed and the build fails, so that a gap never passes unseen.
"""

import ast
import csv
import json
import re
import sqlite3
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lantoa.vietnamese import fold, nfc

OUT = Path(__file__).resolve().parents[2] / "src" / "lantoa" / "agencies" / "data"
Row = tuple[Any, ...]


def _plain(name: str) -> str:
    """A name without case, accents, marks and the choice of i or y."""
    return re.sub(r"[^a-z0-9]", "", fold(name)).replace("y", "i")


def _exact(name: str) -> str:
    return re.sub(r"[^\w]", "", nfc(name).lower())


def _database(wheel: Path) -> sqlite3.Connection:
    with zipfile.ZipFile(wheel) as packed, tempfile.TemporaryDirectory() as folder:
        path = packed.extract("vietnamadminunits/data/dataset.db", folder)
        source = sqlite3.connect(path)
        kept = sqlite3.connect(":memory:")
        source.backup(kept)
        source.close()
    return kept


def _mapping(wheel: Path) -> list[dict[str, dict[str, str]]]:
    """The rows old -> new; read out of the module's text without running it."""
    with zipfile.ZipFile(wheel) as packed:
        tree = ast.parse(packed.read("vietnam_address_converter/data.py").decode("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "loads":
            return json.loads(ast.literal_eval(node.args[0]))["mapping"]["rows"]  # type: ignore[no-any-return]
    raise SystemExit("the mapping is not where version 1.0.5 keeps it")


def _own_table(wheel: Path, database: sqlite3.Connection) -> dict[str, list[str]]:
    """The first package's table: {its key of an old commune: codes of the new communes}."""
    codes = {
        (province, ward): code
        for province, ward, code in database.execute("SELECT provinceKey, wardKey, wardCode FROM admin_units")
    }
    with zipfile.ZipFile(wheel) as packed:
        table = json.loads(packed.read("vietnamadminunits/data/converter_2025.json"))
    found: dict[str, list[str]] = defaultdict(list)
    for province, wards in table["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                found[old].append(codes[province, ward])
    for province, divided in table["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            found[old] += [codes[province, part["newWardKey"]] for part in parts]
    return found


def _new_units(database: sqlite3.Connection) -> Iterator[Row]:
    """Province rows, each followed by its communes: level, code, name, latitude, longitude, area in km2."""
    rows = database.execute(
        "SELECT provinceCode, province, provinceLat, provinceLon, wardCode, ward, wardLat, wardLon, wardAreaKm2 "
        "FROM admin_units ORDER BY provinceCode, wardCode"
    )
    seen = ""
    for p_code, province, p_lat, p_lon, code, name, lat, lon, area in rows:
        if p_code != seen:
            seen = p_code
            yield "province", p_code, nfc(province), p_lat, p_lon, ""
        yield "commune", code, nfc(name), lat, lon, area


def _code_of(rows: Iterable[Row]) -> dict[tuple[str, str], dict[str, str]]:
    """{(plain province, plain commune): {exact name: code}} of the new units."""
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    province = ""
    for level, code, name, *_ in rows:
        if level == "province":
            province = _plain(name)
        else:
            found[province, _plain(name)][_exact(name)] = code
    return found


def _successors(mapping: list[Any], codes: dict[tuple[str, str], dict[str, str]]) -> dict[Row, list[str]]:
    """{(old province, old district, old commune) plain, exact name: codes of the new communes}."""
    found: dict[Row, list[str]] = defaultdict(list)
    for row in mapping:
        old, new = row["old"], row["new"]
        named = codes.get((_plain(new["province_name"]), _plain(new["ward_name"])), {})
        code = named.get(_exact(new["ward_name"])) or (next(iter(named.values())) if len(named) == 1 else None)
        if code is None:
            raise SystemExit(f"no new unit called {new}")
        commune = old["ward_name"] or ""
        key = (_plain(old["province_name"]), _plain(old["district_name"] or ""), _plain(commune), _exact(commune))
        if code not in found[key]:
            found[key].append(code)
    return found


def _old_units(
    database: sqlite3.Connection, successors: dict[Row, list[str]], own: dict[str, list[str]]
) -> Iterator[Row]:
    """Provinces, districts, communes as nested rows: level, code, name, codes of the communes it went into."""
    by_plain: dict[Row, list[Row]] = defaultdict(list)
    by_name: dict[Row, list[Row]] = defaultdict(list)
    for key in successors:
        by_plain[key[:3]].append(key)
        by_name[key[0], key[2]].append(key)
    used: set[Row] = set()
    missing: list[str] = []
    counts = {"alike": 0, "more": 0, "fewer": 0, "other": 0, "own table only": 0}
    reached = {code for codes in successors.values() for code in codes}
    seen = ("", "")
    rows = database.execute(
        "SELECT provinceCode, province, districtCode, district, COALESCE(wardCode, ''), COALESCE(ward, ''), "
        "provinceKey || '_' || districtKey || '_' || COALESCE(wardKey, '') FROM admin_units_legacy ORDER BY 1, 3, 5"
    )
    for p_code, province, d_code, district, code, name, key in rows:
        if p_code != seen[0]:
            yield "province", p_code, nfc(province), ""
        if (p_code, d_code) != seen:
            yield "district", d_code, nfc(district), _of_district(successors, used, province, district, name)
        seen = (p_code, d_code)
        if not name:  # a district without communes: an island
            continue
        plain = (_plain(province), _plain(district), _plain(name))
        near = by_plain.get(plain) or by_name.get((plain[0], plain[2]), [])
        keys = [one for one in near if one[3] == _exact(name)] or near
        went = successors[keys[0]] if len(keys) == 1 else own.get(key, [])
        if not went:
            missing.append(f"{name}, {district}, {province}")
        used.update(keys[:1])
        known = own.get(key, [])
        if set(known) - reached:  # else a present commune would have come out of none
            went = known
        counts["own table only" if len(keys) != 1 else _compared(set(went), set(known))] += 1
        yield "commune", code, nfc(name), " ".join(sorted(went))
    sys.stdout.write(f"old communes by what the two tables say: {counts}\n")
    if missing:
        raise SystemExit("\n".join([*missing, f"{len(missing)} old communes without a successor"]))


def _compared(mapped: set[str], own: set[str]) -> str:
    return "alike" if mapped == own else "more" if mapped > own else "fewer" if mapped < own else "other"


def _of_district(successors: dict[Row, list[str]], used: set[Row], province: str, district: str, name: str) -> str:
    """The successors of a district that had no communes; of any other they follow from its communes."""
    key = (_plain(province), _plain(district), "", "")
    if name or key not in successors:
        return ""
    used.add(key)
    return " ".join(successors[key])


def _write(name: str, head: Row, rows: Iterable[Row]) -> int:
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        kept = list(rows)
        writer.writerows(kept)
    return len(kept)


def main() -> None:
    """Read both wheels and write the lists."""
    units, converter = (Path(word) for word in sys.argv[1:3])
    database = _database(units)
    new = list(_new_units(database))
    successors = _successors(_mapping(converter), _code_of(new))
    made = _write("units.csv", ("level", "code", "name", "latitude", "longitude", "area_km2"), new)
    old = _old_units(database, successors, _own_table(units, database))
    former = _write("units-2025-06.csv", ("level", "code", "name", "successors"), old)
    sys.stdout.write(f"{made} present units, {former} of before\n")


if __name__ == "__main__":
    main()
