"""A reading cut into places: each row of Plan JSON under a key that stays, with what a person should look at in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from lantoa.domain.every import Every
from lantoa.domain.lifecycle import ItemKind
from lantoa.domain.timing import parse_timing
from lantoa.intake.spots import SIGNS, stands_in
from lantoa.reading import UNCLEAR_WORDS
from lantoa.vietnamese import fold

Json = dict[str, Any]
DOCUMENT = "document"
KEY = "_key"
UNCERTAIN = "Phần mềm đọc chưa chắc chỗ này."

# Each list of Plan JSON in the order of the screen: what people owe first, then the rest of the text.
SECTIONS = {
    "tasks": "Phụ lục: nhiệm vụ",
    "responsibilities": "Tổ chức thực hiện",
    "targets": "Chỉ tiêu",
    "forms": "Hình thức tuyên truyền",
    "themes": "Nội dung tuyên truyền",
    "body": "Phần lời",
    "bases": "Căn cứ",
}
ITEM_KINDS = {
    "tasks": ItemKind.TASK,
    "responsibilities": ItemKind.RESPONSIBILITY,
    "targets": ItemKind.TARGET,
    "forms": ItemKind.FORM,
}
NAMES = {
    "tasks": "Nhiệm vụ",
    "responsibilities": "Trách nhiệm",
    "targets": "Chỉ tiêu",
    "forms": "Hình thức",
    "themes": "Nội dung",
    "body": "Đoạn",
    "bases": "Căn cứ",
}


# A verb alone says that something is to be done, and not what.
_BARE = frozenset(
    fold(words)
    for words in ("tuyên truyền", "tổ chức tuyên truyền", "thực hiện", "tổ chức thực hiện", "triển khai", "phối hợp",
                  "triển khai thực hiện", "phối hợp thực hiện", "tổ chức")
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Place:
    """One place to look at: its key ("tasks/3"), its row of Plan JSON, why it is doubtful, whether it was seen."""

    key: str
    section: str
    data: Json
    doubts: tuple[str, ...] = ()
    seen: bool = False
    changed: bool = False
    unclear: tuple[str, ...] = ()  # words in it that a scan did not show clearly
    first: Json = field(default_factory=dict)  # its row as it was read

    @property
    def open(self) -> bool:
        """Whether a person has still to look at it."""
        return bool(self.doubts) and not self.seen

    @property
    def kind(self) -> ItemKind | None:
        """The kind of item it is; None for the document's head and for plain text."""
        return ITEM_KINDS.get(self.section)

    @property
    def name(self) -> str:
        """ "Nhiệm vụ PL.2", "Đầu văn bản"."""
        if self.section == DOCUMENT:
            return "Đầu văn bản"
        return f"{NAMES[self.section]} {self.data.get('ref') or ''}".strip()

    @property
    def title(self) -> str:
        """The first words of it."""
        text = self.data.get("title") or self.data.get("text") or self.data.get("heading") or self.data.get("subject")
        return " ".join((text or "").split())


def keyed(plan: Json) -> Json:
    """Plan JSON with a key in every row, so that a row keeps its place in the source when others are taken out."""
    whole = deepcopy(plan)
    for section in SECTIONS:
        rows = whole.get(section) or []
        whole[section] = [
            {KEY: f"{section}/{number}"} | (row if isinstance(row, dict) else {"text": row})
            for number, row in enumerate(rows)
        ]
    return whole


def unkeyed(whole: Json) -> Json:
    """Plan JSON again, for the draft."""
    plan = deepcopy(whole)
    for section in SECTIONS:
        for row in plan.get(section) or []:
            row.pop(KEY, None)
    plan["bases"] = [row["text"] for row in plan.get("bases") or []]
    return plan


def bare(row: Json) -> Json:
    """A row without its key: what a form edits."""
    return {name: value for name, value in row.items() if name != KEY}


def find(whole: Json, key: str) -> tuple[str, Json] | None:
    """A place's section and row; None when there is no such place (any more)."""
    if key == DOCUMENT:
        return DOCUMENT, whole[DOCUMENT]
    section = key.split("/")[0]
    row = next((row for row in whole.get(section) or () if row.get(KEY) == key), None)
    return (section, row) if section in SECTIONS and row is not None else None


def places(
    whole: Json,
    original: Json,
    confidence: Mapping[str, float],
    seen: list[str],
    unsure: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> list[Place]:
    """Every place of a reading, in the order of the screen.

    in: the corrected reading with its keys, the reading as it was (whose warnings count), how sure the reading was of
    each key, the keys a person has seen, for each key the words that a scan did not show clearly.
    """
    before = {
        f"{section}/{number}": row if isinstance(row, dict) else {"text": row}
        for section in SECTIONS
        for number, row in enumerate(original.get(section) or ())
    }
    year = whole[DOCUMENT].get("year")
    said, general = _warnings(original.get("warnings") or [], whole)
    sure = confidence.get(DOCUMENT, 1) >= 1
    head = _head(whole[DOCUMENT], (*general, *said.get(DOCUMENT, ())), unsure.get(DOCUMENT, ()), sure=sure)
    found = [replace(head, seen=DOCUMENT in seen, changed=whole[DOCUMENT] != original.get(DOCUMENT))]
    for section in SECTIONS:
        for row in whole.get(section) or ():
            key, data = row[KEY], bare(row)
            words = _standing(unsure.get(key, ()), data)
            why = (*said.get(key, ()), *_row_doubts(section, row, year), *_unclear(words))
            # Words that a scan did not show and that stand in no value of the row leave nothing to look at.
            if not why and key not in unsure and confidence.get(key, 1) < 1:
                why = (UNCERTAIN,)
            doubts, changed = tuple(dict.fromkeys(why)), data != before.get(key)
            place = Place(key=key, section=section, data=data, doubts=doubts, seen=key in seen, changed=changed)
            found.append(replace(place, unclear=words, first=before.get(key, {})))
    return found


def _head(document: Json, said: Sequence[str], unsure: Sequence[str], *, sure: bool) -> Place:
    """The document's head as a place, with why it is doubtful."""
    words = _standing(unsure, document)
    unclear = _unclear(words)
    doubts = (*said, *_document_doubts(document, sure=sure or bool(unclear)), *unclear)
    return Place(key=DOCUMENT, section=DOCUMENT, data=document, doubts=doubts, unclear=words)


def _standing(words: Sequence[str], row: Json) -> tuple[str, ...]:
    """Those words of a scan that stand in a row, without the signs around them; none that were corrected."""
    return tuple(dict.fromkeys(word.strip(SIGNS) for word in words if stands_in(word, row)))


def _unclear(words: Sequence[str]) -> tuple[str, ...]:
    named = ", ".join(f"“{word}”" for word in words)
    return (f"Bản quét đọc chưa chắc chữ {named}.",) if named else ()


def like(found: list[Place], place: Place) -> list[Place]:
    """The other places that wait for the very same reasons, so that one look settles them all."""
    if not place.open or place.section == DOCUMENT:
        return []
    reasons = _reasons(place)
    return [row for row in found if row.open and row.key != place.key and _reasons(row) == reasons]


def _reasons(place: Place) -> frozenset[str]:
    """Why a place is doubtful, without the words that name it."""
    return frozenset(re.sub(r"^“[^”]*”: ", "", doubt) for doubt in place.doubts)


def next_open(found: list[Place], after: str) -> Place | None:
    """The next place to look at behind a key, going round; None when all were seen."""
    keys = [place.key for place in found]
    start = keys.index(after) + 1 if after in keys else 0
    return next((place for place in (*found[start:], *found[:start]) if place.open and place.key != after), None)


def _warnings(warnings: list[str], whole: Json) -> tuple[dict[str, list[str]], list[str]]:
    """The reading's warnings, each at the place it names ("IV.8: …"); those that name none speak of the whole."""
    refs = {row["ref"]: row[KEY] for section in SECTIONS for row in whole.get(section) or () if row.get("ref")}
    said: dict[str, list[str]] = {}
    general = []
    for warning in warnings:
        if warning.startswith(UNCLEAR_WORDS):
            continue  # each such word is told at its place
        head, _, rest = warning.partition(": ")
        if rest and head in refs:
            said.setdefault(refs[head], []).append(rest[0].upper() + rest[1:])
        elif rest and head == "Phần đầu văn bản":
            said.setdefault(DOCUMENT, []).append(rest[0].upper() + rest[1:])
        else:
            general.append(warning)
    return said, general


def _document_doubts(document: Json, *, sure: bool) -> Iterator[str]:
    year, issued_on = document.get("year"), document.get("issued_on")
    if not year:
        yield "Chưa rõ kế hoạch của năm nào."
    elif issued_on and date.fromisoformat(issued_on).year not in (year - 1, year):
        shown = date.fromisoformat(issued_on)
        yield f"Ngày ban hành {shown:%d/%m/%Y} không hợp với kế hoạch năm {year}."
    lacking = [
        name for key, name in (("subject", "trích yếu"), ("issuer", "cơ quan ban hành")) if not document.get(key)
    ]
    if not (document.get("signer") or {}).get("name"):
        lacking.append("người ký")
    if lacking:
        yield f"Chưa thấy {', '.join(lacking)}."
    elif not sure and document.get("number") and issued_on:
        yield "Phần mềm đọc chưa chắc phần đầu văn bản."


def _row_doubts(section: str, row: Json, year: int | None) -> Iterator[str]:
    obligations = row.get("obligations") or []
    if section == "tasks" and not row.get("lead"):
        yield "Chưa thấy cơ quan chủ trì."
    if section == "responsibilities" and not row.get("agencies"):
        yield "Chưa thấy cơ quan được giao."
    if section == "tasks" and row.get("timing") and year:
        left = _left_over(row["timing"], year)
        if re.search(r"\d", left):
            yield f"Chưa hiểu “{left}” trong thời gian thực hiện."
    for obligation in obligations:
        yield from obligation_doubts(obligation)


@lru_cache(maxsize=2048)
def _left_over(timing: str, year: int) -> str:
    """The words of a timing that say nothing to the grammar; kept, since every look at a place asks for all of them."""
    return parse_timing(timing, year).rest


def obligation_doubts(data: Json) -> Iterator[str]:
    """Why a person should look at one obligation, in sentences that begin with what is to be done."""
    what = " ".join((data.get("what") or "").split())[:60]
    if what and fold(what) in _BARE:
        yield f"“{what}”: chưa rõ làm việc gì."
    if not data.get("who"):
        yield f"“{what}”: chưa rõ ai làm."
    if data.get("every") == Every.PENDING:
        yield f"“{what}”: thời hạn chờ văn bản khác."
    # One report a period, one contest a year go without saying; any other number that the words do not say is owed
    # again and again, so a person looks at it.
    elif "min" in (data.get("inferred") or ()) and not data.get("report") and data.get("every") != Every.ONCE:
        yield f"“{what}”: văn bản không ghi số lượng, tạm hiểu là {data.get('min')} mỗi kỳ."
