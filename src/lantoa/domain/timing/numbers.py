"""Numbers, in digits or in words, and ranges of them."""

from lantoa.domain.timing.cursor import Cursor, rule

# One by one of the words behind a ten: mười lăm, hai mươi mốt.
_ONES = {"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8}
_ONES |= {"chín": 9}
# By accents where the folded word means something else too: sáu is not sau, năm is first of all a year.
_WORDS = {
    "một": 1, "mot": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def word_number(cur: Cursor) -> int | None:
    """Step over a number of one to ninety-nine in words."""
    value = _word(cur, _WORDS)
    if value is None:
        return None
    tens = value * 10 if cur.take("muoi") else value
    return tens + (_word(cur, _ONES) or 0) if tens >= 10 else tens


def _word(cur: Cursor, values: dict[str, int]) -> int | None:
    token = cur.peek()
    value = values.get(token.lower) if token else None
    if value is not None:
        cur.pos += 1
    return value


def any_number(cur: Cursor) -> int | None:
    """Step over a number in digits or in words."""
    value = cur.number()
    return value if value is not None else word_number(cur)


@rule
def number_range(cur: Cursor) -> tuple[int, int] | None:
    """«03-04», «từ 3 đến 4», «3 hoặc 4», «4»: the lower and the upper number."""
    cur.take("tu")
    low = any_number(cur)
    if low is None:
        return None
    high = _upper(cur)
    return (low, high) if high is not None and high >= low else (low, low)


@rule
def _upper(cur: Cursor) -> int | None:
    if not cur.take("-", "~", "den", "hoac", "toi"):
        return None
    return any_number(cur)


@rule
def ordinal(cur: Cursor) -> int | None:
    """Step over the number of a quarter, as «2», «II», «thứ hai», or what scanning makes of it («11», «ll»)."""
    if cur.take("thu"):
        return _word(cur, _ORDINALS)
    token = cur.peek()
    if token is None:
        return None
    value = token.number if token.number in (1, 2, 3, 4) else None
    if value is None:
        value = _ROMAN.get(token.text.replace("1", "I").replace("l", "I").replace("|", "I").lower())
    if value is None:
        return None
    cur.pos += 1
    return value
