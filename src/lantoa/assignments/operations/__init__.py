"""What can be done with a plan's words, its issue, and what it gives to each body."""

from lantoa.assignments.operations.amending import amend_plan
from lantoa.assignments.operations.delegating import give_assignment, give_duty, pass_back_work, take_back_work
from lantoa.assignments.operations.difficulties import (
    answer_difficulty,
    decide_difficulty,
    pass_up_difficulty,
    propose_solution,
    raise_difficulty,
    withdraw_difficulty,
)
from lantoa.assignments.operations.ending import close_plan, withdraw_plan
from lantoa.assignments.operations.extending import (
    ask_extension,
    grant_extension,
    refuse_extension,
    withdraw_extension,
)
from lantoa.assignments.operations.issuing import issue_plan, preview
from lantoa.assignments.operations.resolving import Decision, save_resolutions

__all__ = [
    "Decision",
    "amend_plan",
    "answer_difficulty",
    "ask_extension",
    "close_plan",
    "decide_difficulty",
    "give_assignment",
    "give_duty",
    "grant_extension",
    "issue_plan",
    "pass_back_work",
    "pass_up_difficulty",
    "preview",
    "propose_solution",
    "raise_difficulty",
    "refuse_extension",
    "save_resolutions",
    "take_back_work",
    "withdraw_difficulty",
    "withdraw_extension",
    "withdraw_plan",
]
