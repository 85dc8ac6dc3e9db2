"""A plan as an official document, laid out by lantoa.paper."""

from lantoa.paper import Document
from lantoa.paper.plans import plan_document
from lantoa.plans.models import Plan
from lantoa.plans.queries import plan_as_json


def to_document(plan: Plan) -> Document:
    """The whole plan as paper: its text in its own order, its tasks as annexes. What a draft does not say is blank."""
    drafter = plan.drafter.symbol if plan.drafter_id != plan.issuer_id else ""
    return plan_document(plan_as_json(plan), filed=", ".join(["VT", *filter(None, [drafter])]))


def file_name(plan: Plan) -> str:
    """A name for a download: the number where there is one, then the subject."""
    draft = "" if plan.number else " (dự thảo)"
    return " ".join(filter(None, [plan.document_type, plan.number, plan.subject[:80].strip()])) + draft
