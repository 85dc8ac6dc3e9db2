"""What a typed phrase would ask of one agency, period by period, to be looked at while it is typed."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from lantoa.domain.duty import DutyTerms
from lantoa.domain.every import Every
from lantoa.domain.working_days import WorkingDays
from lantoa.plans.timings import Asked, PhraseReading
from lantoa.web.wording import day_text, day_text_short, number_text

MOST_SHOWN = 12  # things asked in one phrase; a real one asks for four at most
MOST_ROWS = 60
FIRST_DAYS = 3

_UNDATED = {
    Every.STANDING: "Không đếm, không có hạn: được hỏi nêu kết quả mỗi kỳ báo cáo.",
    Every.PENDING: "Chưa tính hạn nào cho đến khi có ngày.",
}


@dataclass(frozen=True)
class Row:
    """One period: its name, how many, by when; on a day off, the last working day before."""

    period: str
    amount: str
    due_on: date
    working_day_before: date | None


@dataclass(frozen=True)
class Preview:
    """One thing asked: in a sentence, its first periods, how many there are, its days in short; or why it has none."""

    sentence: str
    rows: tuple[Row, ...]
    count: int
    days: str
    note: str

    @property
    def alike(self) -> bool:
        """Whether every period asks the same, which the sentence has said."""
        return len({row.amount for row in self.rows}) == 1

    @property
    def hidden(self) -> int:
        """How many periods are not shown."""
        return self.count - len(self.rows)


def previews_of(reading: PhraseReading, working_days: WorkingDays) -> list[Preview]:
    """Everything a phrase asks, as it would fall on one agency from the first day of its window on."""
    return [_preview(asked, working_days) for asked in islice(reading.asked, MOST_SHOWN)]


def _preview(asked: Asked, working_days: WorkingDays) -> Preview:
    duties = asked.duties(working_days)
    unit = asked.keys["unit"] or "lần"
    return Preview(
        sentence=asked.sentence,
        rows=tuple(_row(duty, unit, working_days) for duty in duties[:MOST_ROWS]),
        count=len(duties),
        days=_days(duties),
        note=_UNDATED.get(Every(asked.keys["every"]), ""),
    )


def _row(duty: DutyTerms, unit: str, working_days: WorkingDays) -> Row:
    off = not working_days.is_working(duty.due_on)
    label = duty.period.label()
    return Row(
        period=label[0].upper() + label[1:],
        amount=_amount(duty, unit),
        due_on=duty.due_on,
        working_day_before=working_days.last_working_day_on_or_before(duty.due_on) if off else None,
    )


def _amount(duty: DutyTerms, unit: str) -> str:
    low, high = duty.minimum, duty.maximum
    if high is None:
        return f"ít nhất {number_text(low)} {unit}"
    if low == high:
        return f"{number_text(low)} {unit}"
    return f"nhiều nhất {number_text(high)} {unit}" if low == 0 else f"{number_text(low)}–{number_text(high)} {unit}"


def _days(duties: list[DutyTerms]) -> str:
    """«25/01, 25/02, 25/03 … 25/12/2026»: the first days and the last."""
    if len(duties) < 2:
        return "".join(day_text(duty.due_on) for duty in duties)
    first = ", ".join(day_text_short(duty.due_on) for duty in duties[: min(FIRST_DAYS, len(duties) - 1)])
    return f"{first}{' …' if len(duties) > FIRST_DAYS + 1 else ','} {day_text(duties[-1].due_on)}"
