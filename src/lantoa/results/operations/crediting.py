"""What a result counts for: its own agency's duties, and those of bodies it works with on the same item."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.assignments.models import Assignment, Duty, DutyHolder
from lantoa.audit.operations import record
from lantoa.domain.lifecycle import DutyState, VerificationState
from lantoa.persistence.refusal import Refused
from lantoa.results import access
from lantoa.results.counting import recount
from lantoa.results.models import Credit, Result


class CreditTo(NamedTuple):
    """Count a result for an assignment, or for one of its duties, with so many of its quantity."""

    assignment_id: int
    duty_id: int | None
    quantity: int


def save_credits(result: Result, wanted: Iterable[CreditTo], *, own: frozenset[int]) -> tuple[set[int], set[int]]:
    """Make a result's credits exactly these; gives the ids of duties and assignments to recount.

    in: the result, what it counts for, ids of the agencies for which the person records. Raises Refused for what is
    not in force, is not the agency's business, or is more than the result.
    """
    old = {(row.assignment_id, row.duty_id): row for row in result.credits.select_for_update()}
    given = {(one.assignment_id, one.duty_id): one.quantity for one in wanted}
    # What stands already stays as it is, also for a duty that ended since or a body that no longer works beside.
    kept = {key: quantity for key, quantity in given.items() if key in old and old[key].quantity == quantity}
    fresh = [CreditTo(*key, quantity) for key, quantity in given.items() if key not in kept]
    rows = kept | _checked(result, fresh, own)
    touched = list(old.values())
    gone = [row.pk for key, row in old.items() if key not in rows]
    Credit.objects.filter(pk__in=gone).delete()
    for key, quantity in rows.items():
        Credit.objects.update_or_create(
            result=result,
            assignment_id=key[0],
            duty_id=key[1],
            defaults={"quantity": quantity, "counted_on": result.happened_on, "counts": is_live(result)},
        )
    duties = {row.duty_id for row in touched} | {duty_id for _, duty_id in rows}
    assignments = {row.assignment_id for row in touched} | {assignment_id for assignment_id, _ in rows}
    return {pk for pk in duties if pk is not None}, assignments


def is_live(result: Result) -> bool:
    """Whether a result counts: not taken back, and not found wrong by the coordinator; unconfirmed ones count."""
    return result.withdrawn_at is None and result.verification != VerificationState.REJECTED


def _checked(result: Result, wanted: list[CreditTo], own: frozenset[int]) -> dict[tuple[int, int | None], int]:
    assignments = Assignment.objects.in_bulk([credit.assignment_id for credit in wanted])
    duties = Duty.objects.in_bulk([credit.duty_id for credit in wanted if credit.duty_id is not None])
    shared = set(Assignment.objects.filter(agency_id__in=own).order_by().values_list("item_id", flat=True))
    held = set(DutyHolder.objects.filter(duty__in=duties).values_list("duty_id", "assignment_id"))
    found: dict[tuple[int, int | None], int] = {}
    for credit in wanted:
        assignment = assignments.get(credit.assignment_id)
        duty = duties.get(credit.duty_id) if credit.duty_id is not None else None
        if assignment is None or (credit.duty_id is not None and (credit.duty_id, credit.assignment_id) not in held):
            raise Refused("Nhiệm vụ được chọn không còn. Hãy tải lại trang.", field="credits")
        if assignment.agency_id not in own and assignment.item_id not in shared:
            sentence = "Chỉ tính cho việc của cơ quan mình, hoặc của cơ quan cùng thực hiện một mục."
            raise Refused(sentence, field="credits")
        if assignment.state != DutyState.OPEN or (duty is not None and duty.state != DutyState.OPEN):
            raise Refused("Nhiệm vụ này đã kết thúc, không tính thêm được.", field="credits")
        if not 1 <= credit.quantity <= result.quantity:
            sentence = f"Phần tính cho một việc phải từ 1 đến {result.quantity}, là số lượng của kết quả."
            raise Refused(sentence, field="credits")
        found[credit.assignment_id, credit.duty_id] = credit.quantity
    return found


@transaction.atomic
def change_credits(*, actor: User, result: Result, credit_to: Iterable[CreditTo], seen: str | None = None) -> Result:
    """Set anew what a result counts for.

    in: the result, what it counts for from now on, the mark of what it counted for when the form was made.
    Raises Forbidden; Refused when that changed since, and for what cannot be credited.
    """
    row = Result.objects.select_for_update().get(pk=result.pk)
    person = reach_of(actor, clock.today())
    require(access.may_change(person, row))
    if row.withdrawn_at is not None:
        raise Refused("Kết quả này đã được bỏ, không đổi được nữa.")
    if seen is not None and seen != credits_mark(row):
        raise Refused("Người khác vừa đổi việc được tính của kết quả này. Hãy tải lại trang để xem rồi đổi tiếp.")
    before = _said(row)
    duties, assignments = save_credits(row, credit_to, own=access.recording_agencies(person))
    recount(duties, assignments)
    changes = {"credits": [before, _said(row)]}
    record(operation="change_credits", actor=actor, obj=row, agency=row.agency, changes=changes)
    return row


def credits_mark(result: Result) -> str:
    """A short digest of what a result counts for."""
    rows = result.credits.order_by("assignment_id", "duty_id").values_list("assignment_id", "duty_id", "quantity")
    return hashlib.sha256(str(list(rows)).encode()).hexdigest()[:16]


def _said(result: Result) -> list[str]:
    rows = result.credits.select_related("duty__obligation", "duty__agency", "assignment__agency").order_by("pk")
    return [f"{row.duty or row.assignment}: {row.quantity}" for row in rows]


def set_life(result: Result) -> None:
    """Let the credits count, or stop counting, as the result does; and count again. Inside a transaction."""
    credits = list(result.credits.select_for_update())
    Credit.objects.filter(result=result).update(counts=is_live(result))
    recount({row.duty_id for row in credits if row.duty_id is not None}, {row.assignment_id for row in credits})
