"""What can be done to a plan: before it is issued, on its way to approval, and afterwards."""

from lantoa.plans.operations.amending import amendment_under_way, start_amendment
from lantoa.plans.operations.approving import approve_plan, recall_plan, return_plan, submit_plan
from lantoa.plans.operations.correcting import Slip, correct_plan
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
from lantoa.plans.operations.filing import keep_signed_file
from lantoa.plans.operations.next_year import start_next_year
from lantoa.plans.operations.ordering import move_item
from lantoa.plans.operations.repeating import decide_repeat, propose_again
from lantoa.plans.operations.staleness import Stale
from lantoa.plans.operations.texts import add_text, remove_text, update_text

__all__ = [
    "Slip",
    "Stale",
    "add_item",
    "add_obligation",
    "add_text",
    "amendment_under_way",
    "approve_plan",
    "correct_plan",
    "create_draft_plan",
    "decide_repeat",
    "drop_draft",
    "keep_signed_file",
    "move_item",
    "propose_again",
    "recall_plan",
    "register_release",
    "remove_item",
    "remove_obligation",
    "remove_text",
    "return_plan",
    "start_amendment",
    "start_next_year",
    "submit_plan",
    "update_item",
    "update_obligation",
    "update_plan_header",
    "update_text",
]
