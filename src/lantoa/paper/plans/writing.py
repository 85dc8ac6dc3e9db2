"""Plan JSON to a `Document`."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from lantoa.paper.document import Appendix, Block, Document, Paragraph, Signature
from lantoa.paper.kinds import KINDS, PLAN, DocumentKind
from lantoa.paper.plans.naming import head_lines, letters_of, signing_lines
from lantoa.paper.plans.outline import body_blocks
from lantoa.paper.plans.tasks import task_table, task_titles

Json = Mapping[str, Any]
_NUMBER = re.compile(r"\s*(\d+)?\s*/?\s*((?:KH|CTr|QĐ|TB|BC|PA|ĐA)-\S.*?)\s*$")
_TITLE = re.compile(r"^\s*PHỤ LỤC(?:\s+(?:SỐ\s+)?[IVXLC\d]+\b)?\s*[:.]?\s*", re.IGNORECASE)


def plan_document(plan: Json, *, filed: str = "VT") -> Document:
    """The document of a plan, with its bases, body, targets, themes, forms and responsibilities in their own order,
    and its tasks as annexes on landscape pages.

    in: Plan JSON; `filed`, what stands behind "Lưu:". What the plan does not say stays blank for the clerk. Raises
    ValueError for a plan that has nothing to write.
    """
    head: Json = plan.get("document") or {}
    issuer = head.get("issuer") or "…"
    kind = _kind(head.get("type"))
    number, symbol = _number(head.get("number"), kind, issuer)
    day = date.fromisoformat(head["issued_on"]) if head.get("issued_on") else None
    parent, agency = head_lines(issuer)
    signer = head.get("signer") or {}
    body = body_blocks(plan)
    return Document(
        kind=kind,
        parent_agency=parent,
        agency=agency,
        symbol=symbol,
        number=number,
        place=head.get("place") or "…",
        issued_on=day,
        year=day.year if day else head.get("year") or _year(plan),
        abstract=head.get("subject") or "…",
        bases=tuple(plan.get("bases") or ()),
        body=body or (Paragraph("Nội dung các nhiệm vụ nêu tại Phụ lục kèm theo"),),
        appendices=_appendices(plan),
        recipients=tuple(head.get("recipients") or ()),
        filed=filed,
        signature=Signature(capacity=signing_lines(issuer, signer), name=signer.get("name")),
    )


def _kind(name: str | None) -> DocumentKind:
    return next((kind for kind in KINDS if kind.name == name and kind.numbered and kind.abbreviation), PLAN)


def _number(text: str | None, kind: DocumentKind, issuer: str) -> tuple[int | None, str]:
    match = _NUMBER.match(text or "")
    if match and match[2].startswith(f"{kind.abbreviation}-"):
        return int(match[1]) if match[1] and int(match[1]) else None, match[2]
    return None, kind.symbol(letters_of(issuer))


def _year(plan: Json) -> int:
    """The year of what is owed, where the head names none. Raises ValueError where nothing does."""
    for entry in (*(plan.get("tasks") or ()), *(plan.get("responsibilities") or ())):
        for owed in entry.get("obligations") or ():
            if owed.get("from"):
                return int(owed["from"][:4])
    raise ValueError("Kế hoạch không cho biết năm: hãy ghi document.year hoặc document.issued_on.")


def _appendices(plan: Json) -> tuple[Appendix, ...]:
    made = []
    for prefix in annex_prefixes(plan):
        entry = next((each for each in plan.get("body") or () if each["ref"] == prefix), None)
        tasks = [task for task in plan.get("tasks") or () if task["ref"].split(".")[0] == prefix]
        lines = (entry["text"] if entry else "").split("\n")
        titles = task_titles(lines) if tasks else ()
        title = _TITLE.sub("", (entry or {}).get("heading") or "") or "Danh mục nhiệm vụ"
        blocks: list[Block] = [Paragraph(text) for text in lines if _says(text, titles, plan)]
        if tasks:
            blocks.append(task_table(tasks, titles))
        made.append(Appendix(title=title, body=tuple(blocks), landscape=True))
    return tuple(made)


def annex_prefixes(plan: Json) -> tuple[str, ...]:
    """The first steps of the references that stand in annexes, in their order: ("PL",) or ("PL1", "PL2")."""
    refs = [entry["ref"] for part in ("body", "tasks") for entry in plan.get(part) or ()]
    found = dict.fromkeys(ref.split(".")[0] for ref in refs if re.match(r"PL\d*(?:\.|$)", ref))
    return tuple(sorted(found, key=lambda step: int(step[2:] or 0)))


def _says(text: str, titles: tuple[str, ...], plan: Json) -> bool:
    """Whether a line of an annex's words is more than what its head and its table say again."""
    said = text.strip()
    if not said or re.match(r"\((?:ban hành )?kèm theo\b", said, re.IGNORECASE):
        return False
    issuer = (plan.get("document") or {}).get("issuer") or ""
    if said.isupper() and issuer.upper().startswith(said.removesuffix(".")):
        return False
    return [cell.strip() for cell in said.split(" | ")] != list(titles)
