"""What an agency owes now: overdue, this week, this month, the running period; what stands; what it supports."""

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from lantoa.agencies.reach import Reach
from lantoa.assignments.duties import COUNTED, MET, due_before, due_from, due_within, effective_due, held_by
from lantoa.assignments.models import Assignment, Duty
from lantoa.assignments.queries.inside import GivenDuties, given_duties
from lantoa.desk.queries.standing import DutyCard, card_of, for_cards
from lantoa.domain.every import Every
from lantoa.domain.freshness import FreshnessState, fresh
from lantoa.domain.lifecycle import AssignmentKind, CompletionState, DutyState
from lantoa.domain.period import Period, PeriodKind, period_of
from lantoa.results.models import Statement
from lantoa.results.quarters import quarters_asked

SHOWN = 8  # cards a section; the rest behind "xem tất cả"


@dataclass(frozen=True)
class Section:
    """One heading of the screen with its first cards, and how many there are in all."""

    key: str
    title: str
    cards: tuple[DutyCard, ...]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.cards)


@dataclass(frozen=True)
class StandingRow:
    """A standing or waiting assignment: what it is, and how it stands."""

    assignment: Assignment
    words: str
    tag_class: str
    may_state: bool
    returned: bool = False


@dataclass(frozen=True)
class Todo:
    """Everything the screen shows for a set of agencies."""

    sections: tuple[Section, ...]
    counted: Counter[str]  # open duties by where the day cuts them, those given to the person among them
    done_this_month: int
    standing: tuple[StandingRow, ...]
    support: tuple[Assignment, ...]
    requests: tuple[Assignment, ...]

    @property
    def any_returned(self) -> bool:
        """Whether a statement came back and has to be made again."""
        return any(row.returned for row in self.standing)

    @property
    def overdue(self) -> int:
        """How many duties are overdue."""
        return self.counted["overdue"]

    @property
    def this_week(self) -> int:
        """How many fall due within the week."""
        return self.counted["week"]


def duties_of(agency_ids: frozenset[int]) -> QuerySet[Duty]:
    """Counted duties that the agencies hold, ready for cards."""
    held = Duty.objects.filter(COUNTED, held_by(agency_ids))
    return for_cards(held).order_by("due_on", "item__position", "pk")


@dataclass(frozen=True)
class Horizon:
    """Where a day cuts what is open: overdue, this week, this month, later but begun."""

    today: date

    @property
    def week_end(self) -> date:
        """The Sunday of the week."""
        return self.today + timedelta(days=6 - self.today.weekday())

    @property
    def month_end(self) -> date:
        """The last day of the month, or of the week where that is later."""
        return max(self.today.replace(day=monthrange(self.today.year, self.today.month)[1]), self.week_end)

    def key(self, duty: Duty) -> str:
        """The section a duty that is not met stands in."""
        due = effective_due(duty)
        if due < self.today:
            return "overdue"
        if due <= self.week_end:
            return "week"
        return "month" if due <= self.month_end else "later"

    def condition(self, key: str) -> Q:
        """The same cut as a condition. Raises KeyError for an unknown section."""
        return {
            "overdue": due_before(self.today),
            "week": due_within(self.today, self.week_end),
            "month": due_within(self.week_end + timedelta(days=1), self.month_end),
            "later": due_from(self.month_end + timedelta(days=1)) & Q(starts_on__lte=self.today),
        }[key]


MINE, MINE_TITLE = "given", "Giao cho tôi"
SECTION_TITLES = {
    "overdue": "Quá hạn",
    "week": "Tuần này",
    "month": "Tháng này",
    "later": "Đang trong kỳ, hạn còn xa",
}


def _sections(agency_ids: frozenset[int], today: date, given: GivenDuties) -> tuple[tuple[Section, ...], Counter[str]]:
    """What was given to the person first, by its inner date; the rest as the day cuts it. One query."""
    # One read for all sections: what is open and has begun or falls due soon is never a long list for one body.
    horizon = Horizon(today)
    open_now = Q(due_on__lte=horizon.month_end) | Q(starts_on__lte=today)
    grouped: dict[str, list[DutyCard]] = {key: [] for key in (MINE, *SECTION_TITLES)}
    counted: Counter[str] = Counter()
    for duty in duties_of(agency_ids).filter(~MET).filter(open_now):
        key, card = horizon.key(duty), card_of(duty, today, given.of(duty))
        counted[key] += 1
        grouped[MINE if card.given and card.given.mine else key].append(card)
    for cards in grouped.values():
        cards.sort(
            key=lambda card: card.duty.starts_on > today
        )  # what can be done now stands before what has not begun
    grouped[MINE].sort(key=lambda card: card.given.inner_on if card.given else card.due)
    titles = {MINE: MINE_TITLE, **SECTION_TITLES}
    found = tuple(
        Section(key=key, title=titles[key], cards=tuple(cards[: None if key == MINE else SHOWN]), total=len(cards))
        for key, cards in grouped.items()
        if cards
    )
    return found, counted


def section(agency_ids: frozenset[int], key: str, today: date) -> QuerySet[Duty]:
    """All open duties of one section, for its own page. Raises KeyError for an unknown key."""
    return duties_of(agency_ids).filter(~MET).filter(Horizon(today).condition(key))


# What the row of a standing assignment says and is judged by.
OF_STANDING = (
    "since",
    "public_id",
    "last_result_on",
    "obligation__what",
    "obligation__every",
    "obligation__freshness_days",
    "obligation__channel__carries_dates",
    "item__public_id",
    "item__ref",
    "plan__number",
    "plan__year",
    "plan__issued_on",
)


def _standing(agency_ids: frozenset[int], today: date) -> tuple[StandingRow, ...]:
    rows = list(
        Assignment.objects.filter(
            agency__in=agency_ids,
            kind=AssignmentKind.OWED,
            state=DutyState.OPEN,
            obligation__every__in=[Every.STANDING, Every.PENDING],
            obligation__same_as=None,
        )
        .select_related("obligation__channel", "item", "plan")
        .only(*OF_STANDING)
        .order_by("item__position", "pk")
    )
    return standing_rows(rows, today)


def standing_rows(assignments: list[Assignment], today: date) -> tuple[StandingRow, ...]:
    """How standing or waiting assignments (with obligation, channel, plan) stand on a day. One query."""
    asked = {
        row.pk: quarters_asked(today, year=row.plan.year, in_force_since=row.since or row.plan.issued_on)
        for row in assignments
    }
    starts = {quarter.start for quarters in asked.values() for quarter in quarters}
    made = Statement.objects.filter(assignment__in=assignments, starts_on__in=starts)
    states = {(pk, start): state for pk, start, state in made.values_list("assignment_id", "starts_on", "state")}
    found = []
    for row in assignments:
        stated = [(quarter, states.get((row.pk, quarter.start), "")) for quarter in asked[row.pk]]
        # The first quarter that is not settled is the one to speak of.
        quarter, state = next((pair for pair in stated if pair[1] != CompletionState.ACCEPTED), stated[-1])
        found.append(standing_row(row, quarter, state, today))
    return tuple(found)


STATED_LABELS = {"declared": "đã nêu, chờ xác nhận", "accepted": "đã xác nhận", "returned": "bị trả lại, cần nêu lại"}


def standing_row(assignment: Assignment, quarter: Period, stated: str, today: date) -> StandingRow:
    """How a standing assignment stands: by its dated channel, by its statement of the period, or waiting for a date."""
    obligation = assignment.obligation
    if obligation.every == Every.PENDING:
        return StandingRow(assignment, "chờ lịch của cơ quan khác", "", may_state=False)
    if obligation.channel is not None and obligation.channel.carries_dates:
        found = fresh(assignment.last_result_on, span_days=obligation.freshness_days, today=today)
        words = {
            FreshnessState.FRESH: f"mới cập nhật, {found.days} ngày trước",
            FreshnessState.STALE: f"đã {found.days} ngày chưa có gì mới",
            FreshnessState.NEVER: "chưa có kết quả nào",
        }[found.state]
        kind = {FreshnessState.FRESH: "met", FreshnessState.STALE: "soon", FreshnessState.NEVER: ""}[found.state]
        return StandingRow(assignment, words, kind, may_state=False)
    kind = {"accepted": "met", "declared": "info", "returned": "soon"}.get(stated, "")
    words = f"{quarter.label()}: {STATED_LABELS.get(stated, 'chưa nêu')}"
    return StandingRow(assignment, words, kind, may_state=stated != "accepted", returned=stated == "returned")


def todo(agency_ids: frozenset[int], today: date, person: Reach | None = None) -> Todo:
    """Everything the agencies have before them on a day, what was given to the person (if one asks) first.

    Query count does not depend on the number of rows.
    """
    sections, counted = _sections(agency_ids, today, given_duties(person, agency_ids) if person else GivenDuties())
    others = list(
        Assignment.objects.filter(agency__in=agency_ids, kind__in=[AssignmentKind.SUPPORT, AssignmentKind.REQUEST])
        .filter(state=DutyState.OPEN)
        .select_related("item", "plan")
        .only("kind", "item__public_id", "item__title", "item__ref", "plan__number")
        .order_by("item__position", "pk")
    )
    month = period_of(today, PeriodKind.MONTH)
    done = duties_of(agency_ids).filter(MET, met_on__gte=month.start, met_on__lt=month.end).count()
    return Todo(
        sections=sections,
        counted=counted,
        done_this_month=done,
        standing=_standing(agency_ids, today),
        support=_once_an_item(others, AssignmentKind.SUPPORT),
        requests=_once_an_item(others, AssignmentKind.REQUEST),
    )


def _once_an_item(rows: list[Assignment], kind: AssignmentKind) -> tuple[Assignment, ...]:
    first: dict[int, Assignment] = {}
    for row in rows:
        if row.kind == kind:
            first.setdefault(row.item_id, row)
    return tuple(first.values())
