"""What may stand in an official document: any text a reader can see, and nothing that hides or reorders it."""

import re
import unicodedata

_LINE_ENDS = str.maketrans(
    {"\r": "\n", "\v": "\n", "\f": "\n", "\u0085": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
)
# These show a line in another order than it is stored: a number or a name could read backwards over a signature.
_REORDERING = frozenset("\u202b\u202d\u202e\u2067")
_LINE_END = re.compile("[\r\v\f\t\u0085\u2028\u2029]")
# Whatever may be at fault, in one pass: most texts have none of it and need no look at every letter.
_SUSPECT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202b\u202d\u202e\u2067\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe-\U0010ffff]"
)
_QUOTED = 40


class UnwritableText(ValueError):  # noqa: N818 - the name says what is wrong, as ours do
    """A text that cannot stand in a document.

    `sentence` is for the person who typed it (Vietnamese, says where and what to do); `where` names the place.
    """

    def __init__(self, sentence: str, *, where: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.where = where


def written(text: str, where: str) -> str:
    """The text as it will stand on paper: NFC, every kind of line end as a newline, tabs as spaces.

    Emoji, markup, zero-width and left-to-right marks stay as they are: they are text. `where` is the Vietnamese name
    of the place, for the sentence. Raises UnwritableText for control characters, halves of characters (lone
    surrogates), code points that are no characters, and marks that reorder a line.
    """
    if _SUSPECT.search(text):
        for position, letter in enumerate(text, start=1):
            fault = _fault(letter)
            if fault:
                raise UnwritableText(_sentence(text, letter, position, fault, where), where=where)
    if _LINE_END.search(text):
        text = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    return unicodedata.normalize("NFC", text)


def _fault(letter: str) -> str:
    """Why the letter cannot be written, in Vietnamese; empty when it can."""
    code = ord(letter)
    if 0xD800 <= code <= 0xDFFF:
        return "nửa ký tự bị lỗi mã"
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "mã không phải là ký tự"
    if letter in _REORDERING:
        return "ký tự đảo chiều chữ"
    if unicodedata.category(letter) == "Cc" and letter != "\n" and ord(letter) not in _LINE_ENDS:
        return "ký tự điều khiển"
    return ""


def _sentence(text: str, letter: str, position: int, fault: str, where: str) -> str:
    seen = "".join(" " if _fault(each) else each for each in text).strip()
    quoted = seen if len(seen) <= _QUOTED else seen[:_QUOTED].rstrip() + "…"
    return (
        f"Không ghi được văn bản: {where} có {fault} (U+{ord(letter):04X}) ở vị trí {position}, trong “{quoted}”. "
        "Hãy xóa ký tự đó rồi thử lại."
    )
