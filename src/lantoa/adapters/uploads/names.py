"""The name a file came with, made safe to show, to store in a column and to send back in a header."""

import re
import unicodedata

from lantoa.vietnamese import nfc

_LONGEST = 100
_FORBIDDEN = re.compile(r'[<>:"|?*]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def clean_filename(name: str, *, suffix: str, fallback: str) -> str:
    """Give the last part of ``name`` without what could mislead, ending in the true ``suffix``.

    Folders, control and direction-changing characters are dropped, as are characters no file system likes; letters
    keep their accents. ``fallback`` stands in when nothing is left.
    """
    last = re.split(r"[/\\]", nfc(name))[-1]
    visible = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    stem = _FORBIDDEN.sub("-", visible).strip()
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", stem).strip(" .")
    stem = stem[:_LONGEST].rstrip(" .")
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return (stem or fallback) + suffix
