"""Numbers and dates as Vietnamese offices write them out."""

from datetime import date

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_BILLION = 10**9


def number_in_words(n: int) -> str:
    """A whole number in words: 1005 → "một nghìn không trăm linh năm".

    In: any whole number. Out: its reading in lower case; "âm …" below zero.
    """
    if n < 0:
        return "âm " + number_in_words(-n)
    if n == 0:
        return _DIGITS[0]
    return " ".join(_above_zero(n, inner=False))


def _above_zero(n: int, *, inner: bool) -> list[str]:
    """Words of n; `inner` when something stands before it, so that its empty hundreds are spoken."""
    above, below = divmod(n, _BILLION)
    if above:
        tail = _below_billion(below, inner=True) if below else []
        return [*_above_zero(above, inner=inner), "tỷ", *tail]
    return _below_billion(below, inner=inner)


def _below_billion(n: int, *, inner: bool) -> list[str]:
    words: list[str] = []
    for power in (2, 1, 0):
        group = n // 1000**power % 1000
        if not group:
            continue
        words += _three_digits(group, inner=inner or bool(words))
        if _GROUPS[power]:
            words.append(_GROUPS[power])
    return words


def _three_digits(n: int, *, inner: bool) -> list[str]:
    hundreds, rest = divmod(n, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or inner else []
    return words + _two_digits(rest, inner=bool(words))


def _two_digits(n: int, *, inner: bool) -> list[str]:
    tens, ones = divmod(n, 10)
    if tens == 0:
        if ones == 0:
            return []
        return ["linh", _DIGITS[ones]] if inner else [_DIGITS[ones]]
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    return words + ([_ones_after_ten(ones, tens=tens)] if ones else [])


def _ones_after_ten(ones: int, *, tens: int) -> str:
    """One, four and five change their sound behind a ten: mười lăm, hai mươi mốt, hai mươi tư."""
    if ones == 5:
        return "lăm"
    if tens > 1 and ones in (1, 4):
        return "mốt" if ones == 1 else "tư"
    return _DIGITS[ones]


def date_in_words(d: date) -> str:
    """A date as an official document carries it: "ngày 05 tháng 01 năm 2026".

    Days under 10 and months 1 and 2 take a leading zero (Decree 30/2020/NĐ-CP, Appendix I, part II, item 4).
    """
    month = f"{d.month:02d}" if d.month <= 2 else str(d.month)
    return f"ngày {d.day:02d} tháng {month} năm {d.year}"
