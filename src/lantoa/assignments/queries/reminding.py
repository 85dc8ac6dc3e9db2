"""Reading for reminders: what each body may be reminded of, how often it was, what waits for an answer."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet

from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach
from lantoa.assignments.access.reminding import remindable
from lantoa.assignments.duties import COUNTED, MET, due_before, effective_due, period_label
from lantoa.assignments.models import Duty, DutyHolder, Reminder, ReminderLine
from lantoa.domain import extension
from lantoa.domain.lifecycle import PlanState
from lantoa.domain.reminding import Urgency, urgency_on
from lantoa.plans.models import Item, Plan

SOON = 7  # days before its date in which a duty counts as near, as on the other screens
ANSWERS_WANTED = timedelta(days=90)  # how long a reminder waits for an answer on «Việc cần làm»


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Of what to remind: duties under a plan (None: under any), of some bodies, of one item, due in one month of the
    plan's year, or single ones; empty means no narrowing."""

    plan: Plan | None = None
    agency_ids: frozenset[str] = frozenset()
    duty_ids: frozenset[str] = frozenset()
    item_id: str = ""
    month: int | None = None
    urgencies: frozenset[Urgency] = frozenset(Urgency)


@dataclass(frozen=True)
class Owed:
    """One duty a body may be reminded of, and how it stands."""

    duty: Duty
    urgency: Urgency

    @property
    def title(self) -> str:
        """What is to be done, with a capital."""
        what = self.duty.obligation.what or self.duty.item.title
        return what[:1].upper() + what[1:]

    @property
    def period(self) -> str:
        """The duty's period in words."""
        return period_label(self.duty)

    @property
    def due_on(self) -> date:
        """The date that counts, after an extension."""
        return effective_due(self.duty)


@dataclass(frozen=True, kw_only=True)
class Owing:
    """A body that may be reminded, with what it owes, or what its own plan lacks."""

    agency: Agency
    owed: tuple[Owed, ...] = ()
    note: str = ""
    times: int = 0
    last_on: date | None = None
    counts: Counter[Urgency] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """How many duties it may be reminded of."""
        return sum(self.counts.values())

    @property
    def overdue(self) -> int:
        """How many of its duties are past their date."""
        return self.counts[Urgency.OVERDUE]

    @property
    def soon(self) -> int:
        """How many fall due within days."""
        return self.counts[Urgency.SOON]

    @property
    def short(self) -> int:
        """How many are short in a period that runs on for longer."""
        return self.counts[Urgency.SHORT]


def owing(person: Reach, wanted: Wanted, today: date) -> list[Owing]:
    """The bodies the person may remind of what is wanted, the worst first. Three queries, however many there are.

    A duty that several hold together stands under each of them; one that is met or has not begun is left out.
    """
    parts = ("agency", "duty__obligation", "duty__item", "duty__plan")
    by_agency: dict[int, list[Owed]] = defaultdict(list)
    agencies: dict[int, Agency] = {}
    for row in _holders(person, wanted, today).select_related(*parts):
        urgency = urgency_on(effective_due(row.duty), today, soon=SOON)
        if urgency in wanted.urgencies:
            agencies[row.agency_id] = row.agency
            by_agency[row.agency_id].append(Owed(row.duty, urgency))
    return _sorted(agencies, by_agency, {pk: Counter(one.urgency for one in owed) for pk, owed in by_agency.items()})


def owing_in_short(person: Reach, wanted: Wanted, today: date) -> list[Owing]:
    """As `owing`, with how many duties of each kind in their stead: for a list of many bodies. Three queries."""
    columns = ("agency_id", "duty__due_on", "duty__extended_to")
    counts: dict[int, Counter[Urgency]] = defaultdict(Counter)
    for pk, due_on, extended_to in _holders(person, wanted, today).order_by().values_list(*columns):
        urgency = urgency_on(extension.effective_due(due_on, extended_to), today, soon=SOON)
        if urgency in wanted.urgencies:
            counts[pk][urgency] += 1
    agencies = Agency.objects.only("public_id", "name", "short_name", "sort_key").in_bulk(counts)
    return _sorted(agencies, {}, counts)


def _sorted(
    agencies: dict[int, Agency], owed: dict[int, list[Owed]], counts: dict[int, Counter[Urgency]]
) -> list[Owing]:
    past = times_reminded(agencies)
    found = [
        Owing(
            agency=agency,
            owed=tuple(owed.get(pk, ())),
            counts=counts[pk],
            times=past.get(pk, (0, None))[0],
            last_on=past.get(pk, (0, None))[1],
        )
        for pk, agency in agencies.items()
    ]
    return sorted(found, key=lambda row: (-row.overdue, -row.soon, -row.short, row.agency.sort_key))


def _holders(person: Reach, wanted: Wanted, today: date) -> QuerySet[DutyHolder]:
    begun = Q(starts_on__lte=today) | due_before(today + timedelta(days=SOON + 1))
    duties = Duty.objects.filter(COUNTED, begun, plan__state=PlanState.ISSUED).exclude(MET)
    if wanted.plan is not None:
        duties = duties.filter(plan=wanted.plan)
    if wanted.duty_ids:
        duties = duties.filter(public_id__in=wanted.duty_ids)
    if wanted.item_id:
        duties = duties.filter(item__public_id=wanted.item_id)
    if wanted.month and wanted.plan is not None:
        duties = duties.filter(due_on__month=wanted.month, due_on__year=wanted.plan.year)
    held = DutyHolder.objects.filter(remindable(person), duty__in=duties)
    if wanted.agency_ids:
        held = held.filter(agency__public_id__in=wanted.agency_ids)
    return held.order_by("duty__due_on", "duty__item__position", "pk")


def lacking(person: Reach, agency_ids: Collection[str], items: Iterable[Item]) -> list[Owing]:
    """Bodies to be reminded of their own plan, with the tasks of the plan above that it lacks, in Vietnamese order."""
    rows = Agency.objects.filter(public_id__in=agency_ids, pk__in=person.watched).order_by("sort_key", "pk")
    past = times_reminded(row.pk for row in rows)
    refs = ", ".join(item.short_ref for item in items)
    note = f"Kế hoạch của cơ quan chưa có: {refs}." if refs else "Chưa ban hành kế hoạch của cơ quan."
    return [
        Owing(agency=row, note=note, times=past.get(row.pk, (0, None))[0], last_on=past.get(row.pk, (0, None))[1])
        for row in rows
    ]


def times_reminded(agency_ids: Iterable[int]) -> dict[int, tuple[int, date]]:
    """{agency id: how often it was reminded, and when last}. One query."""
    rows = ReminderLine.objects.filter(agency__in=list(agency_ids)).order_by().values("agency_id")
    counted = rows.annotate(times=Count("pk"), last=Max("reminder__on"))
    return {row["agency_id"]: (row["times"], row["last"]) for row in counted}


def waiting_for_answer(agency_ids: Collection[int], today: date) -> list[ReminderLine]:
    """Reminders that bodies have not answered, the newest first; what is older than three months asks no more."""
    rows = ReminderLine.objects.filter(agency__in=agency_ids, answered_at=None, reminder__on__gt=today - ANSWERS_WANTED)
    return list(
        rows.select_related("reminder__agency", "reminder__plan", "agency").order_by("-reminder__sent_at", "-pk")
    )


def reminders_of(agency_ids: Collection[int], to: Agency | None = None) -> QuerySet[Reminder]:
    """Reminders that bodies sent (all, or those that went to one body), with how many bodies and how many answered;
    page by ("-sent_at", "-id")."""
    rows = Reminder.objects.filter(agency__in=agency_ids)
    if to is not None:
        rows = rows.filter(pk__in=ReminderLine.objects.filter(agency=to).values("reminder"))
    answered = Count("lines", filter=Q(lines__answered_at__isnull=False))
    return rows.select_related("plan", "agency", "sent_by").annotate(bodies=Count("lines"), answered=answered)


def lines_of(reminder: Reminder) -> list[ReminderLine]:
    """The lines of a reminder with their bodies and duties, bodies in Vietnamese order. Two queries."""
    rows = reminder.lines.select_related("agency", "answered_by").order_by("agency__sort_key", "pk")
    return list(rows.prefetch_related("duties__duty__obligation", "duties__duty__item"))
