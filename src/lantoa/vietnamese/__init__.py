"""Vietnamese text: normal form, folding for search, sort order, numbers and dates in words. Pure."""

from lantoa.vietnamese.folding import fold, nfc
from lantoa.vietnamese.sorting import sort_key
from lantoa.vietnamese.words import date_in_words, number_in_words

__all__ = ["date_in_words", "fold", "nfc", "number_in_words", "sort_key"]
