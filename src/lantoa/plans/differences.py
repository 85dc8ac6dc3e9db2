"""Two states of a plan's content compared as an office reads them: row by row, what was and what is.

A row is known by its identifier, so that one whose number, place or words changed is still the same row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NotRequired, TypedDict

from lantoa.domain.lifecycle import ItemKind
from lantoa.plans import shape
from lantoa.plans.models import TEXT_PARTS
from lantoa.plans.sentences import explain_obligation
from lantoa.web.wording import number_text

Json = dict[str, Any]
ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"


class Line(TypedDict):
    """One thing about a row: its label, what it said ("" for nothing), what it says."""

    label: str
    before: str
    after: str


class Change(TypedDict):
    """One row that differs: what happened to it, its name as people say it, its title, and line by line what changed.

    `id` is the identifier of the row; `section` the key of Plan JSON it stands under, "header" or "texts".
    """

    what: str
    section: str
    name: str
    title: str
    lines: list[Line]
    id: NotRequired[str]


_PLAIN = {
    "title": "Nội dung",
    "text": "Nội dung",
    "group": "Nhóm",
    "ref": "Số mục",
    "timing": "Thời gian",
    "funding": "Kinh phí",
    "amount_vnd": "Số tiền",
    "note": "Ghi chú",
    "percent": "Tỷ lệ",
}
_LISTS = {"lead": "chủ trì", "agencies": "cơ quan", "support": "phối hợp", "products": "sản phẩm"}
_OF_OBLIGATION = {"what": "việc", "unit": "đơn vị tính", "to_agency": "nơi gửi"}
_HEADER = {
    "number": "Số, ký hiệu",
    "issued_on": "Ngày ban hành",
    "subject": "Trích yếu",
    "signer": "Người ký",
}
_NAMES = {
    ItemKind.TASK: "Mục",
    ItemKind.RESPONSIBILITY: "Tổ chức thực hiện",
    ItemKind.TARGET: "Chỉ tiêu",
    ItemKind.FORM: "Hình thức",
}


def differences(before: Json, after: Json, *, header: bool = True) -> list[Change]:
    """Every row that differs between two contents (`versions.content_of`), in the order of the plan.

    `header`: whether number, date, subject and signer are compared too; an amendment has its own.
    """
    found = list(_header(before["document"], after["document"])) if header else []
    for kind in (ItemKind.TASK, ItemKind.RESPONSIBILITY, ItemKind.TARGET, ItemKind.FORM):
        section = shape.SECTIONS[kind]
        found += _section(kind, section, before.get(section) or [], after.get(section) or [])
    return found + list(_texts(before, after))


def sentence(change: Change) -> str:
    """A change in one line: "Mục 17: Thời gian: Quý III → Quý IV; thêm sản phẩm: báo cáo"."""
    if change["what"] in (ADDED, REMOVED):
        return f"{'Thêm' if change['what'] == ADDED else 'Bỏ'} {_lower(change['name'])}: {change['title']}"
    return f"{change['name']}: {'; '.join(line_words(line) for line in change['lines'])}"


def line_words(line: Line) -> str:
    """One line of a change: "Thời gian: Quý III → Quý IV", "thêm sản phẩm: báo cáo", "bỏ phối hợp: Sở Tư pháp"."""
    if line["before"] and line["after"]:
        return f"{line['label']}: {line['before']} → {line['after']}"
    return f"{'thêm' if line['after'] else 'bỏ'} {_lower(line['label'])}: {line['after'] or line['before']}"


def _header(before: Json, after: Json) -> Iterator[Change]:
    lines = [
        line
        for key, label in _HEADER.items()
        for line in _line(label, _of_header(before.get(key)), _of_header(after.get(key)))
    ]
    if lines:
        yield Change(what=CHANGED, section="header", name="Đầu văn bản", title="", lines=lines)


def _of_header(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(value[key] for key in ("capacity", "title", "name") if value.get(key))
    return str(value or "")


def _section(kind: ItemKind, section: str, before: Sequence[Json], after: Sequence[Json]) -> list[Change]:
    old, new = {row["id"]: row for row in before}, {row["id"]: row for row in after}
    moved = _moved([key for key in old if key in new], [key for key in new if key in old])
    found = [_whole(REMOVED, kind, section, row) for key, row in old.items() if key not in new]
    for key, row in new.items():
        if key not in old:
            found.append(_whole(ADDED, kind, section, row))
            continue
        lines = list(_item_lines(old[key], row))
        if key in moved:
            lines.append(Line(label="thứ tự", before="", after="chuyển chỗ trong danh sách"))
        if lines:
            what = MOVED if key in moved and len(lines) == 1 else CHANGED
            found.append(
                Change(what=what, section=section, name=_name(kind, old[key]), title=_title(row), lines=lines, id=key)
            )
    return found


def _whole(what: str, kind: ItemKind, section: str, row: Json) -> Change:
    lines = list(_item_lines({"obligations": []}, row) if what == ADDED else _item_lines(row, {"obligations": []}))
    own = [line for line in lines if line["label"] not in (_PLAIN["title"], _PLAIN["ref"])]
    return Change(what=what, section=section, name=_name(kind, row), title=_title(row), lines=own, id=row["id"])


def _item_lines(before: Json, after: Json) -> Iterator[Line]:
    for key, label in _PLAIN.items():
        yield from _line(label, _plain(key, before.get(key)), _plain(key, after.get(key)))
    for key, label in _LISTS.items():
        yield from _list(label, before.get(key) or [], after.get(key) or [])
    measures = ([f"{row['percent']}% {row['of']}" for row in side.get("measures") or []] for side in (before, after))
    yield from _list("thước đo", *measures)
    yield from _obligations(before["obligations"], after["obligations"])


def _obligations(before: Sequence[Json], after: Sequence[Json]) -> Iterator[Line]:
    old, new = {row["id"]: row for row in before}, {row["id"]: row for row in after}
    for key, row in old.items():
        if key not in new:
            yield Line(label="yêu cầu", before=_asked(row), after="")
    for key, row in new.items():
        if key not in old:
            yield Line(label="yêu cầu", before="", after=_asked(row))
            continue
        label = f"Yêu cầu “{old[key]['what']}”"
        for name, word in _OF_OBLIGATION.items():
            yield from _line(f"{label}, {word}", str(old[key].get(name) or ""), str(row.get(name) or ""))
        yield from _line(label, explain_obligation(old[key]), explain_obligation(row))
        yield from _list(f"cơ quan làm “{row['what']}”", old[key].get("who") or [], row.get("who") or [])
        if old[key].get("request") != row.get("request"):
            kinds = [("đề nghị" if side.get("request") else "giao nhiệm vụ") for side in (old[key], row)]
            yield Line(label=label, before=kinds[0], after=kinds[1])


def _asked(row: Mapping[str, Any]) -> str:
    return f"{row['what']} ({explain_obligation(row).removesuffix('.')})"


def _list(label: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    gone, come = [text for text in before if text not in after], [text for text in after if text not in before]
    if gone:
        yield Line(label=label, before="; ".join(gone), after="")
    if come:
        yield Line(label=label, before="", after="; ".join(come))


def _line(label: str, before: str, after: str) -> Iterator[Line]:
    if before != after:
        yield Line(label=label, before=before, after=after)


def _plain(key: str, value: Any) -> str:
    if value is None:
        return ""
    if key == "amount_vnd":
        return f"{number_text(value)} đồng"
    return f"{value}%" if key == "percent" else str(value)


def _texts(before: Json, after: Json) -> Iterator[Change]:
    """Paragraphs have no identity of their own: part by part, those that differ stand against each other."""
    old, new = _paragraphs(before), _paragraphs(after)
    for part, label in TEXT_PARTS.items():
        was, now = old.get(part, []), new.get(part, [])
        lines = [
            Line(label="đoạn", before="\n".join(was[first:last]), after="\n".join(now[start:end]))
            for tag, first, last, start, end in SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes()
            if tag != "equal"
        ]
        if lines:
            yield Change(what=CHANGED, section="texts", name=label, title="", lines=lines)


def _paragraphs(content: Json) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {
        "basis": list(content.get("bases") or []),
        "theme": [row["text"] for row in content.get("themes") or []],
        "recipient": list(content["document"].get("recipients") or []),
        "reference": [
            " ".join(filter(None, [row.get("type"), row.get("number"), row.get("date")]))
            for row in content["document"].get("references") or []
        ],
    }
    for row in content.get("body") or []:
        found.setdefault(row["part"], []).append(": ".join(filter(None, [row.get("heading"), row.get("text")])))
    return found


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Rows that stand elsewhere among those that stayed: as few as explain the new order."""
    blocks = SequenceMatcher(a=before, b=after, autojunk=False).get_matching_blocks()
    kept: Iterable[str] = (key for block in blocks for key in before[block.a : block.a + block.size])
    return set(before) - set(kept)


def _name(kind: ItemKind, row: Json) -> str:
    ref = str(row.get("ref") or "").removeprefix("PL.")
    return f"{_NAMES[kind]} {ref}".strip()


def _title(row: Json) -> str:
    return str(row.get("title") or row.get("text") or "")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
