"""A SourceDocument → Plan JSON, with the place in the source that each entry came from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lantoa.reading.errors import UnreadableDocument
from lantoa.reading.interpretation.abbreviations import expanded
from lantoa.reading.interpretation.agencies import is_beyond_order, starts_agency
from lantoa.reading.interpretation.bases import bases_and_intro
from lantoa.reading.interpretation.charges import charge_of, sentences_with_doers
from lantoa.reading.interpretation.document import document_of, issuer_of
from lantoa.reading.interpretation.naming import Names, sentence_case
from lantoa.reading.interpretation.people import learn_names
from lantoa.reading.interpretation.phrases import timed
from lantoa.reading.interpretation.prose import obligations_of
from lantoa.reading.interpretation.span import keep_to_window
from lantoa.reading.interpretation.targets import measures_in, percent_in
from lantoa.reading.interpretation.tasks import TaskReader
from lantoa.reading.progress import Progress, silent
from lantoa.reading.source import SourceBlock, SourceDocument, Table
from lantoa.reading.structure.header import Foot, Head, foot_of, head_of
from lantoa.reading.structure.outline import outline_of
from lantoa.reading.structure.parts import Parts, PartsBuilder, Piece
from lantoa.reading.structure.rows import RawTask, tasks_of
from lantoa.reading.structure.segments import Item, Segments, is_header_table, segments_of
from lantoa.reading.structure.tables import Columns, columns_of, follows_on, task_rows

NO_PLAN = (
    "Không tìm thấy kế hoạch trong tệp: không có dòng tên loại “KẾ HOẠCH” hoặc không có nội dung bên dưới. "
    "Hãy kiểm tra xem đã chọn đúng tệp chưa."
)
_DOUBT = 0.6


@dataclass
class Draft:
    """A plan in the making: its JSON, its anchors, what to look at."""

    plan: dict[str, Any]
    anchors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)

    def add(self, part: str, entry: dict[str, Any], blocks: Iterable[str], confidence: float = 1.0) -> None:
        """Append an entry to a list of the plan and anchor it as «part/index»."""
        key = f"{part}/{len(self.plan[part])}"
        self.plan[part].append(entry)
        self.anchors[key] = tuple(dict.fromkeys(block for block in blocks if block))
        self.confidence[key] = confidence

    def warn(self, sentence: str) -> None:
        """Add a sentence to the plan's warnings, once."""
        if sentence not in self.plan["warnings"]:
            self.plan["warnings"].append(sentence)


class PlanReader:
    """Reads one document; `read` is called once."""

    def __init__(self, source: SourceDocument, progress: Progress = silent) -> None:
        self.source = source
        self.progress = progress
        cut = segments_of(source.flow)
        if cut is None or not (cut.body or cut.appendices):
            raise UnreadableDocument(NO_PLAN)
        self.cut: Segments = cut
        self.text = "\n".join(block.shown.replace("\n", " ") for block in source.blocks())
        self.draft = Draft(_empty_plan())

    def read(self) -> Draft:
        """The plan with anchors and confidences. Raises UnreadableDocument when there is no plan in it."""
        self.progress(0.4, "Đang nhận ra các phần của kế hoạch")
        official = self.cut.decision or self.cut
        head, foot = head_of(official.head or self.cut.head), self._foot(official)
        pieces = [piece for block in self.source.blocks() for piece in re.split(r"\n| \| ", block.shown)]
        running = "\n".join(piece for piece in pieces if not piece.isupper())
        issuer = issuer_of(head.issuer_lines or self._appendix_issuer(), running)
        own_kind = any(is_beyond_order(expanded(line)) for line in [*head.issuer_lines, issuer.name or ""])
        self.names = Names(text=self.text, level=issuer.level, place=issuer.place, issuer_asks_none=own_kind)
        lines = [block.text.replace("\n", " ") for block in self.cut.subject if not block.text.startswith("(")]
        subject = sentence_case(" ".join(lines).strip(), running)
        document = document_of(self.cut.type, subject, issuer, head, foot, self.text, self.names)
        self.year = document["year"] or 2000
        parts, repairs = self._body()
        learn_names(self.names, [piece.text for piece in parts.pieces if piece.part == "responsibilities"])
        document["recipients"] = document_of(self.cut.type, subject, issuer, head, foot, "", self.names)["recipients"]
        self.draft.plan["document"] = document
        blocks = [*head.blocks, *(block.id for block in self.cut.subject), *foot.blocks]
        self.draft.anchors["document"] = tuple(dict.fromkeys(blocks))
        self._warn_document(document, head)
        self._lists(parts)
        self.progress(0.7, "Đang đọc bảng phân công nhiệm vụ")
        self._tables(parts)
        keep_to_window(self.draft.plan, self.year)
        for sentence in [*self.source.notes, *repairs]:
            self.draft.warn(sentence)
        if not any(
            self.draft.plan[part] for part in ("body", "tasks", "responsibilities", "themes", "forms", "targets")
        ):
            raise UnreadableDocument(NO_PLAN)
        return self.draft

    def _foot(self, official: Segments) -> Foot:
        foot = foot_of(official.signature)
        if official is not self.cut and not foot.name:
            foot = foot_of(self.cut.signature)
        return foot

    def _appendix_issuer(self) -> list[str]:
        """Some files lack their first page: an appendix names the issuer again."""
        for part in self.cut.appendices:
            found = head_of([item for item in part if isinstance(item, Table) and is_header_table(item)])
            if found.issuer_lines:
                return found.issuer_lines
        return []

    def _body(self) -> tuple[Parts, list[str]]:
        items: list[Item] = []
        if self.cut.decision:
            items += self.cut.decision.body
            decision = bases_and_intro(items)
            for text, block in decision.bases:
                self._base(text, block)
            for text, block in decision.intro:
                self.draft.add("body", _body("", "other", None, text), [block])
            for block_item in decision.rest:
                if isinstance(block_item, SourceBlock):
                    self.draft.add("body", _body("", "other", None, block_item.shown), [block_item.id])
        opening = bases_and_intro(self.cut.body)
        for text, block in opening.bases:
            self._base(text, block)
        for text, block in opening.intro:
            self.draft.add("body", _body("", "other", None, text), [block])
        root, repairs = outline_of(opening.rest)
        return PartsBuilder(starts_agency).build(root), repairs

    def _base(self, text: str, block: str) -> None:
        key = f"bases/{len(self.draft.plan['bases'])}"
        self.draft.plan["bases"].append(text)
        self.draft.anchors[key] = (block,)

    def _lists(self, parts: Parts) -> None:
        for piece in parts.pieces:
            if piece.part == "targets":
                self.draft.add("targets", self._target(piece), piece.blocks)
            elif piece.part == "themes":
                self.draft.add("themes", {"ref": piece.ref, "text": piece.text}, piece.blocks)
            elif piece.part == "forms":
                entry = {"ref": piece.ref, "text": piece.text, "obligations": self._dated_only(piece)}
                self.draft.add("forms", entry, piece.blocks)
            elif piece.part in ("responsibilities", "closing"):
                self._responsibility(piece)
            elif piece.part == "task" and piece.attributes:
                self._point_task(piece, piece.attributes)
            else:
                self.draft.add("body", _body(piece.ref, piece.part, piece.heading, piece.text), piece.blocks)

    def _point_task(self, piece: Piece, attributes: dict[str, str]) -> None:
        warnings: list[str] = []
        reader = TaskReader(self.names, self.year, {"funding": "Kinh phí"}, warnings)
        words = timed(attributes.get("deed") or attributes["title"])
        if not attributes.get("timing") and words.kinds:
            attributes = attributes | {"timing": words.phrase, "deed": words.rest}
        self._task(reader, RawTask(piece.ref, attributes, piece.blocks), warnings)
        for sentence in warnings:
            self.draft.warn(sentence)

    def _target(self, piece: Piece) -> dict[str, Any]:
        return {
            "ref": piece.ref, "text": piece.text, "percent": percent_in(piece.text),
            "measures": measures_in(piece.text), "obligations": self._dated_only(piece),
        }  # fmt: skip

    def _dated_only(self, piece: Piece) -> list[dict[str, Any]]:
        """A form or target owes something only where its words name a doer and a rhythm or a date."""
        found = [
            item
            for sentence in sentences_with_doers(piece.text)
            for item in obligations_of(charge_of(sentence, self.names), self.names, self.year)
        ]
        return [item for item in found if item["who"] and _is_counted(item)]

    def _responsibility(self, piece: Piece) -> None:
        charge = charge_of(piece.text, self.names)
        owed = list(obligations_of(charge, self.names, self.year)) if charge.agencies else []
        if piece.part == "closing":
            owed = [item for item in owed if _is_counted(item)]
            if not owed:
                self.draft.add("body", _body(piece.ref, "closing", None, piece.text), piece.blocks)
                return
        elif not charge.agencies:
            text = piece.text
            self.draft.add("body", _body(piece.ref, "organisation", None, text), piece.blocks, _DOUBT)
            if not text.lower().startswith("kinh phí"):
                self.draft.warn(f"{piece.ref}: chưa thấy cơ quan được giao trong đoạn này; cần người xem lại.")
            return
        entry = {"ref": piece.ref, "agencies": charge.agencies, "text": charge.text.strip(), "obligations": owed}
        self.draft.add("responsibilities", entry, piece.blocks)

    def _tables(self, parts: Parts) -> None:
        found = [(ref or "PL", table, None) for ref, table in parts.tables]
        several = (
            sum(any(isinstance(item, Table) and columns_of(item) for item in part) for part in self.cut.appendices) > 1
        )
        for number, part in enumerate(self.cut.appendices, start=1):
            prefix = f"PL{number}" if several else "PL"
            self._appendix_words(part, prefix)
            found += [(prefix, item, None) for item in part if isinstance(item, Table) and not is_header_table(item)]
        last: tuple[Table, Columns] | None = None
        gathered: dict[str, list[Any]] = {}
        for prefix, table, _ in found:
            columns = columns_of(table)
            if columns is None and last and follows_on(table, *last):
                columns = Columns(roles=last[1].roles, unknown=last[1].unknown, headers=last[1].headers, rows=0)
            if columns is None:
                self._plain_table(prefix, table)
                continue
            last = (table, columns)
            gathered.setdefault(prefix, []).append((columns, task_rows(table, columns)))
        for prefix, tables in gathered.items():
            self._tasks(prefix, tables)

    def _tasks(self, prefix: str, tables: list[Any]) -> None:
        columns = tables[0][0]
        warnings: list[str] = []
        headers = {role: columns.headers.get(places[0], "") for role, places in columns.roles.items()}
        reader = TaskReader(self.names, self.year, headers, warnings)
        raws, numbering = tasks_of([row for _, rows in tables for row in rows], prefix)
        for header in columns.unknown.values():
            self.draft.warn(
                f"{prefix}: cột “{header}” chưa rõ dùng làm gì; nội dung được chép vào ghi chú của từng nhiệm vụ."
            )
        self._column_names(prefix, columns)
        for raw in raws:
            self._task(reader, raw, warnings)
        for sentence in [*numbering, *warnings]:
            self.draft.warn(sentence)

    def _column_names(self, prefix: str, columns: Columns) -> None:
        """The names of the columns stand with the appendix's title, so that the table can be written out again."""
        words = " | ".join(columns.headers[column] for column in sorted(columns.headers) if columns.headers[column])
        entry = next((entry for entry in self.draft.plan["body"] if entry["ref"] == prefix), None)
        if entry is None:
            self.draft.add("body", _body(prefix, "other", None, words), [])
        else:
            entry["text"] = f"{entry['text']}\n{words}".strip()

    def _task(self, reader: TaskReader, raw: RawTask, warnings: list[str]) -> None:
        before = len(warnings)
        task = reader.read(raw)
        self.draft.add("tasks", task, raw.blocks, _DOUBT if len(warnings) > before else 1.0)

    def _appendix_words(self, part: list[Item], prefix: str) -> None:
        words = [item for item in part if isinstance(item, SourceBlock)]
        if words:
            title = [b.text.replace("\n", " ") for b in words if b.centred and not b.text.startswith("(")]
            rest = [b.text for b in words if not (b.centred and not b.text.startswith("("))]
            heading = " ".join(title) or None
            self.draft.add("body", _body(prefix, "other", heading, "\n".join(rest)), [b.id for b in words])

    def _plain_table(self, prefix: str, table: Table) -> None:
        rows = [" | ".join(cell.text.replace("\n", " ") for cell in row.cells) for row in table.rows]
        self.draft.add("body", _body(prefix, "other", None, "\n".join(rows)), [row.block for row in table.rows], _DOUBT)
        self.draft.warn(
            f"{prefix}: có một bảng không phải bảng phân công nhiệm vụ; nội dung được giữ nguyên trong phần lời văn."
        )

    def _warn_document(self, document: Mapping[str, Any], head: Head) -> None:
        missing = {
            "number": "chưa có số, ký hiệu", "issuer": "chưa thấy tên cơ quan ban hành",
            "issued_on": "chưa có ngày ban hành",
            "subject": "chưa thấy trích yếu", "year": "chưa rõ kế hoạch của năm nào",
        }  # fmt: skip
        lacking = [words for key, words in missing.items() if not document[key]]
        if lacking:
            self.draft.warn(f"Phần đầu văn bản: {', '.join(lacking)}.")
        if not document["signer"]["name"]:
            self.draft.warn("Cuối văn bản: chưa thấy họ tên người ký.")
        if self.cut.decision:
            self.draft.warn("Kế hoạch ban hành kèm theo Quyết định: số, ngày, người ký được lấy từ Quyết định.")
        self.draft.confidence["document"] = _DOUBT if lacking or not document["signer"]["name"] else 1.0
        year = document["year"]
        for part in self.cut.appendices:
            titles = " ".join(
                b.text for b in part if isinstance(b, SourceBlock) and b.centred and not b.text.startswith("(")
            )
            other = [int(y) for y in re.findall(r"NĂM\s+(20\d\d)", titles.upper()) if year and int(y) != year]
            if other:
                self.draft.warn(
                    f"Phụ lục ghi năm {other[0]} trong khi kế hoạch là của năm {year}; đã đọc theo năm {year}."
                )


def _is_counted(item: dict[str, Any]) -> bool:
    """Whether an obligation counts or dates something, beyond a body's own plan."""
    return item["every"] not in ("standing", "pending") and item["unit"] != "kế hoạch"


def _body(ref: str, part: str, heading: str | None, text: str) -> dict[str, Any]:
    return {"ref": ref, "part": part, "heading": heading, "text": text}


def _empty_plan() -> dict[str, Any]:
    lists = ("bases", "body", "targets", "themes", "forms", "responsibilities", "tasks", "warnings")
    return {"document": {}} | {name: [] for name in lists}
