"""Kinds of document, and how a number with its symbol is written and read."""

import re
from dataclasses import dataclass

from lantoa.paper.checking.anatomy import KINDS

LETTER = "Công văn"
# Annex III of Decree 30/2020/NĐ-CP; a công văn has no letters of its own (Article 15).
DOCUMENT_TYPES = {name.capitalize(): letters for name, letters in KINDS.items()} | {LETTER: ""}
_WRITTEN = re.compile(r"\s*0*([1-9]\d{0,8})([A-Za-z]?)\s*/\s*(\S+)\s*")


@dataclass(frozen=True)
class Number:
    """A number as a document bears it: "08/KH-UBND" is 8 with the symbol "KH-UBND"; `inserted` for "08a"."""

    value: int
    symbol: str
    inserted: bool = False


def read_number(text: str) -> Number | None:
    """A number and symbol as typed, None for a text that is none."""
    match = _WRITTEN.fullmatch(text)
    return Number(int(match[1]), match[3], bool(match[2])) if match else None


def written_number(value: int, symbol: str) -> str:
    """As documents bear it: numbers below 10 with a leading zero (Decree 30/2020, Annex I)."""
    return f"{value:02d}/{symbol}"


def symbol_for(document_type: str, agency: str) -> str:
    """The symbol a body's documents of a type bear: "KH-UBND"; of a công văn, before the drafting unit: "UBND"."""
    return "-".join(part for part in (DOCUMENT_TYPES[document_type], agency) if part)
