"""Tasks written as points instead of table rows: a title, then «Đơn vị chủ trì: …», «Thời gian thực hiện: …»."""

import re

from lantoa.reading.structure.outline import Line, Node
from lantoa.reading.structure.tables import role_of

_ROLES = frozenset({"lead", "support", "timing", "products", "funding", "quantity"})
_HEAD_WORDS = 8
_PARTNER = r"(?:phối hợp với |phối hợp:? ?)?(?P<support>[^()]{4,200}?)(?: phối hợp)?"
_SAID_LAST = rf"(?:do |giao )?(?P<lead>[^()]{{4,90}}?) chủ trì(?:[,;]\s*{_PARTNER})?"
_SAID_FIRST = (
    r"(?:đơn vị |cơ quan )?chủ trì\s*:\s*(?P<lead_named>[^();]{4,90})"
    r"(?:[;,]\s*(?:đơn vị |cơ quan )?phối hợp\s*:\s*(?P<support_named>[^()]{4,200}))?"
)
_DOERS = re.compile(rf"\((?:{_SAID_LAST}|{_SAID_FIRST})\)$", re.IGNORECASE)


def attributes_of(node: Node) -> dict[str, str] | None:
    """The roles that the lines right under a node fill in («chủ trì», «phối hợp», «thời gian» …).

    None when the node is no task: a task says at least who leads or by when, and two such things in all.
    The title takes along whatever other lines stand under it.
    """
    found: dict[str, str] = {}
    title = [node.line.text.rstrip(" :")]
    for item in node.content:
        if not isinstance(item, Line | Node):
            continue
        line = item if isinstance(item, Line) else item.line
        role, words = _attribute(line.text)
        if role and role not in found:
            found[role] = "\n".join([words, *(item.below() if isinstance(item, Node) else [])]).strip()
        else:
            title += [line.shown, *(item.below() if isinstance(item, Node) else [])]
    if len(found) < 2 or not found.keys() & {"lead", "timing"}:
        return _in_brackets(node, title)
    return {"title": "\n".join(title), **found}


def _in_brackets(node: Node, title: list[str]) -> dict[str, str] | None:
    """Who is named at the end of a point: «… mỗi tuần 02 tin (Phòng A chủ trì, Văn phòng B phối hợp)»."""
    match = _DOERS.search(node.line.text.rstrip(" .;"))
    if match is None or any(isinstance(item, Node) for item in node.content):
        return None
    found = {"lead": match["lead"] or match["lead_named"], "support": match["support"] or match["support_named"] or ""}
    return {"title": "\n".join(title), "deed": node.line.text[: match.start()].rstrip(" ,;.")} | {
        role: words.strip(" ,;:") for role, words in found.items()
    }


def _attribute(text: str) -> tuple[str | None, str]:
    head, colon, rest = text.partition(":")
    if not colon or len(head.split()) > _HEAD_WORDS or re.search(r"[.;]", head):
        return None, ""
    role = role_of(head)
    return (role, rest.strip(" .;")) if role in _ROLES else (None, "")
