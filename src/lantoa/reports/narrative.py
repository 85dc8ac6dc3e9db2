"""The first words of a report, written from its figures by plain templates; a person writes on from there.

The sections are those of a «Báo cáo kết quả tuyên truyền CCHC». What nobody recorded is left to the person: it is not
the same as nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lantoa.reports.periods import in_sentence
from lantoa.web.wording import day_text, number_text, percent_text

Json = dict[str, Any]
LISTED = 8  # named in a sentence; the table holds them all


@dataclass(frozen=True)
class Facts:
    """What the templates speak of: whose report, of which period, its figures, what falls due next and until when."""

    agency: str
    period: str
    figures: Json
    ahead: Sequence[Json]
    next_period: str

    @property
    def in_period(self) -> str:
        """ "Trong Quý III/2026"."""
        return f"Trong {in_sentence(self.period)}"


def count(number: int) -> str:
    """A count as offices write it: below ten with a leading 0."""
    return f"{number:02d}" if 0 < number < 10 else number_text(number)


def _first_low(text: str) -> str:
    return text[:1].lower() + text[1:]


def _and_more(parts: Sequence[str], *, mark: str = "; ") -> str:
    shown = mark.join(parts[:LISTED])
    return f"{shown} và {count(len(parts) - LISTED)} việc khác" if len(parts) > LISTED else shown


def _day(iso: str) -> str:
    return day_text(date.fromisoformat(iso))


def direction(facts: Facts) -> str:
    """Section I: the plans carried out and the directing documents recorded."""
    plans = [
        f"{plan['type']} số {plan['number']} ngày {_day(plan['issued_on'])} của {plan['issuer']}"
        for plan in facts.figures["plans"]
        if plan["issued_on"]
    ]
    opening = f"Thực hiện {_and_more(plans)}, " if plans else ""
    documents = facts.figures["documents"]
    subject = facts.agency if opening else facts.agency[:1].upper() + facts.agency[1:]
    if not documents:
        carried = (
            "đã triển khai các nhiệm vụ được giao" if opening else "thực hiện công tác tuyên truyền cải cách hành chính"
        )
        return f"{opening}{subject} {carried}. Trong kỳ chưa ghi nhận văn bản chỉ đạo, hướng dẫn nào."
    named = "; ".join(f"{row['title']} (ngày {_day(row['day'])})" for row in documents)
    return f"{opening}{subject} đã ban hành {count(len(documents))} văn bản chỉ đạo, hướng dẫn: {named}."


def results(facts: Facts) -> str:
    """Section II: a line a kind of result, its channels behind it."""
    rows = facts.figures["statistics"]
    lines = []
    for place, row in enumerate(rows):
        if row["level"] != 1:
            continue
        below = []
        for child in rows[place + 1 :]:
            if child["level"] == 1:
                break
            if child["done"]:
                below.append(f"{_first_low(child['label'])} {count(child['done'])}")
        lines.append(_result_line(row, below))
    if not lines:
        return f"{facts.in_period} chưa ghi nhận kết quả tuyên truyền nào."
    return "\n".join([f"{facts.in_period}, {facts.agency} đã thực hiện:", *lines])


def _result_line(row: Json, below: Sequence[str]) -> str:
    said = f"- {row['label']}: {count(row['done'])} {row['unit']}"
    if not row["done"]:  # nothing was recorded, which is not to say that nothing was done
        said = f"- {row['label']}: chưa ghi nhận trong kỳ"
        said += f" (kế hoạch {count(row['plan'])} {row['unit']})" if row["plan"] else ""
    elif row["plan"]:
        percent = percent_text(Decimal(row["percent"]))
        said += f", đạt {percent} kế hoạch của kỳ ({count(row['plan'])} {row['unit']})"
    if row["year"] != row["done"]:
        said += f"; lũy kế từ đầu năm {count(row['year'])} {row['unit']}"
    if len(below) > 1:
        said += f"; trong đó: {', '.join(below)}"
    if row["note"]:
        said += f"; {row['note']}"
    return said + "."


def by_task(facts: Facts) -> str:
    """Section III: how many duties fell due, how they were met; standing work and help given."""
    owed = facts.figures["owed"]
    parts = []
    if owed["total"]:
        parts.append(_owed_sentence(facts, owed))
    else:
        parts.append(f"{facts.in_period}, không có việc tính số lượng nào đến hạn.")
    standing = facts.figures["standing"]
    if standing:
        said = sum(1 for row in standing if row["said"])
        unsaid = sum(1 for row in standing if row["state"] == "chưa nêu")
        sentence = f"Nhiệm vụ thường xuyên: {count(len(standing))} nhiệm vụ"
        sentence += f", đã nêu kết quả {count(said)} nhiệm vụ" if said else ""
        sentence += f", {count(unsaid)} nhiệm vụ chưa nêu" if unsaid else ""
        parts.append(sentence + ".")
    helped = [row for row in facts.figures["support"] if row["results"]]
    if helped:
        parts.append(f"Tham gia phối hợp {count(len(helped))} nhiệm vụ do cơ quan khác chủ trì.")
    parts.append("Kết quả từng nhiệm vụ nêu tại phụ lục kèm theo.")
    return "\n".join(parts)


def _owed_sentence(facts: Facts, owed: Json) -> str:
    said = f"{facts.in_period}, {facts.agency} có {count(owed['total'])} việc đến hạn"
    said += f"; đã thực hiện đủ {count(owed['met_all'])} việc"
    if owed["met_late"]:
        said += f" (trong đó {count(owed['met_late'])} việc chậm)"
    if owed["percent_met"]:
        said += f", đạt {percent_text(Decimal(owed['percent_met']))}"
    if owed["overdue"]:
        said += f"; quá hạn {count(owed['overdue'])} việc"
    dates = owed.get("dates") or {}
    if dates.get("extended"):
        said += f"; được gia hạn {count(dates['extended'])} việc: đúng hạn gốc {count(dates['on_time_original'])} việc"
        said += f", đúng hạn sau gia hạn {count(dates['on_time_extended'])} việc"
    waiting = owed["due"] + owed["upcoming"]
    if waiting:
        said += f"; chưa đến hạn {count(waiting)} việc"
    return said + "."


def money(facts: Facts) -> str:
    """Section IV: no figure of money is recorded here, so nothing is claimed."""
    return ""


def shortcomings(facts: Facts) -> str:
    """Section V: what is overdue, from the window and from before it, and how many difficulties were raised; the causes
    are for a person."""
    late, earlier = facts.figures["overdue"], facts.figures["earlier"]
    parts = []
    if late:
        parts.append(f"Còn {count(len(late))} việc quá hạn trong kỳ: {_and_more([_short(row) for row in late])}.")
    if earlier:
        named = _and_more([_short(row) for row in earlier])
        parts.append(f"Còn {count(len(earlier))} việc từ các kỳ trước chưa đủ: {named}.")
    if not parts:
        parts.append(f"{facts.in_period}, không có việc quá hạn.")
    raised = facts.figures.get("difficulties") or []
    return "\n".join([*parts, *([_raised(raised)] if raised else [])])


def _raised(rows: Sequence[Json]) -> str:
    answered = sum(1 for row in rows if row["answered"])
    said = f"Nêu {count(len(rows))} khó khăn, vướng mắc"
    said += f", đã được trả lời {count(answered)}" if answered else ", chưa có trả lời"
    return f"{said}; nêu tại bảng khó khăn, vướng mắc và đề xuất kèm theo mục này."


def _short(row: Json) -> str:
    amount = f"{row['done']}/{row['minimum']} {row['unit']}".strip()
    return f"{_first_low(row['what'])}, {in_sentence(row['period'])} (hạn {_day(row['due_on'])}; mới đạt {amount})"


def next_steps(facts: Facts) -> str:
    """Section VI: what falls due in the next period, and what is still to be made up."""
    late = len(facts.figures["overdue"]) + len(facts.figures["earlier"])
    parts = [f"Hoàn thành {count(late)} việc còn quá hạn nêu tại mục V."] if late else []
    if facts.ahead:
        parts.append(f"Thực hiện các nhiệm vụ đến hạn trong {in_sentence(facts.next_period)}:")
        parts += [f"{_ahead_line(row)};" for row in facts.ahead[:-1]]
        parts.append(f"{_ahead_line(facts.ahead[-1])}.")
    return "\n".join(parts) or "Tiếp tục thực hiện các nhiệm vụ thường xuyên theo kế hoạch."


def _ahead_line(row: Json) -> str:
    amount = f"{count(row['minimum'])} {row['unit']}".strip()
    many = row["first_due_on"] != row["last_due_on"]
    when = f"từ {_day(row['first_due_on'])} đến {_day(row['last_due_on'])}" if many else _day(row["last_due_on"])
    return f"- {row['what']}: ít nhất {amount}, hạn {when}"


@dataclass(frozen=True)
class Section:
    """One section of the report: its Roman number, its heading, the template of its first words, what a person adds."""

    key: str
    heading: str
    template: Callable[[Facts], str]
    help: str


SECTIONS = (
    Section("I", "Công tác chỉ đạo, điều hành", direction, "Văn bản đã ban hành, tổ chức chỉ đạo, kiểm tra."),
    Section("II", "Kết quả tuyên truyền theo nội dung, hình thức", results, "Bảng số liệu thống kê đi kèm mục này."),
    Section("III", "Kết quả thực hiện từng nhiệm vụ", by_task, "Bảng nhiệm vụ in thành phụ lục."),
    Section("IV", "Kinh phí thực hiện", money, "Số được giao, số đã chi, nguồn. Nếu không có, ghi “Không phát sinh”."),
    Section("V", "Hạn chế, nguyên nhân", shortcomings, "Cần ghi thêm nguyên nhân."),
    Section("VI", "Nhiệm vụ kỳ tới, đề xuất, kiến nghị", next_steps, "Cần ghi thêm đề xuất, kiến nghị nếu có."),
)
KEYS = tuple(section.key for section in SECTIONS)


def written(facts: Facts) -> Mapping[str, str]:
    """The text of every section as the templates write it now."""
    return {section.key: section.template(facts) for section in SECTIONS}
