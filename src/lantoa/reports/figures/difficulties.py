"""Difficulties of a reporting period: what the body and those below it raised in it, and what became of each."""

from typing import Any

from lantoa.agencies import tree
from lantoa.assignments.models import DIFFICULTY_STATE_LABELS, Difficulty
from lantoa.assignments.queries.difficulties import last_words, raised_within
from lantoa.domain.difficulty import WAITING, DifficultyState, DifficultyStep
from lantoa.reports.figures.scope import Scope

Json = dict[str, Any]


def difficulties(scope: Scope) -> list[Json]:
    """One entry a difficulty raised in the window by the scope's agencies or any body below them, in the order raised.

    `state` is as of the day of asking; `waits_at` is empty once it is answered; `answer` is what came down. Three
    queries, two where nothing was raised.
    """
    below = tree.with_below(scope.agency_ids, scope.window.last_day)
    rows = raised_within(below, scope.window.start, scope.window.end)
    if scope.plan_ids is not None:
        rows = rows.filter(plan_id__in=scope.plan_ids)
    found = list(rows)
    answers = last_words(found, DifficultyStep.ANSWER) if found else {}
    return [_json(row, answers[row.pk].text if row.pk in answers else "") for row in found]


def _json(row: Difficulty, answer: str) -> Json:
    return {
        "id": row.public_id,
        "raised_on": row.raised_on.isoformat(),
        "agency": row.agency.short_name,
        "plan": row.plan.short_name,
        "ref": row.item.short_ref if row.item else "",
        "text": row.text,
        "wish": row.wish,
        "state": DIFFICULTY_STATE_LABELS[DifficultyState(row.state)],
        "waits_at": row.waits_at.short_name if row.state in WAITING else "",
        "answered": row.state == DifficultyState.ANSWERED,
        "answer": answer,
    }
