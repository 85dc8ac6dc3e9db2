"""«Kế hoạch» with progress: the plan's items, the year as months × items, one item, one duty with its evidence."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lantoa.adapters import clock
from lantoa.agencies.access import RECORDING, Forbidden, may_coordinate, may_record_for, reach, signed_in
from lantoa.agencies.reach import Reach
from lantoa.assignments.access import inside as inside_access
from lantoa.assignments.access.reminding import may_remind_under
from lantoa.assignments.duties import COUNTED, held_by, is_counted, verdict_of
from lantoa.assignments.models import Assignment, Duty
from lantoa.assignments.queries import difficulties as difficulty_queries
from lantoa.assignments.queries.extensions import may_be_asked, of_duty
from lantoa.assignments.queries.inside import given_duties, history_of
from lantoa.desk import access, heat
from lantoa.desk.queries import plan_progress as queries
from lantoa.desk.queries.standing import STANDING_LABELS, card_of, tally_columns, tally_of
from lantoa.desk.queries.todo import OF_STANDING, StandingRow, standing_rows
from lantoa.domain.every import Every
from lantoa.domain.extension import WhichDate
from lantoa.domain.lifecycle import AssignmentKind, ItemKind
from lantoa.domain.tally import OwedTally, sum_owed
from lantoa.plans import cascade_cards
from lantoa.plans.models import EVERY_LABELS, Item, Plan
from lantoa.results.access import recording_agencies
from lantoa.results.models import Result
from lantoa.web import wording
from lantoa.web.paging import page_from

AGENCIES_SHOWN = 15
DIFFICULTIES_SHOWN = 30
# What the page of an item says of the rows around it.
_OF_RESULT = ("public_id", "title", "happened_on", "agency__short_name", "kind__name")
_OF_OBLIGATION = (
    "item",
    "what",
    "every",
    "minimum",
    "maximum",
    "unit",
    "is_report",
    "is_request",
    "same_as__item__ref",
)
_OF_COMPLETION = ("item", "public_id", "state", "note", "finished_on", "agency__short_name")
KIND_TITLES = {
    ItemKind.TASK: "Nhiệm vụ trong phụ lục",
    ItemKind.RESPONSIBILITY: "Trách nhiệm của các cơ quan",
    ItemKind.TARGET: "Chỉ tiêu",
    ItemKind.FORM: "Hình thức tuyên truyền",
}


@signed_in()
def plan(request: HttpRequest, public_id: str) -> HttpResponse:
    """The plan's items with progress. Watchers see all agencies together; others the share of their own."""
    rights, today = reach(request), clock.today()
    found = access.plan_seen(rights, public_id)
    whole = access.watches_plan(rights, found)
    by_kind = queries.lines(found, today, agency_ids=None if whole else rights.own)
    context = {
        "plan": found,
        "today": today,
        "whole": whole,
        "sets_stages": may_remind_under(rights, found),
        "figures": _figures(queries.total(by_kind), whole=whole),
        "cards": [*cascade_cards.cards_below(rights, found), *cascade_cards.cards_above(rights, found, offer=False)],
        "groups": [(KIND_TITLES[kind], heat.item_rows(by_kind[kind])) for kind in KIND_TITLES if by_kind.get(kind)],
    }
    return render(request, "desk/plan.html", context)


def _figures(total: OwedTally, *, whole: bool) -> list[dict[str, object]]:
    share = wording.percent_text(wording.share_percent(total.met_all, total.fallen_due))
    of_what = f"({wording.number_text(total.met_all)}/{wording.number_text(total.fallen_due)})"
    return [
        {"value": share, "text": f"việc đến hạn đã đủ {of_what}{'' if whole else ', phần của cơ quan mình'}"},
        {"value": wording.number_text(total.overdue), "text": "việc quá hạn", "late": total.overdue > 0},
        {"value": wording.number_text(total.total), "text": "việc trong cả năm"},
    ]


@signed_in(*access.WATCHING)
def plan_year(request: HttpRequest, public_id: str) -> HttpResponse:
    """The year as months × items, for those who watch the plan."""
    rights, today = reach(request), clock.today()
    found = access.plan_seen(rights, public_id)
    if not access.watches_plan(rights, found):
        raise Forbidden
    cells = queries.year(found, today)
    rows = [
        (item, heat.months_row(cells[item.pk], year=found.year, today=today))
        for item in found.items.all()
        if item.pk in cells
    ]
    return render(request, "desk/plan_year.html", {"plan": found, "rows": rows, "months": range(1, 13), "today": today})


@signed_in()
def item(request: HttpRequest, public_id: str) -> HttpResponse:
    """One item: what it asks, who owes it and how they stand, what stands without a count, results, completion."""
    rights, today = reach(request), clock.today()
    found = access.item_seen(rights, public_id)
    whole = access.watches_plan(rights, found.plan)
    duties = Duty.objects.filter(COUNTED, item=found)
    assignments = Assignment.objects.filter(item=found)
    results = Result.objects.filter(item=found, withdrawn_at=None)
    completions = found.completions.all()
    if not whole:
        duties = duties.filter(held_by(rights.seen))
        assignments = assignments.filter(agency__in=rights.seen)
        results = results.filter(agency__in=rights.seen)
        completions = completions.filter(agency__in=rights.seen)
    listed = results.select_related("agency", "kind").only(*_OF_RESULT)
    page = page_from(request, listed, key=("-happened_on", "-id"), size=15)
    context = {
        "item": found,
        "plan": found.plan,
        "today": today,
        "whole": whole,
        "obligations": [
            (row, EVERY_LABELS[Every(row.every)])
            for row in found.obligations.select_related("same_as__item").only(*_OF_OBLIGATION).order_by("position")
        ],
        "products": found.products.order_by("position"),
        "parties": found.parties.order_by("position"),
        **_by_agency(duties, found.plan, today, everything="tatca" in request.GET),
        "standing": _standing_rows(assignments, today),
        "others": assignments.filter(kind__in=[AssignmentKind.SUPPORT, AssignmentKind.REQUEST])
        .select_related("agency")
        .only("kind", "result_count", "agency__short_name")
        .order_by("kind", "agency__sort_key")[:120],
        "page": page,
        **_difficulties(rights, found),
        "completions": completions.select_related("agency").only(*_OF_COMPLETION).order_by("agency__sort_key"),
        "may_complete": assignments.filter(kind=AssignmentKind.OWED, agency__in=recording_agencies(rights)).exists(),
        "may_accept": may_coordinate(rights, found.plan.coordinator_id),
    }
    return render(request, "desk/item.html", context)


def _by_agency(duties: QuerySet[Duty], plan: Plan, today: date, *, everything: bool) -> dict[str, Any]:
    """The agencies that owe the item, those with most overdue first; a page of them unless all were asked for."""
    rows = [
        (row["agency__public_id"], row["agency__short_name"], tally_of(row))
        for row in duties.order_by("agency__sort_key")
        .values("agency__public_id", "agency__short_name", "agency__sort_key")
        .annotate(**tally_columns(today))
    ]
    rows.sort(key=lambda row: -row[2].overdue)
    total = sum_owed(row[2] for row in rows)
    shown = rows if everything else rows[:AGENCIES_SHOWN]
    return {
        "agency_count": len(rows),
        "agency_rows": heat.agency_rows(shown, plan),
        "agencies_left": len(rows) - len(shown),
        "moved": total.moved,
        "on_time": {"original": total.by_original().met, "extended": total.met},
    }


def _difficulties(rights: Reach, found: Item) -> dict[str, Any]:
    """What was raised on an item, as far as the person may read it, and whether it may raise something there."""
    rows = difficulty_queries.of_item(rights, found.pk, DIFFICULTIES_SHOWN)
    may_raise = rights.has(*RECORDING) and inside_access.may_raise_on(rights, found)
    return {"difficulties": [difficulty_queries.row_of(row) for row in rows], "may_raise": may_raise}


def _standing_rows(assignments: QuerySet[Assignment], today: date) -> tuple[StandingRow, ...]:
    rows = (
        assignments.filter(kind=AssignmentKind.OWED, obligation__every__in=[Every.STANDING, Every.PENDING])
        .filter(obligation__same_as=None, passed_to=None)
        .select_related("obligation__channel", "agency", "item", "plan")
        .only("agency__short_name", *OF_STANDING)
        .order_by("agency__sort_key")[:120]
    )
    return standing_rows(list(rows), today)


@signed_in()
def duty(request: HttpRequest, public_id: str) -> HttpResponse:
    """One duty with everything credited to it: the last step down to the evidence."""
    rights, today = reach(request), clock.today()
    found = (
        access.duties_seen(rights)
        .filter(public_id=public_id)
        .select_related("obligation__channel", "item", "plan", "agency")
        .first()
    )
    if found is None:
        raise Forbidden
    credits = found.credits.select_related("result__kind", "result__channel", "result__agency").prefetch_related(
        "result__evidence"
    )
    given = given_duties(rights, rights.own)
    context = {
        "card": card_of(found, today, given.of(found)),
        **_inside(rights, found, today),
        "duty": found,
        "plan": found.plan,
        "credits": credits.order_by("-counted_on", "-id"),
        "holders": [row.agency for row in found.holder_rows.select_related("agency")],
        "may_record": any(may_record_for(rights, row) for row in found.holder_rows.values_list("agency_id", flat=True)),
    }
    return render(request, "desk/duty.html", context)


def _inside(rights: Reach, found: Duty, today: date) -> dict[str, Any]:
    """What was asked and given about a duty, how it stands by its original date, and what the person may do here."""
    extensions = list(of_duty(found))
    original = verdict_of(found, today, WhichDate.ORIGINAL)
    return {
        "actions": list(_actions(rights, found, today, asked=any(row.state == "asked" for row in extensions))),
        "extensions": extensions,
        "delegations": history_of(found, rights.own) if rights.own else [],
        "original": STANDING_LABELS[original.standing],
    }


def _actions(rights: Reach, found: Duty, today: date, *, asked: bool) -> Iterator[tuple[str, str]]:
    holders = set(found.holder_rows.values_list("agency_id", flat=True))
    open_still = is_counted(found) and found.done < found.minimum
    if open_still and may_remind_under(rights, found.plan):
        yield "Đôn đốc", f"{reverse('assignments:remind')}?viec={found.public_id}"
    if open_still and holders & inside_access.giving_bodies(rights):
        yield "Giao trong cơ quan", reverse("assignments:give_duty", args=[found.public_id])
    if not holders & rights.agencies_as(*RECORDING):
        return
    if open_still and not asked and may_be_asked(found, today):
        yield "Đề nghị gia hạn", reverse("assignments:ask_extension", args=[found.public_id])
    yield "Nêu khó khăn", f"{reverse('assignments:raise')}?viec={found.public_id}"
