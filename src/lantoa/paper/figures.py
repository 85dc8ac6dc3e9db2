"""Numbers and dates as an official document writes them."""

from datetime import date
from decimal import Decimal


def figure(value: int | Decimal) -> str:
    """A number with Vietnamese separators: 1234567 -> "1.234.567", Decimal("12.5") -> "12,5".

    Decimals are written with as many places as the value has; rounding is the caller's, who knows what it means.
    """
    whole, _, places = f"{value:,f}".partition(".") if isinstance(value, Decimal) else (f"{value:,}", "", "")
    return whole.replace(",", ".") + (f",{places}" if places else "")


def document_number(number: int | None) -> str:
    """The number after "Số:": below ten with a leading 0; a blank for the clerk when there is none yet (Decree
    30/2020, Annex I, II.3)."""
    return "      " if number is None else f"{number:02d}"


def roman(number: int) -> str:
    """A positive number in Roman figures: 4 -> "IV"."""
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    made = ""
    for value, sign in signs:
        made += sign * (number // value)
        number %= value
    return made


_POINTS = "abcdđeghiklmnopqrstuvxy"


def point_letter(place: int) -> str:
    """The letter of the nth point, from 1: a b c d đ e g h i …, as the decree itself runs; past y, aa, ab and so on."""
    if place < 1:
        raise ValueError(f"points are counted from 1, not {place}")
    before, at = divmod(place - 1, len(_POINTS))
    return (point_letter(before) if before else "") + _POINTS[at]


def day_line(day: date | None, year: int) -> str:
    """ "ngày 05 tháng 01 năm 2026"; without a day, the blank that the clerk fills: "ngày … tháng … năm 2026".

    Days below 10 and only months 1 and 2 take a leading 0 (Decree 30/2020, Annex I, II.4).
    """
    if day is None:
        return f"ngày … tháng … năm {year}"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
