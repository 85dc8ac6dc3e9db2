"""Any sequence of amendments keeps every credit, deletes nothing, and leaves each period owed once."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.assignments.models import Assignment, Duty
from lantoa.domain.lifecycle import DutyState
from lantoa.persistence.refusal import Refused
from lantoa.results.models import Credit

STEPS = st.one_of(
    st.tuples(st.just("number"), st.sampled_from(["PL.1", "PL.3"]), st.integers(1, 5)),
    st.tuples(st.just("rhythm"), st.sampled_from(["PL.1", "PL.3"]), st.sampled_from(["month", "quarter", "year"])),
    st.tuples(st.just("remove"), st.sampled_from(["PL.1", "PL.2", "PL.3", "PL.4"]), st.none()),
    st.tuples(st.just("date"), st.just("PL.4"), st.sampled_from(["2026-09-30", "2026-10-31", "2026-12-31"])),
    st.tuples(st.just("lead"), st.just("PL.4"), st.sampled_from(["Sở Tư pháp", "Sở Khoa học và Công nghệ"])),
    st.tuples(st.just("add"), st.none(), st.sampled_from(["month", "quarter"])),
)


def take(change: Any, step: tuple[Any, ...], number: int) -> None:
    kind, ref, value = step
    if ref is not None and not change.draft.items.filter(ref=ref).exists():
        return
    if kind == "number":
        change.ask(ref, min=value, max=None)
    elif kind == "rhythm":
        change.ask(ref, every=value, max=None)
    elif kind == "remove":
        change.remove(ref)
    elif kind == "date":
        change.ask(ref, to=value)
    elif kind == "lead":
        change.say(ref, lead=[value])
        change.ask(ref, who=[value])
    else:
        change.add(f"PL.9{number}", f"Việc thêm {number}", "UBND các xã, phường", min=1, every=value)


def credits() -> list[tuple[Any, ...]]:
    return sorted(Credit.objects.values_list("pk", "duty_id", "quantity", "counts"))


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amendments=st.lists(st.lists(STEPS, min_size=1, max_size=3), min_size=1, max_size=3))
def test_any_sequence_of_amendments_keeps_what_was_done(amend, done, province, plan, amendments):
    with transaction.atomic():
        for month in (2, 5, 9):
            done("PL.1", province.an_phuc, date(2026, month, 10), month % 3 + 1)
        before, known = credits(), set(Duty.objects.values_list("pk", flat=True))
        items = set(plan.items.values_list("pk", flat=True))
        day = date(2026, 6, 1)
        for number, steps in enumerate(amendments):
            change = amend()
            for place, step in enumerate(steps):
                take(change, step, number * 10 + place)
            try:
                change.issue(on=day, number=f"{50 + number}/KH-UBND")
            except Refused as refused:
                assert "chưa khác" in refused.sentence
            day += timedelta(days=40)
            assert credits() == before
            _holds(plan, known, items)
        transaction.set_rollback(True)


def _holds(plan: Any, known: set[int], items: set[int]) -> None:
    duties = list(Duty.objects.filter(plan=plan).prefetch_related("holder_rows"))
    assert known <= {duty.pk for duty in duties}
    assert items <= set(plan.items.values_list("pk", flat=True))
    for duty in duties:
        counted = Credit.objects.filter(duty=duty, counts=True)
        assert duty.done == sum(counted.values_list("quantity", flat=True))
        assert (duty.met_on is not None) == (duty.done >= duty.minimum)
        assert (duty.state == DutyState.OPEN) == (duty.closed_by == "")
        # Nobody is asked for anything under an assignment that ended.
        if duty.state == DutyState.OPEN:
            states = Assignment.objects.filter(holder_rows__duty=duty).values_list("state", flat=True)
            assert set(states) == {DutyState.OPEN}
    named = Counter(
        (duty.obligation_id, duty.agency_id, duty.period_kind, duty.starts_on)
        for duty in duties
        if duty.state == DutyState.OPEN
    )
    assert max(named.values()) == 1
