"""The head and foot of a plan → the `document` of Plan JSON."""

import re
from dataclasses import dataclass
from typing import Any

from lantoa.reading.interpretation.abbreviations import expanded
from lantoa.reading.interpretation.agencies import split_agencies, starts_agency
from lantoa.reading.interpretation.naming import Names, cased, place_in
from lantoa.reading.structure.header import Foot, Head, recipients_of
from lantoa.reading.structure.references import references_in
from lantoa.vietnamese import fold


@dataclass(frozen=True)
class Issuer:
    """Who issues: the full name, its level («tỉnh», «xã» …) and place, empty where not said."""

    name: str | None
    level: str = ""
    place: str = ""


def issuer_of(lines: list[str], running_text: str) -> Issuer:
    """The issuing body out of the capitals at the top: the last line; the line above only lends its place.

    «UBND TỈNH SÓC TRĂNG / SỞ NỘI VỤ» → «Sở Nội vụ tỉnh Sóc Trăng». The spelling of running text is preferred.
    """
    if not lines:
        return Issuer(None)
    name = _as_written(expanded(cased(lines[-1])), running_text)
    level, place = place_in(name)
    if not place and len(lines) > 1:
        above = _as_written(expanded(cased(lines[-2])), running_text)
        level, place = place_in(above)
        if place and starts_agency(name):
            name = f"{name} {level} {place}"
    return Issuer(name, level, place)


def _as_written(name: str, text: str) -> str:
    """The name with the capitals that running text gives it."""
    match = next(
        (m for m in re.finditer(re.escape(name), text, re.IGNORECASE) if not m.group().isupper()), None
    )  # fmt: skip
    if match:
        return name[:1] + match.group()[1:]
    level, place = place_in(name)
    found = re.search(rf"{re.escape(level)} {re.escape(place)}", text, re.IGNORECASE) if place else None
    if found and not found.group().isupper():
        return name[: -len(f"{level} {place}")] + found.group() if name.endswith(f"{level} {place}") else name
    return name


def year_of(subject: str, head: Head, text: str) -> int | None:
    """The plan's year: the last «năm 2026» of its subject, else of its date, else the year its text names most."""
    named = re.findall(r"năm\s+(20\d\d)\b", subject, re.IGNORECASE)
    if named:
        return int(named[-1])
    bare = re.findall(r"\b(20\d\d)\b", subject)
    if bare:
        return int(bare[0])
    if head.date_year:
        return head.date_year
    years = re.findall(r"năm\s+(20\d\d)\b", text)
    return int(max(set(years), key=years.count)) if years else None


def document_of(
    kind: str, subject: str, issuer: Issuer, head: Head, foot: Foot, text: str, names: Names
) -> dict[str, Any]:
    """The `document` object."""
    return {
        "type": kind, "number": head.number, "issuer": issuer.name, "place": head.place, "issued_on": head.issued_on,
        "subject": subject or None, "year": year_of(subject, head, text),
        "signer": {"capacity": foot.capacity, "title": foot.title, "name": foot.name},
        "references": [dict(found) for found in references_in(text, head.number)],
        "recipients": [name for line in recipients_of(foot.recipient_lines) for name in _recipients(line, names)],
    }  # fmt: skip


def _recipients(line: str, names: Names) -> list[str]:
    """The recipients on one line: parted where each is whole in itself, kept together where they share words."""
    series = re.match(r"[Cc]ác\s+(?:Sở|Bộ|Phòng|sở|bộ|phòng)\s*:", line)
    if series:
        return split_agencies(line, names)
    entries = [part.strip() for part in line.split(";") if part.strip()]
    if len(entries) > 1 and not all(starts_agency(part) for part in entries):
        entries = [line.replace(";", ":", 1) if re.match(r"(?i)các (?:bcđ|ban chỉ đạo);", line) else line]
    found: list[str] = []
    for entry in entries:
        found += [expanded(name) if ":" in name else names.official(name) for name in _by_commas(entry)]
    return [name[:1].upper() + name[1:] for name in found]


def _by_commas(entry: str) -> list[str]:
    parts = [part.strip() for part in re.split(r",\s*", entry)]
    if len(parts) == 1:
        return [entry]
    lead, *others = parts
    posts = re.match(r"(?:Chủ tịch|Chánh VP|Chánh Văn phòng|Giám đốc|Bí thư|CT|CVP)\s*$", lead)
    if posts and others and others[0].lower().startswith("các "):
        shared = re.search(r"((?:UBND|HĐND|Ủy ban|Hội đồng|Sở|Đảng ủy|Tỉnh ủy|Văn phòng).*)", others[-1])
        tail = f" {shared.group(1)}" if shared else ""
        return [f"{lead}{tail}", *others]
    whole = all(
        starts_agency(part) and not fold(part).startswith(("hdnd", "hoi dong nhan dan", "ubnd ")) for part in parts
    )
    bodies = all(
        re.match(r"(?:Báo|Đài|Sở|Hiệp hội|Liên minh|Hội|Bưu điện|Công an|Trung tâm|Ban|UBMTTQ|UB MTTQ)\s", p)
        for p in parts
    )
    return parts if whole and bodies else [entry]
