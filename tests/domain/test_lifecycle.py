"""Which moves between states are legal."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from lantoa.domain.lifecycle import (
    COMPLETION_MOVES,
    DUTY_MOVES,
    INTAKE_MOVES,
    PLAN_MOVES,
    REPORT_MOVES,
    VERIFICATION_MOVES,
    AssignmentKind,
    CompletionState,
    DutyState,
    IllegalMoveError,
    IntakeState,
    PlanState,
    ReportState,
    VerificationState,
    may_move,
    require_move,
)

TABLES: list[tuple[type[StrEnum], Mapping[StrEnum, frozenset[StrEnum]]]] = [
    (PlanState, PLAN_MOVES),
    (ReportState, REPORT_MOVES),
    (CompletionState, COMPLETION_MOVES),
    (IntakeState, INTAKE_MOVES),
    (VerificationState, VERIFICATION_MOVES),
    (DutyState, DUTY_MOVES),
]


@pytest.mark.parametrize(("states", "table"), TABLES)
def test_every_state_has_its_moves_and_none_leads_out_of_the_table_or_to_itself(
    states: type[StrEnum], table: Mapping[StrEnum, frozenset[StrEnum]]
) -> None:
    assert set(table) == set(states)
    for state, targets in table.items():
        assert targets <= set(states)
        assert state not in targets


def test_an_issued_plan_never_becomes_a_draft_again() -> None:
    assert may_move(PLAN_MOVES, PlanState.DRAFT, PlanState.ISSUED)
    assert not may_move(PLAN_MOVES, PlanState.ISSUED, PlanState.DRAFT)
    assert not may_move(PLAN_MOVES, PlanState.DRAFT, PlanState.CLOSED)


def test_a_report_is_accepted_only_after_it_was_submitted() -> None:
    assert not may_move(REPORT_MOVES, ReportState.DRAFT, ReportState.ACCEPTED)
    assert may_move(REPORT_MOVES, ReportState.SUBMITTED, ReportState.RETURNED)
    assert may_move(REPORT_MOVES, ReportState.RETURNED, ReportState.SUBMITTED)
    assert not may_move(REPORT_MOVES, ReportState.ACCEPTED, ReportState.DRAFT)


def test_a_refused_result_is_looked_at_again_before_it_is_confirmed() -> None:
    assert not may_move(VERIFICATION_MOVES, VerificationState.REJECTED, VerificationState.VERIFIED)
    assert may_move(VERIFICATION_MOVES, VerificationState.REJECTED, VerificationState.UNVERIFIED)


def test_a_document_that_failed_may_be_read_again() -> None:
    assert may_move(INTAKE_MOVES, IntakeState.FAILED, IntakeState.READING)
    assert not may_move(INTAKE_MOVES, IntakeState.FAILED, IntakeState.DRAFTED)


def test_an_illegal_move_names_what_it_tried() -> None:
    require_move(PLAN_MOVES, PlanState.DRAFT, PlanState.ISSUED)
    with pytest.raises(IllegalMoveError, match="issued → draft"):
        require_move(PLAN_MOVES, PlanState.ISSUED, PlanState.DRAFT)


def test_only_what_is_owed_makes_duties() -> None:
    assert [kind for kind in AssignmentKind if kind.makes_duties] == [AssignmentKind.OWED]
