"""A plan, its items, and what each item obliges."""

from lantoa.plans.models.cascade import (
    CASCADE_KIND_LABELS,
    DECISION_LABELS,
    PAIR_STATE_LABELS,
    STANCE_LABELS,
    Adoption,
    AdoptionPair,
    Cascade,
)
from lantoa.plans.models.items import (
    EVERY_LABELS,
    ITEM_KIND_LABELS,
    PARTY_ROLE_LABELS,
    SHARE_LABELS,
    Item,
    Measure,
    Obligation,
    Party,
    Product,
)
from lantoa.plans.models.life import PLAN_PAPER_LABELS, PlanMove, PlanPaper, PlanVersion, SignedFile
from lantoa.plans.models.plan import PLAN_ORIGIN_LABELS, PLAN_STATE_LABELS, ROLL_LABELS, TEXT_PARTS, Plan, PlanText

__all__ = [
    "CASCADE_KIND_LABELS",
    "DECISION_LABELS",
    "EVERY_LABELS",
    "ITEM_KIND_LABELS",
    "PAIR_STATE_LABELS",
    "PARTY_ROLE_LABELS",
    "PLAN_ORIGIN_LABELS",
    "PLAN_PAPER_LABELS",
    "PLAN_STATE_LABELS",
    "ROLL_LABELS",
    "SHARE_LABELS",
    "STANCE_LABELS",
    "TEXT_PARTS",
    "Adoption",
    "AdoptionPair",
    "Cascade",
    "Item",
    "Measure",
    "Obligation",
    "Party",
    "Plan",
    "PlanMove",
    "PlanPaper",
    "PlanText",
    "PlanVersion",
    "Product",
    "SignedFile",
]
