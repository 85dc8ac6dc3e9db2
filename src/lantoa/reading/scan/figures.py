"""Numbers of sections, rows and quarters that a reader of pictures takes for letters, put right by their order."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from lantoa.reading.structure.labels import in_roman, roman_value
from lantoa.vietnamese import fold

_ROMAN_LIKE = re.compile(r"(?=[^V]*V?[^V]*$)[IVXHLl1|!i]{1,5}[.,)]?")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_LIKE = {"d": "đ", "9": "g", "8": "g", "q": "g", "0": "o", "1": "il", "5": "s", "6": "b"}
_STROKES = str.maketrans({"H": "II", "L": "I", "l": "I", "1": "I", "|": "I", "!": "I", "i": "I"})
_QUARTER = re.compile(r"(?P<number>[1lI|!H]{1,4}V?|[1-4])(?P<rest>(?:/\d{4})?[.,;:)]*)")
_SHAPES = str.maketrans({"A": "4", "S": "5", "l": "1", "I": "1", "|": "1", "O": "0", "B": "8", "Z": "2", "G": "6",
                         "T": "7", "b": "6", "q": "9", "g": "9", "o": "0"})  # fmt: skip


def sections(lines: Sequence[Sequence[str]]) -> list[str | None]:
    """For each line of a document its first word put right where that is a section's roman number, else None.

    A section is a roman number before words in capitals; its number follows the one before.
    """
    found = [index for index, line in enumerate(lines) if _is_section(line)]
    made: list[str | None] = [None] * len(lines)
    # «1. MỤC TIÊU» is a number unless roman ones follow.
    while found and lines[found[0]][0].rstrip(".,)").isdigit() and not _is_roman_later(lines, found[1:]):
        found.pop(0)
    reads = [_roman(lines[index][0]) for index in found]
    in_order = all(_apart(read, in_roman(place)) <= 1 for place, read in enumerate(reads, start=1))
    last = 0
    for index, read in zip(found, reads, strict=True):
        due, value = in_roman(last + 1), roman_value(read)
        repeated = _apart(read, due) <= 1 and value <= last and not (value == 1 and last > 1)
        number = due if in_order or repeated else read
        if roman_value(number):
            last = roman_value(number)
            made[index] = f"{number}."
    return made


def _is_roman_later(lines: Sequence[Sequence[str]], places: Iterable[int]) -> bool:
    return any(len(_roman(lines[index][0])) > 1 and not lines[index][0][:1].isdigit() for index in places)


def letters(lines: Sequence[Sequence[str]]) -> list[str | None]:
    """For each line its first word put right where that is a letter of a list («đ)» read «d)»), else None."""
    made: list[str | None] = [None] * len(lines)
    last = ""
    for index, line in enumerate(lines):
        match = re.fullmatch(r"(\S)\)", line[0]) if line else None
        if match is None:
            continue
        sign = match[1]
        due = "g" if last in ("e", "f") else _LETTERS[_LETTERS.find(last) + 1 : _LETTERS.find(last) + 2] if last else ""
        if due and (not (sign.isascii() and sign.isalnum()) or due in _LIKE.get(sign, "")) and sign != "đ":
            sign = due
            made[index] = f"{due})"
        last = sign if sign in _LETTERS or sign == "f" else ""
    return made


def _is_section(line: Sequence[str]) -> bool:
    if len(line) < 3 or not _ROMAN_LIKE.fullmatch(line[0]):
        return False
    words = [word for word in line[1:] if any(sign.isalpha() for sign in word)]
    return len(words) > 1 and all(word.isupper() for word in words)


def _roman(word: str) -> str:
    return word.rstrip(".,)").translate(_STROKES)


def _apart(one: str, two: str) -> int:
    """How many strokes two roman numbers differ by; far apart when more than strokes differ."""
    if one.replace("I", "") != two.replace("I", ""):
        return 9
    return abs(len(one) - len(two))


def row_numbers(texts: Sequence[str]) -> list[str]:
    """The texts of a table's number column from the top down, misread ones put right where their neighbours tell."""
    plain = [re.sub(r"(?<=^\d)[,;:]$|(?<=^\d\d)[,;:]$", ".", text.strip()) for text in texts]
    numbers = [_number(text) for text in plain]
    for index, text in enumerate(plain):
        bare = text.strip(" .,;:)")
        if numbers[index] is not None or not 0 < len(bare) < 4 or not bare.translate(_SHAPES).isdigit():
            continue
        value = int(bare.translate(_SHAPES))
        before = next((number for number in reversed(numbers[:index]) if number is not None), None)
        after = next((number for number in numbers[index + 1 :] if number is not None), None)
        if (before is not None and value == before + 1) or (before is None and after == value + 1):
            numbers[index] = value
            plain[index] = f"{value}." if text[-1:] in ".,;:" else str(value)
    return plain


def _number(text: str) -> int | None:
    match = re.fullmatch(r"(\d{1,3})[.)]?", text)
    return int(match[1]) if match else None


def quarters(words: Sequence[str]) -> dict[int, str]:
    """Words behind «quý» that are its number, by their place, put right: «Quý 11/2024» is «Quý II/2024».

    «Quý 1» becomes «Quý I» unless the document writes its other quarters 2, 3, 4.
    """
    places = [place for place, (word, _) in enumerate(pairwise(words), start=1) if fold(word) == "quy"]
    matches = {place: match for place in places if (match := _QUARTER.fullmatch(words[place]))}
    arabic = any(match["number"] in "234" for match in matches.values())
    return {place: _quarter(match, arabic=arabic) for place, match in matches.items()}


def _quarter(match: re.Match[str], *, arabic: bool) -> str:
    number = match["number"]
    if number in "234" or (number == "1" and arabic):
        return match[0]
    roman = number.translate(_STROKES)
    return (roman if 0 < roman_value(roman) <= 4 else number) + match["rest"]


def tidy(words: Iterable[str]) -> list[str]:
    """Signs that stand for others: «1⁄2024», «(DDC])», a dash as long as none that is typed, specks before a word."""
    made = []
    for word in words:
        word = word.replace("⁄", "/").replace("—", "–")
        if word == "~":
            word = "-"
        if "[" not in word:
            word = re.sub(r"(?<=[A-Z]{2})\](?=\)|$)", "I", word)
        word = re.sub(r"^['`‘’„.,_]+(?=[^\W\d_])", "", word)
        made.append(re.sub(r"(?<=\w)_+$", "", word) or word)
    return made
