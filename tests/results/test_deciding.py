"""Confirming results, stating standing duties, declaring items finished: two pairs of eyes each time."""

from datetime import date

import pytest

from lantoa.agencies.access import Forbidden
from lantoa.domain.lifecycle import CompletionState, VerificationState
from lantoa.persistence.refusal import Refused
from lantoa.results.models import Statement
from lantoa.results.operations import (
    decide_completion,
    decide_statement,
    declare_completion,
    state_standing,
    verify_result,
)

TODAY = date(2026, 10, 1)


def test_a_result_counts_unconfirmed_and_stops_when_it_is_not_confirmed(record, duty_of, province):
    september = duty_of(province.an_phuc, 9)
    result = record(september)
    verify_result(actor=province["tinh"], result=result, to=VerificationState.VERIFIED)
    september.refresh_from_db()
    assert september.done == 1
    verify_result(actor=province["tinh"], result=result, to=VerificationState.REJECTED, note="đường dẫn không mở được")
    september.refresh_from_db()
    assert september.done == 0
    verify_result(actor=province["tinh"], result=result, to=VerificationState.UNVERIFIED)
    september.refresh_from_db()
    assert september.done == 1


def test_saying_no_needs_a_reason(record, province):
    with pytest.raises(Refused, match="lý do"):
        verify_result(actor=province["tinh"], result=record(), to=VerificationState.REJECTED)


def test_a_refusal_is_not_turned_straight_into_a_confirmation(record, province):
    result = record()
    verify_result(actor=province["tinh"], result=result, to=VerificationState.REJECTED, note="thiếu")
    with pytest.raises(Refused, match="mở lại"):
        verify_result(actor=province["tinh"], result=result, to=VerificationState.VERIFIED)


def test_only_the_coordinator_confirms_and_never_their_own(record, province):
    result = record()
    for who in ("xa", "xa_khac", "so", "lanhdao", "giamsat", "vanthu"):
        with pytest.raises(Forbidden):
            verify_result(actor=province[who], result=result, to=VerificationState.VERIFIED)
    own = record(actor="tinh", agency=province.noi_vu)
    with pytest.raises(Forbidden):
        verify_result(actor=province["tinh"], result=own, to=VerificationState.VERIFIED)


def test_a_standing_duty_is_stated_for_a_quarter_and_accepted(record, standing_of, province):
    guidance = standing_of(province.an_phuc, "hướng dẫn")
    proof = record(guidance)
    statement = state_standing(
        actor=province["xa"], assignment=guidance, day=date(2026, 9, 30), text="Hướng dẫn 320 lượt", evidence=[proof]
    )
    assert (statement.starts_on, statement.last_on) == (date(2026, 7, 1), date(2026, 9, 30))
    decide_statement(actor=province["tinh"], statement=statement, accept=True)
    statement.refresh_from_db()
    assert statement.state == CompletionState.ACCEPTED
    with pytest.raises(Refused, match="đã được xác nhận"):
        state_standing(actor=province["xa"], assignment=guidance, day=date(2026, 8, 1), text="Sửa lại")


def test_a_returned_statement_is_stated_again(standing_of, province):
    guidance = standing_of(province.an_phuc, "hướng dẫn")
    statement = state_standing(actor=province["xa"], assignment=guidance, day=TODAY, text="Có làm")
    with pytest.raises(Refused, match="lý do"):
        decide_statement(actor=province["tinh"], statement=statement, accept=False)
    decide_statement(actor=province["tinh"], statement=statement, accept=False, note="nêu số lượt")
    state_standing(actor=province["xa"], assignment=guidance, day=TODAY, text="Hướng dẫn 40 lượt")
    assert Statement.objects.get().state == CompletionState.DECLARED


def test_statements_are_for_standing_duties_of_ones_own_and_not_for_what_is_to_come(duty_of, standing_of, province):
    counted = duty_of(province.an_phuc, 9).holder_rows.get().assignment
    with pytest.raises(Refused, match="từng kết quả"):
        state_standing(actor=province["xa"], assignment=counted, day=TODAY, text="Đủ")
    guidance = standing_of(province.an_phuc, "hướng dẫn")
    with pytest.raises(Refused, match="chưa tới"):
        state_standing(actor=province["xa"], assignment=guidance, day=date(2027, 1, 1), text="Sẽ làm")
    with pytest.raises(Forbidden):
        state_standing(actor=province["xa_khac"], assignment=guidance, day=TODAY, text="Làm hộ")


def test_nobody_accepts_a_statement_but_the_coordinator(standing_of, province):
    guidance = standing_of(province.an_phuc, "hướng dẫn")
    statement = state_standing(actor=province["xa"], assignment=guidance, day=TODAY, text="Có làm")
    for who in ("xa", "so", "lanhdao"):
        with pytest.raises(Forbidden):
            decide_statement(actor=province[who], statement=statement, accept=True)


def test_an_item_with_open_quotas_is_finished_only_with_a_reason(plan, province):
    item = plan.items.get(ref="PL.1")
    declare = {"actor": province["xa"], "item": item, "agency": province.an_phuc, "finished_on": date(2026, 9, 30)}
    with pytest.raises(Refused, match="kỳ chưa đủ số lượng"):
        declare_completion(**declare)
    completion = declare_completion(**declare, note="Gộp vào chuyên trang của tỉnh theo Công văn số 12")
    decide_completion(actor=province["tinh"], completion=completion, accept=True)
    completion.refresh_from_db()
    assert completion.state == CompletionState.ACCEPTED
    with pytest.raises(Refused, match="đã được xác nhận"):
        declare_completion(**declare, note="lần nữa")


def test_a_returned_completion_is_declared_again(plan, province):
    item = plan.items.get(ref="PL.2")
    declare = {"actor": province["xa"], "item": item, "agency": province.an_phuc, "finished_on": TODAY, "note": "xong"}
    completion = declare_completion(**declare)
    decide_completion(actor=province["tinh"], completion=completion, accept=False, note="thiếu minh chứng")
    assert declare_completion(**declare).state == CompletionState.DECLARED


def test_only_a_lead_declares_and_only_the_coordinator_decides(plan, province):
    item = plan.items.get(ref="PL.3")
    with pytest.raises(Forbidden):
        declare_completion(
            actor=province["xa"], item=item, agency=province.an_phuc, finished_on=TODAY, note="chỉ phối hợp"
        )
    completion = declare_completion(
        actor=province["xa"], item=plan.items.get(ref="PL.2"), agency=province.an_phuc, finished_on=TODAY, note="xong"
    )
    for who in ("xa", "lanhdao", "so"):
        with pytest.raises(Forbidden):
            decide_completion(actor=province[who], completion=completion, accept=True)
