"""Plans below an issued plan: who has issued, who is late, and what became of each row and target at each body."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from lantoa.agencies.models import Agency
from lantoa.assignments.following import PlanDuty, is_plan_asked, plan_duties
from lantoa.assignments.models import Assignment
from lantoa.domain.cascade import Stance
from lantoa.domain.lifecycle import AssignmentKind, DutyState, ItemKind, PlanState
from lantoa.plans.models import Adoption, Cascade, Item, Plan
from lantoa.plans.stances import PROBLEMS

ISSUED, PAPER, UNMATCHED, DRAFTING, NONE = "issued", "paper", "unmatched", "drafting", "none"
STATE_LABELS = {
    ISSUED: "đã ban hành",
    UNMATCHED: "đã ban hành, chưa đối chiếu",
    PAPER: "đã báo ban hành, chưa có trên hệ thống",
    DRAFTING: "đang soạn",
    NONE: "chưa có kế hoạch",
}
# A plan that was withdrawn or replaced no longer carries anything out.
_STANDING = (PlanState.ISSUED, PlanState.CLOSED)
_COUNTED_KINDS = (ItemKind.TASK, ItemKind.TARGET)


@dataclass
class Body:
    """One body below: its plan, by when it was due, and how its rows stand to those above."""

    agency: Agency
    due_on: date | None
    state: str = NONE
    plan: Plan | None = None
    cascade: Cascade | None = None
    issued_on: date | None = None
    counts: Counter[str] = field(default_factory=Counter)
    problems: int = 0
    unconfirmed: int = 0

    @property
    def is_there(self) -> bool:
        """Whether the body has issued its plan, here or on paper."""
        return self.state in (ISSUED, UNMATCHED, PAPER)

    def days_late(self, today: date) -> int:
        """How many days after its date the plan came, or has not come yet; 0 in time or without a date."""
        if self.due_on is None:
            return 0
        reached = self.issued_on if self.is_there and self.issued_on else today
        return max(0, (reached - self.due_on).days)

    def wants_look(self, today: date) -> bool:
        """Whether something is amiss: late and not there, or rows that fall short."""
        return (not self.is_there and self.days_late(today) > 0) or self.problems > 0


def bodies_below(plan: Plan) -> dict[int, Body]:
    """{agency id: body} of all that are to make a plan of their own from this one, or have made one. Seven queries."""
    asked = plan_duties(plan)
    cascades = [
        row
        for row in Cascade.objects.filter(upper=plan).select_related("lower").order_by("pk")
        if row.lower.state != PlanState.DROPPED
    ]
    ids = asked.keys() | {row.lower.issuer_id for row in cascades}
    agencies = Agency.objects.only("public_id", "name", "short_name", "sort_key", "folded").in_bulk(ids)
    found = {pk: Body(agency, _due_on(asked.get(pk), plan)) for pk, agency in agencies.items()}
    for row in cascades:
        _take_cascade(found[row.lower.issuer_id], row)
    _take_others(found, plan, asked)
    _count(found, plan)
    return found


def _due_on(asked: PlanDuty | None, plan: Plan) -> date | None:
    return (asked.due_on if asked is not None else None) or plan.lower_plans_due_on


def _take_cascade(body: Body, row: Cascade) -> None:
    is_out = row.lower.state in _STANDING
    if body.state == ISSUED and not is_out:
        return
    body.state = ISSUED if is_out else DRAFTING
    body.plan, body.cascade = row.lower, row
    body.issued_on = row.lower.issued_on if is_out else None


def _take_others(found: dict[int, Body], plan: Plan, asked: dict[int, PlanDuty]) -> None:
    """Plans issued here that nobody laid beside this one yet, and duties met by a result that tells of one on paper."""
    open_ids = [pk for pk, body in found.items() if body.state in (NONE, DRAFTING)]
    own = Plan.objects.filter(issuer__in=open_ids, year=plan.year, state__in=_STANDING).exclude(pk=plan.pk)
    for other in own.order_by("issued_on"):
        body = found[other.issuer_id]
        body.state, body.plan, body.issued_on = UNMATCHED, other, other.issued_on
    for pk in open_ids:
        duty = asked[pk].duty if pk in asked else None
        if found[pk].state in (NONE, DRAFTING) and duty is not None and duty.met_on is not None:
            found[pk].state, found[pk].issued_on = PAPER, duty.met_on


def _count(found: dict[int, Body], plan: Plan) -> None:
    by_cascade = {body.cascade.pk: body for body in found.values() if body.cascade and body.state == ISSUED}
    rows = Adoption.objects.filter(cascade__in=by_cascade, upper_item__kind__in=_COUNTED_KINDS).order_by()
    grouped = rows.values_list("cascade_id", "stance", "required").annotate(
        number=Count("pk"), unconfirmed=Count("pk", filter=Q(confirmed=False))
    )
    for cascade, stance, required, number, unconfirmed in grouped:
        body = by_cascade[cascade]
        body.unconfirmed += unconfirmed if required else 0
        if required or stance not in (Stance.DROPPED, Stance.OPEN):
            body.counts[stance] += number
        body.problems += number if required and stance in PROBLEMS else 0


def columns_of(plan: Plan, agency_ids: Collection[int], *, everything: bool = False) -> list[Item]:
    """The rows and targets of a plan that are held against plans below: those that bodies below are to lead, or all."""
    items = plan.items.filter(kind__in=_COUNTED_KINDS, revoked_by=None).order_by("kind", "position")
    if everything:
        return _tasks_first(items)
    given = Assignment.objects.filter(
        plan=plan, agency__in=agency_ids, kind=AssignmentKind.OWED, state=DutyState.OPEN, obligation__is_report=False
    )
    led = {item for item, what, unit in _led(given) if not is_plan_asked(what, unit or "")}
    return _tasks_first(item for item in items if item.kind == ItemKind.TARGET or item.pk in led)


def _led(given: Iterable[Assignment]) -> Iterable[tuple[int, str, str | None]]:
    return given.order_by().values_list("item_id", "obligation__what", "obligation__unit").distinct()  # type: ignore[attr-defined]


def _tasks_first(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.kind == ItemKind.TARGET, item.position))


@dataclass(frozen=True, slots=True)
class Cell:
    """What became of one row at one body."""

    public_id: str
    stance: Stance
    required: bool
    confirmed: bool
    sentence: str = ""


def cells(bodies: Iterable[Body], items: Iterable[Item], *, words: bool = False) -> dict[tuple[int, int], Cell]:
    """{(agency id, item id): cell} for bodies whose plan is issued and laid beside this one. One query."""
    by_cascade = {body.cascade.pk: body.agency.pk for body in bodies if body.cascade and body.state == ISSUED}
    names = ["cascade_id", "upper_item_id", "public_id", "stance", "required", "confirmed"]
    rows = Adoption.objects.filter(cascade__in=by_cascade, upper_item__in=[item.pk for item in items]).order_by()
    found = {}
    for cascade, item, *rest in rows.values_list(*names, *(["sentence"] if words else [])):
        public_id, stance, required, confirmed, *said = rest
        found[by_cascade[cascade], item] = Cell(public_id, Stance(stance), required, confirmed, *said)
    return found


def by_item(cells_found: dict[tuple[int, int], Cell]) -> dict[int, Counter[str]]:
    """{item id: how many bodies stand how to it}, of bodies that are to lead it."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for (_, item), cell in cells_found.items():
        if cell.required or cell.stance not in (Stance.DROPPED, Stance.OPEN):
            found[item][cell.stance] += 1
    return found
