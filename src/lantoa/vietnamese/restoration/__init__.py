"""Text whose accents or letters were lost or bent → the Vietnamese it most likely was. Pure."""

from lantoa.vietnamese.restoration.condition import Condition, Measure, measure
from lantoa.vietnamese.restoration.lost import restore_lost
from lantoa.vietnamese.restoration.ocr import restore_ocr
from lantoa.vietnamese.restoration.result import Restoration


def restore(text: str) -> Restoration:
    """Make a text right Vietnamese, whatever happened to it; sound or foreign text comes back as it is.

    In: a whole text, since its condition is measured over all of it. Out: the text with as many lines, and where it is
    doubtful. Digits, dates and links are never changed.
    """
    condition = measure(text).condition
    if condition is Condition.ACCENTS_LOST:
        return restore_ocr(text)
    if condition is Condition.LETTERS_LOST:
        return restore_lost(text)
    return Restoration(text)


__all__ = ["Condition", "Measure", "Restoration", "measure", "restore", "restore_lost", "restore_ocr"]
