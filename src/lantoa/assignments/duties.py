"""What counts of duties and how each stands on a day: said once, for screens, reports and proposals alike."""

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q

from lantoa.assignments.models import Duty, DutyHolder
from lantoa.domain import extension
from lantoa.domain.extension import WhichDate
from lantoa.domain.lifecycle import DutyState
from lantoa.domain.period import Period, PeriodKind
from lantoa.domain.verdict import Verdict, verdict

# What counts: still in force, asks for something, and did not lie before the plan was issued.
COUNTED = Q(state=DutyState.OPEN, before_issue=False, minimum__gt=0)
MET = Q(done__gte=F("minimum"))
# Enough, and when: by the date after an extension, or only because of the extension.
MET_ON_TIME = MET & (Q(met_on__lte=F("due_on")) | Q(met_on__lte=F("extended_to")))
MET_LATE = MET & Q(met_on__gt=F("due_on")) & (Q(extended_to=None) | Q(met_on__gt=F("extended_to")))
MET_BY_EXTENSION = MET & Q(met_on__gt=F("due_on"), met_on__lte=F("extended_to"))


def effective_due(duty: Duty) -> date:
    """The date by which a duty is to be done: the one it was extended to, else its own («hạn gốc»)."""
    return extension.effective_due(duty.due_on, duty.extended_to)


def due_before(day: date) -> Q:
    """Duties whose date, after an extension, lies before the day. The original date comes first, for the indexes:
    an extension only ever moves it later."""
    return Q(due_on__lt=day) & (Q(extended_to=None) | Q(extended_to__lt=day))


def due_from(day: date) -> Q:
    """Duties whose date, after an extension, is the day or later: what `due_before` leaves."""
    return Q(due_on__gte=day) | Q(extended_to__gte=day)


def due_within(first: date, last: date) -> Q:
    """Duties whose date, after an extension, lies between two days, both included."""
    return Q(extended_to=None, due_on__range=(first, last)) | Q(extended_to__range=(first, last))


def is_counted(duty: Duty) -> bool:
    """Whether anyone owes the duty (the condition COUNTED for a row in hand)."""
    return duty.state == DutyState.OPEN and not duty.before_issue and duty.minimum > 0


def held_by(agency_ids: Collection[int]) -> Q:
    """Duties that one of the agencies holds, alone or with others; each once, however many of them hold it."""
    return Q(pk__in=DutyHolder.objects.filter(agency_id__in=agency_ids).values("duty_id"))


def verdict_of(duty: Duty, today: date, which: WhichDate = WhichDate.EXTENDED) -> Verdict:
    """The domain's judgement of one duty, by the date after an extension or by the original one."""
    return verdict(
        minimum=duty.minimum,
        maximum=duty.maximum,
        done=duty.done,
        met_on=duty.met_on,
        due_on=extension.due_by(which, duty.due_on, duty.extended_to),
        period_start=duty.starts_on,
        today=today,
    )


def period_label(duty: Duty) -> str:
    """A duty's period in words: "Tháng 9/2026"."""
    kind = PeriodKind(duty.period_kind) if duty.period_kind in set(PeriodKind) else PeriodKind.WINDOW
    return Period.inclusive(duty.starts_on, duty.last_on, kind).label()
