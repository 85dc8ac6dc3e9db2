"""Reading what was given inside a body: to whom, by when, and how it stands."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q, QuerySet

from lantoa.agencies.reach import Reach
from lantoa.assignments.access.inside import is_given_to
from lantoa.assignments.duties import COUNTED, effective_due, is_counted, period_label
from lantoa.assignments.models import Delegation, Duty, DutyHolder
from lantoa.domain.delegation import DelegationState, InnerStanding, inner_standing
from lantoa.domain.lifecycle import AssignmentKind

MOST = 500  # open duties of one body given with their assignment: more are no list to read
STANDING_WORDS = {
    InnerStanding.DONE: "đã xong",
    InnerStanding.RUNNING: "trong hạn",
    InnerStanding.INNER_LATE: "quá hạn trong cơ quan",
}


@dataclass(frozen=True, kw_only=True)
class Given:
    """One duty as it was given inside the body: to whom, the inner date, how it stands, whether it is the reader's."""

    delegation: Delegation
    inner_on: date
    standing: InnerStanding
    mine: bool

    @property
    def is_late(self) -> bool:
        """Whether the inner date has passed and the duty is not met."""
        return self.standing is InnerStanding.INNER_LATE

    @property
    def words(self) -> str:
        """How it stands, in words."""
        return STANDING_WORDS[self.standing]


@dataclass
class GivenDuties:
    """What lies with whom in some bodies; asked duty by duty without a further query."""

    person: Reach | None = None
    by_duty: dict[int, Delegation] = field(default_factory=dict)
    by_assignment: dict[int, Delegation] = field(default_factory=dict)
    assignments_of: dict[int, list[int]] = field(default_factory=dict)

    def of(self, duty: Duty) -> Given | None:
        """Who has a duty: it was given by itself, or its assignment was before the duty's date; None if nobody."""
        row = self.by_duty.get(duty.pk) or self._with_its_assignment(duty)
        if row is None or self.person is None:
            return None
        return given(row, duty, self.person)

    def _with_its_assignment(self, duty: Duty) -> Delegation | None:
        for pk in self.assignments_of.get(duty.pk, ()):
            row = self.by_assignment[pk]
            if effective_due(duty) >= row.starts_on:
                return row
        return None


def given(row: Delegation, duty: Duty, person: Reach) -> Given:
    """How a duty stands with whom it was given to."""
    inner_on = row.inner.on(effective_due(duty))
    standing = inner_standing(met=duty.done >= duty.minimum, inner=inner_on, today=person.on)
    return Given(delegation=row, inner_on=inner_on, standing=standing, mine=is_given_to(person, row))


def given_duties(person: Reach, bodies: Collection[int]) -> GivenDuties:
    """What was given inside some bodies and has not come back. Two queries, one where no whole assignment was given."""
    live = Delegation.objects.filter(body_id__in=bodies, state=DelegationState.GIVEN)
    found = GivenDuties(person)
    for row in live.select_related("office", "person", "given_by").order_by("pk"):
        if row.duty_id is not None:
            found.by_duty[row.duty_id] = row
        else:
            found.by_assignment[row.assignment_id] = row
    if found.by_assignment:
        pairs: dict[int, list[int]] = defaultdict(list)
        held = DutyHolder.objects.filter(assignment_id__in=list(found.by_assignment))
        for duty, assignment in held.values_list("duty_id", "assignment_id"):
            pairs[duty].append(assignment)
        found.assignments_of = dict(pairs)
    return found


SHOWN = {"dang-giao": "Đang giao", "da-xong": "Đã xong", "tra-lai": "Trả lại, thôi giao"}


def listed(rows: QuerySet[Delegation], which: str) -> QuerySet[Delegation]:
    """Single duties given, as a list shows them, those with the earliest inner date first. Page by LIST_KEY."""
    met = Q(duty__done__gte=F("duty__minimum"))
    narrowed = {
        "dang-giao": rows.filter(~met, state=DelegationState.GIVEN),
        "da-xong": rows.filter(met, state=DelegationState.GIVEN),
        "tra-lai": rows.exclude(state=DelegationState.GIVEN),
    }[which]
    parts = ("duty__obligation", "duty__item", "duty__plan", "office", "person", "body", "given_by")
    return narrowed.filter(duty__isnull=False).select_related(*parts)


LIST_KEY = ("inner_on", "id")


@dataclass(frozen=True, kw_only=True)
class GivenAssignment:
    """An assignment given with all its coming periods: how many of its open duties have begun and how many are late."""

    delegation: Delegation
    open: int
    late: int
    next_inner: date | None


def whole_assignments(rows: QuerySet[Delegation], person: Reach) -> list[GivenAssignment]:
    """The assignments given and not handed back, those with most behind their inner date first. Two queries."""
    parts = ("assignment__obligation", "assignment__item", "assignment__plan", "office", "person", "body")
    live = list(
        rows.filter(assignment__isnull=False, state=DelegationState.GIVEN).select_related(*parts).order_by("pk")[:MOST]
    )
    if not live:
        return []
    held = DutyHolder.objects.filter(assignment_id__in=[row.assignment_id for row in live])
    open_now = held.filter(duty__in=Duty.objects.filter(COUNTED, done__lt=F("minimum"))).select_related("duty")
    duties: dict[int, list[Duty]] = defaultdict(list)
    for one in open_now.order_by("duty__due_on", "pk"):
        duties[one.assignment_id].append(one.duty)
    found = [_whole(row, duties[row.assignment_id], person) for row in live]
    return sorted(found, key=lambda one: -one.late)


def _whole(row: Delegation, duties: list[Duty], person: Reach) -> GivenAssignment:
    mine = [duty for duty in duties if effective_due(duty) >= row.starts_on]
    begun = [duty for duty in mine if duty.starts_on <= person.on]
    inner = [row.inner.on(effective_due(duty)) for duty in mine]
    late = sum(1 for duty in begun if given(row, duty, person).is_late)
    return GivenAssignment(delegation=row, open=len(begun), late=late, next_inner=min(inner, default=None))


def title_of(row: Delegation) -> str:
    """What was given, with a capital."""
    obligation = row.duty.obligation if row.duty else row.assignment.obligation
    item = row.duty.item if row.duty else row.assignment.item
    what: str = (obligation.what if obligation else "") or item.title
    return what[:1].upper() + what[1:]


def about_of(row: Delegation) -> str:
    """Where it stands in its plan, and for which period."""
    plan = row.duty.plan if row.duty else row.assignment.plan
    item = row.duty.item if row.duty else row.assignment.item
    period = period_label(row.duty) if row.duty else "các kỳ tới"
    return f"{plan.short_name} · {item.short_ref} · {period}"


def has_dates(row: Delegation) -> bool:
    """Whether an inner date says anything: what stands without dates has none."""
    return row.duty_id is not None or row.assignment.kind == AssignmentKind.OWED


def history_of(duty: Duty, bodies: Collection[int]) -> QuerySet[Delegation]:
    """Every giving of a duty inside some bodies, the latest first."""
    assignments = duty.holder_rows.filter(agency_id__in=bodies).values("assignment_id")
    rows = Delegation.objects.filter(Q(duty=duty) | Q(assignment_id__in=assignments), body_id__in=bodies)
    return rows.select_related("office", "person", "given_by", "ended_by").order_by("-pk")


def may_still_be_given(duty: Duty) -> bool:
    """Whether there is anything left to give: counted, and not met."""
    return is_counted(duty) and duty.done < duty.minimum
