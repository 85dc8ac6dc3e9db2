"""Any sequence of reorganisations: results and sums stay, nothing is owed twice, the tree has no circle, no gap."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count, Sum
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lantoa.agencies import lineage, tree
from lantoa.agencies.models import Agency, AgencyLink, User
from lantoa.agencies.models.bodies import true_on
from lantoa.agencies.steps import Begun, KeptStep
from lantoa.assignments.duties import COUNTED
from lantoa.assignments.models import Assignment, Duty, DutyHolder
from lantoa.catalogue.models import ResultKind
from lantoa.domain.lifecycle import AssignmentKind, DutyState
from lantoa.persistence.identifiers import new_public_id
from lantoa.persistence.refusal import Refused
from lantoa.results.counting import recount
from lantoa.results.models import Credit, Result

TODAY = date(2026, 10, 1)


@pytest.fixture
def world(province: Any, issued_plan: Any) -> Any:
    """The small province at work: every commune did something every month, credited to what it owed."""
    person, kind = User.objects.get(username="tinh"), ResultKind.objects.get(code="article")
    duties = Duty.objects.filter(COUNTED, agency__in=province.communes, starts_on__lt=TODAY).order_by("pk")
    for place, duty in enumerate(duties):
        if place % 3 == 0:
            continue
        result = Result.objects.create(
            token=new_public_id(),
            kind=kind,
            title=f"Tin số {place}",
            folded=f"tin so {place}",
            happened_on=min(duty.last_on, duty.starts_on + timedelta(days=place % 5)),
            quantity=1 + place % 3,
            agency_id=duty.agency_id,
            item_id=duty.item_id,
            recorded_by=person,
            recorded_at="2026-09-30T00:00:00+07:00",
        )
        Credit.objects.create(
            result=result,
            assignment=duty.holder_rows.get().assignment,
            duty=duty,
            quantity=result.quantity,
            counted_on=result.happened_on,
        )
    recount(duties.values_list("pk", flat=True))
    return province


def new(name: str, under: str) -> Begun:
    return Begun(key=new_public_id(), name=name, short_name=name, kind="committee", level="commune", under=under)


@st.composite
def step(draw: Any, alive: list[str], root: str, number: int) -> KeptStep:
    """A step over the communes there are; the domain refuses what makes no sense."""
    kind = draw(st.sampled_from(["merge", "merge", "absorb", "split", "rename", "end", "separate", "begin"]))
    olds = tuple(draw(st.lists(st.sampled_from(alive), min_size=1, max_size=3, unique=True)))
    one, two = new(f"Xã mới {number}", root), new(f"Xã mới {number} bis", root)
    match kind:
        case "merge":
            return KeptStep(kind=kind, before=olds, after=(one.key,), begins=(one,))
        case "absorb" | "end":
            return KeptStep(kind=kind, before=olds[:1], after=(draw(st.sampled_from(alive)),))
        case "split":
            return KeptStep(kind=kind, before=olds[:1], after=(one.key, two.key), begins=(one, two), heir=two.key)
        case "separate":
            return KeptStep(kind=kind, before=olds[:1], after=(one.key,), begins=(one,))
        case "rename":
            return KeptStep(kind=kind, before=olds[:1], name=f"Tên mới {number}")
    return KeptStep(kind=kind, after=(one.key,), begins=(one,))


def owners() -> dict[int, int]:
    return dict(Result.objects.values_list("pk", "agency_id"))


def sums() -> Counter[tuple[int, int]]:
    """{(result's year, day of year): quantity} over all bodies that are, and all they followed."""
    alive = list(Agency.objects.filter(true_on(TODAY)).values_list("pk", flat=True))
    whole = lineage.mapped(alive, TODAY).whole
    rows = Result.objects.filter(agency_id__in=whole, withdrawn_at=None)
    return Counter(
        {row["happened_on__year"]: row["n"] for row in rows.values("happened_on__year").annotate(n=Sum("quantity"))}
    )


def check_work(owed_items: int) -> None:
    """Who ended owes nothing that is to come; nobody owes one thing twice; every open duty is somebody's."""
    ended = Agency.objects.filter(ends_on__isnull=False)
    open_ones = Duty.objects.filter(COUNTED)
    for agency in ended:
        assert not open_ones.filter(agency=agency, last_on__gte=agency.ends_on).exists()
        assert not Assignment.objects.filter(agency=agency, state=DutyState.OPEN, item__plan__year=2026).exists()
    twice = open_ones.values("obligation", "agency", "starts_on", "due_on").annotate(n=Count("pk")).filter(n__gt=1)
    assert not twice.exists()
    assert not open_ones.annotate(n=Count("holder_rows")).filter(n=0).exists()
    short = open_ones.filter(agency__in=ended)
    for duty in short:
        if duty.done < duty.minimum:
            assert DutyHolder.objects.filter(duty=duty, agency__ends_on=None).exists()
    same = Assignment.objects.filter(state=DutyState.OPEN).values("item", "obligation", "agency", "kind")
    assert not same.annotate(n=Count("pk")).filter(n__gt=1).exists()
    assert (
        Assignment.objects.filter(kind=AssignmentKind.OWED, state=DutyState.OPEN)
        .values("obligation")
        .distinct()
        .count()
        == owed_items
    )


def check_tree(days: set[date]) -> None:
    for day in days:
        links = AgencyLink.objects.filter(true_on(day))
        assert not links.values("child").annotate(n=Count("pk")).filter(n__gt=1).exists()
        assert not links.exclude(true_on(day, "parent__")).exists()
        assert not links.exclude(true_on(day, "child__")).exists()
        found = [row.pk for row, _ in tree.forest(day)]
        assert len(found) == len(set(found)) == Agency.objects.filter(true_on(day)).count()


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # an example costs a second: shrinking one costs minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_sequence_of_reorganisations_keeps_everything(world: Any, reorganising: Any, data: Any) -> None:
    with transaction.atomic():
        before, figures = owners(), sums()
        owed = Assignment.objects.filter(kind=AssignmentKind.OWED, state=DutyState.OPEN)
        items = owed.values("obligation").distinct().count()
        credited = Credit.objects.aggregate(n=Sum("quantity"))["n"]
        day, days = date(2026, 3, 1), {date(2026, 1, 1)}
        for number in range(data.draw(st.integers(1, 4))):
            day += timedelta(days=data.draw(st.integers(1, 60)))
            alive = Agency.objects.filter(true_on(day), level="commune", kind="committee").order_by("pk")
            keys = list(alive.values_list("public_id", flat=True))
            steps = [
                data.draw(step(keys, world.ubnd.public_id, 10 * number + n))
                for n in range(data.draw(st.integers(1, 2)))
            ]
            try:
                reorganising.apply(*steps, on=day)
            except Refused:
                continue
            days |= {day, day - timedelta(days=1), day + timedelta(days=1)}
        assert owners() == before
        assert sums() == figures
        assert Credit.objects.aggregate(n=Sum("quantity"))["n"] == credited
        check_work(items)
        check_tree(days)
        transaction.set_rollback(True)
