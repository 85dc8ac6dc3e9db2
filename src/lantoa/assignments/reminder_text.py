"""A reminder as words to copy into the group where officers talk (Zalo): bodies, counts, the day, a short link."""

from collections.abc import Iterable, Sequence

from lantoa.assignments.models import Reminder, ReminderLine
from lantoa.assignments.models.reminders import DUTIES, TOPIC_LABELS
from lantoa.web.wording import day_text

MOST_WORDS = 600  # a message in a group is read on a phone


def counts_text(line: ReminderLine) -> str:
    """What a body owed when it was reminded: "2 quá hạn, 1 sắp đến hạn"; its note where it owed nothing."""
    said = ((line.overdue, "quá hạn"), (line.soon, "sắp đến hạn"), (line.short, "còn thiếu"))
    return ", ".join(f"{number} {words}" for number, words in said if number) or line.note


def subject_of(reminder: Reminder) -> str:
    """What the reminder is about: "thực hiện Kế hoạch 08/KH-UBND"; the words a letter and a message share."""
    plan = reminder.plan
    named = f"{plan.document_type} số {plan.number}" if plan is not None and plan.number else ""
    if reminder.topic == DUTIES:
        return f"thực hiện {named}" if named else "thực hiện nhiệm vụ được giao"
    return f"{TOPIC_LABELS[reminder.topic]} thực hiện {named}" if named else TOPIC_LABELS[reminder.topic]


def group_text(reminder: Reminder, lines: Sequence[ReminderLine], url: str) -> str:
    """The message. in: the reminder, its lines with their bodies, the short address; out: plain lines."""
    parts = [f"ĐÔN ĐỐC {subject_of(reminder)}", f"Tính đến ngày {day_text(reminder.on)}:", *_bodies(lines)]
    if reminder.words:
        parts.append(reminder.words[:MOST_WORDS])
    if reminder.answer_by:
        parts.append(f"Đề nghị hoàn thành trước ngày {day_text(reminder.answer_by)}.")
    parts.append(f"Xem việc của cơ quan mình và trả lời: {url}")
    parts.append(f"({reminder.agency.short_name})")
    return "\n".join(parts)


def _bodies(lines: Iterable[ReminderLine]) -> list[str]:
    return [f"{place}. {line.agency.short_name}: {counts_text(line)}" for place, line in enumerate(lines, start=1)]
