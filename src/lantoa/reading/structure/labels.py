"""The number, letter or bullet at the head of a line, and how deep such a mark usually stands."""

import re
from dataclasses import dataclass

_ROMAN = re.compile(r"([IVXLC]{1,7})\s*(?:[.)/:]|\s[-–])\s*(?=\S)|([IVX]{2,7})\s+(?=[A-ZÀ-Ỹ])")
_ROMAN_SHAPE = re.compile(r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_PART = re.compile(
    r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:thứ\s+|THỨ\s+)?([IVXLC]{1,6}|\d{1,2}|nhất|hai|ba|tư|năm|NHẤT|HAI|BA|TƯ|NĂM)\b\s*[.:\-–]?\s*"
)
_ARTICLE = re.compile(r"(?:Điều|ĐIỀU)\s+(\d{1,2})\s*[.:]\s*")
_UPPER = re.compile(r"([A-HĐ])\s*[.)]\s+(?=\S)")
_MULTI = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s*[.)/:]?(?:\s+|(?<=[.)])(?=\D))(?=\S)")
_NUMBER = re.compile(r"(\d{1,2})\s*(?:[.)/](?!\d)|\s[-–](?=\s))\s*(?=\S)")
_LETTER = re.compile(r"([a-zđ])\s*(?:[)/]|\.(?=\s))\s*(?=\S)")
_BULLET = re.compile(r"([-–—−•·▪●○◦►*+])\s*(?=\S)")
_WORD_NUMBERS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5}
_LETTERS = "abcdđefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Label:
    """A mark at the head of a line.

    kind: part, article, upper, roman, number, multi, letter, dash, plus, star; `value` is how it is
    written in a ref ("IV", "1", "1.3", "đ", "" for bullets); `order` its place in its series, 0 for bullets.
    """

    kind: str
    value: str
    order: int
    text: str  # as printed, for the rendered line


def split_label(text: str) -> tuple[Label | None, str]:
    """The label at the head of a line and the rest; (None, text) when there is none."""
    for pattern, build in _PATTERNS:
        match = pattern.match(text)
        if match:
            label = build(match)
            if label is not None:
                return label, text[match.end() :].strip()
    return None, text


def _printed(match: re.Match[str]) -> str:
    return match.group().strip()


def _part(match: re.Match[str]) -> Label | None:
    value = match.group(1)
    order = _WORD_NUMBERS.get(value.lower()) or (int(value) if value.isdigit() else roman_value(value))
    written = value.upper() if value.isdigit() else in_roman(order)
    return Label("part", written, order, _printed(match)) if 0 < order < 40 else None


def _article(match: re.Match[str]) -> Label | None:
    return Label("article", f"Điều {match.group(1)}", int(match.group(1)), _printed(match))


def _roman(match: re.Match[str]) -> Label | None:
    value = match.group(1) or match.group(2)
    order = roman_value(value)
    # "C." and "L." alone head lettered parts A, B, C far more often than sections 100 and 50.
    return Label("roman", value, order, _printed(match)) if order and value not in ("C", "L") else None


def _upper(match: re.Match[str]) -> Label | None:
    return Label("upper", match.group(1), "ABCDĐEGH".find(match.group(1)) + 1, _printed(match))


def _multi(match: re.Match[str]) -> Label | None:
    value = match.group(1)
    return Label("multi", value, int(value.rpartition(".")[2]), _printed(match))


def _number(match: re.Match[str]) -> Label | None:
    return Label("number", str(int(match.group(1))), int(match.group(1)), _printed(match))


def _letter(match: re.Match[str]) -> Label | None:
    return Label("letter", match.group(1), _LETTERS.find(match.group(1)) + 1, _printed(match))


def _bullet(match: re.Match[str]) -> Label | None:
    mark = match.group(1)
    return Label("plus" if mark == "+" else "star" if mark == "*" else "dash", "", 0, "-" if mark not in "+*" else mark)


_PATTERNS = (
    (_PART, _part), (_ARTICLE, _article), (_ROMAN, _roman), (_UPPER, _upper),
    (_MULTI, _multi), (_NUMBER, _number), (_LETTER, _letter), (_BULLET, _bullet),
)  # fmt: skip


def roman_value(text: str) -> int:
    """A roman numeral's value up to 99, 0 when it is none."""
    if not text or not _ROMAN_SHAPE.fullmatch(text):
        return 0
    total = 0
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    for letter, after in zip(text, [*text[1:], ""], strict=True):
        total += -worth[letter] if after and worth[letter] < worth[after] else worth[letter]
    return total


def in_roman(number: int) -> str:
    """A section's number in roman letters, 1 to 39."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
