"""Words in capitals that stand by themselves on a page: marks of secrecy, titles above a signature."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from lantoa.vietnamese import fold

_MARKS = {"toi mat": "TỐI MẬT", "tuyet mat": "TUYỆT MẬT"}
_OFFICES = frozenset({"CHỦ", "GIÁM", "CHÁNH", "TRƯỞNG", "CỤC", "VỤ", "BÍ"})


def marks_of_secrecy(texts: Sequence[str]) -> Iterator[str]:
    """The marks among a page's words, also where a stamp ran into a line of text or lost an accent.

    A mark is all of the capitals between words in small letters: «BÍ MẬT NHÀ NƯỚC» in a heading is none.
    """
    for is_capital, words in groupby(texts, key=_is_in_capitals):
        run = " ".join(word.strip(".,:;|-_*[]()") for word in words).strip() if is_capital else ""
        # «MẶT» or «MẤT» alone may be words of a table; two words can only be the mark.
        if run == "MẬT" or fold(run) in _MARKS:
            yield _MARKS.get(fold(run), run)


def _is_in_capitals(text: str) -> bool:
    return text.isupper() and not any(sign.isdigit() for sign in text)


def right_titles(texts: Sequence[str]) -> list[str]:
    """Titles above a signature, where a stamp lies on the accents: «PHO CHỦ TỊCH»."""
    behind = [*texts[1:], ""]
    return [
        "PHÓ" if text != "PHÓ" and fold(text) == "pho" and text.isupper() and after in _OFFICES else text
        for text, after in zip(texts, behind, strict=True)
    ]
