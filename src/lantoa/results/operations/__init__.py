"""What can be done to results, statements and completions."""

from lantoa.results.operations.completing import decide_completion, declare_completion
from lantoa.results.operations.crediting import CreditTo, change_credits
from lantoa.results.operations.fetching import ask_for_page, fill_in_page
from lantoa.results.operations.recording import Questioned, record_result
from lantoa.results.operations.stating import decide_statement, state_standing
from lantoa.results.operations.verifying import verify_result
from lantoa.results.operations.withdrawing import undo_result, withdraw_result

__all__ = [
    "CreditTo",
    "Questioned",
    "ask_for_page",
    "change_credits",
    "decide_completion",
    "decide_statement",
    "declare_completion",
    "fill_in_page",
    "record_result",
    "state_standing",
    "undo_result",
    "verify_result",
    "withdraw_result",
]
