"""What every official document says in the same words, put right in damaged text: motto, number, list marks."""

import re
from collections.abc import Iterator, Sequence

from lantoa.reading.structure.labels import in_roman

LETTERS = "abcdđeghiklmnopqrstuvxy"
# Decree 30/2020/NĐ-CP, Appendix I: the motto stands in these words at the head of every document.
_MOTTO = re.compile(r"\S+ +[^\W_]?\S{0,2}p\s*[-–]\s*\S+ +do\s*[-–]\s*\S+ +ph\S+\s*$")
_NUMBER = re.compile(r"^S\S{0,2}?\s?[:;]\s*(?=[\d.…_\s]*/)")
_DAY = re.compile(r"(ngày)[\s.…_]*(\d{1,2})[\s.…_]*(tháng)[\s.…_]*(\d{1,2})[\s.…_]*(năm)", re.IGNORECASE)
_LETTER_MARK = re.compile(r"^([a-zđ¢])\)\s")
_ROMAN_MARK = re.compile(r"^(?=[l1|]*[IVX])([IVXl1|]{1,5})[.)]\s+(?=[A-ZĐÀ-Ỹ])")
_RECIPIENTS = re.compile(r"^N\S{1,2}i\s+n\S{2,3}n\s?:")
_STRAY = re.compile(r"^[‘’'`·.,]\s?(?=(?:[a-zđ]\)|\d{1,2}\.)\s)")  # a speck before a mark
_NEAR = {"¢": "cđ", "d": "dđ", "đ": "dđ", "b": "b", "c": "ce", "e": "ec", "g": "g"}


def mended(lines: Sequence[str]) -> list[str]:
    """The same lines with fixed formulas and the marks of lists as their order wants them."""
    return list(_marked(_formula(line) for line in lines))


def _formula(line: str) -> str:
    line = _STRAY.sub("", line)
    line = _RECIPIENTS.sub("Nơi nhận:", line)
    line = _MOTTO.sub("Độc lập - Tự do - Hạnh phúc", line)
    return _DAY.sub(r"\1 \2 \3 \4 \5", _NUMBER.sub("Số: ", line))


def _marked(lines: Iterator[str]) -> Iterator[str]:
    letter, roman = "", 0
    for line in lines:
        lettered, numbered = _LETTER_MARK.match(line), _ROMAN_MARK.match(line)
        if lettered:
            letter = _next_letter(letter, lettered[1])
            line = letter + line[1:]
        elif numbered:
            mark = _next_roman(roman, numbered[1])
            roman, letter = roman + 1 if mark == in_roman(roman + 1) else roman, ""
            line = mark + line[len(numbered[1]) :]
        elif re.match(r"\d+\.\s", line):
            letter = ""
        yield line


def _next_letter(last: str, read: str) -> str:
    """The letter of a list behind `last`: đ where d is read a second time, c where its sign was misread."""
    due = LETTERS[LETTERS.find(last) + 1 : LETTERS.find(last) + 2] if last else "a"
    return due if due and due in _NEAR.get(read, "") else read


def _next_roman(last: int, read: str) -> str:
    """The roman number of a section behind number `last`; a lost or doubled stroke is put right, no more."""
    plain, due = re.sub(r"[l1|]", "I", read), in_roman(last + 1)
    strokes = abs(plain.count("I") - due.count("I"))
    return due if plain.replace("I", "") == due.replace("I", "") and strokes <= 1 else plain
