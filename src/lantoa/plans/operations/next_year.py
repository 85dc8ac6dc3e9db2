"""Next year's plan from this year's: the same rows, dates moved on by a year, to be gone through by a person."""

from typing import Any

from django.db import transaction

from lantoa.adapters import clock
from lantoa.agencies.access import require
from lantoa.agencies.models import User
from lantoa.agencies.reach import reach_of
from lantoa.audit.operations import record
from lantoa.domain.due import DueRule
from lantoa.domain.lifecycle import UNDER_WAY, PlanOrigin, PlanState
from lantoa.domain.year_later import a_year_later, due_a_year_later, text_a_year_later, timing_words_a_year_later
from lantoa.persistence.refusal import Refused
from lantoa.plans import access, shape
from lantoa.plans.models import Item, Obligation, Plan
from lantoa.plans.operations.amending import new_draft
from lantoa.plans.operations.copying import copy_plan
from lantoa.plans.operations.moving import locked
from lantoa.vietnamese import fold

_FROM = (PlanState.ISSUED, PlanState.CLOSED)
_KEPT_TEXTS = ("basis", "reference")


@transaction.atomic
def start_next_year(*, actor: User, plan: Plan) -> Plan:
    """Begin the plan of the year after a plan's own: a draft with its rows, dates and years moved on.

    out: the draft; the one already begun, if there is one. Rows whose words could not be moved for sure carry a
    doubt. Raises Forbidden; Refused for a plan that never was in force.
    """
    row = locked(plan.pk)
    require(access.may_write(reach_of(actor, clock.today()), row))
    begun = row.copies.filter(origin_kind=PlanOrigin.NEXT_YEAR, state__in=UNDER_WAY).first()
    if begun is not None:
        return begun
    if row.state not in _FROM:
        raise Refused(f"Kế hoạch {row.get_state_display()} nên không lập kế hoạch năm sau từ đó được.")
    if row.year >= shape.LATEST_YEAR:
        raise Refused(f"Phần mềm chỉ nhận kế hoạch đến năm {shape.LATEST_YEAR}.")
    subject, _ = text_a_year_later(row.subject, row.year)
    draft = new_draft(row, actor, subject=subject, year=row.year + 1, origin_kind=PlanOrigin.NEXT_YEAR)
    moving = _Moving(row.year)
    copy_plan(source=row, into=draft, adjust=moving.one)
    for text in draft.texts.exclude(part__in=_KEPT_TEXTS):
        text.heading, _ = text_a_year_later(text.heading, row.year)
        text.text, _ = text_a_year_later(text.text, row.year)
        text.save()
    changes: dict[str, Any] = {"year": [row.year, draft.year], "doubtful": [0, moving.doubtful]}
    record(operation="start_next_year", actor=actor, obj=draft, agency=row.drafter, changes=changes)
    return draft


class _Moving:
    """Moves copies on by a year, one after another, and counts those that a person should look at."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.doubtful = 0

    def one(self, row: Item | Obligation) -> None:
        """Move one copy, which is not saved yet."""
        if isinstance(row, Item):
            self._item(row)
        else:
            self._obligation(row)

    def _item(self, row: Item) -> None:
        row.timing_words, sure = timing_words_a_year_later(row.timing_words, self.year)
        doubts = [] if sure else ["thời gian"]
        for name, label in (("title", "nội dung"), ("note", "ghi chú"), ("group_heading", "tên nhóm")):
            text, sure = text_a_year_later(getattr(row, name), self.year)
            setattr(row, name, text)
            doubts += [] if sure else [label]
        row.folded = fold(row.title)
        row.doubt = f"xem lại năm ở {', '.join(doubts)}" if doubts else ""
        self.doubtful += bool(doubts)

    def _obligation(self, row: Obligation) -> None:
        row.starts_on, row.last_on = a_year_later(row.starts_on), a_year_later(row.last_on)
        row.what, _ = text_a_year_later(row.what, self.year)
        moved = due_a_year_later(DueRule.from_json(row.due))
        row.due = moved.to_json() if moved else None
