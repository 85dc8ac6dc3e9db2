"""Reading what plans' words mean, who is assigned what, and what became of it."""

from lantoa.assignments.queries.issuing import (
    Wording,
    by_public_ids,
    doubts_of,
    issuer_existed,
    key_of,
    meanings,
    offered,
    plans_with_work_for,
    reports_waiting,
    saved_words,
    watched_in_plans,
    wordings,
)

__all__ = [
    "Wording",
    "by_public_ids",
    "doubts_of",
    "issuer_existed",
    "key_of",
    "meanings",
    "offered",
    "plans_with_work_for",
    "reports_waiting",
    "saved_words",
    "watched_in_plans",
    "wordings",
]
