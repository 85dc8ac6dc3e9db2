"""Reading difficulties: lists, and the steps of one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lantoa.agencies.models import Agency
from lantoa.agencies.reach import Reach
from lantoa.assignments.access import inside as access
from lantoa.assignments.models import DIFFICULTY_STATE_LABELS, Difficulty, DifficultyMove
from lantoa.domain.difficulty import WAITING, DifficultyState, DifficultyStep, within_reach
from lantoa.plans.models import Plan

TABS = {
    "cua-toi": "Của cơ quan mình",
    "cho-toi": "Chờ tôi giải quyết",
    "dung-chung": "Đã trả lời, dùng chung",
    "tat-ca": "Tất cả",
}
STATE_TAGS = {
    DifficultyState.RAISED: "soon",
    DifficultyState.PASSED_UP: "soon",
    DifficultyState.PROPOSED: "info",
    DifficultyState.DECIDED: "info",
    DifficultyState.ANSWERED: "met",
    DifficultyState.WITHDRAWN: "",
}


@dataclass(frozen=True, kw_only=True)
class DifficultyRow:
    """One difficulty as a list shows it."""

    difficulty: Difficulty
    about: str
    state: str
    tag: str
    waits: bool


def of_tab(person: Reach, tab: str) -> QuerySet[Difficulty]:
    """The difficulties of a tab, the latest first. Page by KEY."""
    rows = {
        "cua-toi": access.own_difficulties,
        "cho-toi": access.waiting_for,
        "dung-chung": access.shared_difficulties,
        "tat-ca": access.difficulties_seen,
    }[tab](person)
    return rows.select_related("plan", "item", "agency", "waits_at", "raised_by")


KEY = ("-raised_on", "-id")


def row_of(row: Difficulty) -> DifficultyRow:
    """A difficulty as a line."""
    return DifficultyRow(
        difficulty=row,
        about=f"{row.plan.short_name} · {row.item.short_ref}" if row.item else row.plan.short_name,
        state=DIFFICULTY_STATE_LABELS[DifficultyState(row.state)],
        tag=STATE_TAGS[DifficultyState(row.state)],
        waits=row.state in WAITING,
    )


def moves_of(row: Difficulty) -> QuerySet[DifficultyMove]:
    """The steps of a difficulty in their order, with what each line says."""
    return row.moves.select_related("agency", "to_agency", "by").order_by("pk")


def last_words(rows: Collection[Difficulty], step: DifficultyStep) -> dict[int, DifficultyMove]:
    """The latest step of one sort of each difficulty. One query."""
    moves = DifficultyMove.objects.filter(difficulty__in=[row.pk for row in rows], step=step)
    return {move.difficulty_id: move for move in moves.select_related("by", "agency").order_by("pk")}


def bodies_above(person: Reach, row: Difficulty) -> list[Agency]:
    """The bodies to which the person may pass a difficulty up, the nearest first."""
    acting = person.agencies_as(*access.HANDLING) | {row.arose_at_id}
    ids = within_reach(access.rungs_of(row), row.waits_at_id, acting)
    found = Agency.objects.in_bulk(ids)
    return [found[pk] for pk in ids]


def plans_of(rows: QuerySet[Difficulty]) -> list[Plan]:
    """The plans that difficulties speak of, for a list to be narrowed by."""
    return list(Plan.objects.filter(pk__in=rows.order_by().values("plan_id")).order_by("-year", "-id")[:50])


# What a report says of a difficulty; the tables behind it are wide.
_OF_REPORT = (
    *("public_id", "text", "wish", "state", "raised_on", "plan__number", "item__ref"),
    *("agency__short_name", "waits_at__short_name"),
)


def raised_within(agency_ids: Iterable[int], first: date, end: date) -> QuerySet[Difficulty]:
    """What bodies raised from a day to before another, and did not take back, in the order raised."""
    rows = Difficulty.objects.filter(agency_id__in=list(agency_ids), raised_on__gte=first, raised_on__lt=end)
    rows = rows.exclude(state=DifficultyState.WITHDRAWN)
    return rows.select_related("plan", "item", "agency", "waits_at").only(*_OF_REPORT).order_by("raised_on", "pk")


def of_item(person: Reach, item_id: int, limit: int) -> list[Difficulty]:
    """The difficulties of one item that the person may read, the latest first. Most items have none: then one query."""
    there = Difficulty.objects.filter(item_id=item_id).exclude(state=DifficultyState.WITHDRAWN)
    ids = list(there.values_list("pk", flat=True))
    if not ids:
        return []
    rows = access.difficulties_seen(person).filter(pk__in=ids)
    return list(rows.select_related("agency", "plan", "item", "waits_at").order_by(*KEY)[:limit])
