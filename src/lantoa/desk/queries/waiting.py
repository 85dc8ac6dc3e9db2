"""What bodies stated or declared and a coordinator has not answered yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.domain.lifecycle import CompletionState
from lantoa.domain.period import PeriodKind, period_of
from lantoa.results.models import Completion, Statement

STATED, FINISHED = "neu", "hoan-thanh"


@dataclass(frozen=True)
class WaitingRow:
    """One thing to answer: what it says, whose, since when, and where it is answered."""

    title: str
    agency: str
    about: str
    text: str
    at: datetime
    url: str


def statements(seats: frozenset[int], user_id: int) -> QuerySet[Statement]:
    """Statements under the plans that the agencies coordinate, but for those the person made. Page by KEYS[STATED]."""
    rows = Statement.objects.filter(state=CompletionState.DECLARED, assignment__plan__coordinator__in=seats)
    return rows.exclude(stated_by=user_id)


def completions(seats: frozenset[int], user_id: int) -> QuerySet[Completion]:
    """Declared completions under the plans that the agencies coordinate, but for those the person declared."""
    rows = Completion.objects.filter(state=CompletionState.DECLARED, item__plan__coordinator__in=seats)
    return rows.exclude(declared_by=user_id)


KEYS = {STATED: ("stated_at", "id"), FINISHED: ("declared_at", "id")}  # who has waited longest stands first


def ready(kind: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with what their lines show, in the order of KEYS."""
    if kind == STATED:
        parts = ("assignment__agency", "assignment__plan", "assignment__item", "assignment__obligation")
        return rows.select_related(*parts)
    return rows.select_related("agency", "item__plan")


def row_of(kind: str, row: Any) -> WaitingRow:
    """A statement or completion as a line of the list."""
    if kind == STATED:
        given = row.assignment
        quarter = period_of(row.starts_on, PeriodKind.QUARTER).label()
        return WaitingRow(
            title=_capital(given.obligation.what),
            agency=given.agency.short_name,
            about=f"{quarter} · {given.plan.short_name} · {given.item.short_ref}",
            text=row.text,
            at=row.stated_at,
            url=reverse("results:decide_statement", args=[row.public_id]),
        )
    return WaitingRow(
        title=row.item.title,
        agency=row.agency.short_name,
        about=f"hoàn thành ngày {row.finished_on:%d/%m/%Y} · {row.item.plan.short_name} · {row.item.short_ref}",
        text=row.note,
        at=row.declared_at,
        url=reverse("results:decide_completion", args=[row.public_id]),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
