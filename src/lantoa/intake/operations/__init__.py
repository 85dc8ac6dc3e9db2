"""Bringing a plan document in, correcting what was read, and making it a draft."""

from lantoa.intake.operations.correcting import add_place, confirm_place, remove_place, save_place
from lantoa.intake.operations.drafting import make_draft
from lantoa.intake.operations.receiving import fail_reading, keep_reading, note_progress, read_again, receive_document

__all__ = [
    "add_place",
    "confirm_place",
    "fail_reading",
    "keep_reading",
    "make_draft",
    "note_progress",
    "read_again",
    "receive_document",
    "remove_place",
    "save_place",
]
