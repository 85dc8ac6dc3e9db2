"""Packages → lines of Vietnamese text."""

import gettext
import html
import itertools
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TAG = re.compile(r"<(?:/?(?:p|div|td|th|li|tr|h\d|title|br|body|html|head|table|ul|ol)\b)[^>]*>", re.I)
_ANY_TAG = re.compile(r"<[^>]+>")
_DROPPED = re.compile(r"<(script|style)\b.*?</\1>", re.S | re.I)
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[^{}]*\}|&\w+;|https?://\S+|[~_&](?=\w)")
_VI_FILE = re.compile(r"(?:^|[/._-])vi(?:[-_]vn)?(?:[/.-])", re.I)
_ACCENT = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")


def lines_of(form: str, place: Path) -> Iterator[str]:
    """Lines of text of a package, in a fixed order, markup and placeholders removed."""
    for line in _EXTRACTORS[form](place):
        text = re.sub(r"\s+", " ", _PLACEHOLDER.sub(" ", html.unescape(line))).strip()
        if text and _is_vietnamese(text):
            yield text


def _is_vietnamese(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return bool(words) and sum(bool(_ACCENT.search(word)) for word in words) >= 0.3 * len(words)


def _html(place: Path) -> Iterator[str]:
    for path in sorted(place.rglob("*.html")):
        text = _DROPPED.sub(" ", path.read_text(encoding="utf-8", errors="replace"))
        for piece in _TAG.split(text):
            yield _ANY_TAG.sub("", piece)


def _mo(place: Path) -> Iterator[str]:
    for path in sorted(place.rglob("*.mo")):
        if not _VI_FILE.search(str(path.relative_to(place))):
            continue
        with path.open("rb") as stream:
            catalogue: dict[Any, str] = gettext.GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
        for key in sorted(catalogue, key=str):
            yield from catalogue[key].split("\n")


def _json(place: Path) -> Iterator[str]:
    for path in sorted(place.rglob("*.json")):
        if _VI_FILE.search(str(path.relative_to(place))):
            yield from _strings(json.loads(path.read_text(encoding="utf-8")))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)


def _dictionary(place: Path) -> Iterator[str]:
    data = place / "package" / "data"
    yield from (data / "Viet74K.txt").read_text(encoding="utf-8").split("\n")
    senses = json.loads((data / "dictionary.json").read_text(encoding="utf-8"))
    for word in sorted(senses):
        yield word
        for sense in senses[word]:
            yield sense["definition"]
            yield from sense["example"].split("~")


def _places(place: Path) -> Iterator[str]:
    """Each unit's name, and each with the one above it, once: a district does not count once a ward."""
    levels = {"admin_units": ("province", "ward"), "admin_units_legacy": ("province", "district", "ward")}
    path = next(place.rglob("dataset.db"))
    with sqlite3.connect(path) as database:
        for table, columns in levels.items():
            rows = sorted(set(database.execute(f"select {', '.join(columns)} from {table}")), key=str)  # noqa: S608
            for row in rows:
                for upper, lower in itertools.pairwise(row):
                    yield str(upper)
                    yield f"{lower} {upper}"


_EXTRACTORS = {"html": _html, "mo": _mo, "json": _json, "dictionary": _dictionary, "places": _places}
