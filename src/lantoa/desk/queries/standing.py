"""How duties stand on a day, said once: as SQL conditions, as figures, as words for a card."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from lantoa.assignments.duties import (
    MET,
    MET_BY_EXTENSION,
    MET_LATE,
    MET_ON_TIME,
    due_before,
    due_from,
    effective_due,
    period_label,
    verdict_of,
)
from lantoa.assignments.models import Duty
from lantoa.assignments.queries.inside import Given
from lantoa.domain.tally import OwedTally
from lantoa.domain.verdict import Standing, Verdict
from lantoa.web import wording

# What a card says. The tables behind it are wide, and every column not read is time on a phone.
_CARD = (
    "public_id",
    "period_kind",
    "starts_on",
    "last_on",
    "due_on",
    "extended_to",
    "minimum",
    "maximum",
    "done",
    "met_on",
    "obligation__what",
    "obligation__unit",
    "obligation__channel_words",
    "item__public_id",
    "item__ref",
    "item__title",
    "plan__number",
    "agency__short_name",
    "agency__ends_on",
)


def for_cards(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Duties with what `card_of` and the card's template need, and nothing more."""
    return duties.select_related("obligation", "item", "plan", "agency").only(*_CARD)


STANDING_LABELS = {
    Standing.MET: "đủ, đúng hạn",
    Standing.MET_LATE: "đủ nhưng chậm",
    Standing.UPCOMING: "chưa tới kỳ",
    Standing.DUE: "đang trong kỳ",
    Standing.OVERDUE: "quá hạn",
}
_SOON = 7


def tally_columns(today: date) -> dict[str, Any]:
    """Aggregates for a group of duties, named as OwedTally's fields."""
    return {
        "met": Count("pk", filter=MET_ON_TIME),
        "met_late": Count("pk", filter=MET_LATE),
        "overdue": Count("pk", filter=~MET & due_before(today)),
        "due": Count("pk", filter=~MET & due_from(today) & Q(starts_on__lte=today)),
        "upcoming": Count("pk", filter=~MET & due_from(today) & Q(starts_on__gt=today)),
        "met_by_extension": Count("pk", filter=MET_BY_EXTENSION),
        "kept_by_extension": Count(
            "pk", filter=~MET & Q(due_on__lt=today, extended_to__gte=today, starts_on__lte=today)
        ),
    }


_TALLIED = ("met", "met_late", "overdue", "due", "upcoming", "met_by_extension", "kept_by_extension")


def tally_of(row: dict[str, Any]) -> OwedTally:
    """The figures of one aggregated row."""
    return OwedTally(**{name: row[name] for name in _TALLIED})


@dataclass(frozen=True)
class DutyCard:
    """One duty as a card or a row shows it."""

    duty: Duty
    verdict: Verdict
    period: str
    tag: str
    tag_class: str
    given: Given | None = None

    @property
    def title(self) -> str:
        """What is to be done, with a capital."""
        what = self.duty.obligation.what or self.duty.item.title
        return what[:1].upper() + what[1:]

    @property
    def due(self) -> date:
        """The date that counts: after an extension, else the original one."""
        return effective_due(self.duty)

    @property
    def inherited_from(self) -> str:
        """The body that owed it and ended since, whose heir has it on its list; empty for one's own."""
        return self.duty.agency.short_name if self.duty.agency.ends_on else ""

    @property
    def begun(self) -> bool:
        """Whether the period has begun: nothing can have been done for it before."""
        return self.verdict.standing != Standing.UPCOMING

    @property
    def state_label(self) -> str:
        """The verdict in words."""
        return STANDING_LABELS[self.verdict.standing]


def card_of(duty: Duty, today: date, given: Given | None = None) -> DutyCard:
    """A duty with its verdict, the words of its tag, and with whom it lies inside the body."""
    judged = verdict_of(duty, today)
    tag, kind = _tag(duty, judged, today)
    return DutyCard(duty=duty, verdict=judged, period=period_label(duty), tag=tag, tag_class=kind, given=given)


def _tag(duty: Duty, judged: Verdict, today: date) -> tuple[str, str]:
    due, moved = effective_due(duty), duty.extended_to is not None
    day = wording.day_text_short(due)
    if judged.is_met:
        return _met_words(duty, late=judged.late), "met"
    if judged.is_overdue:
        return f"Quá hạn {(today - due).days} ngày · {'gia hạn đến' if moved else 'hạn'} {day}", "late"
    if judged.standing == Standing.UPCOMING:
        return f"Chưa tới kỳ · hạn {day}", ""
    left = (due - today).days
    if left == 0:
        return "Hạn hôm nay", "soon"
    said = f"Gia hạn đến {day} (hạn gốc {wording.day_text_short(duty.due_on)})"
    return said if moved else f"Hạn {wording.weekday_text(due)[:-5]}", "soon" if left <= _SOON else ""


def _met_words(duty: Duty, *, late: bool) -> str:
    """Enough, and by which of its dates: one that was moved says both."""
    if late:
        return "Đủ nhưng chậm" if duty.extended_to is None else "Đủ, chậm cả so với hạn đã gia hạn"
    in_time_at_first = duty.extended_to is None or duty.met_on is None or duty.met_on <= duty.due_on
    return "Đã đủ" if in_time_at_first else "Đủ, đúng hạn sau gia hạn"
