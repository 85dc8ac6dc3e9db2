"""What counts of duties and how each stands on a day: said once, for screens, reports and proposals alike."""

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q

from lantoa.assignments.models import Duty, DutyHolder
from lantoa.domain.lifecycle import DutyState
from lantoa.domain.period import Period, PeriodKind
from lantoa.domain.verdict import Verdict, verdict

# What counts: still in force, asks for something, and did not lie before the plan was issued.
COUNTED = Q(state=DutyState.OPEN, before_issue=False, minimum__gt=0)
MET = Q(done__gte=F("minimum"))


def is_counted(duty: Duty) -> bool:
    """Whether anyone owes the duty (the condition COUNTED for a row in hand)."""
    return duty.state == DutyState.OPEN and not duty.before_issue and duty.minimum > 0


def held_by(agency_ids: Collection[int]) -> Q:
    """Duties that one of the agencies holds, alone or with others; each once, however many of them hold it."""
    return Q(pk__in=DutyHolder.objects.filter(agency_id__in=agency_ids).values("duty_id"))


def verdict_of(duty: Duty, today: date) -> Verdict:
    """The domain's judgement of one duty."""
    return verdict(
        minimum=duty.minimum,
        maximum=duty.maximum,
        done=duty.done,
        met_on=duty.met_on,
        due_on=duty.due_on,
        period_start=duty.starts_on,
        today=today,
    )


def period_label(duty: Duty) -> str:
    """A duty's period in words: "Tháng 9/2026"."""
    kind = PeriodKind(duty.period_kind) if duty.period_kind in set(PeriodKind) else PeriodKind.WINDOW
    return Period.inclusive(duty.starts_on, duty.last_on, kind).label()
