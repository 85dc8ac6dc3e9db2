"""A plan as Plan JSON to the document that is signed: whole, in its own order, its tasks as an annex."""

from lantoa.paper.plans.writing import plan_document

__all__ = ["plan_document"]
