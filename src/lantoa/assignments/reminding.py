"""What the product tells of by itself, once a day: what is soon due, what is late, and what goes higher.

Each (duty, body, stage, date) is noted in the transaction that tells of it, so that nothing is told twice and nothing
noted stays untold. Requests make no duties and are never told of; a duty that is met is not either; one that was
extended is told of by its new date.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.db import transaction
from django.urls import reverse

from lantoa.agencies.kinds import Role
from lantoa.agencies.models import Agency
from lantoa.assignments.duties import COUNTED, MET, due_before, effective_due, period_label
from lantoa.assignments.models import Duty, DutyHolder, DutyReminded, ReminderStages
from lantoa.assignments.recipients import people_of, working_people_of
from lantoa.domain.lifecycle import PlanState
from lantoa.domain.reminding import MOST_DAYS, Escalation, Stages, escalations_on, stage_on
from lantoa.notices.operations import notify
from lantoa.web.wording import day_text, day_text_short

JOB, JOB_LABEL = "duties", "Nhắc việc hằng ngày"
# Days of catching up: what has been late for longer than its last stage and these is told of by no machine any more.
LOOK_BACK = MOST_DAYS + 30
BODIES_AT_ONCE = 50
MOST_LINES = 12


@dataclass(frozen=True)
class Due:
    """A duty that a body holds and has not done, with the stage to tell of now."""

    duty: Duty
    agency_id: int
    stage: str

    @property
    def due_on(self) -> date:
        """The date that counts, after an extension."""
        return effective_due(self.duty)


def remind_of_duties(today: date) -> int:
    """Tell everybody concerned what has come due for telling on a day. out: how many notices. Safe to run again."""
    found = due_for_telling(today)
    by_agency: dict[int, list[Due]] = defaultdict(list)
    for row in found:
        if row.stage != Escalation.COORDINATOR:
            by_agency[row.agency_id].append(row)
    told = 0
    bodies = sorted(by_agency)
    for start in range(0, len(bodies), BODIES_AT_ONCE):
        told += _tell_bodies({pk: by_agency[pk] for pk in bodies[start : start + BODIES_AT_ONCE]}, today)
    return told + _tell_coordinators([row for row in found if row.stage == Escalation.COORDINATOR], today)


def stages_of_plans(plan_ids: Iterable[int]) -> dict[int, Stages]:
    """{plan id: when its duties are told of}: its own stages, else those for all, else the product's. One query."""
    rows = list(ReminderStages.objects.filter(plan__in=set(plan_ids)) | ReminderStages.objects.filter(for_all=True))
    general = next((row.stages for row in rows if row.for_all), Stages())
    own = {row.plan_id: row.stages for row in rows if row.plan_id is not None}
    return {pk: own.get(pk, general) for pk in plan_ids}


def due_for_telling(today: date) -> list[Due]:
    """What has reached a stage nobody was told of, body by body. Three queries, however much there is."""
    near = due_before(today + timedelta(days=MOST_DAYS + 1)) & ~due_before(today - timedelta(days=LOOK_BACK))
    held = DutyHolder.objects.filter(
        duty__in=Duty.objects.filter(COUNTED, near, plan__state=PlanState.ISSUED).exclude(MET)
    )
    rows = list(
        held.select_related("duty__plan", "duty__item", "duty__obligation").order_by("agency_id", "duty__due_on", "pk")
    )
    stages = stages_of_plans({row.duty.plan_id for row in rows})
    known = set(
        DutyReminded.objects.filter(duty__in={row.duty_id for row in rows}).values_list(
            "duty_id", "agency_id", "stage", "due_on"
        )
    )
    found = [Due(row.duty, row.agency_id, stage) for row in rows for stage in _stages(row.duty, today, stages)]
    return [row for row in found if (row.duty.pk, row.agency_id, row.stage, row.due_on) not in known]


def _stages(duty: Duty, today: date, stages: Mapping[int, Stages]) -> list[str]:
    chosen, due_on = stages[duty.plan_id], effective_due(duty)
    told = stage_on(due_on, today, chosen)
    return [*([told] if told else []), *escalations_on(due_on, today, chosen)]


@transaction.atomic
def _tell_bodies(by_agency: Mapping[int, list[Due]], today: date) -> int:
    """Tell the people of some bodies, and their heads, and note what was told."""
    people = working_people_of(by_agency, today)
    heads = people_of(by_agency, today, Role.HEAD, offices=False)
    names = dict(Agency.objects.filter(pk__in=by_agency).values_list("pk", "short_name"))
    told = 0
    for agency_id, rows in by_agency.items():
        name = names[agency_id]
        own = [row for row in rows if row.stage != Escalation.HEAD]
        told += _tell(people.get(agency_id), own, today, title=_title(own, today), about=name)
        higher = [row for row in rows if row.stage == Escalation.HEAD]
        title = f"{name}: {len(higher)} việc quá hạn cần lãnh đạo chỉ đạo"
        told += _tell(heads.get(agency_id), higher, today, title=title, about=name)
    return told


def _tell(users: set[int] | None, rows: list[Due], today: date, *, title: str, about: str) -> int:
    """Tell people of duties and note it; where there is nobody yet to tell, nothing is noted either."""
    if not users or not rows:
        return 0
    _note(rows, today)
    return notify(
        users=users,
        kind=JOB,
        key=f"duties:{_mark(rows)}",
        title=title,
        text=_text(rows, today),
        url=reverse("desk:todo"),
        about=about,
        on=today,
    )


def _mark(rows: Iterable[Due]) -> str:
    """The same for the same duties at the same stages: what a notice's key is made of."""
    said = sorted(f"{row.duty.pk}:{row.agency_id}:{row.stage}:{row.due_on}" for row in rows)
    return sha256(" ".join(said).encode()).hexdigest()[:40]


def _note(rows: Iterable[Due], today: date) -> None:
    DutyReminded.objects.bulk_create(
        DutyReminded(duty=row.duty, agency_id=row.agency_id, stage=row.stage, due_on=row.due_on, on=today)
        for row in rows
    )


def _title(rows: list[Due], today: date) -> str:
    late = sum(row.due_on < today for row in rows)
    said = [f"{late} việc quá hạn"] if late else []
    return ", ".join([*said, f"{len(rows) - late} việc sắp đến hạn"] if len(rows) > late else said)


def _text(rows: list[Due], today: date) -> str:
    ordered = sorted(rows, key=lambda row: row.due_on)
    lines = [_line(row, today) for row in ordered[:MOST_LINES]]
    left = len(rows) - len(lines)
    return "\n".join([*lines, f"và {left} việc khác"] if left else lines)


def _line(row: Due, today: date) -> str:
    duty, days = row.duty, (row.due_on - today).days
    what = duty.obligation.what or duty.item.title
    name = f"{what[:1].upper()}{what[1:120]} ({period_label(duty)})"
    moved = f", gia hạn từ {day_text_short(duty.due_on)}" if duty.extended_to else ""
    left = f"còn {duty.minimum - duty.done} {duty.obligation.unit or ''}".rstrip()
    when = f"quá hạn {-days} ngày" if days < 0 else "hạn hôm nay" if days == 0 else f"còn {days} ngày"
    return f"- {name}: {when}, hạn {day_text(row.due_on)}{moved}, {left}"


def _tell_coordinators(rows: list[Due], today: date) -> int:
    """Tell those who follow a plan which bodies have been late for long: one notice a plan."""
    by_plan: dict[int, list[Due]] = defaultdict(list)
    for row in rows:
        by_plan[row.duty.plan_id].append(row)
    people = people_of({of[0].duty.plan.coordinator_id for of in by_plan.values()}, today, Role.COORDINATOR)
    names = dict(Agency.objects.filter(pk__in={row.agency_id for row in rows}).values_list("pk", "short_name"))
    return sum(_tell_coordinator(of, people, names, today) for of in by_plan.values())


@transaction.atomic
def _tell_coordinator(rows: list[Due], people: Mapping[int, set[int]], names: Mapping[int, str], today: date) -> int:
    plan = rows[0].duty.plan
    users = people.get(plan.coordinator_id)
    if not users:
        return 0
    _note(rows, today)
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[names[row.agency_id]] += 1
    worst = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    lines = [f"- {name}: {count} việc" for name, count in worst[:MOST_LINES]]
    lines += [f"và {len(worst) - MOST_LINES} cơ quan khác"] if len(worst) > MOST_LINES else []
    return notify(
        users=users,
        kind="duties-higher",
        key=f"duties-higher:{_mark(rows)}",
        title=f"{len(worst)} cơ quan có {len(rows)} việc quá hạn lâu ngày",
        text="\n".join(lines),
        url=f"{reverse('assignments:remind')}?ke-hoach={plan.public_id}",
        about=plan.short_name,
        on=today,
    )
