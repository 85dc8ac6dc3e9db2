"""The normal form in which text is kept, and the folded form in which it is searched."""

import re
import unicodedata

# Đ has four look-alikes in Unicode; Icelandic Ð and African Ɖ turn up in converted documents.
_STROKED_D = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Zero-width marks, soft hyphens and byte order marks: invisible, so two equal-looking words would differ.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def nfc(text: str) -> str:
    """Text in the form the product stores: composed letters (NFC), the one Đ, plain spaces, nothing invisible.

    In: any text. Out: text that looks the same; lines and tabs are kept, the place of a tone ("uỷ", "ủy") too.
    """
    visible = _INVISIBLE.sub("", _ODD_SPACE.sub(" ", text))
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", visible).translate(_STROKED_D))


def fold(text: str) -> str:
    """Text as a search column holds it: lower case, without diacritics, đ as d.

    In: any text, composed or not. Out: folded text; for Vietnamese text as many characters as `nfc(text)` has, so that
    positions agree. Folding twice changes nothing.
    """
    letters = unicodedata.normalize("NFD", nfc(text).lower())
    bare = "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", bare).replace("đ", "d")
