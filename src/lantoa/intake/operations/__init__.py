"""Bringing a plan document in, correcting what was read, and making it a draft."""

from lantoa.intake.operations.correcting import add_place, confirm_place, confirm_places, remove_place, save_place
from lantoa.intake.operations.drafting import make_draft
from lantoa.intake.operations.receiving import (
    KeptPage,
    fail_reading,
    keep_reading,
    note_progress,
    read_again,
    receive_document,
)
from lantoa.intake.operations.removing import remove_secret

__all__ = [
    "KeptPage",
    "add_place",
    "confirm_place",
    "confirm_places",
    "fail_reading",
    "keep_reading",
    "make_draft",
    "note_progress",
    "read_again",
    "receive_document",
    "remove_place",
    "remove_secret",
    "save_place",
]
