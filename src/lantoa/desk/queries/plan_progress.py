"""A plan's items with their progress, and one item with everything that hangs from it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from lantoa.assignments.duties import COUNTED, held_by
from lantoa.assignments.models import Assignment, Duty
from lantoa.desk.queries.progress import of_year
from lantoa.desk.queries.standing import tally_columns, tally_of
from lantoa.domain.every import Every
from lantoa.domain.lifecycle import AssignmentKind, CompletionState, ItemKind, PartyRole
from lantoa.domain.tally import OwedTally, sum_owed
from lantoa.plans.models import Item, Party, Plan
from lantoa.results.models import Completion

NOTHING = OwedTally()


@dataclass
class ItemLine:
    """One item of the plan as a row: who leads, when, and how it stands."""

    item: Item
    leads: list[str] = field(default_factory=list)
    tally: OwedTally = NOTHING
    standing: int = 0
    finished: int = 0
    before_issue: bool = False
    given: bool = True
    elsewhere: bool = False  # the figures are some agencies' share, and those have nothing to do here
    months: dict[int, OwedTally] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """One phrase for the row."""
        if self.item.revoked_by_id:
            return "đã bãi bỏ"
        if self.finished:
            return "hoàn thành"
        if self.tally.overdue:
            return f"{self.tally.overdue} việc quá hạn"
        if self.tally.total:
            return "đúng tiến độ" if self.tally.fallen_due else "chưa đến hạn"
        if self.elsewhere:
            return "việc của cơ quan khác"
        if self.standing:
            return "thường xuyên"
        if self.before_issue:
            return "trước ngày ban hành, không tính"
        return "không có yêu cầu tính số lượng" if self.given else "chưa giao cơ quan nào"


def _tallies(plan: Plan, today: date, agency_ids: frozenset[int] | None) -> dict[int, OwedTally]:
    duties = Duty.objects.filter(COUNTED, plan=plan)
    if agency_ids is not None:
        duties = duties.filter(held_by(agency_ids))
    rows = duties.order_by().values("item_id").annotate(**tally_columns(today))
    return {row["item_id"]: tally_of(row) for row in rows}


def _standing(plan: Plan, agency_ids: frozenset[int] | None) -> dict[int, int]:
    rows = Assignment.objects.filter(
        plan=plan, kind=AssignmentKind.OWED, obligation__every__in=[Every.STANDING, Every.PENDING]
    )
    if agency_ids is not None:
        rows = rows.filter(agency__in=agency_ids)
    return dict(rows.order_by().values_list("item_id").annotate(Count("pk")))


def _named(plan: Plan, agency_ids: frozenset[int] | None) -> set[int]:
    """Ids of the items in which the agencies, or anybody where none are named, have a part of any kind."""
    rows = Assignment.objects.filter(plan=plan).order_by()
    rows = rows if agency_ids is None else rows.filter(agency__in=agency_ids)
    return set(rows.values_list("item_id", flat=True).distinct())


def _before_issue(plan: Plan, agency_ids: frozenset[int] | None) -> set[int]:
    """Ids of the items some of whose periods ended before the plan was issued, so that nobody owes them."""
    rows = Duty.objects.filter(plan=plan, before_issue=True).order_by()
    rows = rows if agency_ids is None else rows.filter(holder_rows__agency__in=agency_ids)
    return set(rows.values_list("item_id", flat=True).distinct())


def lines(plan: Plan, today: date, *, agency_ids: frozenset[int] | None = None) -> dict[ItemKind, list[ItemLine]]:
    """The plan's items by kind, in the plan's order. `agency_ids` narrows the figures to some agencies' share."""
    tallies, standing = _tallies(plan, today, agency_ids), _standing(plan, agency_ids)
    leads: dict[int, list[str]] = defaultdict(list)
    for item_id, words in Party.objects.filter(
        item__plan=plan, role__in=[PartyRole.LEAD, PartyRole.REQUEST]
    ).values_list("item_id", "words"):
        leads[item_id].append(words)
    done = dict(
        Completion.objects.filter(item__plan=plan, state=CompletionState.ACCEPTED)
        .order_by()
        .values_list("item_id")
        .annotate(Count("pk"))
    )
    given, before = _named(plan, None), _before_issue(plan, agency_ids)
    named = given if agency_ids is None else _named(plan, agency_ids)
    found: dict[ItemKind, list[ItemLine]] = {}
    for item in plan.items.all():
        line = ItemLine(
            item, leads[item.pk], tallies.get(item.pk, NOTHING), standing.get(item.pk, 0), done.get(item.pk, 0)
        )
        line.before_issue = item.pk in before
        line.given = not line.leads or item.pk in given
        line.elsewhere = bool(line.leads) and line.given and item.pk not in named
        found.setdefault(ItemKind(item.kind), []).append(line)
    return found


def year(plan: Plan, today: date) -> dict[int, dict[int, OwedTally]]:
    """The year as months × items: {item id: {month: figures}}."""
    duties = of_year(Duty.objects.filter(plan=plan), plan.year)
    rows = duties.values("item_id", "month").annotate(**tally_columns(today))
    found: dict[int, dict[int, OwedTally]] = defaultdict(dict)
    for row in rows:
        found[row["item_id"]][int(row["month"][5:])] = tally_of(row)
    return found


def total(found: dict[ItemKind, list[ItemLine]]) -> OwedTally:
    """The whole plan's figures: the sum of its items'."""
    return sum_owed(line.tally for rows in found.values() for line in rows)
