"""A paragraph of «tổ chức thực hiện» → who is charged, with what text, and whether it asks or orders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lantoa.reading.interpretation.agencies import is_request, split_agencies, starts_agency
from lantoa.reading.interpretation.naming import Names
from lantoa.reading.interpretation.words import first_verb


@dataclass
class Charge:
    """Who a paragraph charges, its text without the name in front of a colon, and whether it asks or orders."""

    agencies: list[str]
    text: str
    request: bool
    deeds: str  # the text behind the names


def charge_of(text: str, names: Names) -> Charge:
    """The doers at the head of a paragraph.

    «Sở Nội vụ: chủ trì …» gives the text behind the colon; «Sở Nội vụ chủ trì …» keeps its whole sentence.
    A paragraph that opens with money and then charges someone («Giao Văn phòng chủ trì …») gives that body.
    """
    request = is_request(text)
    first, _, more = text.partition("\n")
    head, colon, rest = first.partition(":")
    if re.match(r"(?i)\s*(?:đề nghị\s+)?các\s+(?:sở|phòng|bộ|ban|hội)\s*$", head) and ":" in rest:
        more_names, _, rest = rest.partition(":")  # «Các Sở: Nội vụ, Tư pháp: …»
        head = f"{head}:{more_names}"
    if more and not colon and starts_agency(first) and first_verb(_without_request(first)) is None:
        head, colon, rest = first, ":", ""  # the name stands on a line of its own
    if colon and len(head.split()) <= 40 and starts_agency(head) and _all_names(head):
        body = "\n".join(part for part in (rest.strip(), more) if part)
        return Charge(split_agencies(head, names), body, request, body)
    if starts_agency(first):
        body = re.sub(r"^\s*(?:đề nghị|kính đề nghị)\s+", "", first, flags=re.IGNORECASE)
        verb = first_verb(body)
        if verb:
            deeds = "\n".join(part for part in (body[verb:], more) if part)
            return Charge(split_agencies(body[:verb], names), text, request, deeds)
    charged = re.search(r"(?:^|[.;,]\s+)(?:Giao|giao|Yêu cầu|yêu cầu)\s+(?:cho\s+)?", text)
    if charged and starts_agency(text[charged.end() :]):
        after = text[charged.end() :]
        verb = first_verb(after)
        return Charge(split_agencies(after[:verb] if verb else "", names), text, request, after[verb or 0 :])
    return Charge([], text, request, text)


def _all_names(head: str) -> bool:
    return first_verb(_without_request(head)) is None


def _without_request(head: str) -> str:
    return re.sub(r"^\s*(?:[Đđ]ề nghị|[Yy]êu cầu|[Gg]iao)\s+", "", head)


def sentences_with_doers(text: str) -> Iterator[str]:
    """The sentences of a form or target that name who does it, at their head or behind «Trên Cổng …:»."""
    for sentence in re.split(r"\n|(?<![.])(?<![\s(]\d)\.\s+(?=[A-ZĐÀ-Ỹ])|;\s+(?=[Cc]ác |UBND|Sở |Mỗi )", text):
        _, colon, behind = sentence.partition(":")
        if starts_agency(sentence):
            yield sentence
        elif owner := re.search(r"của (?:các |từng |mỗi )?(cơ quan, đơn vị(?:, địa phương)?)", sentence):
            # «… sinh hoạt Ngày Pháp luật hằng tháng của cơ quan, đơn vị»: each of them does it.
            deeds = sentence.replace(owner.group(), "").strip(" .")
            yield f"Các {owner.group(1)}: {deeds}"
        elif colon and starts_agency(behind.strip()):
            yield behind.strip()
