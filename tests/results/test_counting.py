"""«Đã làm» is always the sum of what counts, whatever happened before; the tables refuse what breaks it."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.domain.lifecycle import VerificationState
from lantoa.domain.verdict import when_met
from lantoa.results.models import Credit, Result
from lantoa.results.operations import change_credits, verify_result, withdraw_result

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["record", "withdraw", "change", "reject", "reopen"]),
        st.integers(min_value=0, max_value=6),
        st.sets(st.integers(min_value=0, max_value=2)),
        st.integers(min_value=1, max_value=4),
    ),
    max_size=12,
)


def _holds(duty):
    duty.refresh_from_db()
    live = duty.credits.filter(counts=True, result__withdrawn_at=None)
    live = live.exclude(result__verification=VerificationState.REJECTED)
    assert duty.done == (live.aggregate(total=Sum("quantity"))["total"] or 0)
    assert duty.met_on == when_met(duty.minimum, live.values_list("counted_on", "quantity"))


@given(steps=STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_done_is_the_sum_of_live_credits_after_any_steps(record, duty_of, credit_to, province, steps):
    duties = [duty_of(province.an_phuc, month) for month in (7, 8, 9)]
    results = []
    with transaction.atomic():
        for what, which, months, quantity in steps:
            chosen = [duties[month] for month in sorted(months)]
            target = results[which % len(results)] if results else None
            if what == "record" or target is None:
                results.append(record(*chosen, quantity=quantity, happened_on=date(2026, 7, 1 + which)))
            elif what == "withdraw":
                withdraw_result(actor=province["xa"], result=target, reason="thử")
            elif target.withdrawn_at is not None or Result.objects.get(pk=target.pk).withdrawn_at is not None:
                continue
            elif what == "change":
                wanted = [credit_to(duty, min(quantity, target.quantity)) for duty in chosen]
                change_credits(actor=province["xa"], result=target, credit_to=wanted)
            else:
                rejected = Result.objects.get(pk=target.pk).verification == VerificationState.REJECTED
                to = VerificationState.UNVERIFIED if rejected else VerificationState.REJECTED
                verify_result(actor=province["tinh"], result=target, to=to, note="thiếu minh chứng")
            for duty in duties:
                _holds(duty)
        transaction.set_rollback(True)


def test_the_table_refuses_a_credit_larger_than_its_result(record, duty_of, province):
    result = record(duty_of(province.an_phuc, 9), quantity=2)
    with pytest.raises(DatabaseError, match="a credit never exceeds its result"), transaction.atomic():
        Credit.objects.filter(result=result).update(quantity=3)
    with pytest.raises(DatabaseError, match="a credit never exceeds its result"), transaction.atomic():
        assignment = duty_of(province.an_phuc, 8).holder_rows.get().assignment
        duty = duty_of(province.an_phuc, 8)
        Credit.objects.create(
            result=result, assignment=assignment, duty=duty, quantity=9, counted_on=result.happened_on
        )


def test_the_table_refuses_a_result_smaller_than_its_credits(record, duty_of, credit_to, province):
    result = record(quantity=4)
    change_credits(actor=province["xa"], result=result, credit_to=[credit_to(duty_of(province.an_phuc, 9), 4)])
    with pytest.raises(DatabaseError, match="never smaller"), transaction.atomic():
        Result.objects.filter(pk=result.pk).update(quantity=3)


def test_the_table_refuses_to_count_a_result_twice_for_one_duty(record, duty_of, province):
    september = duty_of(province.an_phuc, 9)
    result = record(september)
    with pytest.raises(IntegrityError), transaction.atomic():
        Credit.objects.create(
            result=result,
            assignment=september.holder_rows.get().assignment,
            duty=september,
            counted_on=result.happened_on,
        )


def test_the_table_refuses_a_withdrawal_without_reason(record):
    result = record()
    with pytest.raises(IntegrityError), transaction.atomic():
        Result.objects.filter(pk=result.pk).update(withdrawn_at=result.recorded_at)
