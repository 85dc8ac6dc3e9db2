"""Days, numbers and shares as an office writes them: one place, for templates, messages and workbooks alike."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

NOT_SAID = "–"
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
UNITS = ("byte", "kB", "MB", "GB", "TB")


def as_day(moment: date | datetime) -> date:
    """The day on the wall in Viet Nam of a day or of a moment (naive moments are taken as local)."""
    if isinstance(moment, datetime):
        return (timezone.localtime(moment) if timezone.is_aware(moment) else moment).date()
    return moment


def day_text(moment: date | datetime) -> str:
    """05/01/2026."""
    day = as_day(moment)
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def day_text_short(moment: date | datetime) -> str:
    """05/01, where the year stands beside it."""
    day = as_day(moment)
    return f"{day.day:02d}/{day.month:02d}"


def weekday_text(moment: date | datetime) -> str:
    """Thứ Hai, 05/01/2026."""
    return f"{WEEKDAYS[as_day(moment).weekday()]}, {day_text(moment)}"


def last_day_text(end: date) -> str:
    """The last day of a half-open period that ends at `end`: periods are inclusive only on screens."""
    return day_text(as_day(end) - timedelta(days=1))


def moment_text(moment: datetime) -> str:
    """14:05 ngày 05/01/2026."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{local:%H:%M} ngày {day_text(local)}"


def number_text(number: int | float | Decimal, places: int | None = None) -> str:
    """1.234 or 1.234,5: dots between thousands, comma before decimals; `places` rounds half up.

    Without `places` an amount keeps the decimals it has, without trailing zeros.
    """
    amount = Decimal(str(number))
    if places is not None:
        amount = amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    elif amount == amount.to_integral_value():
        amount = amount.to_integral_value()
    else:
        amount = amount.normalize()
    return f"{amount:,f}".translate(str.maketrans(",.", ".,"))


def percent_text(percent: int | float | Decimal | None) -> str:
    """91,4%: at most one decimal; "–" for None, that is when there is nothing to take a share of.

    What falls short of everything never rounds up to 100%, and what is something never rounds down to 0%.
    """
    if percent is None:
        return NOT_SAID
    exact = Decimal(str(percent))
    shown = exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if exact < 100 <= shown:
        shown = Decimal("99.9")
    elif exact > 0 >= shown:
        shown = Decimal("0.1")
    return f"{number_text(shown)}%"


def share_percent(done: int, total: int) -> Decimal | None:
    """What percentage `done` is of `total`, unrounded; None when total is 0."""
    return Decimal(done) * 100 / Decimal(total) if total else None


def size_text(count: int) -> str:
    """1,5 MB from a count of bytes (1 kB is 1,000 bytes, as phones show it)."""
    amount, step = Decimal(count), 0
    while amount >= Decimal("999.5") and step < len(UNITS) - 1:
        amount, step = amount / 1000, step + 1
    shown = amount.quantize(Decimal(1) if step < 2 or amount >= 10 else Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{number_text(shown)} {UNITS[step]}"


def quota_text(done: int, minimum: int | None, maximum: int | None) -> str:
    """Done of owed: "3 trong ít nhất 5", "2 trong 3–4", "1 trong 1", "2 trong tối đa 4", "2 đã làm"."""
    if minimum and maximum is None:
        return f"{number_text(done)} trong ít nhất {number_text(minimum)}"
    if minimum and minimum == maximum:
        return f"{number_text(done)} trong {number_text(minimum)}"
    if minimum:
        return f"{number_text(done)} trong {number_text(minimum)}–{number_text(maximum)}"
    if maximum:
        return f"{number_text(done)} trong tối đa {number_text(maximum)}"
    return f"{number_text(done)} đã làm"


def file_name(name: str) -> str:
    """A name under which any system keeps a file: no separators, no control characters, at most 120 characters."""
    kept = "".join("-" if letter in '\\/:*?"<>|' or ord(letter) < 32 else letter for letter in name)
    return kept.strip(" .")[:120].rstrip(" .")
