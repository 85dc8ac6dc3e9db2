"""Each item where the body has work: how it stands in the window and what proves it; standing work and help apart."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from lantoa.assignments.duties import is_counted
from lantoa.assignments.models import Assignment, Duty
from lantoa.domain.every import Every
from lantoa.domain.freshness import FreshnessState, fresh
from lantoa.domain.lifecycle import AssignmentKind, CompletionState, DutyState
from lantoa.domain.tally import OwedTally
from lantoa.reports.figures.owed import IN_FORCE, ITEM_COLUMNS, PLAN_COLUMNS, tally_json, tally_of
from lantoa.reports.figures.scope import Scope
from lantoa.results.models import Completion, Credit, Evidence, Statement

Json = dict[str, Any]
UNCOUNTED = (Every.STANDING, Every.PENDING)
STATED = {
    CompletionState.DECLARED: "đã nêu, chờ xác nhận",
    CompletionState.ACCEPTED: "đã xác nhận",
    CompletionState.RETURNED: "bị trả lại",
}
UNSTATED = "chưa nêu"
_COLUMNS = (
    *("agency_id", "kind", "state", "obligation__what", "obligation__every", "obligation__freshness_days"),
    *("obligation__same_as_id", "obligation__channel__carries_dates", *ITEM_COLUMNS, *PLAN_COLUMNS),
    *("plan__document_type", "plan__subject", "plan__issued_on", "plan__issuer__name"),
)


@dataclass
class Proof:
    """Results credited in the window to one thing, and their evidence."""

    evidence_of: dict[int, int] = field(default_factory=dict)  # by result

    @property
    def results(self) -> int:
        """How many results, each once."""
        return len(self.evidence_of)

    @property
    def evidence(self) -> int:
        """How many pieces of evidence they have."""
        return sum(self.evidence_of.values())


@dataclass(frozen=True)
class Work:
    """What the body was given, and what was credited in the window by item and by assignment."""

    assignments: list[Assignment]
    by_item: dict[int, Proof]
    by_assignment: dict[int, Proof]
    completed: dict[int, str]


def work_of(scope: Scope, duties: Iterable[Duty]) -> Work:
    """Read the scope's assignments, what was credited to them or to its duties, and completions. Four queries."""
    assignments = list(_assignments(scope))
    by_item, by_assignment = _proofs(scope, assignments, duties)
    items = {row.item_id for row in assignments}
    completed = Completion.objects.filter(item_id__in=items, agency_id__in=scope.agency_ids)
    return Work(assignments, by_item, by_assignment, dict(completed.values_list("item_id", "state")))


def _assignments(scope: Scope) -> QuerySet[Assignment]:
    plans = Q(plan__state__in=IN_FORCE) if scope.plan_ids is None else Q(plan_id__in=scope.plan_ids)
    rows = Assignment.objects.filter(plans, agency_id__in=scope.agency_ids, state=DutyState.OPEN)
    reported = Q(obligation__is_report=True)
    return (
        rows.exclude(reported)
        .select_related("obligation__channel", "item", "plan__issuer")
        .only(*_COLUMNS)
        .order_by("plan_id", "item__position", "obligation__position", "pk")
    )


def _proofs(
    scope: Scope, assignments: Iterable[Assignment], duties: Iterable[Duty]
) -> tuple[dict[int, Proof], dict[int, Proof]]:
    ids = {row.pk for row in assignments}
    credits = Credit.objects.filter(
        Q(assignment__agency_id__in=scope.agency_ids) | Q(duty_id__in=[duty.pk for duty in duties]),
        counts=True,
        counted_on__gte=scope.window.start,
        counted_on__lt=scope.window.end,
    )
    rows = list(credits.values_list("result_id", "assignment_id", "assignment__item_id"))
    proofs = Evidence.objects.filter(result_id__in={row[0] for row in rows})
    counts = dict(proofs.order_by().values_list("result_id").annotate(Count("pk")))
    by_item: dict[int, Proof] = defaultdict(Proof)
    by_assignment: dict[int, Proof] = defaultdict(Proof)
    for result, assignment, item in rows:
        for proof in [by_item[item], *([by_assignment[assignment]] if assignment in ids else [])]:
            proof.evidence_of[result] = counts.get(result, 0)
    return by_item, by_assignment


def tasks(scope: Scope, work: Work, duties: Sequence[Duty]) -> list[Json]:
    """One entry an item with counted work, in the plan's order, each with a line an obligation."""
    inside = [duty for duty in duties if scope.window.contains(duty.due_on)]
    grouped: dict[int, list[Duty]] = defaultdict(list)
    for duty in inside:
        grouped[duty.item_id].append(duty)
    items = {duty.item_id: (duty.plan, duty.item) for duty in inside}
    for row in work.assignments:
        if row.kind == AssignmentKind.OWED and row.obligation.every not in UNCOUNTED:
            items.setdefault(row.item_id, (row.plan, row.item))
    ordered = sorted(items.values(), key=lambda pair: (pair[0].pk, pair[1].position))
    return [_task(scope, plan, item, grouped[item.pk], work) for plan, item in ordered]


def _task(scope: Scope, plan: Any, item: Any, duties: list[Duty], work: Work) -> Json:
    owed = [duty for duty in duties if is_counted(duty)]
    tally = tally_of(owed, scope.today, scope.which)
    proof = work.by_item.get(item.pk, Proof())
    completion = work.completed.get(item.pk)
    shared = sum(1 for duty in owed if duty.agency_id not in scope.agency_ids)
    return {
        "item": item.public_id,
        "ref": item.short_ref,
        "title": item.title,
        "plan": plan.short_name,
        "timing": item.timing_words,
        "lines": _lines(scope, owed),
        "tally": tally_json(tally),
        "state": _state(tally, completion),
        "late": tally.overdue > 0,
        "completion": completion,
        "before_issue": sum(1 for duty in duties if duty.before_issue),
        "shared": shared,
        "results": proof.results,
        "evidence": proof.evidence,
    }


def _lines(scope: Scope, owed: list[Duty]) -> list[Json]:
    grouped: dict[int, list[Duty]] = defaultdict(list)
    for duty in owed:
        grouped[duty.obligation_id].append(duty)
    return [
        {
            "what": group[0].obligation.what,
            "unit": group[0].obligation.unit or "",
            "duties": len(group),
            "done": sum(duty.done for duty in group),
            "minimum": sum(duty.minimum for duty in group),
            "overdue": tally_of(group, scope.today, scope.which).overdue,
        }
        for group in grouped.values()
    ]


def _state(tally: OwedTally, completion: str | None) -> str:
    if completion == CompletionState.ACCEPTED:
        return "hoàn thành"
    if tally.overdue:
        return f"{tally.overdue} việc quá hạn"
    if not tally.total:
        return "không có việc đến hạn trong kỳ"
    if tally.due or tally.upcoming:
        return "đang thực hiện"
    return f"đủ, {tally.met_late} việc chậm" if tally.met_late else "đủ, đúng hạn"


def standing(scope: Scope, work: Work) -> list[Json]:
    """Standing work with its statement or its freshness, outside every percentage. At most two queries."""
    rows = [
        row
        for row in work.assignments
        if row.kind == AssignmentKind.OWED and row.obligation.every in UNCOUNTED and row.obligation.same_as_id is None
    ]
    stated = _statements(scope, rows)
    last = _last_days(scope, [row for row in rows if row.obligation.channel and row.obligation.channel.carries_dates])
    return [_standing_json(scope, row, stated.get(row.pk), last.get(row.pk), work) for row in rows]


def _last_days(scope: Scope, dated: list[Assignment]) -> dict[int, date]:
    """The last day something appeared for each assignment whose channel carries dates. No query where none does."""
    if not dated:
        return {}
    credited = Credit.objects.filter(assignment__in=dated, counts=True, counted_on__lt=scope.window.end)
    return dict(credited.order_by().values_list("assignment_id").annotate(Max("counted_on")))


def _statements(scope: Scope, rows: list[Assignment]) -> dict[int, tuple[str, str]]:
    """The statement of each assignment for the window: the one whose middle day lies in it, the latest of several."""
    found = Statement.objects.filter(
        assignment__in=rows, starts_on__lt=scope.window.end, last_on__gte=scope.window.start
    ).order_by("last_on", "pk")
    stated: dict[int, tuple[str, str]] = {}
    for pk, starts_on, last_on, state, text in found.values_list(
        "assignment_id", "starts_on", "last_on", "state", "text"
    ):
        if scope.window.contains(starts_on + (last_on - starts_on) / 2):
            stated[pk] = (state, text)
    return stated


def _standing_json(
    scope: Scope, row: Assignment, stated: tuple[str, str] | None, last: date | None, work: Work
) -> Json:
    proof = work.by_assignment.get(row.pk, Proof())
    state, text = stated or ("", "")
    return {
        "item": row.item.public_id,
        "ref": row.item.short_ref,
        "plan": row.plan.short_name,
        "what": row.obligation.what,
        "state": _standing_state(scope, row, state, last),
        "said": state,
        "text": text,
        "results": proof.results,
        "evidence": proof.evidence,
    }


def _standing_state(scope: Scope, row: Assignment, state: str, last: date | None) -> str:
    if state:
        return STATED[CompletionState(state)]
    if row.obligation.every == Every.PENDING:
        return "chờ lịch của cơ quan khác"
    channel = row.obligation.channel
    if channel is None or not channel.carries_dates:
        return UNSTATED
    day = min(scope.today, scope.window.last_day)
    found = fresh(last, span_days=row.obligation.freshness_days, today=day)
    if found.state is FreshnessState.NEVER:
        return "chưa có cập nhật"
    return "được cập nhật" if found.state is FreshnessState.FRESH else f"đã {found.days} ngày chưa cập nhật"


def helped(work: Work, kind: AssignmentKind) -> list[Json]:
    """Support given or requests answered, one entry an item; never owed. What was done for them is thanked."""
    found: dict[int, tuple[Assignment, Proof]] = {}
    for row in work.assignments:
        if row.kind == kind:
            _, proof = found.setdefault(row.item_id, (row, Proof()))
            proof.evidence_of |= work.by_assignment.get(row.pk, Proof()).evidence_of
    return [
        {
            "item": row.item.public_id,
            "ref": row.item.short_ref,
            "plan": row.plan.short_name,
            "title": row.item.title,
            "results": proof.results,
            "evidence": proof.evidence,
        }
        for row, proof in found.values()
    ]
