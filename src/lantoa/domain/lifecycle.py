"""The states and kinds of the main objects, and which moves between states are legal."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar


class PlanState(StrEnum):
    """This will say where a plan stands, from «dự thảo» to «đã kết thúc», «đã được thay thế», «đã thu hồi».

    A draft is typed or read, submitted, returned or approved; an issued plan has number, date and signer, and only
    then owes. MERGED is an amendment that was issued: a document of its own whose changes live in the plan it amends.
    DROPPED is a draft given up after it had been submitted: its process is kept.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    DROPPED = "dropped"
    ISSUED = "issued"
    MERGED = "merged"
    CLOSED = "closed"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"

    @property
    def is_issued(self) -> bool:
        """Whether the document went out: it has a number and a date for good."""
        return self not in UNISSUED

    @property
    def may_be_edited(self) -> bool:
        """Whether its text may still be changed by those who write it; what was submitted is locked until returned."""
        return self in EDITABLE


class PlanOrigin(StrEnum):
    """This will say why a plan was copied from another.

    AMENDMENT: a draft of changes, merged into its origin when issued; NEXT_YEAR: this year's plan moved on by a year;
    DERIVATION: a lower body's plan made from the one above.
    """

    AMENDMENT = "amendment"
    NEXT_YEAR = "next-year"
    DERIVATION = "derivation"


class ReportState(StrEnum):
    """This will say where a report stands («dự thảo», «đã gửi», «bị trả lại», «đã tiếp nhận»).

    Figures freeze on submission. Complete is not accepted: a submitted report still waits for its receiver.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class ItemKind(StrEnum):
    """This will say which part of a plan an item («mục») comes from.

    TASK: a row of the appendix; RESPONSIBILITY: a paragraph of «tổ chức thực hiện»; TARGET: «chỉ tiêu»;
    FORM: «hình thức».
    """

    TASK = "task"
    RESPONSIBILITY = "responsibility"
    TARGET = "target"
    FORM = "form"


class PartyRole(StrEnum):
    """This will say how a plan names a body beside an item: «chủ trì», «phối hợp» or «đề nghị»."""

    LEAD = "lead"
    SUPPORT = "support"
    REQUEST = "request"


class AssignmentKind(StrEnum):
    """This will say what an assignment asks of its agency.

    Only OWED («nhiệm vụ được giao») has duties, dates and a verdict. SUPPORT («nhiệm vụ phối hợp») may be credited
    and owes nothing; REQUEST («đề nghị») is recorded and thanked, never overdue, reminded or ranked.
    """

    OWED = "owed"
    SUPPORT = "support"
    REQUEST = "request"

    @property
    def makes_duties(self) -> bool:
        """Whether duties come of it: only what is owed can fall due."""
        return self is AssignmentKind.OWED


class Share(StrEnum):
    """This will say how several leads share one obligation.

    EACH: every one of them owes it («mỗi cơ quan»); TOGETHER: they owe it once, as one set of holders («cùng
    thực hiện»).
    """

    EACH = "each"
    TOGETHER = "together"


class CompletionState(StrEnum):
    """This will say how far an item's «hoàn thành» has come.

    The lead declares it; the coordinator accepts or returns it.
    """

    DECLARED = "declared"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class IntakeState(StrEnum):
    """This will say what has become of an uploaded plan document.

    READING: in the queue or being read; READ: waits for a person's corrections; FAILED: could not be read, with the
    reason kept; DRAFTED: made into a draft plan.
    """

    READING = "reading"
    READ = "read"
    FAILED = "failed"
    DRAFTED = "drafted"


class VerificationState(StrEnum):
    """This will say what the coordinator found of a result: «chưa xác nhận», «đã xác nhận», «không xác nhận»."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    REJECTED = "rejected"


class ReorganisationState(StrEnum):
    """This will say where a reorganisation of bodies stands («đang chuẩn bị», «đã thực hiện»).

    A draft may change or be dropped; what was applied is never undone, another decision corrects it.
    """

    DRAFT = "draft"
    APPLIED = "applied"


class DutyState(StrEnum):
    """This will say whether a duty still applies; one that an amendment ended is closed, never deleted."""

    OPEN = "open"
    CLOSED = "closed"


class PlanPaperKind(StrEnum):
    """This will say what a document about an issued plan does (Decree 30/2020/NĐ-CP, Article 18).

    CORRECTION («đính chính») mends a slip of words and changes no duty; WITHDRAWAL («thu hồi») ends them all.
    """

    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


EDITABLE = (PlanState.DRAFT, PlanState.RETURNED)
UNDER_WAY = (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.RETURNED, PlanState.APPROVED)
UNISSUED = (*UNDER_WAY, PlanState.DROPPED)
# Plans whose duties are counted as far as they are open: what fell due before a plan was replaced stays owed.
COUNTING = (PlanState.ISSUED, PlanState.CLOSED, PlanState.REPLACED, PlanState.WITHDRAWN)

S = TypeVar("S", bound=StrEnum)
Moves = Mapping[S, frozenset[S]]

PLAN_MOVES: Moves[PlanState] = {
    # Straight to ISSUED (or MERGED, for an amendment) where the signed paper already exists.
    PlanState.DRAFT: frozenset({PlanState.SUBMITTED, PlanState.ISSUED, PlanState.MERGED, PlanState.DROPPED}),
    PlanState.SUBMITTED: frozenset({PlanState.RETURNED, PlanState.APPROVED, PlanState.DRAFT}),
    # Who was told to mend a draft sends it again: a returned one is not issued.
    PlanState.RETURNED: frozenset({PlanState.SUBMITTED, PlanState.DROPPED}),
    PlanState.APPROVED: frozenset({PlanState.ISSUED, PlanState.MERGED, PlanState.RETURNED}),
    PlanState.DROPPED: frozenset(),
    # What is issued is never a draft again: an amendment is a document of its own.
    PlanState.ISSUED: frozenset({PlanState.CLOSED, PlanState.REPLACED, PlanState.WITHDRAWN}),
    PlanState.MERGED: frozenset(),
    PlanState.CLOSED: frozenset(),
    PlanState.REPLACED: frozenset(),
    PlanState.WITHDRAWN: frozenset(),
}

REPORT_MOVES: Moves[ReportState] = {
    ReportState.DRAFT: frozenset({ReportState.SUBMITTED}),
    ReportState.SUBMITTED: frozenset({ReportState.RETURNED, ReportState.ACCEPTED}),
    ReportState.RETURNED: frozenset({ReportState.SUBMITTED}),
    # A correction after acceptance is a new version of the report, with its difference, not a move.
    ReportState.ACCEPTED: frozenset(),
}

COMPLETION_MOVES: Moves[CompletionState] = {
    CompletionState.DECLARED: frozenset({CompletionState.ACCEPTED, CompletionState.RETURNED}),
    CompletionState.RETURNED: frozenset({CompletionState.DECLARED}),
    # Acceptance may be taken back when evidence turns out to be wrong.
    CompletionState.ACCEPTED: frozenset({CompletionState.RETURNED}),
}

INTAKE_MOVES: Moves[IntakeState] = {
    IntakeState.READING: frozenset({IntakeState.READ, IntakeState.FAILED}),
    IntakeState.READ: frozenset({IntakeState.DRAFTED, IntakeState.READING}),
    IntakeState.FAILED: frozenset({IntakeState.READING}),
    IntakeState.DRAFTED: frozenset(),
}

VERIFICATION_MOVES: Moves[VerificationState] = {
    VerificationState.UNVERIFIED: frozenset({VerificationState.VERIFIED, VerificationState.REJECTED}),
    VerificationState.VERIFIED: frozenset({VerificationState.REJECTED, VerificationState.UNVERIFIED}),
    # A corrected result waits for a second look; nobody turns a refusal straight into a confirmation.
    VerificationState.REJECTED: frozenset({VerificationState.UNVERIFIED}),
}

DUTY_MOVES: Moves[DutyState] = {
    DutyState.OPEN: frozenset({DutyState.CLOSED}),
    # An amendment may bring back what an earlier one ended.
    DutyState.CLOSED: frozenset({DutyState.OPEN}),
}


class IllegalMoveError(ValueError):
    """This will say that an object may not go from the one state to the other."""


def may_move(table: Moves[S], from_state: S, to_state: S) -> bool:
    """Whether the table of legal moves allows the step; staying is no move. Raises KeyError for a foreign state."""
    return to_state in table[from_state]


def require_move(table: Moves[S], from_state: S, to_state: S) -> None:
    """This will raise IllegalMoveError unless the table allows the step."""
    if not may_move(table, from_state, to_state):
        raise IllegalMoveError(f"{type(from_state).__name__}: {from_state} → {to_state}")
