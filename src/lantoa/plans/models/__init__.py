"""A plan, its items, and what each item obliges."""

from lantoa.plans.models.items import Item, Measure, Obligation, Party, Product
from lantoa.plans.models.plan import Plan, PlanText

__all__ = ["Item", "Measure", "Obligation", "Party", "Plan", "PlanText", "Product"]
