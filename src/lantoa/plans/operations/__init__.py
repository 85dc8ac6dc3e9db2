"""What can be done to a plan: before it is issued, on its way to approval, and afterwards."""

from lantoa.plans.operations.approving import approve_plan, recall_plan, return_plan, submit_plan
from lantoa.plans.operations.creating import create_draft_plan
from lantoa.plans.operations.dropping import drop_draft, register_release
from lantoa.plans.operations.editing import (
    add_item,
    add_obligation,
    remove_item,
    remove_obligation,
    update_item,
    update_obligation,
    update_plan_header,
)
from lantoa.plans.operations.ordering import move_item
from lantoa.plans.operations.repeating import decide_repeat, propose_again
from lantoa.plans.operations.staleness import Stale
from lantoa.plans.operations.texts import add_text, remove_text, update_text

__all__ = [
    "Stale",
    "add_item",
    "add_obligation",
    "add_text",
    "approve_plan",
    "create_draft_plan",
    "decide_repeat",
    "drop_draft",
    "move_item",
    "propose_again",
    "recall_plan",
    "register_release",
    "remove_item",
    "remove_obligation",
    "remove_text",
    "return_plan",
    "submit_plan",
    "update_item",
    "update_obligation",
    "update_plan_header",
    "update_text",
]
