"""What can be done to a plan before it is issued."""

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
from lantoa.plans.operations.repeating import decide_repeat, propose_again

__all__ = [
    "add_item",
    "add_obligation",
    "create_draft_plan",
    "decide_repeat",
    "drop_draft",
    "propose_again",
    "register_release",
    "remove_item",
    "remove_obligation",
    "update_item",
    "update_obligation",
    "update_plan_header",
]
