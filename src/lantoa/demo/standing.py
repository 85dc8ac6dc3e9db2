"""Invented work without a count: results on standing duties, and the statements of a quarter."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from lantoa.assignments.models import Assignment
from lantoa.demo import titles
from lantoa.demo.work import Worker
from lantoa.demo.world import World
from lantoa.domain.every import Every
from lantoa.domain.lifecycle import AssignmentKind, CompletionState
from lantoa.domain.period import ONE_DAY, Period, PeriodKind, period_of
from lantoa.persistence.identifiers import new_public_id
from lantoa.plans.models import Plan
from lantoa.results import counting
from lantoa.results.models import Credit, Result, Statement
from lantoa.vietnamese import fold


def stand_by(world: World, plan: Plan, today: date) -> int:
    """Invent results on standing work with a dated channel, for most bodies. out: how many."""
    rows = Assignment.objects.filter(
        plan=plan, kind=AssignmentKind.OWED, obligation__every=Every.STANDING, obligation__channel__carries_dates=True
    ).select_related("agency", "obligation__channel", "item")
    worker = Worker(world, plan, [], today)
    made = []
    for assignment in rows:
        chance = Random(f"thường xuyên {assignment.agency.name} {assignment.item.ref}")  # noqa: S311  invented life
        if chance.random() < 0.85:
            made.append(_standing_result(worker, assignment, today - timedelta(days=chance.randint(1, 45)), chance))
    Result.objects.bulk_create([result for result, _ in made])
    Credit.objects.bulk_create([credit for _, credit in made])
    counting.recount(assignment_ids=[credit.assignment_id for _, credit in made])
    return len(made)


def _standing_result(worker: Worker, assignment: Assignment, day: date, chance: Random) -> tuple[Result, Credit]:
    words = assignment.obligation.what
    title = worker.title(titles.OTHERS, assignment.agency, words, day, chance)
    kind = worker.kinds["posting"]
    result = Result(
        token=new_public_id(),
        kind=kind,
        title=title,
        folded=fold(title)[:500],
        happened_on=day,
        channel=assignment.obligation.channel,
        item=assignment.item,
        agency=assignment.agency,
        recorded_by=worker.recorder(assignment.agency),
        recorded_at=timezone.make_aware(datetime.combine(day, time(9, 0))),
    )
    return result, Credit(result=result, assignment=assignment, quantity=1, counted_on=day)


def state(world: World, plan: Plan, today: date) -> int:
    """Invent what most bodies stated on their standing duties in the quarter that ended; half of it accepted.

    out: how many statements. The running quarter is left unstated, as it is on its first day.
    """
    ended = period_of(period_of(today, PeriodKind.QUARTER).start - ONE_DAY, PeriodKind.QUARTER)
    rows = (
        Assignment.objects.filter(plan=plan, kind=AssignmentKind.OWED, obligation__every=Every.STANDING)
        .exclude(obligation__channel__carries_dates=True)
        .select_related("agency")
    )
    worker, made = Worker(world, plan, [], today), []
    for assignment in rows:
        chance = Random(f"nêu {assignment.agency.name} {assignment.pk}")  # noqa: S311  invented life
        if chance.random() < 0.8:
            made.append(_statement(worker, assignment, ended, chance))
    Statement.objects.bulk_create(made)
    return len(made)


def _statement(worker: Worker, assignment: Assignment, quarter: Period, chance: Random) -> Statement:
    at = timezone.make_aware(datetime.combine(quarter.last_day - timedelta(days=chance.randint(0, 9)), time(15, 0)))
    accepted = chance.random() < 0.5
    return Statement(
        assignment=assignment,
        starts_on=quarter.start,
        last_on=quarter.last_day,
        text=chance.choice(titles.STATEMENTS),
        state=CompletionState.ACCEPTED if accepted else CompletionState.DECLARED,
        stated_by=worker.recorder(assignment.agency),
        stated_at=at,
        decided_by=worker.world.people["tinh"] if accepted else None,
        decided_at=at if accepted else None,
    )
