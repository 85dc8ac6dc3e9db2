"""JSON-LD: what a page says about itself to search engines, read within limits."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from lantoa.adapters.fetcher.dates import machine_day

_MOST_SCRIPTS, _LONGEST_SCRIPT, _MOST_NODES = 10, 200_000, 2_000
_PIECES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "VideoObject", "AudioObject", "WebPage")


@dataclass(frozen=True, kw_only=True)
class Described:
    """What the page's own description holds; "" or None where it says nothing."""

    title: str = ""
    published_on: date | None = None
    site_name: str = ""
    description: str = ""


def described(scripts: Iterable[str]) -> Described:
    """Read the page's JSON-LD scripts; broken ones are passed over."""
    nodes = [node for script in islice(scripts, _MOST_SCRIPTS) for node in _nodes(_parsed(script))]
    pieces = sorted((node for node in nodes if _rank(node) is not None), key=lambda node: _rank(node) or 0)
    days = (machine_day(text) for piece in pieces if (text := _text(piece, "datePublished")))
    return Described(
        title=_first(_text(piece, "headline") or _text(piece, "name") for piece in pieces),
        published_on=next((day for day in days if day), None),
        site_name=_first(_text(piece.get("publisher"), "name") for piece in pieces),
        description=_first(_text(piece, "description") for piece in pieces),
    )


def _parsed(script: str) -> Any:
    if len(script) > _LONGEST_SCRIPT:
        return None
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [root], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting.extend(node[:_MOST_NODES])
        elif isinstance(node, dict):
            yield node
            waiting.extend(value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage"))


def _rank(node: dict[str, Any]) -> int | None:
    kinds = node.get("@type")
    named = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind in _PIECES]
    return min((_PIECES.index(kind) for kind in named), default=None)


def _text(node: Any, key: str) -> str:
    value = node.get(key) if isinstance(node, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")
